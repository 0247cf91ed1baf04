import { readLanguage } from '../../charts/format/intl.ts';
import { element } from '../../charts/frame/dom.ts';
import { analyticsRecord, send, type Command, type EventSink } from '../events.ts';
import { credentialOf, type EmbedSettings } from '../settings/attributes.ts';
import { urlWithVariables, variablesInUrl } from '../settings/url_variables.ts';
import { say } from '../texts.ts';
import { knownVariables } from '../variables/known_variables.ts';
import { sameValue, VariableStore } from '../variables/variable_store.ts';
import { watchAppearance } from '../viewer/appearance.ts';
import { adoptEmbedStyles } from '../viewer/styles.ts';
import {
  EmbedError,
  httpConnection,
  type Connection,
  type Credential,
} from '../wire/connection.ts';
import type { Session } from '../wire/session.ts';
import { standsAlone } from './frame.ts';
import { Looks } from './looks.ts';
import { message, waitingBoxes } from './messages.ts';
import { refreshEvery } from './refresh_timer.ts';
import { Stage, type StageListener } from './stage.ts';
import { TokenWait } from './token_wait.ts';

/** Where an embed stands. */
export interface EmbedHost {
  /** Element whose inherited styles, custom properties and size count. */
  readonly element: HTMLElement;
  readonly root: ShadowRoot;
  /** Address of the server that the script came from; ends with a slash. */
  readonly base: string;
  readonly sink: EventSink;
  /** Whether the embed is all of its page. */
  readonly fullPage: boolean;
}

const nobody: Credential = { token: '' };

/** An embed from attachment to detachment: token, session, settings, and what changes outside. */
export class Embed {
  readonly #host: EmbedHost;
  readonly #root: HTMLElement;
  readonly #looks: Looks;
  readonly #stage: Stage;
  readonly #wait: TokenWait;
  /** Speaks for whom the page asks at present: sessions are opened with it. */
  readonly #asking: Connection;
  /** Speaks for whom the dashboard shown belongs to: its rows never come from anybody else. */
  readonly #showing: Connection;
  #settings: EmbedSettings;
  #shownFor: Credential = nobody;
  /** A token that came by an event, and the page's own that it stands for. */
  #renewal: { readonly token: string; readonly instead: string | undefined } | undefined;
  #attachedAt = 0;
  #attached: AbortController | undefined;
  #opening: AbortController | undefined;
  #watching: AbortController | undefined;
  #endRefresh: (() => void) | undefined;
  #renewing = false;

  constructor(host: EmbedHost, settings: EmbedSettings) {
    this.#host = host;
    this.#settings = settings;
    const names = host.fullPage && standsAlone() ? 'e-root e-page' : 'e-root';
    this.#root = element('div', { class: names, attributes: { part: 'dashboard' } });
    this.#looks = new Looks(host, this.#root, settings);
    this.#wait = new TokenWait(() => this.#askForToken());
    const base = () => this.#settings.host ?? host.base;
    this.#asking = httpConnection(base, () => credentialOf(this.#settings) ?? nobody);
    this.#showing = httpConnection(base, () => this.#shownFor);
    const rows = {
      connection: () => this.#showing,
      renewed: () => this.#wait.renewed(),
      outdated: () => this.#outdated(),
    };
    this.#stage = new Stage(this.#root, this.#looks, rows, this.#stageListener());
  }

