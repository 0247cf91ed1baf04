import { expect, test } from 'vitest';
import type { ChartPanel } from '../../model/dashboard.ts';
import type { Input } from '../frame/body.ts';
import { colorOf, palettePlaces } from './colors.ts';

const input = {
  panel: { id: 'a', type: 'donut', dataset: 'd' },
  context: { theme: { palette: ['#111111', '#222222', '#333333'] } },
} as unknown as Input<ChartPanel>;

const colorsOf = (names: readonly string[]) => {
  const placed = palettePlaces(input, names);
  return Object.fromEntries(
    names.map((name, index) => [name, colorOf(input, name, placed(name, index))]),
  );
};

test('a name has the same colour in whatever order a chart shows it', () => {
  expect(colorsOf(['Tea', 'Coffee'])).toEqual(colorsOf(['Coffee', 'Tea']));
});

test('more names than colours take them in order, so that neighbours differ', () => {
  const names = ['d', 'b', 'a', 'c'];
  expect(names.map((name) => colorsOf(names)[name])).toEqual([
    '#111111',
    '#222222',
    '#333333',
    '#111111',
  ]);
});
