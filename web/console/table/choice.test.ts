import { expect, it } from 'vitest';
import { afterChoice } from './choice.ts';

const keys = ['a', 'b', 'c', 'd'];

it('chooses one row, and lets it go again', () => {
  const one = afterChoice(keys, new Set(), 1);
  expect([...one]).toEqual(['b']);
  expect([...afterChoice(keys, one, 1)]).toEqual([]);
});

it('chooses or lets go all from the last one on, either way', () => {
  expect([...afterChoice(keys, new Set(['a']), 2, 0)].toSorted()).toEqual(['a', 'b', 'c']);
  expect([...afterChoice(keys, new Set(keys), 1, 3)]).toEqual(['a']);
});

it('chooses nothing that is not there', () => {
  const chosen = new Set(['a']);
  expect(afterChoice(keys, chosen, 9)).toBe(chosen);
});
