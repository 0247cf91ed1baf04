import { firstMatch, type Params, type Pattern } from './match.ts';

/** A page's place: where it is, which role it asks for, and how its code is fetched. */
export interface PageRoute {
  readonly pattern: Pattern;
  /** Tag name of the page's element, which `load` defines. */
  readonly tag: string;
  readonly load: () => Promise<unknown>;
}

/** Where the page is. */
export interface Place {
  readonly route: PageRoute | undefined;
  readonly params: Params;
  readonly path: string;
  readonly search: URLSearchParams;
}

/** Asked before a page is left; false keeps it. */
export type LeaveGuard = () => boolean | Promise<boolean>;

/**
 * The address bar and the pages. Links are plain `<a href>`: a click on one of the console's own is
 * taken here, and its page's code is fetched as soon as somebody points at it.
 */
export class Router extends EventTarget {
  #place: Place;
  #guard: LeaveGuard | undefined;
  #index = 0;
  /** Whether the back button was pressed on a page that is to be asked about. */
  #asking = false;

  /**
   * @param routes the first that matches wins
   * @param keep completes the query of an address before it is shown
   */
  constructor(
    private readonly routes: readonly PageRoute[],
    private readonly keep: (search: URLSearchParams) => void = () => {},
  ) {
    super();
    this.#place = this.#read();
  }

  get place(): Place {
    return this.#place;
  }

  /** Takes over links and the back button; fires `change` whenever the place is another. */
  start(): void {
    this.#index = Number(history.state?.index ?? 0);
    history.replaceState({ index: this.#index }, '', this.#completed(location.href));
    this.#place = this.#read();
    window.addEventListener('popstate', (event) => void this.#popped(event));
    window.addEventListener('beforeunload', (event) => {
      if (this.#guard) event.preventDefault();
    });
    document.addEventListener('click', (event) => this.#clicked(event));
    for (const name of ['pointerover', 'focusin'])
      document.addEventListener(name, (event) => this.#pointed(event));
  }

  /**
   * Goes to an address of the console.
   * @param replace whether the back button skips the present one
   */
  async go(to: string, { replace = false } = {}): Promise<void> {
    const target = this.#completed(new URL(to, document.baseURI).href);
    if (target === location.href && !replace) return;
    if (!(await this.#mayLeave())) return;
    if (replace) history.replaceState({ index: this.#index }, '', target);
    else history.pushState({ index: ++this.#index }, '', target);
    this.#changed();
  }

  /** Writes values into the query, without a step for the back button; empty ones go. */
  setSearch(values: Readonly<Record<string, string | undefined>>): void {
    const url = new URL(location.href);
    for (const [name, value] of Object.entries(values)) {
      if (value === undefined || value === '') url.searchParams.delete(name);
      else url.searchParams.set(name, value);
    }
    history.replaceState({ index: this.#index }, '', this.#completed(url.href));
    this.#place = { ...this.#place, search: new URLSearchParams(location.search) };
  }

  /** Keeps a page until its guard agrees; undefined lets go. The page that set it clears it. */
  guard(guard: LeaveGuard | undefined): void {
    this.#guard = guard;
  }

  /** Fetches the code of a page that is likely to be next. */
  prefetch(path: string): void {
    void firstMatch(this.routes, path)
      ?.found.load()
      .catch(() => undefined);
  }

  #read(): Place {
    const { pathname, search } = location;
    const matched = firstMatch(this.routes, pathname);
    return {
      route: matched?.found,
      params: matched?.params ?? {},
      path: pathname,
      search: new URLSearchParams(search),
    };
  }

  #completed(href: string): string {
    const url = new URL(href);
    this.keep(url.searchParams);
    return url.href;
  }

  async #mayLeave(): Promise<boolean> {
    if (!this.#guard) return true;
    const leaves = await this.#guard();
    if (leaves) this.#guard = undefined;
    return leaves;
  }

  async #popped(event: PopStateEvent): Promise<void> {
    if (this.#asking) return;
    const index = Number(event.state?.index ?? 0);
    const step = index - this.#index;
    if (this.#guard && step !== 0) {
      // The browser has moved already: go back to where the page is, ask, and move again if it may.
      this.#asking = true;
      await moveInHistory(-step);
      const leaves = await this.#mayLeave();
      if (leaves) await moveInHistory(step);
      this.#asking = false;
      if (!leaves) return;
    }
    this.#index = index;
    this.#changed();
  }

  #changed(): void {
    this.#place = this.#read();
    this.dispatchEvent(new Event('change'));
  }

  #clicked(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = linkOf(event);
    if (!link || link.target !== '' || link.hasAttribute('download')) return;
    if (link.origin !== location.origin || !firstMatch(this.routes, link.pathname)) return;
    event.preventDefault();
    void this.go(link.href);
  }

  #pointed(event: Event): void {
    const link = linkOf(event);
    if (link?.origin === location.origin) this.prefetch(link.pathname);
  }
}

function moveInHistory(step: number): Promise<void> {
  return new Promise((resolve) => {
    window.addEventListener('popstate', () => resolve(), { once: true });
    history.go(step);
  });
}

function linkOf(event: Event): HTMLAnchorElement | undefined {
  return event
    .composedPath()
    .find((one): one is HTMLAnchorElement => one instanceof HTMLAnchorElement && one.href !== '');
}
