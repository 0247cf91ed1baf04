import type { Cell, Column, PanelData } from '../panel_view.ts';

/** Raised when a panel names a column that its rows do not have; shown to the viewer. */
export class MissingColumn extends Error {
  constructor(column: string, present: readonly Column[]) {
    const names = present.map((each) => each.name).join(', ');
    super(`The rows have no column "${column}". They have: ${names || 'none'}.`);
    this.name = 'MissingColumn';
  }
}

/** A column with its cells. */
export interface Vector {
  readonly column: Column;
  readonly cells: readonly Cell[];
}

/** The cells of a column; names are compared exactly, then without regard to case. */
export function vector(data: PanelData, name: string): Vector {
  let index = data.columns.findIndex((column) => column.name === name);
  if (index < 0) {
    const lower = name.toLowerCase();
    index = data.columns.findIndex((column) => column.name.toLowerCase() === lower);
  }
  const column = data.columns[index];
  if (!column) throw new MissingColumn(name, data.columns);
  return { column, cells: data.values[index] ?? [] };
}

/** The number in a cell, to the nearest that JavaScript has; `null` for empty and for no number. */
export function toNumber(cell: Cell): number | null {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : null;
  if (typeof cell === 'boolean') return cell ? 1 : 0;
  if (typeof cell !== 'string' || cell.trim() === '') return null;
  const number = Number(cell);
  return Number.isFinite(number) ? number : null;
}

/** The text of a cell without any format; empty for `null`. */
export function toText(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'object') return JSON.stringify(cell);
  return String(cell);
}

/** Whether cells of the column are counted and summed as numbers. */
export function isNumeric(column: Column): boolean {
  return column.type === 'integer' || column.type === 'decimal' || column.type === 'number';
}

/** Whether cells of the column are days or moments. */
export function isTemporal(column: Column): boolean {
  return column.type === 'date' || column.type === 'timestamp';
}

/** A finite order of cells: empty last, numbers by size, texts by the collator. */
export function compareCells(collator: Intl.Collator, numeric: boolean) {
  return (left: Cell, right: Cell): number => {
    const leftEmpty = left === null || left === undefined;
    const rightEmpty = right === null || right === undefined;
    if (leftEmpty || rightEmpty) return Number(leftEmpty) - Number(rightEmpty);
    if (numeric) {
      const difference = (toNumber(left) ?? -Infinity) - (toNumber(right) ?? -Infinity);
      if (difference !== 0 && !Number.isNaN(difference)) return difference;
      return compareDecimals(toText(left), toText(right));
    }
    return collator.compare(toText(left), toText(right));
  };
}

/** Order of two decimal texts that are the same number to JavaScript. */
function compareDecimals(left: string, right: string): number {
  if (left === right) return 0;
  const [a, b] = [scaled(left), scaled(right)];
  if (!a || !b) return 0;
  const scale = Math.max(a.scale, b.scale);
  const difference = raise(a, scale) - raise(b, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

interface Scaled {
  readonly digits: bigint;
  readonly scale: number;
}

const raise = (value: Scaled, scale: number) => value.digits * 10n ** BigInt(scale - value.scale);

function scaled(text: string): Scaled | null {
  const match = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text.trim());
  if (!match) return null;
  const fraction = match[3] ?? '';
  const digits = BigInt(`${match[2]}${fraction}`);
  return { digits: match[1] === '-' ? -digits : digits, scale: fraction.length };
}

/**
 * The sum of cells: a number when numbers add up (with Neumaier's compensation), decimal text when
 * a cell is text that a number could not hold.
 */
export function exactSum(cells: Iterable<Cell>): number | string | null {
  let total = 0;
  let compensation = 0;
  let big: Scaled = { digits: 0n, scale: 0 };
  let texts = false;
  let found = false;
  for (const cell of cells) {
    const exact = typeof cell === 'string' ? scaled(cell) : null;
    if (exact && !Number.isSafeInteger(Number(cell))) {
      const scale = Math.max(big.scale, exact.scale);
      big = { digits: raise(big, scale) + raise(exact, scale), scale };
      texts = found = true;
      continue;
    }
    const number = toNumber(cell);
    if (number === null) continue;
    found = true;
    const next = total + number;
    compensation +=
      Math.abs(total) >= Math.abs(number) ? total - next + number : number - next + total;
    total = next;
  }
  if (!found) return null;
  if (!texts) return total + compensation;
  const rest = scaled(plainDecimal(total + compensation));
  if (!rest) return Number(unscale(big)) + total + compensation;
  const scale = Math.max(big.scale, rest.scale);
  return unscale({ digits: raise(big, scale) + raise(rest, scale), scale });
}

function plainDecimal(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(Math.min(20, Math.abs(value) < 1 ? 20 : 0)) : text;
}

function unscale({ digits, scale }: Scaled): string {
  const sign = digits < 0n ? '-' : '';
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  return scale === 0 ? sign + text : `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`;
}
