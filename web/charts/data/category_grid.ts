import type { Dimension, Measure, Sort } from '../../model/dashboard.ts';
import type { PanelData, RenderContext } from '../panel_view.ts';
import { aggregate } from './aggregate.ts';
import { filledKeys } from './dates.ts';
import { columnLabel, readDimension, type Key, type ReadDimension } from './dimension.ts';
import { toNumber, vector } from './rows.ts';

/** One place along the axis of a chart. */
export interface Category {
  readonly key: Key;
  readonly label: string;
  readonly raw: unknown;
  /** What a limit cut off, put together. */
  readonly other: boolean;
}

/** One colour of a chart: a measure, or one value of the series dimension. */
export interface Series {
  readonly name: string;
  readonly measure: Measure;
  /** Value of the series dimension; `undefined` where measures are the series. */
  readonly raw: unknown;
  readonly values: readonly (number | null)[];
  /** Rows of the data behind each value. */
  readonly rows: readonly (readonly number[])[];
}

/** Aggregated values of a chart: one for each series at each category. */
export interface CategoryGrid {
  readonly dimension: ReadDimension;
  readonly seriesColumn: string | undefined;
  readonly categories: readonly Category[];
  readonly series: readonly Series[];
}

export interface GridRequest {
  readonly category: Dimension;
  readonly series?: Dimension | undefined;
  readonly values: readonly Measure[];
  readonly sort?: Sort | undefined;
  readonly limit?: number | undefined;
  readonly other?: boolean | undefined;
  /** Give dates without rows a place of their own. */
  readonly fill?: boolean;
}

/** Name of a measure where it is shown. */
export const measureLabel = (measure: Measure) => measure.label ?? columnLabel(measure.column);

const NO_ROWS: readonly number[] = [];

/** Groups, aggregates, fills, sorts and cuts the rows as a chart asks for. */
export function categoryGrid(
  request: GridRequest,
  data: PanelData,
  context: RenderContext,
): CategoryGrid {
  const dimension = readDimension(request.category, data, context);
  const split = request.series ? readDimension(request.series, data, context) : undefined;
  const cells = groupedRows(dimension, split);
  const seriesKeys = split ? orderedKeys(split, distinct(split.keys)) : [null];
  const draft = seriesKeys.flatMap((seriesKey) =>
    request.values.map((measure) => {
      const column = vector(data, measure.column);
      const rowsAt = (key: Key) => cells.get(seriesKey)?.get(key) ?? NO_ROWS;
      return {
        measure,
        name: seriesName(split, seriesKey, measure, request.values.length),
        raw: split?.raw(seriesKey),
        rowsAt,
        valueOf: (rows: readonly number[]) =>
          rows.length === 0
            ? null
            : toNumber(
                aggregate(
                  measure.aggregate ?? 'sum',
                  rows.map((row) => column.cells[row]),
                ),
              ),
      };
    }),
  );
  const total = (key: Key) =>
    draft.reduce((sum, { rowsAt, valueOf }) => sum + (valueOf(rowsAt(key)) ?? 0), 0);
  const keys = sortedKeys(dimension, request, total);
  const shown = request.limit === undefined ? keys : keys.slice(0, request.limit);
  const cut = keys.slice(shown.length);
  const places: readonly (readonly Key[])[] = [
    ...shown.map((key) => [key]),
    ...(request.other && cut.length > 0 ? [cut] : []),
  ];
  const categories = places.map((place, index) => category(dimension, place, index < shown.length));
  const series = draft.map(({ measure, name, raw, rowsAt, valueOf }) => {
    const rows = places.map((place) =>
      place.length === 1 ? rowsAt(place[0] ?? null) : place.flatMap(rowsAt),
    );
    return { measure, name, raw, rows, values: rows.map(valueOf) };
  });
  return { dimension, seriesColumn: split?.column, categories, series };
}

/** Written only when it is looked at: of thousands of places, an axis names a dozen. */
class Place implements Category {
  readonly other = false;
  #label: string | undefined;

  constructor(
    readonly key: Key,
    private readonly dimension: ReadDimension,
  ) {}

  get label(): string {
    return (this.#label ??= this.dimension.write(this.key));
  }

  get raw(): unknown {
    return this.dimension.raw(this.key);
  }
}

function category(dimension: ReadDimension, place: readonly Key[], single: boolean): Category {
  return single
    ? new Place(place[0] ?? null, dimension)
    : { key: null, label: 'Other', raw: undefined, other: true };
}

function seriesName(
  split: ReadDimension | undefined,
  key: Key,
  measure: Measure,
  measures: number,
): string {
  if (!split) return measureLabel(measure);
  return measures === 1 ? split.write(key) : `${split.write(key)} · ${measureLabel(measure)}`;
}

function groupedRows(dimension: ReadDimension, split: ReadDimension | undefined) {
  const cells = new Map<Key, Map<Key, number[]>>();
  dimension.keys.forEach((key, row) => {
    const seriesKey = split ? (split.keys[row] ?? null) : null;
    let line = cells.get(seriesKey);
    if (!line) cells.set(seriesKey, (line = new Map()));
    const rows = line.get(key);
    if (rows) rows.push(row);
    else line.set(key, [row]);
  });
  return cells;
}

const distinct = (keys: readonly Key[]) => [...new Set(keys)];

/** Keys by time or size where they have such an order, else as they came; empty ones last. */
export function orderedKeys(dimension: ReadDimension, keys: readonly Key[]): Key[] {
  const present = keys.filter((key) => key !== null);
  const empty = keys.filter((key) => key === null);
  if (dimension.ordered) present.sort((a, b) => Number(a) - Number(b));
  return [...present, ...empty];
}

function sortedKeys(
  dimension: ReadDimension,
  request: GridRequest,
  total: (key: Key) => number,
): Key[] {
  const { sort, fill } = request;
  const keys = orderedKeys(dimension, distinct(dimension.keys));
  if (!sort) {
    const numbers = keys.filter((key) => typeof key === 'number');
    return fill && dimension.group && numbers.length > 0
      ? filledKeys(numbers, dimension.group)
      : keys;
  }
  const sign = sort.direction === 'asc' ? 1 : -1;
  if (sort.by === 'value') {
    const totals = new Map(keys.map((key) => [key, total(key)]));
    return keys.sort((a, b) => sign * ((totals.get(a) ?? 0) - (totals.get(b) ?? 0)));
  }
  const collator = new Intl.Collator(undefined, { numeric: true });
  return keys.sort((a, b) => {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
    return sign * collator.compare(String(a), String(b));
  });
}

/** The grid with each value as its share, in per cent, of all series at its category. */
export function percentGrid(grid: CategoryGrid): CategoryGrid {
  const totals = grid.categories.map((_, index) =>
    grid.series.reduce((sum, { values }) => sum + Math.abs(values[index] ?? 0), 0),
  );
  const series = grid.series.map((each) => ({
    ...each,
    values: each.values.map((value, index) => {
      const total = totals[index] ?? 0;
      return value === null || total === 0 ? null : (100 * value) / total;
    }),
  }));
  return { ...grid, series };
}
