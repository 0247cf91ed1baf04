import { addMonths, DAY, groupKey, startOfDay, type WallTime } from '../../charts/data/dates.ts';
import type {
  Control,
  DateSpan,
  RelativeDay,
  RelativeRange,
  Scalar,
} from '../../model/dashboard.ts';

/** The ISO 8601 day of a wall time. */
export const isoDay = (wall: WallTime): string => new Date(wall).toISOString().slice(0, 10);

/** The days of a named range, both included, seen from the viewer's present day. */
export function relativeRange(range: RelativeRange, now: WallTime): DateSpan {
  const today = startOfDay(now);
  const span = (first: WallTime, last: WallTime): DateSpan => ({
    startDate: isoDay(first),
    endDate: isoDay(last),
  });
  switch (range) {
    case 'today':
      return span(today, today);
    case 'yesterday':
      return span(today - DAY, today - DAY);
    case 'last_7_days':
      return span(today - 6 * DAY, today);
    case 'last_4_weeks':
      return span(today - 27 * DAY, today);
    case 'last_3_months':
      return span(addMonths(today, -3) + DAY, today);
    case 'last_12_months':
      return span(addMonths(today, -12) + DAY, today);
    case 'month_to_date':
      return span(groupKey(today, 'month'), today);
    case 'year_to_date':
      return span(groupKey(today, 'year'), today);
    case 'previous_month':
      return span(addMonths(groupKey(today, 'month'), -1), groupKey(today, 'month') - DAY);
    case 'previous_year':
      return span(addMonths(groupKey(today, 'year'), -12), groupKey(today, 'year') - DAY);
  }
}

/** The ranges that can be named, in the order in which they are offered. */
export const relativeRanges: readonly RelativeRange[] = [
  'today',
  'yesterday',
  'last_7_days',
  'last_4_weeks',
  'last_3_months',
  'last_12_months',
  'month_to_date',
  'year_to_date',
  'previous_month',
  'previous_year',
];

/** A day named by its distance from the present one; other texts stand for themselves. */
export function dayOf(day: string, now: WallTime, weekStart: () => number): string {
  const today = startOfDay(now);
  switch (day as RelativeDay) {
    case 'today':
      return isoDay(today);
    case 'yesterday':
      return isoDay(today - DAY);
    case 'start_of_week':
      return isoDay(groupKey(today, 'week', weekStart()));
    case 'start_of_month':
      return isoDay(groupKey(today, 'month'));
    case 'start_of_year':
      return isoDay(groupKey(today, 'year'));
    default:
      return day;
  }
}

export type ControlValue = Scalar | readonly Scalar[] | DateSpan;

/** The value that a control has before anybody sets it. */
export function defaultOf(
  control: Control,
  now: WallTime,
  weekStart: () => number,
): ControlValue | undefined {
  switch (control.kind) {
    case 'date':
      return control.default === undefined ? undefined : dayOf(control.default, now, weekStart);
    case 'date_range':
      return typeof control.default === 'string'
        ? relativeRange(control.default, now)
        : control.default;
    case 'dropdown':
    case 'multiselect':
    case 'toggle':
    case 'text':
    case 'number':
    case 'time_period':
    case 'date_group':
      return control.default;
    case 'button':
      return undefined;
  }
}
