import { element } from '../../charts/frame/dom.ts';
import { say } from '../texts.ts';
import { checkIcon, newId, type Choice } from './control_view.ts';

/** Most choices drawn at a time; the search finds the others. */
const DRAWN = 300;

export interface ListboxOptions {
  readonly multiple: boolean;
  readonly search: boolean;
  readonly labelledBy: string;
  /** The viewer picked a choice: by click, Enter, or Space where there is no search. */
  readonly pick: (choice: Choice) => void;
  readonly close: () => void;
}

/**
 * A list of choices after the ARIA listbox pattern: the focus stays on the search field, or on the
 * list, and `aria-activedescendant` names the choice that the keys have reached.
 */
export class Listbox {
  readonly element: HTMLElement;
  readonly #list: HTMLElement;
  readonly #search: HTMLInputElement | undefined;
  readonly #note: HTMLElement;
  readonly #options: ListboxOptions;
  #choices: readonly Choice[] = [];
  #shown: readonly Choice[] = [];
  #isChosen: (choice: Choice) => boolean = () => false;
  #active = -1;
  #typed = '';
  #typedAt = 0;

  constructor(options: ListboxOptions) {
    this.#options = options;
    const listId = newId('list');
    this.#list = element('ul', {
      class: 'c-list',
      attributes: {
        id: listId,
        role: 'listbox',
        'aria-labelledby': options.labelledBy,
        'aria-multiselectable': options.multiple ? 'true' : undefined,
        tabindex: options.search ? undefined : 0,
      },
    });
    this.#note = element('p', { class: 'c-note', attributes: { role: 'status' } });
    this.element = element('div', { class: 'c-listbox' });
    if (options.search) {
      this.#search = element('input', {
        class: 'v-input c-search',
        attributes: {
          type: 'text',
          role: 'combobox',
          autocomplete: 'off',
          spellcheck: 'false',
          placeholder: say('search'),
          'aria-label': say('search'),
          'aria-autocomplete': 'list',
          'aria-expanded': 'true',
          'aria-controls': listId,
        },
        on: { input: () => this.#filter() },
      });
      this.element.append(this.#search);
    }
    this.element.append(this.#list, this.#note);
    this.element.addEventListener('keydown', (event) => this.#key(event));
    // A press must not take the focus from the field that the keys go to.
    this.#list.addEventListener('mousedown', (event) => event.preventDefault());
    this.#list.addEventListener('click', (event) => this.#click(event));
  }

  /** Shows choices, and which of them are chosen. */
  show(choices: readonly Choice[], isChosen: (choice: Choice) => boolean): void {
    const same = choices === this.#choices;
    this.#choices = choices;
    this.#isChosen = isChosen;
    if (same) this.#markChosen();
    else this.#filter();
  }

  /** Takes the focus, with the first chosen choice in view. */
  focus(): void {
    if (this.#search) this.#search.value = '';
    this.#filter();
    this.#activate(Math.max(0, this.#shown.findIndex(this.#isChosen)));
    (this.#search ?? this.#list).focus({ preventScroll: true });
  }

  #filter(): void {
    const words = plain(this.#search?.value ?? '')
      .split(/\s+/)
      .filter(Boolean);
    const matches = this.#choices.filter(({ label }) => {
      const text = plain(label);
      return words.every((word) => text.includes(word));
    });
    this.#shown = matches.slice(0, DRAWN);
    this.#list.replaceChildren(...this.#shown.map((choice, index) => this.#item(choice, index)));
    this.#note.textContent =
      matches.length === 0
        ? say(this.#choices.length === 0 ? 'no_choices' : 'no_match')
        : matches.length > DRAWN
          ? say('more_choices', { count: matches.length - DRAWN })
          : '';
    this.#activate(this.#shown.length > 0 ? 0 : -1);
  }

  #item(choice: Choice, index: number): HTMLElement {
    return element(
      'li',
      {
        class: 'c-option',
        attributes: {
          id: `${this.#list.id}-${index}`,
          role: 'option',
          'aria-selected': String(this.#isChosen(choice)),
        },
      },
      element('span', { class: 'c-tick' }, checkIcon()),
      element('span', { class: 'c-option-label', text: choice.label }),
    );
  }

  #markChosen(): void {
    for (const [index, item] of [...this.#list.children].entries()) {
      const choice = this.#shown[index];
      item.setAttribute('aria-selected', String(choice !== undefined && this.#isChosen(choice)));
    }
  }

  #activate(index: number): void {
    this.#list.children[this.#active]?.classList.remove('c-active');
    this.#active = index;
    const item = this.#list.children[index];
    const field = this.#search ?? this.#list;
    if (!item) return field.removeAttribute('aria-activedescendant');
    item.classList.add('c-active');
    item.scrollIntoView({ block: 'nearest' });
    field.setAttribute('aria-activedescendant', item.id);
  }

  #click(event: Event): void {
    const item = event.target instanceof Element ? event.target.closest('li') : null;
    const index = item ? [...this.#list.children].indexOf(item) : -1;
    const choice = this.#shown[index];
    if (!choice) return;
    this.#activate(index);
    this.#options.pick(choice);
  }

  #key(event: KeyboardEvent): void {
    const last = this.#shown.length - 1;
    const step = (index: number) => {
      event.preventDefault();
      if (last >= 0) this.#activate(Math.max(0, Math.min(last, index)));
    };
    switch (event.key) {
      case 'ArrowDown':
        return step(this.#active >= last ? 0 : this.#active + 1);
      case 'ArrowUp':
        return step(this.#active <= 0 ? last : this.#active - 1);
      case 'PageDown':
        return step(this.#active + 8);
      case 'PageUp':
        return step(this.#active - 8);
      case 'Home':
        return this.#search ? undefined : step(0);
      case 'End':
        return this.#search ? undefined : step(last);
      case 'Enter':
        return this.#pickActive(event);
      case ' ':
        return this.#search ? undefined : this.#pickActive(event);
      case 'Tab':
        return this.#options.close();
      default:
        if (!this.#search && event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
          this.#typeAhead(event.key);
        }
    }
  }

  #pickActive(event: Event): void {
    if (event.target instanceof HTMLButtonElement) return;
    event.preventDefault();
    const choice = this.#shown[this.#active];
    if (choice) this.#options.pick(choice);
  }

  #typeAhead(key: string): void {
    const now = performance.now();
    this.#typed = now - this.#typedAt > 700 ? key : this.#typed + key;
    this.#typedAt = now;
    // One letter goes from match to match; more letters narrow down from where the keys stand.
    const from = this.#typed.length === 1 ? this.#active + 1 : Math.max(0, this.#active);
    const order = [...this.#shown.keys()].map((index) => (index + from) % this.#shown.length);
    const typed = plain(this.#typed);
    const found = order.find((index) => plain(this.#shown[index]?.label ?? '').startsWith(typed));
    if (found !== undefined) this.#activate(found);
  }
}

/** A text without case and accents, so that `sao` finds `São Paulo`. */
function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase();
}
