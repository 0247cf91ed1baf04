import { applyTheme, knownLocale } from '../../charts/index.ts';
import { element } from '../../charts/frame/dom.ts';
import type { Theme } from '../../model/dashboard.ts';
import type { EmbedSettings } from '../settings/attributes.ts';
import { sameValue } from '../variables/variable_store.ts';
import { appearanceOf, tokensFor } from '../viewer/appearance.ts';
import type { Look } from '../viewer/dashboard_parts.ts';
import { standsAlone } from './frame.ts';

/** How an embed looks: its page's wishes, its dashboard's theme, and what the page is like itself. */
export class Looks {
  readonly #host: HTMLElement;
  readonly #root: HTMLElement;
  readonly #probe = element('span', { attributes: { hidden: true } });
  readonly #fullPage: boolean;
  #settings: EmbedSettings;
  #theme: Theme | undefined;
  #look: Look | undefined;

  constructor(
    host: { readonly element: HTMLElement; readonly fullPage: boolean },
    root: HTMLElement,
    settings: EmbedSettings,
  ) {
    this.#host = host.element;
    this.#fullPage = host.fullPage;
    this.#root = root;
    this.#settings = settings;
    root.prepend(this.#probe);
  }

  /** The look of now. */
  get now(): Look {
    this.#look ??= this.#see();
    return this.#look;
  }

  /** Takes other wishes of the page. */
  takeSettings(settings: EmbedSettings): void {
    this.#settings = settings;
    this.refresh();
  }

  /** Takes another dashboard's theme. */
  takeTheme(theme: Theme | undefined): void {
    this.#theme = theme;
    this.refresh();
  }

  /** Looks again; whether anything is another one now. */
  refresh(): boolean {
    const before = this.#look;
    if (this.#fullPage) this.#dressPage();
    this.#look = this.#see();
    applyTheme(this.#root, this.#look.theme);
    const { mode } = this.#look.theme;
    this.#root.style.setProperty('color-scheme', mode);
    if (this.#fullPage) groundPage(this.#look.theme.background);
    // Panels stand on the page itself, unless the dashboard's author wants a ground of its own.
    const own = this.#theme?.[mode]?.background !== undefined;
    this.#root.classList.toggle('e-backed', own);
    return !sameValue(before, this.#look);
  }

  #see(): Look {
    const mode = appearanceOf(this.#host, this.#settings.theme, this.#theme);
    // A page that is nothing but the dashboard has no font of its own.
    const font = this.#fullPage ? 'system-ui, sans-serif' : undefined;
    return {
      theme: tokensFor(this.#host, this.#probe, this.#theme, mode, font),
      direction: getComputedStyle(this.#host).direction === 'rtl' ? 'rtl' : 'ltr',
      locale: this.#locale(),
    };
  }

  #locale(): string {
    // A page that is nothing but the dashboard has no language of its own either.
    const page = this.#fullPage ? null : this.#host.closest('[lang]')?.getAttribute('lang');
    return knownLocale(this.#settings.locale ?? (page || navigator.language));
  }

  /** Gives the page behind the panels their appearance and direction; unasked it follows the system. */
  #dressPage(): void {
    const page = document.documentElement;
    const mode = this.#settings.theme ?? this.#theme?.mode;
    const scheme = mode === 'light' || mode === 'dark' ? mode : 'light dark';
    if (page.style.colorScheme !== scheme) page.style.colorScheme = scheme;
    const direction = rightToLeft.test(this.#locale()) ? 'rtl' : 'ltr';
    if (page.dir !== direction) page.dir = direction;
  }
}

/** Languages written from right to left. */
const rightToLeft = /^(ar|arc|ckb|dv|fa|he|ks|ps|sd|ug|ur|yi)\b/;

/** Colours the page itself where no other page stands around it; inside one, that page shows through. */
function groundPage(color: string): void {
  const { style } = document.documentElement;
  if (standsAlone() && style.backgroundColor !== color) style.backgroundColor = color;
}
