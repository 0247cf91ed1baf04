import {
  adoptStyles,
  applyTheme,
  loadFamily,
  type PanelData,
  type RenderContext,
} from '../../charts/index.ts';
import { element } from '../../charts/frame/dom.ts';
import { GRID_GAP, GRID_ROW_HEIGHT, type Panel } from '../../model/dashboard.ts';
import { say } from '../texts.ts';
import type { RowsOf, Session, ViewerDashboard } from '../wire/session.ts';
import { wallNow, weekStartOf, zoneOf } from './clock.ts';
import { ControlSet } from './control_set.ts';
import type { DashboardParts } from './dashboard_parts.ts';
import { DatasetPool, type LoadOptions } from './dataset_pool.ts';
import { arrange, controlsOf, nothingFor, panelsOf, placeOfControl, placesOf } from './grid.ts';
import { PanelSlot } from './panel_slot.ts';
import { adoptEmbedStyles } from './styles.ts';

/** Height of one line of controls with the space below it, in CSS pixels. */
const BAR_HEIGHT = 52;

/**
 * One dashboard on the page: its controls, its grid of panels, and the rows that they share. It
 * loads each dataset once, and again only when a variable that the dataset reads has changed.
 */
export class DashboardView {
  readonly element: HTMLElement;
  readonly #grid: HTMLElement;
  readonly #parts: DashboardParts;
  readonly #pool: DatasetPool;
  readonly #controls: ControlSet;
  #controlsBuilt: Promise<void> = Promise.resolve();
  readonly #slots = new Map<string, PanelSlot>();
  #session: Session;

  constructor(parts: DashboardParts) {
    this.#parts = parts;
    this.#session = parts.session;
    const session = () => this.#session;
    this.#pool = new DatasetPool(parts, session, (dataset) => this.#refreshTexts([dataset]));
    this.#controls = new ControlSet(parts, session, this.#pool, (name, value) =>
      this.setVariables({ [name]: value }),
    );
    this.#grid = element('div', { class: 'e-grid', attributes: { part: 'grid' } });
    this.element = element('div', { class: 'e-dashboard' }, this.#controls.bar, this.#grid);
  }

  get session(): Session {
    return this.#session;
  }

  get definition(): ViewerDashboard {
    return this.#session.dashboard.definition;
  }

  /** Height that the layout alone tells, in CSS pixels; known before any row. */
  get plannedHeight(): number {
    const rows = placesOf(this.#session).reduce(
      (most, { row, h }) => Math.max(most, row + h - 1),
      0,
    );
    const grid = rows * (GRID_ROW_HEIGHT + GRID_GAP) - (rows > 0 ? GRID_GAP : 0);
    return grid + (this.#controls.bar.hidden ? 0 : BAR_HEIGHT);
  }

  /** Resolves once every panel has drawn its first rows, or said why there are none, beside the controls. */
  async settled(): Promise<void> {
    await Promise.allSettled([this.#controlsBuilt, this.#pool.settled()]);
    await Promise.all([...this.#slots.values()].map((slot) => slot.drawn));
  }

  /** Draws and loads; the element must stand in the page's shadow root. */
  open(): void {
    const root = this.element.getRootNode();
    if (root instanceof ShadowRoot || root instanceof Document) {
      adoptStyles(root);
      adoptEmbedStyles(root);
    }
    this.#takeDefaults();
    // The server works on the rows, and the network brings the code of charts, while the page is built.
    this.reload();
    for (const { type } of panelsOf(this.#session)) void loadFamily(type);
    this.#buildControls();
    this.#buildPanels();
  }

  /** Takes a newer session of the same dashboard, and draws and loads what is another one now. */
  takeSession(session: Session): void {
    const before = this.#session;
    this.#session = session;
    this.#takeDefaults();
    const parts = ({ dashboard: { definition } }: Session) =>
      JSON.stringify([definition.controls, definition.time_zone]);
    if (parts(before) !== parts(session)) this.#buildControls();
    this.#buildPanels(before);
    this.restyle();
    this.reload({ quiet: true });
  }

  /** Loads all rows again. */
  reload(options: LoadOptions = {}): void {
    this.#pool.loadAll(options);
    this.#controls.loadAll(options);
  }

  /** Follows changes of variables that have been made in the store. */
  variablesChanged(names: readonly string[]): void {
    if (names.length === 0) return;
    this.#controls.show();
    this.#refreshTexts(names);
    this.#pool.loadReaders(names);
    this.#controls.loadReaders(names);
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

  /** Writes everything in the language of now. */
  relocate(): void {
    this.#buildControls();
    this.restyle();
  }

  slot(id: string): PanelSlot | undefined {
    return this.#slots.get(id);
  }

  /** Rows that no panel of the grid shows; the request ends with the view. */
  rowsOnce(of: RowsOf): Promise<PanelData> {
    return this.#pool.once(of);
  }

  /** A file of comma-separated values with all rows of a panel. */
  csv(panel: Panel): Promise<Blob> {
    return this.#pool.csv(panel);
  }

  /** How panels are drawn at present. */
  context(): RenderContext {
    const { listener, store } = this.#parts;
    const look = this.#parts.look();
    return {
      ...look,
      timeZone: zoneOf(this.definition.time_zone),
      weekStart: () => weekStartOf(look.locale),
      // Nobody can set a customer's own variables: they come last.
      variables: { ...store.values(), ...this.#pool.firstRows(), ...this.#session.variables },
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
    this.#pool.close();
    this.#controls.close();
    for (const slot of this.#slots.values()) slot.destroy();
    this.element.remove();
  }

  #takeDefaults(): void {
    this.#parts.store.takeDefaults(this.definition, {
      now: wallNow(zoneOf(this.definition.time_zone)),
      weekStart: () => weekStartOf(this.#parts.look().locale),
    });
  }

  /** Gives panels whose texts read any of the variables their new values. */
  #refreshTexts(variables: readonly string[]): void {
    const readers = [...this.#slots.values()].filter((slot) => slot.reads(variables));
    if (readers.length === 0) return;
    const context = this.context();
    for (const slot of readers) slot.setContext(context);
  }

  #buildControls(): void {
    this.#controlsBuilt = this.#controls.build().then(() => this.#arrange());
  }

  #buildPanels(before?: Session): void {
    const panels = new Map(panelsOf(this.#session).map((panel) => [panel.id, panel]));
    const older = new Map(before?.dashboard.definition.panels.map((panel) => [panel.id, panel]));
    for (const [id, slot] of this.#slots) {
      if (panels.get(id)?.type === slot.panel.type) continue;
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
      if (!('dataset' in slot.panel)) continue;
      const rows = this.#pool.dataset(slot.panel.dataset);
      slot.follow((listener) => rows.subscribe(listener));
    }
  }

  #arrange(): void {
    const onGrid = new Map(
      controlsOf(this.#session).map((control) => [placeOfControl(control), control]),
    );
    arrange(
      this.#grid,
      placesOf(this.#session),
      (id) => {
        const control = onGrid.get(id);
        return control ? this.#controls.elementOf(control) : this.#slots.get(id)?.element;
      },
      () => nothingFor(this.#session),
    );
  }
}
