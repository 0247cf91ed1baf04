import { applyTheme, knownLocale, type RenderContext } from '../../charts/index.ts';
import { element } from '../../charts/frame/dom.ts';
import type { Theme } from '../../model/dashboard.ts';
import type { EmbedSettings } from '../settings/attributes.ts';
import { sameValue } from '../variables/variable_store.ts';
import { appearanceOf, tokensFor } from '../viewer/appearance.ts';

export type Look = Pick<RenderContext, 'theme' | 'direction' | 'locale'>;

/** How an embed looks: its page's wishes, its dashboard's theme, and what the page is like itself. */
export class Looks {
  readonly #host: HTMLElement;
  readonly #root: HTMLElement;
  readonly #probe = element('span', { attributes: { hidden: true } });
  #settings: EmbedSettings;
  #theme: Theme | undefined;
  #look: Look | undefined;

  constructor(host: HTMLElement, root: HTMLElement, settings: EmbedSettings) {
    this.#host = host;
    this.#root = root;
    this.#settings = settings;
    root.prepend(this.#probe);
  }

  /** The look of now. */
  get now(): Look {
    this.#look ??= this.#see();
    return this.#look;
  }

  /** Takes other wishes or another dashboard's theme, and dresses the root. */
  take(settings: EmbedSettings, theme: Theme | undefined): void {
    this.#settings = settings;
    this.#theme = theme;
    this.refresh();
  }

  /** Looks again; whether anything is another one now. */
  refresh(): boolean {
    const before = this.#look;
    this.#look = this.#see();
    applyTheme(this.#root, this.#look.theme);
    this.#root.style.setProperty('color-scheme', this.#look.theme.mode);
    return !sameValue(before, this.#look);
  }

  #see(): Look {
    const mode = appearanceOf(this.#host, this.#settings.theme, this.#theme);
    const lang = this.#host.closest('[lang]')?.getAttribute('lang');
    return {
      theme: tokensFor(this.#host, this.#probe, this.#theme, mode),
      direction: getComputedStyle(this.#host).direction === 'rtl' ? 'rtl' : 'ltr',
      locale: knownLocale(this.#settings.locale ?? (lang || navigator.language)),
    };
  }
}
