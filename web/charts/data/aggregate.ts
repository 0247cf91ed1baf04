import type { Aggregate } from '../../model/dashboard.ts';
import type { Cell } from '../panel_view.ts';
import { exactSum, toNumber, toText } from './rows.ts';

/** One value out of many; empty cells count for nothing, and nothing at all gives `null`. */
export function aggregate(kind: Aggregate, cells: readonly Cell[]): number | string | null {
  const present = cells.filter((cell) => cell !== null && cell !== undefined);
  switch (kind) {
    case 'count':
      return present.length;
    case 'count_distinct':
      return new Set(present.map(toText)).size;
    case 'sum':
      return exactSum(present);
    case 'avg': {
      const sum = exactSum(present);
      const counted = present.filter((cell) => toNumber(cell) !== null).length;
      return sum === null ? null : Number(sum) / counted;
    }
    case 'min':
      return extreme(present, -1);
    case 'max':
      return extreme(present, 1);
    case 'median':
      return quantile(numbers(present), 0.5);
    case 'first': {
      const first = present[0];
      return first === undefined ? null : typeof first === 'number' ? first : toText(first);
    }
  }
}

function extreme(cells: readonly Cell[], sign: 1 | -1): number | string | null {
  let best: number | string | null = null;
  let bestNumber = 0;
  for (const cell of cells) {
    const number = toNumber(cell);
    if (number === null || (best !== null && sign * (number - bestNumber) <= 0)) continue;
    best = typeof cell === 'string' ? cell : number;
    bestNumber = number;
  }
  return best;
}

/** The numbers among cells, in ascending order. */
export function numbers(cells: readonly Cell[]): number[] {
  return cells
    .map(toNumber)
    .filter((each) => each !== null)
    .sort((a, b) => a - b);
}

/** Quantile of ascending numbers, interpolated linearly (type 7 of Hyndman and Fan, as in R). */
export function quantile(ascending: readonly number[], share: number): number | null {
  if (ascending.length === 0) return null;
  const place = (ascending.length - 1) * share;
  const below = ascending[Math.floor(place)] ?? 0;
  const above = ascending[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

/** The five numbers of a box after Tukey, and what lies further out than 1.5 times its height. */
export interface Box {
  readonly low: number;
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
  readonly high: number;
  readonly outliers: readonly number[];
}

export function box(ascending: readonly number[]): Box | null {
  const q1 = quantile(ascending, 0.25);
  const median = quantile(ascending, 0.5);
  const q3 = quantile(ascending, 0.75);
  if (q1 === null || median === null || q3 === null) return null;
  const reach = 1.5 * (q3 - q1);
  const inside = ascending.filter((each) => each >= q1 - reach && each <= q3 + reach);
  const outliers = ascending.filter((each) => each < q1 - reach || each > q3 + reach);
  return { low: inside[0] ?? q1, q1, median, q3, high: inside.at(-1) ?? q3, outliers };
}

/** Least-squares line `y = slope x + intercept`; `null` for fewer than two different `x`. */
export function trendLine(points: readonly (readonly [number, number])[]) {
  const n = points.length;
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / n;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / n;
  const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  if (n < 2 || spread === 0) return null;
  const slope = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread;
  return { slope, intercept: meanY - slope * meanX };
}
