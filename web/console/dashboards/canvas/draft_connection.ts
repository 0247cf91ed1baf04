import type { PanelData } from '../../../charts/index.ts';
import { optionsDataset } from '../../../embed/variables/uses.ts';
import { EmbedError, type Connection, type RowsRequest } from '../../../embed/wire/connection.ts';
import type { RequestVariables, Session } from '../../../embed/wire/session.ts';
import type { Dashboard, Dataset } from '../../../model/dashboard.ts';
import type { Api } from '../../api/api.ts';
import { Problem } from '../../api/problem.ts';
import { panelData, preview, type QueryPreview } from '../../preview/calls.ts';
import { declarationsOf } from './declarations.ts';

/** What the rows of a dataset came from when they were last asked for. */
export interface DatasetRun {
  readonly preview?: QueryPreview;
  readonly problem?: string;
}

const MOST_ROWS = 10_000;
const KEPT = 60;

/**
 * Rows for a definition that is being edited: each dataset's query is run as it stands in the
 * editor, as the customer that is looked at. What was asked before with the same query and values
 * is not asked again, so that moving a panel costs nothing.
 */
export class DraftConnection implements Connection {
  readonly #kept = new Map<string, Promise<QueryPreview>>();
  readonly #runs = new Map<string, DatasetRun>();

  constructor(
    private readonly api: Api,
    private readonly definition: () => Dashboard,
    private readonly customer: () => string,
    private readonly opened: (embedId: string) => Promise<Session>,
    private readonly ran: (dataset: string) => void,
  ) {}

  /** How a dataset was last run. */
  run(dataset: string): DatasetRun | undefined {
    return this.#runs.get(dataset);
  }

  /** Runs a dataset that no panel has asked for yet, so that its columns are known. */
  async describe(dataset: Dataset, values: Readonly<Record<string, unknown>>): Promise<void> {
    const request = { input: values, variables: {}, url: {} };
    try {
      this.#note(dataset.name, { preview: await this.#ask(dataset, request) });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.#note(dataset.name, { problem: error.message });
    }
  }

  session(_signal: AbortSignal, dashboard?: string): Promise<Session> {
    return this.opened(dashboard ?? '');
  }

  async rows(request: RowsRequest, signal: AbortSignal): Promise<PanelData> {
    const dataset = this.#datasetOf(request);
    if (!dataset) throw new EmbedError('There is no such dataset.', 404, 'not_found');
    try {
      const result = await this.#ask(dataset, request.variables);
      if (!signal.aborted) this.#note(dataset.name, { preview: result });
      return panelData(result);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (!signal.aborted) this.#note(dataset.name, { problem: error.message });
      throw new EmbedError(error.message, error.status === 401 ? 400 : error.status, error.code);
    }
  }

  async csv(request: RowsRequest, signal: AbortSignal): Promise<Blob> {
    const { columns, values, row_count } = await this.rows(request, signal);
    const cell = (value: unknown): string => {
      const text = value === null || value === undefined ? '' : String(value);
      return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    };
    const lines = [columns.map(({ name }) => cell(name)).join(',')];
    for (let row = 0; row < row_count; row++)
      lines.push(values.map((cells) => cell(cells[row])).join(','));
    return new Blob([`${lines.join('\r\n')}\r\n`], { type: 'text/csv' });
  }

  /** A draft changes only here. */
  watch(): void {}

  #note(dataset: string, run: DatasetRun): void {
    this.#runs.set(dataset, run);
    this.ran(dataset);
  }

  #datasetOf({ of }: RowsRequest): Dataset | undefined {
    const { panels, controls, datasets } = this.definition();
    const named = (name: string | undefined) => datasets.find((one) => one.name === name);
    if ('panel' in of) {
      if (of.dataset !== undefined) return named(of.dataset);
      const panel = panels.find(({ id }) => id === of.panel);
      return named(panel && 'dataset' in panel ? panel.dataset : undefined);
    }
    if ('control' in of) {
      const control = controls?.find(({ id }) => id === of.control);
      return named(control && optionsDataset(control));
    }
    return named(of.dataset);
  }

  #ask(dataset: Dataset, variables: RequestVariables): Promise<QueryPreview> {
    const offered = { ...asValues(variables.url), ...variables.variables, ...variables.input };
    const values = Object.fromEntries(
      Object.entries(offered).filter(([, value]) => value !== null && value !== undefined),
    );
    const question = {
      schema: dataset.schema,
      sql: dataset.sql,
      customer: this.customer(),
      variables: values,
      declarations: declarationsOf(this.definition()),
      limit: Math.min(dataset.row_limit ?? MOST_ROWS, MOST_ROWS),
    };
    const key = JSON.stringify(question);
    const known = this.#kept.get(key);
    if (known) return known;
    const asked = preview(this.api, question);
    asked.catch(() => this.#kept.delete(key));
    this.#kept.set(key, asked);
    for (const old of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) break;
      this.#kept.delete(old);
    }
    return asked;
  }
}

/** Texts of an address are JSON. */
function asValues(url: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(url).map(([name, value]) => [
      name,
      typeof value === 'string' ? JSON.parse(value) : value,
    ]),
  );
}
