import { knownLocale } from '../../charts/index.ts';
import { element } from '../../charts/frame/dom.ts';
import type { Control } from '../../model/dashboard.ts';
import type { BoundControl } from '../controls/control_bar.ts';
import type { SharedRows } from '../rows/dataset_rows.ts';
import { anyTouches, optionsDataset, usedByDataset } from '../variables/uses.ts';
import type { Session } from '../wire/session.ts';
import { wallNow, weekStartOf, zoneOf } from './clock.ts';
import type { DashboardParts } from './dashboard_parts.ts';
import type { DatasetPool, LoadOptions } from './dataset_pool.ts';
import { controlsOf } from './grid.ts';

const analyticsOf: Readonly<Partial<Record<Control['kind'], string>>> = {
  dropdown: 'Dropdown Selected',
  multiselect: 'Multiselect Selected',
  date: 'Datepicker Selected',
  date_range: 'Datepicker Selected',
};

/** A dashboard's controls: those of the bar above the grid, and those that stand on it. */
export class ControlSet {
  readonly bar: HTMLElement;
  readonly #parts: DashboardParts;
  readonly #session: () => Session;
  readonly #pool: DatasetPool;
  readonly #set: (name: string, value: unknown) => void;
  readonly #choices = new Map<string, SharedRows>();
  #bound: readonly BoundControl[] = [];
  #code: typeof import('../controls/index.ts') | undefined;
  #build = 0;

  constructor(
    parts: DashboardParts,
    session: () => Session,
    pool: DatasetPool,
    set: (name: string, value: unknown) => void,
  ) {
    this.#parts = parts;
    this.#session = session;
    this.#pool = pool;
    this.#set = set;
    const attributes = { part: 'controls', role: 'group' };
    this.bar = element('div', { class: 'e-controls', attributes });
  }

  /** The element of a control that stands on the grid. */
  elementOf(control: Control): HTMLElement | undefined {
    return this.#bound.find((one) => one.control.id === control.id)?.view.element;
  }

  /** Makes the controls; their code is fetched with the first dashboard that has any. */
  async build(): Promise<void> {
    const build = ++this.#build;
    const controls = controlsOf(this.#session());
    this.bar.hidden = !controls.some((control) => !control.layout);
    const code = controls.length > 0 ? await import('../controls/index.ts') : undefined;
    if (build !== this.#build) return;
    this.#drop();
    if (!code) return;
    this.#code = code;
    const { locale } = this.#parts.look();
    const zone = zoneOf(this.#session().dashboard.definition.time_zone);
    this.#bound = controls.map((control) => ({
      control,
      view: code.controlView(control, {
        locale: knownLocale(locale),
        weekStart: () => weekStartOf(locale),
        now: () => wallNow(zone),
        change: (value) => this.#changed(control, value),
      }),
    }));
    const free = this.#bound.filter(({ control }) => !control.layout);
    this.bar.replaceChildren(...free.map(({ view }) => view.element));
    this.show();
  }

  /** Shows every control its value and its choices. */
  show(): void {
    const code = this.#code;
    const locale = knownLocale(this.#parts.look().locale);
    code?.showControls(
      this.#bound,
      (name) => this.#parts.store.value(name),
      (control) => {
        const rows = this.#choices.get(control.id)?.rows.content;
        return code.choicesOf(control, rows ?? { loading: true }, locale);
      },
    );
  }

  /** Loads the choices of every control that reads them from a dataset. */
  loadAll(options: LoadOptions = {}): void {
    for (const control of controlsOf(this.#session())) this.#load(control, options);
  }

  /** Loads the choices whose queries read any of the variables. */
  loadReaders(variables: readonly string[]): void {
    const { definition } = this.#session().dashboard;
    for (const control of controlsOf(this.#session())) {
      const dataset = optionsDataset(control);
      const used = dataset === undefined ? [] : usedByDataset(definition, dataset);
      if (!used || anyTouches(variables, used)) this.#load(control, { quiet: true });
    }
  }

  close(): void {
    this.#build++;
    for (const rows of this.#choices.values()) rows.stop();
    this.#drop();
  }

  #drop(): void {
    for (const { view } of this.#bound) {
      view.element.remove();
      view.destroy();
    }
    this.#bound = [];
  }

  #load(control: Control, options: LoadOptions): void {
    if (optionsDataset(control) === undefined) return;
    let rows = this.#choices.get(control.id);
    if (!rows) {
      rows = this.#pool.rowsOf({ control: control.id });
      this.#choices.set(control.id, rows);
      rows.subscribe(() => this.show());
    }
    void rows.load(options);
  }

  #changed(control: Control, value: unknown): void {
    const { listener } = this.#parts;
    if (control.kind === 'button') return listener.buttonPressed(control.event);
    this.#set(control.id, value);
    const analytics = analyticsOf[control.kind];
    if (!analytics) return;
    const label = control.label ?? control.id;
    listener.analytics(analytics, {
      element_id: control.id,
      element_label: label,
      value: value ?? null,
    });
  }
}
