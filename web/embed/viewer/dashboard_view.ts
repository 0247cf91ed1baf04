import {
  adoptStyles,
  applyTheme,
  knownLocale,
  loadFamily,
  type PanelData,
  type RenderContext,
  type Selection,
} from '../../charts/index.ts';
import { element } from '../../charts/frame/dom.ts';
import { GRID_GAP, GRID_ROW_HEIGHT, type Control, type Panel } from '../../model/dashboard.ts';
import { defaultSize, placed, type Place } from '../layout/placement.ts';
import { askFor, firstRow, SharedRows, type RowsSource } from '../rows/dataset_rows.ts';
import { say } from '../texts.ts';
import {
  anyTouches,
  datasetsNamedInTexts,
  labelsOf,
  optionsDataset,
  usedByDataset,
} from '../variables/uses.ts';
import { isUnset, VariableStore } from '../variables/variable_store.ts';
import type { RowsOf, Session, ViewerDashboard } from '../wire/session.ts';
import type { BoundControl } from '../controls/control_bar.ts';
import { wallNow, weekStartOf, zoneOf } from './clock.ts';
import { PanelSlot } from './panel_slot.ts';
import { embedStyles } from './styles.ts';

/** What a dashboard's view reports to whoever shows it. */
export interface DashboardListener {
  /** The viewer set a variable. */
  variableSet(name: string, value: unknown): void;
  analytics(name: string, properties: Readonly<Record<string, unknown>>): void;
  buttonPressed(event: string): void;
  drillDown(selection: Selection, view: DashboardView): void;
  expand(panel: Panel, view: DashboardView): void;
  /** All rows of a panel are wanted as a file, more than the panel was given. */
  download(panel: Panel, view: DashboardView): void;
}

export interface DashboardParts {
  readonly session: Session;
  readonly store: VariableStore;
  readonly rows: Pick<RowsSource, 'connection' | 'renewed' | 'outdated'>;
  readonly listener: DashboardListener;
  readonly look: () => Pick<RenderContext, 'theme' | 'direction' | 'locale'>;
}

/** Height of one line of controls with the space below it, in CSS pixels. */
const BAR_HEIGHT = 52;

const analyticsOf: Readonly<Partial<Record<Control['kind'], string>>> = {
  dropdown: 'Dropdown Selected',
  multiselect: 'Multiselect Selected',
  date: 'Datepicker Selected',
  date_range: 'Datepicker Selected',
};

/**
 * One dashboard on the page: its controls, its grid of panels, and the rows that they share. It
 * loads each dataset once, and again only when a variable that the dataset reads has changed.
 */
export class DashboardView {
  readonly element: HTMLElement;
  readonly #bar: HTMLElement;
  readonly #grid: HTMLElement;
  readonly #parts: DashboardParts;
  readonly #datasets = new Map<string, SharedRows>();
  readonly #choices = new Map<string, SharedRows>();
  readonly #slots = new Map<string, PanelSlot>();
  #session: Session;
  #controls: BoundControl[] = [];
  #controlBuild = 0;
  #controlCode: typeof import('../controls/index.ts') | undefined;
  #unsubscribes: (() => void)[] = [];
  readonly #closed = new AbortController();

