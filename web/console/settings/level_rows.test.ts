import { expect, it } from 'vitest';
import { levelsBody, moved } from './level_rows.ts';

it('says of renamed levels what they were, and of new ones nothing', () => {
  expect(
    levelsBody([
      { key: 1, was: 'Customer', name: 'Company ' },
      { key: 2, was: 'User', name: 'User' },
      { key: 3, was: undefined, name: 'Device' },
    ]),
  ).toEqual({
    levels: [{ name: 'Company', was: 'Customer' }, { name: 'User' }, { name: 'Device' }],
  });
});

it('moves a level up and down', () => {
  expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
});
