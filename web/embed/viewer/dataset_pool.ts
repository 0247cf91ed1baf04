import type { PanelData } from '../../charts/index.ts';
import type { Panel } from '../../model/dashboard.ts';
import { askFor, firstRow, SharedRows, type RowsSource } from '../rows/dataset_rows.ts';
import { say } from '../texts.ts';
import { anyTouches, datasetsNamedInTexts, labelsOf, usedByDataset } from '../variables/uses.ts';
import { isUnset, type VariableStore } from '../variables/variable_store.ts';
import type { RowsOf, Session } from '../wire/session.ts';
import type { DashboardParts } from './dashboard_parts.ts';
import { panelsOf } from './grid.ts';

export interface LoadOptions {
  /** What is shown stays as it is until other rows come. */
  readonly quiet?: boolean;
}

/** The rows of a dashboard: each dataset once, whoever shows it. */
export class DatasetPool {
  readonly #datasets = new Map<string, SharedRows>();
  readonly #source: RowsSource;
  readonly #session: () => Session;
  readonly #store: VariableStore;
  readonly #changed: (dataset: string) => void;
  readonly #closed = new AbortController();

  constructor(parts: DashboardParts, session: () => Session, changed: (dataset: string) => void) {
    this.#session = session;
    this.#store = parts.store;
    this.#changed = changed;
    this.#source = {
      ...parts.rows,
      dashboard: () => session().dashboard.embed_id,
      version: () => session().dashboard.version,
      variables: () => parts.store.request(),
    };
  }

  /** Resolves when no load is under way. */
  async settled(): Promise<void> {
    await Promise.all([...this.#datasets.values()].map((rows) => rows.settled));
  }

  /** Loads every dataset that a panel shows or a text names. */
  loadAll(options: LoadOptions = {}): void {
    for (const name of this.#names()) this.#load(name, options);
  }

  /** Loads the datasets whose queries read any of the variables. */
  loadReaders(variables: readonly string[]): void {
    for (const name of this.#names()) {
      const used = usedByDataset(this.#session().dashboard.definition, name);
      // A server that does not say what a query reads gets asked again.
      if (!used || anyTouches(variables, used)) this.#load(name, {});
    }
  }

  /** The rows of a dataset, for who shows them. */
  dataset(name: string): SharedRows {
    let rows = this.#datasets.get(name);
    if (!rows) {
      const shows = (panel: Panel) => 'dataset' in panel && panel.dataset === name;
      const panel = panelsOf(this.#session()).find(shows);
      rows = this.rowsOf(panel ? { panel: panel.id } : { dataset: name });
      this.#datasets.set(name, rows);
      rows.subscribe(() => {
        if (!this.#closed.signal.aborted) this.#changed(name);
      });
    }
    return rows;
  }

  /** Rows of something else than a dataset that panels show. */
  rowsOf(of: RowsOf): SharedRows {
    return new SharedRows(of, this.#source);
  }

  /** Rows for one look; the request ends with the pool. */
  once(of: RowsOf): Promise<PanelData> {
    return askFor(of, this.#source, this.#closed.signal);
  }

  /** A file of comma-separated values with all rows of a panel. */
  csv(panel: Panel): Promise<Blob> {
    const { connection, dashboard, version, variables } = this.#source;
    const of = { panel: panel.id };
    return connection().csv(
      { dashboard: dashboard(), version: version(), of, variables: variables() },
      this.#closed.signal,
    );
  }

  /** First rows by dataset, for texts such as `{{ goals.revenue }}`. */
  firstRows(): Readonly<Record<string, unknown>> {
    return Object.fromEntries(
      [...this.#datasets].flatMap(([name, shared]) => {
        const row = firstRow(shared.rows.content);
        return row ? [[name, row] as const] : [];
      }),
    );
  }

  close(): void {
    this.#closed.abort();
    for (const rows of this.#datasets.values()) rows.stop();
  }

  #names(): readonly string[] {
    const { definition } = this.#session().dashboard;
    const names = panelsOf(this.#session()).flatMap((panel) => [
      ...('dataset' in panel ? [panel.dataset] : []),
      ...datasetsNamedInTexts(definition, panel),
    ]);
    return [...new Set(names)];
  }

  #load(name: string, options: LoadOptions): void {
    const rows = this.dataset(name);
    const missing = this.#missing(name);
    if (missing === undefined) void rows.load(options);
    else rows.hold(say('waits', { labels: missing }));
  }

  /** Labels of required controls that the dataset reads and that have no value. */
  #missing(dataset: string): string | undefined {
    const { definition } = this.#session().dashboard;
    const used = usedByDataset(definition, dataset) ?? [];
    const controls = definition.controls ?? [];
    const missing = controls
      .filter(({ required, id }) => required && anyTouches([id], used))
      .map(({ id }) => id)
      .filter((id) => isUnset(this.#store.value(id)));
    return missing.length === 0 ? undefined : labelsOf(missing, controls);
  }
}
