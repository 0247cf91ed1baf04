import { html, LitElement, nothing } from 'lit';
import { Api } from '../api/api.ts';
import { ConfirmDialog, type Confirmation } from '../parts/confirm.ts';
import { emptyState } from '../parts/pieces.ts';
import { Toasts } from '../parts/toasts.ts';
import { Router } from '../router/router.ts';
import { Theme } from '../theme/theme.ts';
import type { Console } from './console.ts';
import type { FeatureRoute } from './feature.ts';
import { routes } from './features.ts';
import './frame.ts';
import { GroupChoice } from './group.ts';
import { failure } from './load.ts';
import type { Page } from './page.ts';
import { Session } from './session.ts';

/** After this long, a page whose code is not there yet shows that it is coming. */
const PATIENCE_MS = 100;

/** The console: who is signed in and where decides what is shown. */
class Root extends LitElement {
  readonly #session = new Session();
  readonly #group = new GroupChoice(() => this.#session.groups);
  readonly #toasts = new Toasts();
  readonly #confirm = new ConfirmDialog();
  readonly #router = new Router(routes, (search) => this.#group.keep(search));
  readonly #api: Api = this.#makeApi();
  readonly #console: Console = {
    api: this.#api,
    router: this.#router,
    session: this.#session,
    group: this.#group,
    theme: new Theme(),
    toasts: this.#toasts,
    confirm: (question: Confirmation) => this.#confirm.ask(question),
  };

  #page: HTMLElement | undefined;
  #member: number | undefined;
  #waiting = false;
  #turn = 0;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#session.addEventListener('change', () => this.#sessionChanged());
    this.#router.addEventListener('change', () => void this.#open(true));
    void this.#session.start(this.#api).then(() => {
      this.#router.start();
      void this.#open(false);
    });
  }

  #makeApi(): Api {
    const group = () => this.#group.name;
    return new Api({
      get group() {
        return group();
      },
      signedOut: () => void this.#session.signedOut(this.#api, true),
    });
  }

  #sessionChanged(): void {
    const { state } = this.#session;
    if (state.kind === 'in') {
      // Somebody else than before: what is open was not theirs.
      const another = this.#member !== undefined && this.#member !== state.body.member.id;
      this.#member = state.body.member.id;
      if (another || !this.#page) void this.#open(false);
    } else if (state.kind === 'out' && !state.ended) {
      this.#page = undefined;
      this.#member = undefined;
      this.#router.guard(undefined);
    }
    this.requestUpdate();
  }

  /** Puts the page of the present place in, once its code is there. */
  async #open(moved: boolean): Promise<void> {
    const turn = ++this.#turn;
    const { route, params } = this.#router.place;
    const found = route as FeatureRoute | undefined;
    if (!found || (this.#session.state.kind !== 'in' && !found.open)) {
      this.#page = undefined;
      this.requestUpdate();
      return;
    }
    const late = setTimeout(() => this.#wait(true), PATIENCE_MS);
    try {
      await found.load();
    } catch {
      if (turn === this.#turn)
        this.#toasts.failed('This page could not be fetched. Was the server updated? Reload.');
      return;
    } finally {
      clearTimeout(late);
      this.#wait(false);
    }
    if (turn !== this.#turn) return;
    const page = document.createElement(found.tag) as Page;
    page.console = this.#console;
    page.params = params;
    this.#page = page;
    this.requestUpdate();
    await this.updateComplete;
    if (moved) {
      window.scrollTo(0, 0);
      this.querySelector<HTMLElement>('#page')?.focus({ preventScroll: true });
    }
    this.#fetchTheRest();
  }

  /** The code of all parts, while nothing else is to be done: no page then waits for it. */
  #fetchTheRest(): void {
    const [first, ...others] = routes.filter(({ role, open }) => !open && this.#session.may(role));
    const idle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 200));
    const next = (left: readonly FeatureRoute[]): void => {
      const [one, ...rest] = left;
      if (one)
        idle(
          () =>
            void one.load().then(
              () => next(rest),
              () => undefined,
            ),
        );
    };
    if (first) next([first, ...others]);
  }

  #wait(waiting: boolean): void {
    this.#waiting = waiting;
    this.requestUpdate();
  }

  protected override render(): unknown {
    return html`${this.#waiting ? html`<div class="progress" role="progressbar" aria-label="Loading"></div>` : nothing}
    ${this.#view()}${this.#toasts}${this.#confirm}`;
  }

  #view(): unknown {
    const { state } = this.#session;
    const route = this.#router.place.route as FeatureRoute | undefined;
    // A page that is open to all is a door, which brings a main of its own.
    if (route?.open) return this.#page;
    switch (state.kind) {
      case 'starting':
        return nothing;
      case 'failed':
        return html`<main class="door">${failure(state.problem, () => location.reload())}</main>`;
      case 'setup':
        void import('../account/setup_page.ts');
        return html`<setup-page .console=${this.#console} .setup=${state.setup}></setup-page>`;
      case 'out':
        void import('../account/sign_in_page.ts');
        // The page stays: what was typed into it is there again after signing in.
        return html`<sign-in-page
            .console=${this.#console}
            .setup=${state.setup}
            .ended=${state.ended}
          ></sign-in-page>
          <div hidden inert>${this.#page}</div>`;
      case 'in':
        return html`<console-frame
          .console=${this.#console}
          .page=${this.#shown(route)}
        ></console-frame>`;
    }
  }

  #shown(route: FeatureRoute | undefined): unknown {
    if (!route)
      return emptyState({
        icon: 'search',
        wholePage: true,
        title: 'There is no such page',
        text: 'The address may be mistyped, or the page has moved.',
        actions: html`<a class="button" href="/">Home</a>`,
      });
    if (!this.#session.may(route.role))
      return emptyState({
        icon: 'shield',
        wholePage: true,
        title: 'This page is not for your role',
        text: `It takes the role ${route.role}; you are ${this.#session.body.member.role}. An admin of the team can change that.`,
        actions: html`<a class="button" href="/">Home</a>`,
      });
    return this.#page;
  }
}
customElements.define('vitrine-console', Root);
