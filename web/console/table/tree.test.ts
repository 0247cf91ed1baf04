import { expect, it } from 'vitest';
import { treeStep } from './tree.ts';

interface Row {
  readonly level: number;
  readonly state: 'leaf' | 'closed' | 'open';
}

const rows: readonly Row[] = [
  { level: 1, state: 'open' },
  { level: 2, state: 'open' },
  { level: 3, state: 'leaf' },
  { level: 2, state: 'closed' },
  { level: 1, state: 'open' },
];
const tree = { level: ({ level }: Row) => level, state: ({ state }: Row) => state };
const step = (key: string, at: number) => treeStep(key, at, rows, tree);

it('opens and closes, then goes in and out', () => {
  expect(step('ArrowRight', 3)).toBe('toggle');
  expect(step('ArrowRight', 0)).toEqual({ to: 1 });
  expect(step('ArrowLeft', 1)).toBe('toggle');
  expect(step('ArrowLeft', 2)).toEqual({ to: 1 });
  expect(step('ArrowLeft', 3)).toEqual({ to: 0 });
});

it('stays where there is nowhere to go', () => {
  expect(step('ArrowRight', 2)).toBeUndefined();
  expect(step('ArrowRight', 4)).toBeUndefined();
  expect(step('ArrowLeft', 4)).toBe('toggle');
  expect(step('ArrowDown', 0)).toBeUndefined();
  expect(step('ArrowRight', 9)).toBeUndefined();
});
