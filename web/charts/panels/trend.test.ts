import { expect, test } from 'vitest';
import type { KpiTrendPanel, TrendPeriod } from '../../model/dashboard.ts';
import type { PanelData, RenderContext } from '../panel_view.ts';
import { trend } from './trend.ts';

const DAY = 86_400_000;
const now = Date.UTC(2023, 7, 15, 9, 30);

/** One unit on each of the last 800 days, today included. */
const days = Array.from({ length: 800 }, (_, back) =>
  new Date(now - back * DAY).toISOString().slice(0, 10),
);
const data: PanelData = {
  columns: [
    { name: 'day', type: 'date' },
    { name: 'units', type: 'integer' },
  ],
  values: [days, days.map(() => 1)],
  row_count: days.length,
  truncated: false,
};
const context = {
  locale: 'en',
  timeZone: 'UTC',
  variables: {},
  now: () => now,
} as unknown as RenderContext;

const over = (period: TrendPeriod, more: Partial<KpiTrendPanel> = {}) =>
  trend(
    {
      id: 'k',
      type: 'kpi_trend',
      dataset: 'd',
      value: { column: 'units' },
      date: { column: 'day' },
      period,
      ...more,
    },
    data,
    context,
  );

test.each([
  ['today', 1, 1],
  ['last_7_days', 7, 7],
  ['last_4_weeks', 28, 28],
  ['last_3_months', 92, 92],
  ['last_12_months', 365, 365],
  ['month_to_date', 15, 15],
  ['year_to_date', 227, 227],
  ['previous_month', 31, 31],
] as const)('%s holds its days, and as many before them', (period, value, before) => {
  expect(over(period)).toMatchObject({ value, before });
});

test('no step of a course is cut short: an even course is drawn even', () => {
  expect(over('last_3_months').course).toEqual(Array.from({ length: 13 }, () => 7));
  const year = over('last_12_months').course;
  expect(year).toHaveLength(12);
  expect(Math.min(...year.map(Number))).toBeGreaterThanOrEqual(28);
  expect(over('last_7_days').course).toEqual([1, 1, 1, 1, 1, 1, 1]);
});

test('a custom period with times of day ends one second before it begins, for the one compared', () => {
  const custom_range = { start: '2023-08-10T00:00:00Z', end: '2023-08-12T12:00:00Z' };
  expect(over('custom', { custom_range })).toMatchObject({ value: 3, before: 2 });
});

test('a custom period that cannot be read says so', () => {
  const custom_range = { start: 'soon', end: '{{ later }}' };
  expect(() => over('custom', { custom_range })).toThrow(/ISO 8601/);
});
