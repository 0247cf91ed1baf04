import type { DateGroup } from '../../model/dashboard.ts';
import type { Cell, ColumnType } from '../panel_view.ts';

/**
 * Wall time: what a clock on the wall of a zone shows, as the milliseconds since 1970 that a clock
 * in UTC would need to show the same. All calendar arithmetic is done on it.
 */
export type WallTime = number;

const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Farthest wall time from 1970: what a `Date` can hold, less room for zones, groups and spans. */
const FARTHEST = 8.6e15;

/** `Date.UTC`, which takes the years 0 to 99 for those of the last century. */
function utc(year: number, month: number, day = 1, ...time: number[]): number {
  if (year < 0 || year > 99) return Date.UTC(year, month, day, ...time);
  // The calendar repeats every 400 years.
  return Date.UTC(year + 400, month, day, ...time) - 146_097 * DAY;
}

const withinReach = (wall: number): boolean => Math.abs(wall) <= FARTHEST;

interface ZoneClock {
  readonly format: Intl.DateTimeFormat;
  readonly offsets: Map<number, number>;
}

const clocks = new Map<string, ZoneClock>();

function clock(timeZone: string): ZoneClock {
  let found = clocks.get(timeZone);
  if (!found) {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    found = { format, offsets: new Map() };
    clocks.set(timeZone, found);
  }
  return found;
}

function offsetAt({ format }: ZoneClock, instant: number): number {
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(instant)) part[type] = Number(value);
  const wall = utc(
    part['year'] ?? 0,
    (part['month'] ?? 1) - 1,
    part['day'] ?? 1,
    part['hour'] ?? 0,
    part['minute'] ?? 0,
    part['second'] ?? 0,
  );
  return wall - Math.floor(instant / 1000) * 1000;
}

/** Wall time of an instant in a zone. */
export function wallTime(instant: number, timeZone: string): WallTime {
  if (timeZone === 'UTC') return instant;
  const zone = clock(timeZone);
  // Zones change their offset a few times a year: days whose ends agree need no look inside.
  const bucket = Math.floor(instant / DAY);
  const start = remembered(zone, bucket);
  const end = remembered(zone, bucket + 1);
  return instant + (start === end ? start : offsetAt(zone, instant));
}

function remembered(zone: ZoneClock, bucket: number): number {
  let offset = zone.offsets.get(bucket);
  if (offset === undefined) {
    offset = offsetAt(zone, bucket * DAY);
    zone.offsets.set(bucket, offset);
  }
  return offset;
}

/** The instant at which a zone's clock shows a wall time; the first one where it shows it twice. */
export function instantOf(wall: WallTime, timeZone: string): number {
  if (timeZone === 'UTC') return wall;
  const guess = wall - (wallTime(wall, timeZone) - wall);
  const refined = wall - (wallTime(guess, timeZone) - guess);
  const earlier = refined - HOUR;
  return wallTime(earlier, timeZone) === wall ? earlier : refined;
}

const ISO =
  /^([+-]?\d{4,6})-(\d\d)(?:-(\d\d))?(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/i;

/**
 * Wall time of a cell: dates are days as they stand; timestamps are moved into the zone, and those
 * without an offset are UTC. `null` for empty and for what is no date that JavaScript can hold.
 */
export function cellWallTime(cell: Cell, type: ColumnType, timeZone: string): WallTime | null {
  if (typeof cell === 'number') {
    if (!withinReach(cell)) return null;
    return type === 'timestamp' ? wallTime(cell, timeZone) : cell;
  }
  if (typeof cell !== 'string') return null;
  if (cell.length === 10 && cell[4] === '-' && cell[7] === '-') {
    // Days are most of what there is, and the browser reads them much faster than an expression does.
    const day = Date.parse(cell);
    if (day % DAY === 0) return day;
  }
  const match = ISO.exec(cell.trim());
  if (!match) return null;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  const wall = utc(
    Number(year),
    Number(month) - 1,
    Number(day ?? 1),
    Number(hour ?? 0),
    Number(minute ?? 0),
    Number(second ?? 0),
    fraction ? Math.floor(Number(`0.${fraction}`) * 1000) : 0,
  );
  if (!withinReach(wall)) return null;
  if (type === 'date' || hour === undefined) return wall;
  return wallTime(wall - offsetOf(zone), timeZone);
}

function offsetOf(zone: string | undefined): number {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(':', '') || '0');
  return (zone.startsWith('-') ? -1 : 1) * (hours * HOUR + minutes * 60_000);
}

