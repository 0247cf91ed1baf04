import { describe, expect, test } from 'vitest';
import { table } from '../gallery/sample_rows.ts';
import type { RenderContext } from '../panel_view.ts';
import { themeTokens } from '../theme/tokens.ts';
import { categoryGrid, percentGrid } from './category_grid.ts';
import { pivot } from './pivot.ts';
import { MissingColumn } from './rows.ts';

const context: RenderContext = {
  locale: 'en-US',
  timeZone: 'UTC',
  theme: themeTokens(undefined, 'light'),
  direction: 'ltr',
  variables: { grouping: 'year' },
  demo: false,
};

const data = table({ day: 'timestamp', region: 'string', amount: 'decimal' }, [
  { day: '2024-01-05T10:00:00Z', region: 'EMEA', amount: 10 },
  { day: '2024-03-05T10:00:00Z', region: 'APAC', amount: 5 },
  { day: '2024-01-25T10:00:00Z', region: 'EMEA', amount: '2.5' },
  { day: '2023-12-31T23:30:00Z', region: 'APAC', amount: 1 },
  { day: null, region: null, amount: 100 },
]);

const values = [{ column: 'amount' }];
const labels = (grid: { categories: readonly { label: string }[] }) =>
  grid.categories.map(({ label }) => label);

describe('a grid', () => {
  test('groups dates, fills months without rows and leaves them empty', () => {
    const grid = categoryGrid(
      { category: { column: 'day', group: 'month' }, values, fill: true },
      data,
      context,
    );
    expect(labels(grid)).toEqual(['Dec 2023', 'Jan 2024', 'Feb 2024', 'Mar 2024']);
    expect(grid.series[0]?.values).toEqual([1, 12.5, null, 5]);
    expect(grid.series[0]?.rows[1]).toEqual([0, 2]);
  });

  test('counts months in the zone of the dashboard', () => {
    const berlin = { ...context, timeZone: 'Europe/Berlin' };
    const grid = categoryGrid(
      { category: { column: 'day', group: 'month' }, values, fill: true },
      data,
      berlin,
    );
    expect(grid.series[0]?.values).toEqual([13.5, null, 5]);
  });

  test('takes its date group from a control', () => {
    const category = { column: 'day', group: 'month', group_variable: 'grouping' } as const;
    const grid = categoryGrid({ category, values, fill: true }, data, context);
    expect(labels(grid)).toEqual(['2023', '2024']);
  });

  test('splits the measure into series and says what a place fixes', () => {
    const grid = categoryGrid(
      { category: { column: 'day', group: 'year' }, series: { column: 'region' }, values },
      data,
      context,
    );
    expect(grid.series.map(({ name, values: own }) => [name, own])).toEqual([
      ['EMEA', [null, 12.5, null]],
      ['APAC', [1, 5, null]],
      ['(empty)', [null, null, 100]],
    ]);
    expect(grid.categories[1]?.raw).toBe('2024-01-01');
  });

  test('sorts by value, cuts, and puts the rest together', () => {
    const request = {
      category: { column: 'region' },
      values,
      sort: { by: 'value', direction: 'desc' },
      limit: 1,
      other: true,
    } as const;
    const grid = categoryGrid(request, data, context);
    expect(labels(grid)).toEqual(['(empty)', 'Other']);
    expect(grid.series[0]?.values).toEqual([100, 18.5]);
  });

  test('averages what is put together over its rows, not over its groups', () => {
    const request = {
      category: { column: 'region' },
      values: [{ column: 'amount', aggregate: 'avg' }],
      sort: { by: 'value', direction: 'desc' },
      limit: 1,
      other: true,
    } as const;
    expect(categoryGrid(request, data, context).series[0]?.values[1]).toBe(18.5 / 4);
  });

  test('becomes shares of each category', () => {
    const grid = categoryGrid(
      { category: { column: 'day', group: 'year' }, series: { column: 'region' }, values },
      data,
      context,
    );
    expect(percentGrid(grid).series.map(({ values: own }) => own[1])).toEqual([
      (100 * 12.5) / 17.5,
      (100 * 5) / 17.5,
      null,
    ]);
  });

  test('says which columns there are when one is missing', () => {
    const read = () => categoryGrid({ category: { column: 'colour' }, values }, data, context);
    expect(read).toThrow(MissingColumn);
    expect(read).toThrow('They have: day, region, amount.');
  });
});

describe('a pivot', () => {
  const made = pivot(
    {
      rows: [{ column: 'region' }],
      columns: [{ column: 'day', group: 'year' }],
      values: [{ column: 'amount', aggregate: 'avg' }],
    },
    data,
    context,
  );

  test('orders its headers, empty ones last', () => {
    expect(made.rows.map(({ labels: own }) => own[0])).toEqual(['APAC', 'EMEA', '(empty)']);
    expect(made.columns.map(({ labels: own }) => own[0])).toEqual(['2023', '2024', '(empty)']);
  });

  test('has a value where there are rows, and totals over rows', () => {
    expect([0, 1, 2].map((column) => made.value(0, column, 0))).toEqual([1, 5, null]);
    expect(made.value(0, null, 0)).toBe(3);
    expect(made.value(null, null, 0)).toBe(118.5 / 5);
  });

  test('says what a cell fixes', () => {
    expect(made.fixed(1, 1)).toEqual({ region: 'EMEA', day: '2024-01-01' });
    expect(made.rowsAt(1, 1)).toEqual([0, 2]);
  });
});