  /** Begins; calling it again while attached changes nothing. */
  attach(): void {
    if (this.#attached) return;
    const attached = new AbortController();
    this.#attached = attached;
    this.#attachedAt = performance.now();
    const { root, element: host } = this.#host;
    adoptEmbedStyles(root);
    root.append(this.#root);
    const sized = new ResizeObserver(() => this.#stage.sized());
    sized.observe(this.#root);
    const endLook = watchAppearance(host, () => this.#restyle());
    attached.signal.addEventListener('abort', () => {
      sized.disconnect();
      endLook();
    });
    window.addEventListener('popstate', () => this.#urlChanged(), { signal: attached.signal });
    this.#open();
  }

  /** Ends every request, timer and listener, and removes what is drawn. */
  detach(): void {
    this.#attached?.abort();
    this.#attached = undefined;
    this.#opening?.abort();
    this.#stopFollowing();
    this.#stage.close();
    this.#wait.end(false);
    this.#root.remove();
    this.#host.root.adoptedStyleSheets = [];
  }

  /** Takes other settings, and does what their difference says. */
  setSettings(asked: EmbedSettings): void {
    const before = this.#settings;
    // While the page's own token is the one that was renewed, the renewal stands for it.
    if (this.#renewal && asked.token !== this.#renewal.instead) this.#renewal = undefined;
    const next = this.#renewal ? { ...asked, token: this.#renewal.token } : asked;
    this.#settings = next;
    if (!this.#attached) return;
    const other = (name: keyof EmbedSettings) => !sameValue(before[name], next[name]);
    if (other('host')) return this.#open();
    if (other('variablesProblem')) this.#warn();
    const renewed = other('token') || other('environment');
    // Beside another token, they wait until it is known whose it is.
    if (other('variables') && !renewed) this.#takeVariables();
    if (other('refreshMinutes')) this.#startRefresh();
    if (other('locale') || other('theme')) {
      this.#looks.takeSettings(next);
      this.#stage.top?.view.relocate();
    }
    if (other('environment')) {
      // Another version of it is another dashboard to the page: it is told when that one stands.
      this.#attachedAt = performance.now();
      this.#renew(() => this.#stage.tellLoaded());
    } else if (renewed) {
      this.#renew();
    }
  }

  #takeVariables(): void {
    const { first } = this.#stage;
    first?.view.variablesChanged(first.store.setAttributes(this.#settings.variables));
  }

  /** Does what the page asks for. */
  command(command: Command): void {
    switch (command.kind) {
      case 'variables': {
        const { top } = this.#stage;
        top?.view.variablesChanged(top.store.set(command.values));
        return;
      }
      case 'jwt': {
        const instead = this.#renewal ? this.#renewal.instead : this.#settings.token;
        this.#renewal = { token: command.jwt, instead };
        this.setSettings({
          ...this.#settings,
          ...(instead === undefined ? {} : { token: instead }),
        });
      }
    }
  }

  /** Shows the dashboard of the token from the beginning. */
  #open(): void {
    this.#stopFollowing();
    this.#looks.takeSettings(this.#settings);
    this.#warn();
    if (this.#settings.token === undefined) {
      this.#opening?.abort();
      this.#stage.showInstead(message('no_token', say('no_token_hint')));
      return;
    }
    this.#stage.showInstead(waitingBoxes());
    void this.#withSession((session) => this.#openFirst(session));
    // The browser reads its data about the language now, while the server answers, and not when rows are there.
    readLanguage(this.#looks.now.locale);
  }

  /** Asks for the session anew, and keeps what is shown if it belongs to the same viewer. */
  #renew(kept: () => void = () => {}): void {
    if (this.#settings.token === undefined) return this.#open();
    void this.#withSession((session) => {
      if (!this.#isShown(session)) return this.#openFirst(session);
      this.#takeSession(session);
      this.#takeVariables();
      kept();
    });
  }

  #isShown(session: Session): boolean {
    const shown = this.#stage.first?.view.session;
    return (
      shown?.dashboard.embed_id === session.dashboard.embed_id &&
      shown.customer.provided_id === session.customer.provided_id &&
      shown.chart_id === session.chart_id
    );
  }

  async #withSession(use: (session: Session) => void): Promise<void> {
    this.#opening?.abort();
    const opening = new AbortController();
    this.#opening = opening;
    try {
      const session = await this.#asking.session(opening.signal);
      if (!opening.signal.aborted) use(session);
    } catch (error) {
      if (!opening.signal.aborted) this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    if (error instanceof EmbedError && error.code === 'expired_embed_token') {
      // A renewal that came too late is asked for once more; what waits goes on waiting.
      if (this.#wait.waiting) this.#wait.askAgain();
      else void this.#wait.renewed();
    }
    // What is shown stays: a server that is away for a while takes nothing from the viewer.
    if (this.#stage.first && !isDefinite(error)) return;
    this.#stopFollowing();
    const text = error instanceof Error ? error.message : String(error);
    this.#stage.showInstead(message('failed', text, () => this.#open()));
  }

  #openFirst(session: Session): void {
    this.#stage.close();
    this.#wait.end(false);
    this.#shownFor = credentialOf(this.#settings) ?? nobody;
    const url = knownVariables(session, variablesInUrl(location.search));
    this.#stage.open(session, new VariableStore(this.#settings.variables, url));
    this.#follow(session);
  }

  #takeSession(session: Session): void {
    this.#shownFor = credentialOf(this.#settings) ?? nobody;
    const { first, top } = this.#stage;
    if (first === top) this.#looks.takeTheme(session.dashboard.definition.theme);
    first?.view.takeSession(session);
    for (const { view } of this.#stage.above) {
      const signal = this.#attached?.signal ?? AbortSignal.abort();
      this.#showing
        .session(signal, view.session.dashboard.embed_id)
        .then((newer) => view.takeSession(newer))
        .catch(() => undefined);
    }
    this.#wait.end(true);
    this.#follow(session);
  }

  async #openOther(embedId: string, variables: Readonly<Record<string, unknown>>): Promise<void> {
    const signal = this.#attached?.signal ?? AbortSignal.abort();
    const below = this.#stage.top;
    try {
      const session = await this.#showing.session(signal, embedId);
      if (this.#stage.top !== below) return;
      const store = new VariableStore(this.#settings.variables, {});
      store.set(variables);
      this.#stage.open(session, store);
    } catch (error) {
      if (!signal.aborted)
        this.#stage.notice(error instanceof Error ? error.message : String(error));
    }
  }

  /** A newer version was published: everything that found out asks once, together. */
  #outdated(): void {
    if (this.#renewing) return;
    this.#renewing = true;
    void this.#withSession((session) => this.#takeSession(session)).finally(() => {
      this.#renewing = false;
    });
  }

  /** Follows what may change from outside: the live revision, the clock, the token's end. */
  #follow(session: Session): void {
    this.#stopFollowing();
    this.#startRefresh();
    this.#wait.askBefore(session.expires_at, 20);
    if (!session.live) return;
    const watching = new AbortController();
    this.#watching = watching;
    const changed = () => this.#renew();
    const ended = () => void this.#wait.renewed();
    this.#showing.watch(session.revision, { changed, ended }, watching.signal);
  }

  #stopFollowing(): void {
    this.#watching?.abort();
    this.#endRefresh?.();
  }

  #startRefresh(): void {
    this.#endRefresh?.();
    const fromDashboard = this.#stage.first?.view.definition.refresh_minutes;
    const minutes = this.#settings.refreshMinutes ?? fromDashboard;
    if (minutes === undefined || minutes <= 0) return;
    this.#endRefresh = refreshEvery(minutes, () => this.#stage.top?.view.reload({ quiet: true }));
  }

  /** Asks the page for a new token; the viewer hears of it when none comes. */
  #askForToken(): void {
    const dashboardId = this.#stage.first?.view.session.dashboard.embed_id ?? '';
    send(this.#host.sink, 'customerJwtExpired', { dashboardId });
    setTimeout(() => {
      if (!this.#wait.waiting || !this.#attached || !this.#stage.first) return;
      const remove = this.#stage.notice(`${say('expired')}. ${say('expired_hint')}`);
      void this.#wait.renewed().then(remove);
    }, 10_000);
  }

  #stageListener(): StageListener {
    return {
      send: (name, detail) => send(this.#host.sink, name, detail),
      custom: (event) => {
        const customer = this.#stage.top?.view.session.customer;
        this.#host.sink(event, {
          customerName: customer?.name,
          customerProvidedId: customer?.provided_id,
        });
      },
      analytics: (name, properties) => {
        const session = this.#stage.top?.view.session;
        if (!session) return;
        const record = analyticsRecord(session, this.#settings, name, properties);
        send(this.#host.sink, 'analyticsEventFired', record);
      },
      variableSet: (varName, value) => {
        send(this.#host.sink, 'sendVariableUpdatedEvent', { varName, newValue: value ?? null });
        if (this.#settings.updateUrlParams) writeUrl({ [varName]: value });
      },
      openDashboard: (embedId, variables) => void this.#openOther(embedId, variables),
      attachedAt: () => this.#attachedAt,
    };
  }

  #urlChanged(): void {
    const { first } = this.#stage;
    if (!first) return;
    const url = knownVariables(first.view.session, variablesInUrl(location.search));
    first.view.variablesChanged(first.store.setUrl(url));
  }

  #restyle(): void {
    if (this.#looks.refresh()) this.#stage.top?.view.restyle();
  }

  /** Tells who builds the page what it got wrong. */
  #warn(): void {
    const { variablesProblem, isProduction } = this.#settings;
    if (variablesProblem && !isProduction) console.warn(`Vitrine: ${variablesProblem}`);
  }
}

/** Whether the server said no for good: to this viewer nothing may be shown any more. */
function isDefinite(error: unknown): boolean {
  if (!(error instanceof EmbedError)) return false;
  return [403, 404].includes(error.status) || error.code === 'invalid_embed_token';
}

function writeUrl(variables: Readonly<Record<string, unknown>>): void {
  const search = urlWithVariables(location.search, variables);
  if (search === location.search) return;
  history.replaceState(history.state, '', `${location.pathname}${search}${location.hash}`);
}
