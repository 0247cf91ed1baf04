import type { TrendPeriod } from '../../model/dashboard.ts';
import { addMonths, cellWallTime, DAY, startOfDay, type WallTime } from './dates.ts';

/** A span of wall time; both ends belong to it, the end to its last millisecond. */
export interface Span {
  readonly start: WallTime;
  readonly end: WallTime;
}

const SECOND = 1000;

const month = (day: WallTime) => {
  const date = new Date(day);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
};

/** Whole days, from the first to the last. */
const days = (first: WallTime, last: WallTime): Span => ({ start: first, end: last + DAY - 1 });

/** The span of a period that ends with, or began before, the present wall time. */
export function periodSpan(period: Exclude<TrendPeriod, 'custom'>, now: WallTime): Span {
  const today = startOfDay(now);
  switch (period) {
    case 'today':
      return days(today, today);
    case 'last_7_days':
      return days(today - 6 * DAY, today);
    case 'last_4_weeks':
      return days(today - 27 * DAY, today);
    case 'last_3_months':
      return days(addMonths(today, -3) + DAY, today);
    case 'last_12_months':
      return days(addMonths(today, -12) + DAY, today);
    case 'month_to_date':
      return days(month(today), today);
    case 'year_to_date':
      return days(Date.UTC(new Date(today).getUTCFullYear(), 0, 1), today);
    case 'previous_month':
      return days(addMonths(month(today), -1), month(today) - DAY);
  }
}

/** The span between two ISO 8601 texts; days without a time of day are whole. `null` if unread. */
export function customSpan(start: string, end: string, timeZone: string): Span | null {
  const from = cellWallTime(start, 'timestamp', timeZone);
  const to = cellWallTime(end, 'timestamp', timeZone);
  if (from === null || to === null || to < from) return null;
  return { start: from, end: /\d:\d/.test(end) ? to : to + DAY - 1 };
}

/** Whether a span is made of whole days. */
const wholeDays = ({ start, end }: Span) => start % DAY === 0 && (end + 1) % DAY === 0;

/**
 * The span of the same length that ends just before: the day before for whole days, one second
 * before for spans with times of day.
 */
export function precedingSpan(span: Span): Span {
  if (wholeDays(span)) {
    return { start: span.start - (span.end + 1 - span.start), end: span.start - 1 };
  }
  const end = span.start - SECOND;
  return { start: end - (span.end - span.start), end };
}

/** The same span a year earlier; 29 February becomes the 28th. */
export function yearEarlier(span: Span): Span {
  return { start: addMonths(span.start, -12), end: addMonths(span.end, -12) };
}

export const contains = (span: Span, wall: WallTime) => wall >= span.start && wall <= span.end;
