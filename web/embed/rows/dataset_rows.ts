import { loading, type PanelContent, type PanelData } from '../../charts/index.ts';
import { EmbedError, type Connection } from '../wire/connection.ts';
import type { RequestVariables, RowsOf } from '../wire/session.ts';

/** What one dataset holds at present, and who is told when that changes. */
export interface DatasetRows {
  readonly content: PanelContent;
  /** The rows shown are older than the variables: newer ones are on their way. */
  readonly stale: boolean;
}

/** How to ask for the rows of a dataset. */
export interface RowsSource {
  readonly connection: () => Connection;
  readonly dashboard: () => string;
  readonly version: () => number | null;
  readonly variables: () => RequestVariables;
  /** The token ended: asks for the rows again once it resolves; `false`: give up. */
  readonly renewed: (error: EmbedError) => Promise<boolean>;
  /** Another version is shown by now; a newer session will load the rows again. */
  readonly outdated: () => void;
}

/**
 * The rows of one dataset, shared by everything that shows them: however many panels there are, a
 * load is one request, and a newer load ends an older one that is still under way.
 */
export class SharedRows {
  readonly #of: RowsOf;
  readonly #source: RowsSource;
  readonly #listeners = new Set<(rows: DatasetRows) => void>();
  #rows: DatasetRows = loadingRows;
  #abort: AbortController | undefined;
  #loading: Promise<void> = Promise.resolve();

  constructor(of: RowsOf, source: RowsSource) {
    this.#of = of;
    this.#source = source;
  }

  get rows(): DatasetRows {
    return this.#rows;
  }

  /** Resolves when no load is under way. */
  get settled(): Promise<void> {
    return this.#loading;
  }

  /** Calls back now and at every change; returns what ends it. */
  subscribe(listener: (rows: DatasetRows) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#rows);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Asks for the rows. What is shown stays until they are there; `quiet` does not even mark it as
   * stale, and keeps it when the request fails.
   */
  load(options: { readonly quiet?: boolean } = {}): Promise<void> {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    const shown = 'columns' in this.#rows.content;
    const quiet = options.quiet === true && shown;
    if (!quiet) this.#set(shown ? { ...this.#rows, stale: true } : loadingRows);
    this.#loading = this.#request(abort, quiet);
    return this.#loading;
  }

  /** Says why there are no rows, without asking for any. */
  hold(reason: string): void {
    this.#abort?.abort();
    this.#set({ content: { waiting: reason }, stale: false });
  }

  /** Ends what is under way; nothing is told any more. */
  stop(): void {
    this.#listeners.clear();
    this.#abort?.abort();
  }

  async #request(abort: AbortController, quiet: boolean): Promise<void> {
    try {
      const content = await askFor(this.#of, this.#source, abort.signal);
      if (abort.signal.aborted) return;
      const same = sameRows(content, this.#rows.content);
      if (same && !this.#rows.stale) return;
      this.#set({ content: same ? this.#rows.content : content, stale: false });
    } catch (error) {
      if (abort.signal.aborted) return;
      if (error instanceof EmbedError && error.outdated) return this.#source.outdated();
      if (quiet) {
        if (this.#rows.stale) this.#set({ ...this.#rows, stale: false });
        return;
      }
      const reason = error instanceof Error ? error.message : String(error);
      this.#set({ content: { error: reason }, stale: false });
    }
  }

  #set(rows: DatasetRows): void {
    if (rows === this.#rows) return;
    this.#rows = rows;
    for (const listener of this.#listeners) listener(rows);
  }
}

const loadingRows: DatasetRows = { content: loading, stale: false };

/** Asks for rows once; when the token has ended, once more after its renewal. */
export async function askFor(
  of: RowsOf,
  source: RowsSource,
  signal: AbortSignal,
): Promise<PanelData> {
  const ask = () =>
    source.connection().rows(
      {
        dashboard: source.dashboard(),
        version: source.version(),
        of,
        variables: source.variables(),
      },
      signal,
    );
  try {
    return await ask();
  } catch (error) {
    if (signal.aborted || !(error instanceof EmbedError) || !error.tokenEnded) throw error;
    if (!(await source.renewed(error))) throw error;
    return await ask();
  }
}

/** Whether both hold the same columns and cells. */
export function sameRows(left: PanelContent, right: PanelContent): boolean {
  if (!('columns' in left) || !('columns' in right)) return left === right;
  return (
    left.row_count === right.row_count &&
    left.truncated === right.truncated &&
    JSON.stringify(left.columns) === JSON.stringify(right.columns) &&
    left.values.every((cells, column) =>
      cells.every((cell, row) => sameCell(cell, right.values[column]?.[row])),
    )
  );
}

const sameCell = (left: unknown, right: unknown): boolean =>
  left === right || (typeof left === 'object' && JSON.stringify(left) === JSON.stringify(right));

/** The first row as an object, for texts such as `{{ goals.revenue }}`. */
export function firstRow(content: PanelContent): Readonly<Record<string, unknown>> | undefined {
  if (!('columns' in content) || content.row_count === 0) return undefined;
  return Object.fromEntries(
    content.columns.map(({ name }, index) => [name, content.values[index]?.[0]]),
  );
}
