import type { Selection } from '../../charts/index.ts';
import { element, icon } from '../../charts/frame/dom.ts';
import type { Panel } from '../../model/dashboard.ts';
import { analyticsRecord, send, type Command, type EventSink } from '../events.ts';
import { credentialOf, type EmbedSettings } from '../settings/attributes.ts';
import { urlWithVariables, variablesInUrl } from '../settings/url_variables.ts';
import { say } from '../texts.ts';
import { knownVariables } from '../variables/known_variables.ts';
import { isUnset, sameValue, VariableStore } from '../variables/variable_store.ts';
import { watchAppearance } from '../viewer/appearance.ts';
import { DashboardView, type DashboardListener } from '../viewer/dashboard_view.ts';
import type { PanelDialog } from '../viewer/panel_dialog.ts';
import { embedStyles } from '../viewer/styles.ts';
import { EmbedError, httpConnection, type Connection } from '../wire/connection.ts';
import type { Session } from '../wire/session.ts';
import { Looks } from './looks.ts';
import { message, waitingBoxes } from './messages.ts';
import { refreshEvery } from './refresh_timer.ts';
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

/** One dashboard open, with the values of its variables. */
interface Opened {
  readonly view: DashboardView;
  readonly store: VariableStore;
}

/** An embed from attachment to detachment: token, session, live changes, and what is shown. */
export class Embed {
  readonly #host: EmbedHost;
  readonly #root: HTMLElement;
  readonly #stage: HTMLElement;
  readonly #looks: Looks;
  readonly #wait: TokenWait;
  readonly #connection: Connection;
  #settings: EmbedSettings;
  #opened: Opened[] = [];
  #attachedAt = 0;
  #attached: AbortController | undefined;
  #opening: AbortController | undefined;
  #watching: AbortController | undefined;
  #endRefresh: (() => void) | undefined;
  #height = 0;
  #renewing = false;
  #dialog: PanelDialog | undefined;

