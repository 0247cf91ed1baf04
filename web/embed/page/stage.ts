import type { Selection } from '../../charts/index.ts';
import { element, icon } from '../../charts/frame/dom.ts';
import type { Panel } from '../../model/dashboard.ts';
import type { EmbedEvents } from '../events.ts';
import { say } from '../texts.ts';
import { isUnset, type VariableStore } from '../variables/variable_store.ts';
import type { DashboardListener, DashboardParts } from '../viewer/dashboard_parts.ts';
import { DashboardView } from '../viewer/dashboard_view.ts';
import type { PanelDialog } from '../viewer/panel_dialog.ts';
import type { Session } from '../wire/session.ts';
import type { Looks } from './looks.ts';

/** One dashboard open, with the values of its variables. */
export interface Opened {
  readonly view: DashboardView;
  readonly store: VariableStore;
}

/** What happens on the stage, for the embed around it. */
export interface StageListener {
  send<Name extends keyof EmbedEvents>(name: Name, detail: EmbedEvents[Name]): void;
  /** A button with an event of the author's own was pressed. */
  custom(event: string): void;
  analytics(name: string, properties: Readonly<Record<string, unknown>>): void;
  /** The viewer set a variable; `value` is the one that counts now. */
  variableSet(name: string, value: unknown): void;
  /** A drill-down opens another dashboard. */
  openDashboard(embedId: string, variables: Readonly<Record<string, unknown>>): void;
  /** When the page attached the embed, or last asked for another environment, on the performance clock. */
  readonly attachedAt: () => number;
}

/**
 * What an embed shows: a message, or a dashboard; and over a dashboard those that drill-downs have
 * opened from it, with the way back.
 */
export class Stage {
  readonly element = element('div', { class: 'e-stage' });
  readonly #root: HTMLElement;
  readonly #looks: Looks;
  readonly #rows: DashboardParts['rows'];
  readonly #listener: StageListener;
  #opened: Opened[] = [];
  #height = 0;
  #dialog: PanelDialog | undefined;

  constructor(
    root: HTMLElement,
    looks: Looks,
    rows: DashboardParts['rows'],
    listener: StageListener,
  ) {
    this.#root = root;
    this.#looks = looks;
    this.#rows = rows;
    this.#listener = listener;
    root.append(this.element);
  }

  /** The dashboard of the token. */
  get first(): Opened | undefined {
    return this.#opened[0];
  }

  /** The dashboard that is seen. */
  get top(): Opened | undefined {
    return this.#opened.at(-1);
  }

  /** The dashboards that drill-downs have opened. */
  get above(): readonly Opened[] {
    return this.#opened.slice(1);
  }

  /** Shows something in place of any dashboard. */
  showInstead(node: HTMLElement): void {
    this.close();
    this.element.replaceChildren(node);
  }

  /** Shows a dashboard, over the one that is seen. */
  open(session: Session, store: VariableStore): void {
    const view = new DashboardView({
      session,
      store,
      rows: this.#rows,
      listener: this.#dashboardListener(store),
      look: () => this.#looks.now,
    });
    this.#opened.push({ view, store });
    this.#present();
    view.open();
    const dashboardId = session.dashboard.embed_id;
    this.#listener.send('dashboardReadyToLoad', {
      dashboardId,
      dashboardHeight: view.plannedHeight,
    });
    this.#listener.analytics('Dashboard Page Viewed', {});
    this.tellLoaded();
  }

  /** Tells once everything that is seen has been loaded. */
  tellLoaded(): void {
    const view = this.top?.view;
    void view?.settled().then(() => this.#loaded(view));
  }

  /** A line above the dashboard; returns what takes it away. */
  notice(text: string): () => void {
    const notice = element(
      'div',
      { class: 'e-notice', attributes: { role: 'alert' } },
      icon('warning'),
      element('span', { text }),
    );
    this.element.prepend(notice);
    return () => notice.remove();
  }

  /** Tells a change of height, once the dashboard has been loaded. */
  sized(): void {
    const view = this.top?.view;
    const height = this.#heightNow();
    if (!view || this.#height === 0 || height === this.#height) return;
    this.#height = height;
    const dashboardId = view.session.dashboard.embed_id;
    this.#listener.send('dashboardUpdated', { dashboardId, dashboardHeight: height });
  }

  /** Ends everything that is open. */
  close(): void {
    this.#dialog?.close();
    this.#dialog = undefined;
    for (const { view } of this.#opened) view.destroy();
    this.#opened = [];
    this.#height = 0;
  }

  #present(): void {
    const { top } = this;
    if (!top) return;
    const { session, element: drawn } = top.view;
    this.#looks.takeTheme(session.dashboard.definition.theme);
    this.#root.setAttribute('role', 'region');
    this.#root.setAttribute('aria-label', session.dashboard.name);
    this.element.replaceChildren(...this.#wayBack(session), drawn);
  }

  #wayBack(session: Session): HTMLElement[] {
    const below = this.#opened.at(-2);
    if (!below) return [];
    const name = below.view.session.dashboard.name;
    const attributes = { type: 'button' };
    const click = () => this.#back();
    const text = element('span', { text: say('back', { name }) });
    const back = element(
      'button',
      { class: 'e-back', attributes, on: { click } },
      icon('before'),
      text,
    );
    const title = element('h2', { class: 'e-title', text: session.dashboard.name });
    return [element('div', { class: 'e-top' }, back, title)];
  }

  #back(): void {
    this.#opened.pop()?.view.destroy();
    this.#present();
    this.top?.view.restyle();
  }

  #loaded(view: DashboardView): void {
    if (this.top?.view !== view) return;
    this.#height = this.#heightNow();
    this.#listener.send('dashboardLoaded', {
      dashboardId: view.session.dashboard.embed_id,
      dashboardHeight: this.#height,
      loadTime: Math.round(performance.now() - this.#listener.attachedAt()),
    });
  }

  #heightNow(): number {
    return Math.ceil(this.#root.getBoundingClientRect().height);
  }

  #dashboardListener(store: VariableStore): DashboardListener {
    return {
      variableSet: (name) => this.#listener.variableSet(name, store.value(name)),
      analytics: (name, properties) => this.#listener.analytics(name, properties),
      buttonPressed: (event) => this.#listener.custom(event),
      drillDown: (selection, view) => this.#drillDown(selection, view),
      expand: (panel, view) => void this.#expand(panel, view),
      download: (panel, view) => void this.#download(panel, view),
    };
  }

  #drillDown(selection: Selection, view: DashboardView): void {
    const { panel } = selection;
    const drill = 'dataset' in panel ? panel.drill_down : undefined;
    switch (drill?.kind) {
      case 'underlying':
        void this.#underlying(selection, view, drill.dataset);
        return;
      case 'dashboard': {
        const variables = Object.entries(drill.variables ?? {}).flatMap(([name, column]) => {
          const value = selection.columns[column];
          return isUnset(value) ? [] : [[name, value] as const];
        });
        this.#listener.openDashboard(drill.dashboard, Object.fromEntries(variables));
        return;
      }
      case 'variable':
      case undefined:
        return;
    }
  }

  async #underlying(
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
      this.#listener.analytics('CSV Downloaded', { panel_id: panel.id, title });
    } catch (error) {
      this.notice(error instanceof Error ? error.message : String(error));
    }
  }
}
