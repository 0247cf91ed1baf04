import type { Measure } from '../../model/dashboard.ts';
import type { PanelData, RenderContext } from '../panel_view.ts';
import type { Dimension } from '../../model/dashboard.ts';
import { aggregate } from './aggregate.ts';
import { readDimension, type Key, type ReadDimension } from './dimension.ts';
import { toText, vector } from './rows.ts';

/** A row or column header: one key for each of its dimensions, from outer to inner. */
export interface Header {
  readonly keys: readonly Key[];
  readonly labels: readonly string[];
}

/** Measures by row and column headers; totals are aggregated from the rows, not from cells. */
export interface Pivot {
  readonly rowLabels: readonly string[];
  readonly rows: readonly Header[];
  readonly columns: readonly Header[];
  readonly measures: readonly Measure[];
  /** Value at a row, a column (`null`: all of them) and a measure. */
  value(row: number | null, column: number | null, measure: number): number | string | null;
  /** Rows of the data behind a cell. */
  rowsAt(row: number | null, column: number | null): readonly number[];
  /** Columns and values that the row's and column's headers fix. */
  fixed(row: number | null, column: number | null): Record<string, unknown>;
}

export function pivot(
  request: {
    readonly rows: readonly Dimension[];
    readonly columns: readonly Dimension[];
    readonly values: readonly Measure[];
  },
  data: PanelData,
  context: RenderContext,
): Pivot {
  const rowSide = side(request.rows, data, context);
  const columnSide = side(request.columns, data, context);
  const cells = new Map<string, number[]>();
  const put = (place: string, row: number) => {
    const found = cells.get(place);
    if (found) found.push(row);
    else cells.set(place, [row]);
  };
  for (let row = 0; row < data.row_count; row++) {
    const [r, c] = [rowSide.placeOf[row] ?? 0, columnSide.placeOf[row] ?? 0];
    put(`${r}/${c}`, row);
    put(`${r}/`, row);
    put(`/${c}`, row);
    put('/', row);
  }
  const rowsAt = (row: number | null, column: number | null) =>
    cells.get(`${row ?? ''}/${column ?? ''}`) ?? [];
  const vectors = request.values.map((measure) => vector(data, measure.column));
  return {
    rowLabels: rowSide.dimensions.map((dimension) => dimension.label),
    rows: rowSide.headers,
    columns: columnSide.headers,
    measures: request.values,
    rowsAt,
    value(row, column, index) {
      const rows = rowsAt(row, column);
      const measure = request.values[index];
      const source = vectors[index];
      if (rows.length === 0 || !measure || !source) return null;
      const kind = measure.aggregate ?? 'sum';
      return aggregate(
        kind,
        rows.map((each) => source.cells[each]),
      );
    },
    fixed(row, column) {
      return { ...fixedBy(rowSide, row), ...fixedBy(columnSide, column) };
    },
  };
}

interface Side {
  readonly dimensions: readonly ReadDimension[];
  readonly headers: readonly Header[];
  /** Header of each row of the data. */
  readonly placeOf: readonly number[];
}

function side(asked: readonly Dimension[], data: PanelData, context: RenderContext): Side {
  const dimensions = asked.map((dimension) => readDimension(dimension, data, context));
  const ranks = dimensions.map((dimension) => ranksOf(dimension));
  const seen = new Map<string, { keys: Key[]; rows: number[] }>();
  for (let row = 0; row < data.row_count; row++) {
    const keys = dimensions.map((dimension) => dimension.keys[row] ?? null);
    const place = JSON.stringify(keys);
    const found = seen.get(place);
    if (found) found.rows.push(row);
    else seen.set(place, { keys, rows: [row] });
  }
  const ordered = [...seen.values()].sort((a, b) => {
    for (const [index, rank] of ranks.entries()) {
      const difference =
        (rank.get(a.keys[index] ?? null) ?? 0) - (rank.get(b.keys[index] ?? null) ?? 0);
      if (difference !== 0) return difference;
    }
    return 0;
  });
  const placeOf: number[] = [];
  ordered.forEach(({ rows }, place) => rows.forEach((row) => (placeOf[row] = place)));
  const headers = ordered.map(({ keys }) => ({
    keys,
    labels: keys.map((key, index) => dimensions[index]?.write(key) ?? toText(key)),
  }));
  return { dimensions, headers, placeOf };
}

/** Place of each key in order: numbers and dates by size, texts by the alphabet, empty last. */
function ranksOf(dimension: ReadDimension): Map<Key, number> {
  const collator = new Intl.Collator(undefined, { numeric: true });
  const keys = [...new Set(dimension.keys)].sort((a, b) => {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    if (typeof a === 'number' && typeof b === 'number') return a - b;
    return collator.compare(String(a), String(b));
  });
  return new Map(keys.map((key, rank) => [key, rank]));
}

function fixedBy({ dimensions, headers }: Side, place: number | null): Record<string, unknown> {
  const header = place === null ? undefined : headers[place];
  if (!header) return {};
  return Object.fromEntries(
    dimensions.map((dimension, index) => [
      dimension.column,
      dimension.raw(header.keys[index] ?? null),
    ]),
  );
}
