import { expect, test } from 'vitest';
import type { ChartPanel } from '../../model/dashboard.ts';
import type { Input } from '../frame/body.ts';
import { colorOf, palettePlaces } from './colors.ts';

/** A panel, which remembers what it has drawn. */
const panel = () =>
  ({
    panel: { id: 'a', type: 'donut', dataset: 'd' },
    context: { theme: { palette: ['#111111', '#222222', '#333333'] } },
    places: new Map(),
  }) as unknown as Input<ChartPanel>;

const colorsOf = (names: readonly string[], input = panel()) => {
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

test('a name keeps its colour when a filter leaves it alone, and beside names that come later', () => {
  const input = panel();
  expect(colorsOf(['Tea', 'Coffee'], input)).toEqual({ Coffee: '#111111', Tea: '#222222' });
  expect(colorsOf(['Tea'], input)).toEqual({ Tea: '#222222' });
  expect(colorsOf(['Cake', 'Tea'], input)).toEqual({ Cake: '#333333', Tea: '#222222' });
  expect(colorsOf(['Tea', 'Coffee'], input)).toEqual({ Coffee: '#111111', Tea: '#222222' });
});

test('names that would look the same beside each other take their colours anew', () => {
  const input = panel();
  colorsOf(['a', 'b', 'c'], input);
  colorsOf(['d'], input);
  expect(colorsOf(['a', 'd'], input)).toEqual({ a: '#111111', d: '#222222' });
});