  constructor(host: EmbedHost, settings: EmbedSettings) {
    this.#host = host;
    this.#settings = settings;
    this.#stage = element('div', { class: 'e-stage' });
    this.#root = element(
      'div',
      { class: host.fullPage ? 'e-root e-page' : 'e-root', attributes: { part: 'dashboard' } },
      this.#stage,
    );
    this.#looks = new Looks(host.element, this.#root, settings);
    this.#wait = new TokenWait(() => this.#tokenEnded());
    this.#connection = httpConnection(
      () => this.#settings.host ?? host.base,
      () => credentialOf(this.#settings) ?? { token: '' },
    );
  }

  /** Begins; calling it again while attached changes nothing. */
  attach(): void {
    if (this.#attached) return;
    const attached = new AbortController();
    this.#attached = attached;
    this.#attachedAt = performance.now();
    const { root, element: host } = this.#host;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, embedStyles()];
    root.append(this.#root);
    const sized = new ResizeObserver(() => this.#sized());
    sized.observe(this.#root);
    const endLook = watchAppearance(host, () => this.#restyle());
    const popped = () => this.#urlChanged();
    window.addEventListener('popstate', popped);
    attached.signal.addEventListener('abort', () => {
      sized.disconnect();
      endLook();
      window.removeEventListener('popstate', popped);
    });
    this.#open();
  }

  /** Ends every request, timer and listener, and removes what is drawn. */
  detach(): void {
    this.#attached?.abort();
    this.#attached = undefined;
    this.#opening?.abort();
    this.#watching?.abort();
    this.#endRefresh?.();
    this.#wait.end(false);
    this.#closeAll();
    this.#root.remove();
    this.#host.root.adoptedStyleSheets = [];
  }

  /** Takes other settings, and does what their difference says. */
  setSettings(next: EmbedSettings): void {
    const before = this.#settings;
    this.#settings = next;
    if (!this.#attached) return;
    const other = (name: keyof EmbedSettings) => !sameValue(before[name], next[name]);
    if (other('host')) return this.#open();
    if (other('token') || other('environment')) return this.#renew();
    if (other('variables')) {
      const current = this.#opened[0];
      current?.view.variablesChanged(current.store.setAttributes(next.variables));
    }
    if (other('refreshMinutes')) this.#startRefresh();
    if (other('locale') || other('theme')) {
      const view = this.#opened.at(-1)?.view;
      this.#looks.take(next, view?.definition.theme);
      view?.restyle();
    }
  }

  /** Does what the page asks for. */
  command(command: Command): void {
    switch (command.kind) {
      case 'variables': {
        const current = this.#opened.at(-1);
        current?.view.variablesChanged(current.store.set(command.values));
        return;
      }
      case 'jwt':
        this.setSettings({ ...this.#settings, token: command.jwt });
    }
  }

  /** Shows the dashboard of the token from the beginning. */
  #open(): void {
    this.#closeAll();
    if (this.#settings.token === undefined) {
      this.#show(message('no_token', say('no_token_hint')));
      return;
    }
    this.#looks.take(this.#settings, undefined);
    this.#show(waitingBoxes());
    void this.#withSession((session) => this.#openFirst(session));
  }

  /** Asks for the session anew, and keeps what is shown if it is of the same dashboard. */
  #renew(): void {
    if (this.#settings.token === undefined) return this.#open();
    this.#wait.end(true);
    void this.#withSession((session) => {
      const current = this.#opened[0]?.view.session;
      const same =
        current?.dashboard.embed_id === session.dashboard.embed_id &&
        current.customer.provided_id === session.customer.provided_id &&
        current.chart_id === session.chart_id;
      if (same) this.#takeSession(session);
      else this.#openFirst(session);
    });
  }

  async #withSession(use: (session: Session) => void): Promise<void> {
    this.#opening?.abort();
    const opening = new AbortController();
    this.#opening = opening;
    try {
      const session = await this.#connection.session(opening.signal);
      if (!opening.signal.aborted) use(session);
    } catch (error) {
      if (!opening.signal.aborted) this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    // A token that never was good is its page's mistake; one that has ended can be renewed.
    const renewable = error instanceof EmbedError && error.tokenEnded;
    if (renewable && (this.#opened.length > 0 || error.code !== 'invalid_embed_token')) {
      void this.#wait.renewed();
    }
    // What is shown already stays: a failed renewal takes nothing away.
    if (this.#opened.length > 0) return;
    this.#show(message('failed', messageOf(error), () => this.#open()));
  }

  #openFirst(session: Session): void {
    this.#closeAll();
    const store = new VariableStore(
      this.#settings.variables,
      knownVariables(session, variablesInUrl(location.search)),
    );
    this.#showDashboard(session, store);
    this.#follow(session);
  }

  #showDashboard(session: Session, store: VariableStore): void {
    const view = new DashboardView({
      session,
      store,
      rows: {
        connection: () => this.#connection,
        renewed: () => this.#wait.renewed(),
        outdated: () => this.#outdated(),
      },
      listener: this.#listener(store),
      look: () => this.#looks.now,
    });
    this.#opened.push({ view, store });
    this.#looks.take(this.#settings, session.dashboard.definition.theme);
    this.#root.setAttribute('aria-label', session.dashboard.name);
    this.#root.setAttribute('role', 'region');
    this.#show(...this.#topBar(session), view.element);
    view.open();
    const dashboardId = session.dashboard.embed_id;
    const { sink } = this.#host;
    send(sink, 'dashboardReadyToLoad', { dashboardId, dashboardHeight: view.plannedHeight });
    this.#analytics('Dashboard Page Viewed', {});
    void view.settled().then(() => {
      if (this.#opened.at(-1)?.view !== view) return;
      this.#height = this.#heightNow();
      send(sink, 'dashboardLoaded', {
        dashboardId,
        dashboardHeight: this.#height,
        loadTime: Math.round(performance.now() - this.#attachedAt),
      });
    });
  }

  #topBar(session: Session): HTMLElement[] {
    const below = this.#opened.at(-2);
    if (!below) return [];
    const name = below.view.session.dashboard.name;
    const back = element(
      'button',
      { class: 'e-back', attributes: { type: 'button' }, on: { click: () => this.#back() } },
      icon('before'),
      element('span', { text: say('back', { name }) }),
    );
    return [
      element(
        'div',
        { class: 'e-top' },
        back,
        element('h2', { class: 'e-title', text: session.dashboard.name }),
      ),
    ];
  }

  #back(): void {
    this.#opened.pop()?.view.destroy();
    const current = this.#opened.at(-1);
    if (!current) return;
    this.#looks.take(this.#settings, current.view.definition.theme);
    this.#show(...this.#topBar(current.view.session), current.view.element);
    current.view.restyle();
  }

  #takeSession(session: Session): void {
    const shown = this.#opened.at(-1)?.view.definition ?? session.dashboard.definition;
    this.#looks.take(this.#settings, shown.theme);
    this.#opened[0]?.view.takeSession(session);
    this.#follow(session);
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
    this.#startRefresh();
    this.#watching?.abort();
    this.#wait.askBefore(session.expires_at, 20);
    if (!session.live) return;
    const watching = new AbortController();
    this.#watching = watching;
    const changed = () => void this.#withSession((next) => this.#takeSession(next));
    const ended = () => void this.#wait.renewed();
    this.#connection.watch(session.revision, { changed, ended }, watching.signal);
  }

  #startRefresh(): void {
    this.#endRefresh?.();
    const fromDashboard = this.#opened[0]?.view.definition.refresh_minutes;
    const minutes = this.#settings.refreshMinutes ?? fromDashboard;
    if (minutes === undefined || minutes <= 0) return;
    this.#endRefresh = refreshEvery(minutes, () =>
      this.#opened.at(-1)?.view.reload({ quiet: true }),
    );
  }

  /** Requests wait for a new token from now on; a page that gives none must hear of it. */
  #tokenEnded(): void {
    const dashboardId = this.#opened[0]?.view.session.dashboard.embed_id ?? '';
    send(this.#host.sink, 'customerJwtExpired', { dashboardId });
    setTimeout(() => {
      if (!this.#wait.waiting || !this.#attached || this.#opened.length === 0) return;
      const text = `${say('expired')}. ${say('expired_hint')}`;
      const remove = this.#notice(text);
      void this.#wait.renewed().then(remove);
    }, 10_000);
  }

  #listener(store: VariableStore): DashboardListener {
    return {
      variableSet: (varName, value) => {
        send(this.#host.sink, 'sendVariableUpdatedEvent', { varName, newValue: value ?? null });
        if (this.#settings.updateUrlParams) this.#writeUrl({ [varName]: store.value(varName) });
      },
      analytics: (name, properties) => this.#analytics(name, properties),
      buttonPressed: (event) => {
        const { customer } = this.#current();
        this.#host.sink(event, {
          customerName: customer.name,
          customerProvidedId: customer.provided_id,
        });
      },
      drillDown: (selection, view) => this.#drillDown(selection, view),
      expand: (panel, view) => void this.#expand(panel, view),
      download: (panel, view) => void this.#download(panel, view),
    };
  }

  #current(): Session {
    const current = this.#opened.at(-1);
    if (!current) throw new Error('no dashboard is open');
    return current.view.session;
  }

  #drillDown(selection: Selection, view: DashboardView): void {
    const { panel } = selection;
    if (!('dataset' in panel) || !panel.drill_down) return;
    const drill = panel.drill_down;
    switch (drill.kind) {
      case 'variable':
        return;
      case 'underlying':
        void this.#showUnderlying(selection, view, drill.dataset);
        return;
      case 'dashboard': {
        const variables = Object.entries(drill.variables ?? {}).flatMap(([name, column]) => {
          const value = selection.columns[column];
          return isUnset(value) ? [] : [[name, value] as const];
        });
        void this.#openOther(drill.dashboard, Object.fromEntries(variables));
      }
    }
  }

  async #openOther(embedId: string, variables: Readonly<Record<string, unknown>>): Promise<void> {
    const opening = new AbortController();
    this.#opening = opening;
    try {
      const session = await this.#connection.session(opening.signal, embedId);
      if (opening.signal.aborted) return;
      const store = new VariableStore(this.#settings.variables, {});
      store.set(variables);
      this.#showDashboard(session, store);
    } catch (error) {
      if (!opening.signal.aborted) {
        this.#notice(messageOf(error));
      }
    }
  }

  async #showUnderlying(
    selection: Selection,
    view: DashboardView,
    dataset: string | undefined,
  ): Promise<void> {
    const { showUnderlying } = await import('./panel_tasks.ts');
    this.#dialog?.close();
    this.#dialog = showUnderlying(this.#root, selection, view, dataset);
  }

  async #expand(panel: Panel, view: DashboardView): Promise<void> {
    const { showLarge } = await import('./panel_tasks.ts');
    this.#dialog?.close();
    this.#dialog = showLarge(this.#root, panel, view);
  }

  async #download(panel: Panel, view: DashboardView): Promise<void> {
    try {
      const { saveCsv } = await import('./panel_tasks.ts');
      const title = await saveCsv(panel, view);
      this.#analytics('CSV Downloaded', { panel_id: panel.id, title });
    } catch (error) {
      this.#notice(messageOf(error));
    }
  }

  /** A line above the dashboard; returns what takes it away. */
  #notice(text: string): () => void {
    const notice = element(
      'div',
      { class: 'e-notice', attributes: { role: 'alert' } },
      icon('warning'),
      element('span', { text }),
    );
    this.#stage.prepend(notice);
    return () => notice.remove();
  }

  #analytics(name: string, properties: Readonly<Record<string, unknown>>): void {
    const record = analyticsRecord(this.#current(), this.#settings, name, properties);
    send(this.#host.sink, 'analyticsEventFired', record);
  }

  #writeUrl(variables: Readonly<Record<string, unknown>>): void {
    const search = urlWithVariables(location.search, variables);
    if (search === location.search) return;
    history.replaceState(history.state, '', `${location.pathname}${search}${location.hash}`);
  }

  #urlChanged(): void {
    const current = this.#opened[0];
    if (!current) return;
    const url = knownVariables(current.view.session, variablesInUrl(location.search));
    current.view.variablesChanged(current.store.setUrl(url));
  }

  #restyle(): void {
    if (this.#looks.refresh()) this.#opened.at(-1)?.view.restyle();
  }

  #show(...nodes: HTMLElement[]): void {
    this.#stage.replaceChildren(...nodes);
  }

  #closeAll(): void {
    this.#dialog?.close();
    this.#dialog = undefined;
    for (const { view } of this.#opened) view.destroy();
    this.#opened = [];
    this.#height = 0;
  }

  #heightNow(): number {
    return Math.ceil(this.#stage.getBoundingClientRect().height);
  }

  #sized(): void {
    const view = this.#opened.at(-1)?.view;
    const height = this.#heightNow();
    if (!view || this.#height === 0 || height === this.#height) return;
    this.#height = height;
    const dashboardId = view.session.dashboard.embed_id;
    send(this.#host.sink, 'dashboardUpdated', { dashboardId, dashboardHeight: height });
  }
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
