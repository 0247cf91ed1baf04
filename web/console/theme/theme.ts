/** Light, dark, or as the system has it. */
export type ThemeChoice = 'auto' | 'light' | 'dark';

const KEY = 'vitrine.theme';

/** Which of the two a choice comes to. */
export function isDark(choice: ThemeChoice, systemIsDark: boolean): boolean {
  return choice === 'dark' || (choice === 'auto' && systemIsDark);
}

/** The page's theme: remembered in this browser, and following the system while it is `auto`. */
export class Theme {
  readonly #system = matchMedia('(prefers-color-scheme: dark)');
  #choice: ThemeChoice = read();

  constructor() {
    this.#system.addEventListener('change', () => this.#show());
    this.#show();
  }

  get choice(): ThemeChoice {
    return this.#choice;
  }

  /** Whether the page is dark now. */
  get dark(): boolean {
    return isDark(this.#choice, this.#system.matches);
  }

  choose(choice: ThemeChoice): void {
    this.#choice = choice;
    localStorage.setItem(KEY, choice);
    this.#show();
  }

  #show(): void {
    document.documentElement.classList.toggle('wa-dark', this.dark);
    window.dispatchEvent(new CustomEvent('vitrine-theme', { detail: { dark: this.dark } }));
  }
}

function read(): ThemeChoice {
  const kept = localStorage.getItem(KEY);
  return kept === 'light' || kept === 'dark' ? kept : 'auto';
}
