import { describe, expect, test } from 'vitest';
import type { DateGroup } from '../../model/dashboard.ts';
import { cellWallTime, dateGroup, filledKeys, groupKey, instantOf, wallTime } from './dates.ts';

const iso = (wall: number | null) =>
  wall === null ? null : new Date(wall).toISOString().slice(0, 19);

describe('wall time', () => {
  test.each([
    ['2024-03-31T00:59:59Z', 'Europe/Berlin', '2024-03-31T01:59:59'],
    ['2024-03-31T01:00:00Z', 'Europe/Berlin', '2024-03-31T03:00:00'],
    ['2024-10-27T00:30:00Z', 'Europe/Berlin', '2024-10-27T02:30:00'],
    ['2024-10-27T01:30:00Z', 'Europe/Berlin', '2024-10-27T02:30:00'],
    ['2024-01-01T00:00:00Z', 'Asia/Kolkata', '2024-01-01T05:30:00'],
    ['2024-01-01T00:00:00Z', 'America/New_York', '2023-12-31T19:00:00'],
    ['1969-07-20T20:17:40Z', 'America/New_York', '1969-07-20T16:17:40'],
  ])('of %s in %s is %s', (instant, zone, wall) => {
    expect(iso(wallTime(Date.parse(instant), zone))).toBe(wall);
  });

  test('leads back to the instant, to the first of two', () => {
    const wall = Date.parse('2024-10-27T02:30:00Z');
    expect(new Date(instantOf(wall, 'Europe/Berlin')).toISOString()).toBe(
      '2024-10-27T00:30:00.000Z',
    );
    const noon = Date.parse('2024-06-01T12:00:00Z');
    expect(wallTime(instantOf(noon, 'America/New_York'), 'America/New_York')).toBe(noon);
  });
});

describe('a cell', () => {
  test('of a date stays its day in every zone', () => {
    expect(iso(cellWallTime('2024-04-09', 'date', 'America/New_York'))).toBe('2024-04-09T00:00:00');
  });

  test.each([
    ['2024-04-09T10:00:00Z', '2024-04-09T06:00:00'],
    ['2024-04-09T10:00:00', '2024-04-09T06:00:00'],
    ['2024-04-09 10:00:00.123456', '2024-04-09T06:00:00'],
    ['2024-04-09T10:00:00+02:00', '2024-04-09T04:00:00'],
    ['2024-04-09T10:00:00-0330', '2024-04-09T09:30:00'],
  ])('of the timestamp %s is %s in New York', (cell, wall) => {
    expect(iso(cellWallTime(cell, 'timestamp', 'America/New_York'))).toBe(wall);
  });

  test.each([null, undefined, '', 'soon', '2024', true, {}])('%j is no date', (cell) => {
    expect(cellWallTime(cell, 'timestamp', 'UTC')).toBeNull();
  });
});

describe('the group of Sunday 31 March 2024, 14:35', () => {
  const wall = Date.parse('2024-03-31T14:35:00Z');

  test.each<[DateGroup, string]>([
    ['hour', '2024-03-31T14:00:00'],
    ['day', '2024-03-31T00:00:00'],
    ['week', '2024-03-25T00:00:00'],
    ['month', '2024-03-01T00:00:00'],
    ['quarter', '2024-01-01T00:00:00'],
    ['year', '2024-01-01T00:00:00'],
  ])('by %s starts at %s', (group, start) => {
    expect(iso(groupKey(wall, group))).toBe(start);
  });

  test.each<[DateGroup, number]>([
    ['hour_of_day', 14],
    ['day_of_week', 7],
    ['day_of_month', 31],
    ['week_of_year', 13],
    ['month_of_year', 3],
    ['quarter_of_year', 1],
  ])('by %s is %i', (group, number) => {
    expect(groupKey(wall, group)).toBe(number);
  });

  test('by weeks from Sunday starts on that day', () => {
    expect(iso(groupKey(wall, 'week', 7))).toBe('2024-03-31T00:00:00');
  });
});

test('ISO weeks turn with the year of their Thursday', () => {
  expect(groupKey(Date.parse('2021-01-03T00:00:00Z'), 'week_of_year')).toBe(53);
  expect(groupKey(Date.parse('2024-12-30T00:00:00Z'), 'week_of_year')).toBe(1);
});

test('missing months between the first and the last get places', () => {
  const keys = ['2023-11-01', '2024-02-01'].map((day) => Date.parse(day));
  expect(filledKeys(keys, 'month').map((key) => iso(key)?.slice(0, 7))).toEqual([
    '2023-11',
    '2023-12',
    '2024-01',
    '2024-02',
  ]);
});

test('a stray date far away does not fill the axis with millions of places', () => {
  const keys = [Date.parse('1900-01-01'), Date.parse('2024-01-01')];
  expect(filledKeys(keys, 'hour')).toEqual(keys);
});

test('date groups are known by their published names too', () => {
  expect(['DATE_MONTH', 'DATE_PART_WEEK_DAY', 'week', 'Month'].map(dateGroup)).toEqual([
    'month',
    'day_of_week',
    'week',
    'month',
  ]);
  expect(dateGroup('DATE_CENTURY')).toBeUndefined();
});

test('the first century is no part of the last one', () => {
  const wall = cellWallTime('0001-02-03', 'date', 'UTC');
  expect(new Date(wall ?? Number.NaN).toISOString()).toBe('0001-02-03T00:00:00.000Z');
});

test.each([1e308, -1e21, 8.64e15])(
  '%d is no date, being beyond those that JavaScript holds',
  (cell) => {
    expect(cellWallTime(cell, 'timestamp', 'Europe/Berlin')).toBeNull();
  },
);
