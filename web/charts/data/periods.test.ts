import { describe, expect, test } from 'vitest';
import type { TrendPeriod } from '../../model/dashboard.ts';
import { customSpan, periodSpan, precedingSpan, yearEarlier, type Span } from './periods.ts';

const at = (text: string) => Date.parse(`${text}Z`);
const iso = (wall: number) => new Date(wall).toISOString();
const days = ({ start, end }: Span) => [iso(start).slice(0, 10), iso(end).slice(0, 10)];

describe('the span of a period, seen on 15 August 2023', () => {
  const now = at('2023-08-15T13:45:00');

  test.each<[Exclude<TrendPeriod, 'custom'>, string, string]>([
    ['today', '2023-08-15', '2023-08-15'],
    ['last_7_days', '2023-08-09', '2023-08-15'],
    ['last_4_weeks', '2023-07-19', '2023-08-15'],
    ['last_3_months', '2023-05-16', '2023-08-15'],
    ['last_12_months', '2022-08-16', '2023-08-15'],
    ['month_to_date', '2023-08-01', '2023-08-15'],
    ['year_to_date', '2023-01-01', '2023-08-15'],
    ['previous_month', '2023-07-01', '2023-07-31'],
  ])('%s runs from %s to %s', (period, first, last) => {
    expect(days(periodSpan(period, now))).toEqual([first, last]);
  });

  test.each<[Exclude<TrendPeriod, 'custom'>, string, string]>([
    ['today', '2023-08-14', '2023-08-14'],
    ['last_7_days', '2023-08-02', '2023-08-08'],
    ['last_4_weeks', '2023-06-21', '2023-07-18'],
    ['last_3_months', '2023-02-13', '2023-05-15'],
    ['last_12_months', '2021-08-16', '2022-08-15'],
    ['month_to_date', '2023-07-17', '2023-07-31'],
    ['year_to_date', '2022-05-19', '2022-12-31'],
    ['previous_month', '2023-05-31', '2023-06-30'],
  ])('%s is compared with %s to %s, as many days', (period, first, last) => {
    const span = periodSpan(period, now);
    const before = precedingSpan(span);
    expect(days(before)).toEqual([first, last]);
    expect(before.end - before.start).toBe(span.end - span.start);
    expect(before.end).toBe(span.start - 1);
  });

  test('whole days begin at midnight and end with their last millisecond', () => {
    const span = periodSpan('today', now);
    expect([iso(span.start), iso(span.end)]).toEqual([
      '2023-08-15T00:00:00.000Z',
      '2023-08-15T23:59:59.999Z',
    ]);
  });
});

describe('a day that a month does not have', () => {
  test('becomes the last day of that month, three months back from 31 May', () => {
    const span = periodSpan('last_3_months', at('2023-05-31T08:00:00'));
    expect(days(span)).toEqual(['2023-03-01', '2023-05-31']);
  });

  test('becomes 28 February, a year back from 29 February', () => {
    const span = customSpan('2024-02-29', '2024-02-29', 'UTC');
    expect(span && days(yearEarlier(span))).toEqual(['2023-02-28', '2023-02-28']);
  });

  test('is skipped across the turn of the year', () => {
    expect(days(periodSpan('previous_month', at('2024-01-15T00:00:00')))).toEqual([
      '2023-12-01',
      '2023-12-31',
    ]);
  });
});

describe('a custom period', () => {
  test('of days is whole days and compared with whole days', () => {
    const span = customSpan('2024-04-09', '2024-04-12', 'UTC');
    expect(span && days(span)).toEqual(['2024-04-09', '2024-04-12']);
    expect(span && days(precedingSpan(span))).toEqual(['2024-04-05', '2024-04-08']);
  });

  test('of times is compared with the span that ends one second before', () => {
    const span = customSpan('2024-04-24T10:30:00.000Z', '2024-04-24T12:30:00.000Z', 'UTC');
    const before = span && precedingSpan(span);
    expect(before && [iso(before.start), iso(before.end)]).toEqual([
      '2024-04-24T08:29:59.000Z',
      '2024-04-24T10:29:59.000Z',
    ]);
  });

  test('is read in the zone of the dashboard', () => {
    const span = customSpan('2024-07-01T22:00:00Z', '2024-07-02T21:59:59Z', 'Europe/Berlin');
    expect(span && iso(span.start)).toBe('2024-07-02T00:00:00.000Z');
  });

  test.each([
    ['', '2024-01-01'],
    ['2024-02-01', '2024-01-01'],
    ['yesterday', 'today'],
  ])('from %j to %j is none', (start, end) => {
    expect(customSpan(start, end, 'UTC')).toBeNull();
  });
});
