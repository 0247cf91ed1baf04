import { describe, expect, test } from 'vitest';
import { aggregate, box, quantile, trendLine } from './aggregate.ts';
import { compareCells, exactSum } from './rows.ts';

describe('aggregates', () => {
  const cells = [3, null, '1', 2, 2, undefined];

  test.each([
    ['sum', 8],
    ['avg', 2],
    ['min', '1'],
    ['max', 3],
    ['count', 4],
    ['count_distinct', 3],
    ['median', 2],
    ['first', 3],
  ] as const)('%s counts no empty cells', (kind, value) => {
    expect(aggregate(kind, cells)).toBe(value);
  });

  test.each(['sum', 'avg', 'min', 'max', 'median', 'first'] as const)(
    '%s of nothing is nothing',
    (kind) => {
      expect(aggregate(kind, [null, undefined])).toBeNull();
    },
  );
});

describe('sums', () => {
  test('of decimal texts beyond JavaScript are exact', () => {
    expect(exactSum(['90071992547409930.10', '0.05', '2'])).toBe('90071992547409932.15');
    expect(exactSum(['-90071992547409930', '90071992547409930'])).toBe('0');
  });

  test('of many small numbers lose nothing', () => {
    expect(exactSum(Array.from({ length: 10_000 }, () => 0.1))).toBe(1000);
    expect(exactSum([1e16, 1, -1e16])).toBe(1);
  });
});

test('quantiles agree with R', () => {
  const numbers = [1, 2, 4, 7, 11];
  expect([0.25, 0.5, 0.75].map((share) => quantile(numbers, share))).toEqual([2, 4, 7]);
  expect(quantile([1, 2, 3, 4], 0.25)).toBe(1.75);
});

test('what lies beyond the fences of a box is an outlier', () => {
  expect(box([1, 2, 3, 4, 5, 40])).toEqual({
    low: 1,
    q1: 2.25,
    median: 3.5,
    q3: 4.75,
    high: 5,
    outliers: [40],
  });
  expect(box([])).toBeNull();
});

test('a trend line goes through points that lie on a line', () => {
  expect(
    trendLine([
      [0, 1],
      [1, 3],
      [2, 5],
    ]),
  ).toEqual({ slope: 2, intercept: 1 });
  expect(
    trendLine([
      [1, 1],
      [1, 2],
    ]),
  ).toBeNull();
});

test('numbers too close for JavaScript are still put in order', () => {
  const compare = compareCells(new Intl.Collator(), true);
  const cells = ['9007199254740993', null, '9007199254740992', 5];
  expect(cells.sort(compare)).toEqual([5, '9007199254740992', '9007199254740993', null]);
});