  constructor(parts: DashboardParts) {
    this.#parts = parts;
    this.#session = parts.session;
    this.#bar = element('div', {
      class: 'e-controls',
      attributes: { part: 'controls', role: 'group' },
    });
    this.#grid = element('div', { class: 'e-grid', attributes: { part: 'grid' } });
    this.element = element('div', { class: 'e-dashboard' }, this.#bar, this.#grid);
  }

  get session(): Session {
    return this.#session;
  }

  get definition(): ViewerDashboard {
    return this.#session.dashboard.definition;
  }

  /** Height that the layout alone tells, in CSS pixels; known before any row. */
  get plannedHeight(): number {
    const rows = this.#places().reduce((most, { row, h }) => Math.max(most, row + h - 1), 0);
    const bar = this.#bar.hidden ? 0 : BAR_HEIGHT;
    return rows * (GRID_ROW_HEIGHT + GRID_GAP) - (rows > 0 ? GRID_GAP : 0) + bar;
  }

  /** Resolves once every panel has drawn its first rows, or said why there are none. */
  async settled(): Promise<void> {
    await Promise.all([...this.#datasets.values()].map((rows) => rows.settled));
    await Promise.all([...this.#slots.values()].map((slot) => slot.drawn));
  }

  /** Draws and loads; the element must stand in the page's shadow root. */
  open(): void {
    const root = this.element.getRootNode();
    if (root instanceof ShadowRoot || root instanceof Document) {
      adoptStyles(root);
      if (!root.adoptedStyleSheets.includes(embedStyles())) {
        root.adoptedStyleSheets = [...root.adoptedStyleSheets, embedStyles()];
      }
    }
    this.#takeDefaults();
    for (const type of new Set(this.#panels().map((panel) => panel.type))) void loadFamily(type);
    void this.#buildControls();
    this.#buildPanels();
    this.reload();
  }

  /** Takes a newer session of the same dashboard, and draws and loads what is another one now. */
  takeSession(session: Session): void {
    const before = this.#session;
    this.#session = session;
    const was = before.dashboard.definition;
    const is = session.dashboard.definition;
    this.#takeDefaults();
    if (
      JSON.stringify([was.controls, was.time_zone]) !== JSON.stringify([is.controls, is.time_zone])
    )
      void this.#buildControls();
    this.#buildPanels(before);
    this.restyle();
    this.reload({ quiet: true });
  }

  /** Loads all rows again; `quiet`: what is shown stays as it is until other rows come. */
  reload(options: { readonly quiet?: boolean } = {}): void {
    for (const name of this.#datasetNames()) void this.#load(name, options);
    for (const control of this.#controlsShown()) this.#loadChoices(control, options);
  }

  /** Follows changes of variables that have been made in the store. */
  variablesChanged(names: readonly string[]): void {
    if (names.length === 0) return;
    this.#showControls();
    this.#refreshContexts(names);
    for (const dataset of this.#datasetNames()) {
      const used = usedByDataset(this.definition, dataset);
      // A server that does not say what a query reads gets asked again.
      if (!used || anyTouches(names, used)) void this.#load(dataset);
    }
    for (const control of this.#controlsShown()) {
      const dataset = optionsDataset(control);
      const used = dataset === undefined ? [] : usedByDataset(this.definition, dataset);
      if (!used || anyTouches(names, used)) this.#loadChoices(control, { quiet: true });
    }
  }

  /** Sets variables on the viewer's behalf, tells the page, and follows. */
  setVariables(values: Readonly<Record<string, unknown>>): void {
    const changed = this.#parts.store.set(values);
    for (const [name, value] of Object.entries(values)) {
      this.#parts.listener.variableSet(name, value);
    }
    this.variablesChanged(changed);
  }

  /** Draws everything in the looks of now. */
  restyle(): void {
    const { theme, direction, locale } = this.#parts.look();
    applyTheme(this.element, theme);
    this.element.dir = direction;
    this.element.lang = locale;
    this.element.style.setProperty('color-scheme', theme.mode);
    const context = this.context();
    for (const slot of this.#slots.values()) slot.setContext(context);
  }

  slot(id: string): PanelSlot | undefined {
    return this.#slots.get(id);
  }

  /** Rows that no panel of the grid shows; the request ends with the view. */
  rowsOnce(of: RowsOf): Promise<PanelData> {
    return askFor(of, this.#rowsSource(), this.#closed.signal);
  }

  /** A file of comma-separated values with all rows of a panel. */
  csv(panel: Panel): Promise<Blob> {
    const { connection, dashboard, version, variables } = this.#rowsSource();
    const request = {
      dashboard: dashboard(),
      version: version(),
      of: { panel: panel.id },
      variables: variables(),
    };
    return connection().csv(request, this.#closed.signal);
  }

  /** How panels are drawn at present. */
  context(): RenderContext {
    const { listener } = this.#parts;
    const look = this.#parts.look();
    const zone = zoneOf(this.definition.time_zone);
    return {
      ...look,
      timeZone: zone,
      weekStart: weekStartOf(look.locale),
      variables: this.#textVariables(),
      demo: this.#session.customer.is_demo_group,
      actions: [
        { label: say('expand'), icon: 'expand', run: (panel) => listener.expand(panel, this) },
      ],
      onDownload: (panel) => listener.download(panel, this),
      onDrillDown: (selection) => listener.drillDown(selection, this),
      onVariable: (name, value) => this.setVariables({ [name]: value }),
      onAnalytics: (name, properties) => listener.analytics(name, properties),
    };
  }

  destroy(): void {
    this.#closed.abort();
    for (const end of this.#unsubscribes) end();
    for (const rows of [...this.#datasets.values(), ...this.#choices.values()]) rows.stop();
    for (const { view } of this.#controls) view.destroy();
    for (const slot of this.#slots.values()) slot.destroy();
    this.element.remove();
  }

  #takeDefaults(): void {
    const zone = zoneOf(this.definition.time_zone);
    this.#parts.store.takeDefaults(this.definition, {
      now: wallNow(zone),
      weekStart: weekStartOf(this.#parts.look().locale),
    });
  }

  /** The panels shown: all, or the one that the token is for. */
  #panels(): readonly Panel[] {
    const { panels } = this.definition;
    const only = this.#session.chart_id;
    return only ? panels.filter((panel) => panel.id === only) : panels;
  }

  #controlsShown(): readonly Control[] {
    return this.#session.chart_id ? [] : (this.definition.controls ?? []);
  }

  #places(): readonly Place[] {
    if (this.#session.chart_id) {
      const [panel] = this.#panels();
      if (!panel) return [];
      const h = panel.layout?.h ?? defaultSize(panel).h;
      return placed([{ id: panel.id, layout: { x: 0, y: 0, w: 12, h }, size: { w: 12, h } }]);
    }
    const controls = (this.definition.controls ?? []).filter((control) => control.layout);
    return placed([
      ...controls.map(({ id, layout }) => ({ id: `control:${id}`, layout, size: { w: 3, h: 1 } })),
      ...this.#panels().map((panel) => ({
        id: panel.id,
        layout: panel.layout,
        size: defaultSize(panel),
      })),
    ]);
  }

  #textVariables(): Record<string, unknown> {
    const rows = [...this.#datasets].flatMap(([name, shared]) => {
      const row = firstRow(shared.rows.content);
      return row ? [[name, row] as const] : [];
    });
    return {
      ...this.#parts.store.values(),
      ...Object.fromEntries(rows),
      // Nobody can set a customer's own variables.
      ...this.#session.variables,
    };
  }

  #refreshContexts(changed: readonly string[]): void {
    const concerned = [...this.#slots.values()].filter((slot) => slot.reads(changed));
    if (concerned.length === 0) return;
    const context = this.context();
    for (const slot of concerned) slot.setContext(context);
  }

  /** Makes the controls; their code is fetched with the first dashboard that has any. */
  async #buildControls(): Promise<void> {
    for (const { view } of this.#controls) {
      view.element.remove();
      view.destroy();
    }
    this.#controls = [];
    const controls = this.#controlsShown();
    const inBar = controls.some((control) => !control.layout);
    this.#bar.hidden = !inBar;
    if (controls.length === 0) return;
    const build = ++this.#controlBuild;
    const code = await import('../controls/index.ts');
    if (build !== this.#controlBuild || this.#closed.signal.aborted) return;
    this.#controlCode = code;
    const { locale } = this.#parts.look();
    const zone = zoneOf(this.definition.time_zone);
    this.#controls = controls.map((control) => ({
      control,
      view: code.controlView(control, {
        locale: knownLocale(locale),
        weekStart: weekStartOf(locale),
        now: () => wallNow(zone),
        change: (value) => this.#controlChanged(control, value),
      }),
    }));
    const free = this.#controls.filter(({ control }) => !control.layout);
    this.#bar.replaceChildren(...free.map(({ view }) => view.element));
    this.#arrange();
    this.#showControls();
  }

  #controlChanged(control: Control, value: unknown): void {
    if (control.kind === 'button') {
      this.#parts.listener.buttonPressed(control.event);
      return;
    }
    this.setVariables({ [control.id]: value });
    const analytics = analyticsOf[control.kind];
    if (analytics) {
      this.#parts.listener.analytics(analytics, {
        element_id: control.id,
        element_label: control.label ?? control.id,
        value: value ?? null,
      });
    }
  }

  #showControls(): void {
    const code = this.#controlCode;
    const { locale } = this.#parts.look();
    code?.showControls(
      this.#controls,
      (name) => this.#parts.store.value(name),
      (control) =>
        code.choicesOf(
          control,
          this.#choices.get(control.id)?.rows.content ?? { loading: true },
          knownLocale(locale),
        ),
    );
  }

  #loadChoices(control: Control, options: { readonly quiet?: boolean } = {}): void {
    if (optionsDataset(control) === undefined) return;
    let rows = this.#choices.get(control.id);
    if (!rows) {
      rows = this.#sharedRows({ control: control.id });
      this.#choices.set(control.id, rows);
      this.#unsubscribes.push(rows.subscribe(() => this.#showControls()));
    }
    void rows.load(options);
  }

  #buildPanels(before?: Session): void {
    const panels = new Map(this.#panels().map((panel) => [panel.id, panel]));
    const older = new Map(before?.dashboard.definition.panels.map((panel) => [panel.id, panel]));
    for (const [id, slot] of this.#slots) {
      const panel = panels.get(id);
      if (panel && panel.type === slot.panel.type) continue;
      slot.destroy();
      this.#slots.delete(id);
    }
    const context = this.context();
    const opened: PanelSlot[] = [];
    for (const panel of panels.values()) {
      const slot = this.#slots.get(panel.id);
      if (!slot) {
        const made = new PanelSlot(panel, context);
        this.#slots.set(panel.id, made);
        opened.push(made);
      } else if (JSON.stringify(older.get(panel.id)) !== JSON.stringify(panel)) {
        slot.setPanel(panel);
      }
    }
    this.#arrange();
    for (const slot of opened) slot.open();
    for (const slot of this.#slots.values()) {
      if ('dataset' in slot.panel) {
        const rows = this.#dataset(slot.panel.dataset);
        slot.follow((listener) => rows.subscribe(listener));
      }
    }
  }

  /** Puts panels and controls in their places, in reading order. */
  #arrange(): void {
    const order = this.#places().flatMap((place) => {
      const control = this.#controls.find((one) => `control:${one.control.id}` === place.id);
      const target = control?.view.element ?? this.#slots.get(place.id)?.element;
      return target ? [placeOn(target, place)] : [];
    });
    if (order.length === 0) order.push(this.#nothing());
    // Children that stand where they should are not moved: moving one would restart what it shows.
    for (const [index, child] of order.entries()) {
      if (this.#grid.children[index] !== child) {
        this.#grid.insertBefore(child, this.#grid.children[index] ?? null);
      }
    }
    while (this.#grid.children.length > order.length) this.#grid.lastElementChild?.remove();
  }

  #nothing(): HTMLElement {
    const missing = this.#session.chart_id ? 'no_such_panel' : 'nothing_hint';
    return element(
      'div',
      { class: 'e-message', attributes: { role: 'status' } },
      element('strong', { text: say('nothing') }),
      element('p', { text: say(missing) }),
    );
  }

  #datasetNames(): readonly string[] {
    const names = this.#panels().flatMap((panel) => [
      ...('dataset' in panel ? [panel.dataset] : []),
      ...datasetsNamedInTexts(this.definition, panel),
    ]);
    return [...new Set(names)];
  }

  #dataset(name: string): SharedRows {
    let rows = this.#datasets.get(name);
    if (!rows) {
      const panel = this.#panels().find((one) => 'dataset' in one && one.dataset === name);
      rows = this.#sharedRows(panel ? { panel: panel.id } : { dataset: name });
      this.#datasets.set(name, rows);
      this.#unsubscribes.push(
        rows.subscribe(() => {
          if (!this.#closed.signal.aborted) this.#refreshContexts([name]);
        }),
      );
    }
    return rows;
  }

  #sharedRows(of: RowsOf): SharedRows {
    return new SharedRows(of, this.#rowsSource());
  }

  #rowsSource(): RowsSource {
    return {
      ...this.#parts.rows,
      dashboard: () => this.#session.dashboard.embed_id,
      version: () => this.#session.dashboard.version,
      variables: () => this.#parts.store.request(),
    };
  }

  #load(name: string, options: { readonly quiet?: boolean } = {}): Promise<void> {
    const rows = this.#dataset(name);
    const used = usedByDataset(this.definition, name) ?? [];
    const controls = this.definition.controls ?? [];
    const missing = controls.filter(
      ({ id, required }) =>
        required && anyTouches([id], used) && isUnset(this.#parts.store.value(id)),
    );
    if (missing.length === 0) return rows.load(options);
    rows.hold(
      say('waits', {
        labels: labelsOf(
          missing.map(({ id }) => id),
          controls,
        ),
      }),
    );
    return Promise.resolve();
  }
}

function placeOn(target: HTMLElement, place: Place): HTMLElement {
  const set = (name: string, value: string) => target.style.setProperty(name, value);
  target.classList.add('e-placed');
  set('--c', `${place.column} / span ${place.w}`);
  set('--r', `${place.row} / span ${place.h}`);
  target.classList.toggle('e-phone-hidden', place.phone.hidden);
  if (!place.phone.hidden) {
    const { column, row, w, h } = place.phone;
    set('--pc', `${column ?? 'auto'} / span ${w}`);
    set('--pr', `${row ?? 'auto'} / span ${h}`);
  }
  return target;
}
