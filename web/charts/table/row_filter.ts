import { toNumber, toText } from '../data/rows.ts';
import type { Cell } from '../panel_view.ts';

type Test = (cell: Cell) => boolean;

/**
 * The test that a filter text stands for: `>10`, `<=5`, `=x`, `!x`, `10..20`, or a part of the text.
 * Comparisons go by size for numbers, by the alphabet for the rest, which is right for ISO dates.
 */
export function rowFilter(text: string): Test | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const range = /^(\S+?)\s*\.\.\s*(\S+)$/.exec(trimmed);
  if (range) {
    const [, low = '', high = ''] = range;
    return (cell) => present(cell) && order(cell, low) >= 0 && order(cell, high) <= 0;
  }
  const [, operator = '', rest = ''] = /^(>=|<=|!=|>|<|=|!)?\s*(.*)$/.exec(trimmed) ?? [];
  const needle = rest.toLowerCase();
  const contains: Test = (cell) => toText(cell).toLowerCase().includes(needle);
  if (rest === '') return undefined;
  switch (operator) {
    case '>':
      return (cell) => present(cell) && order(cell, rest) > 0;
    case '>=':
      return (cell) => present(cell) && order(cell, rest) >= 0;
    case '<':
      return (cell) => present(cell) && order(cell, rest) < 0;
    case '<=':
      return (cell) => present(cell) && order(cell, rest) <= 0;
    case '=':
      return (cell) => order(cell, rest) === 0;
    case '!=':
      return (cell) => order(cell, rest) !== 0;
    case '!':
      return (cell) => !contains(cell);
  }
  return contains;
}

const present = (cell: Cell) => cell !== null && cell !== undefined && cell !== '';

function order(cell: Cell, bound: string): number {
  const [left, right] = [toNumber(cell), toNumber(bound)];
  if (left !== null && right !== null) return left - right;
  const [a, b] = [toText(cell).toLowerCase(), bound.toLowerCase()];
  return a < b ? -1 : a > b ? 1 : 0;
}