/** Start of the day of a wall time. */
export const startOfDay = (wall: WallTime): WallTime => Math.floor(wall / DAY) * DAY;

/** The same day some months on; a day that the month does not have becomes its last. */
export function addMonths(wall: WallTime, months: number): WallTime {
  const date = new Date(wall);
  const day = date.getUTCDate();
  const first = utc(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
  const target = new Date(first);
  const last = new Date(utc(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  return first + (Math.min(day, last) - 1) * DAY + (wall - startOfDay(wall));
}

/** Groups that stand on the time line, one after another, and can have gaps. */
export type LinearGroup = Extract<
  DateGroup,
  'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year'
>;

/** Whether the group is a span of the time line, not a fold of the calendar. */
export function isLinear(group: DateGroup): group is LinearGroup {
  return !group.includes('_of_');
}

/**
 * The key of the group that a wall time falls in: the wall time at which a span begins, or the
 * number of a calendar part (days of the week from 1 = Monday, months from 1).
 */
export function groupKey(wall: WallTime, group: DateGroup, weekStart = 1): number {
  const date = new Date(wall);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth();
  switch (group) {
    case 'hour':
      return Math.floor(wall / HOUR) * HOUR;
    case 'day':
      return startOfDay(wall);
    case 'week':
      return startOfDay(wall) - ((date.getUTCDay() - weekStart + 7) % 7) * DAY;
    case 'month':
      return utc(year, month, 1);
    case 'quarter':
      return utc(year, month - (month % 3), 1);
    case 'year':
      return utc(year, 0, 1);
    case 'hour_of_day':
      return date.getUTCHours();
    case 'day_of_week':
      return date.getUTCDay() === 0 ? 7 : date.getUTCDay();
    case 'day_of_month':
      return date.getUTCDate();
    case 'week_of_year':
      return isoWeek(wall);
    case 'month_of_year':
      return month + 1;
    case 'quarter_of_year':
      return Math.floor(month / 3) + 1;
  }
}

function isoWeek(wall: WallTime): number {
  const thursday = groupKey(wall, 'week') + 3 * DAY;
  return Math.floor((thursday - utc(new Date(thursday).getUTCFullYear(), 0, 1)) / (7 * DAY)) + 1;
}

/** Start of the span after the one that starts at `key`. */
export function nextGroup(key: WallTime, group: LinearGroup): WallTime {
  switch (group) {
    case 'hour':
      return key + HOUR;
    case 'day':
      return key + DAY;
    case 'week':
      return key + 7 * DAY;
    case 'month':
      return addMonths(key, 1);
    case 'quarter':
      return addMonths(key, 3);
    case 'year':
      return addMonths(key, 12);
  }
}

/** All keys of a group from the lowest to the highest present, so that gaps can be seen. */
export function filledKeys(keys: readonly number[], group: DateGroup): number[] {
  if (keys.length === 0) return [];
  const low = keys.reduce((a, b) => Math.min(a, b));
  const high = keys.reduce((a, b) => Math.max(a, b));
  const filled: number[] = [];
  // An axis of more places than this says nothing; stray dates far away must not freeze the page.
  const most = 20_000;
  for (let key = low; key <= high;) {
    filled.push(key);
    if (filled.length > most) return [...keys].sort((a, b) => a - b);
    key = isLinear(group) ? nextGroup(key, group) : key + 1;
  }
  return filled;
}

const published: Readonly<Record<string, DateGroup>> = {
  DATE_HOUR: 'hour',
  DATE_DAY: 'day',
  DATE_WEEK: 'week',
  DATE_MONTH: 'month',
  DATE_QUARTER: 'quarter',
  DATE_YEAR: 'year',
  DATE_PART_HOUR: 'hour_of_day',
  DATE_PART_WEEK_DAY: 'day_of_week',
  DATE_PART_MONTH_DAY: 'day_of_month',
  DATE_PART_WEEK: 'week_of_year',
  DATE_PART_MONTH: 'month_of_year',
  DATE_PART_QUARTER: 'quarter_of_year',
};

const groups = new Set<string>(Object.values(published));

/** A date group by its name here or in the published Explo API; `undefined` for anything else. */
export function dateGroup(name: unknown): DateGroup | undefined {
  if (typeof name !== 'string') return undefined;
  if (groups.has(name.toLowerCase())) return name.toLowerCase() as DateGroup;
  return published[name.toUpperCase()];
}
