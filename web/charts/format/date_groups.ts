import type { DateGroup } from '../../model/dashboard.ts';
import { DAY, type WallTime } from '../data/dates.ts';
import { knownLocale } from './format.ts';
import { dateTimeFormat } from './intl.ts';

/** Writes the key of a date group: `Mar 2024`, `Q1 2024`, `Mon`, `14:00`. */
export function groupFormatter(group: DateGroup, locale: string): (key: number) => string {
  const known = knownLocale(locale);
  const date = (options: Intl.DateTimeFormatOptions) => {
    const intl = dateTimeFormat(known, { timeZone: 'UTC', ...options });
    return (wall: WallTime) => intl.format(wall);
  };
  switch (group) {
    case 'hour':
      return date({ month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' });
    case 'day':
    case 'week':
      return date({ year: 'numeric', month: 'short', day: 'numeric' });
    case 'month':
      return date({ year: 'numeric', month: 'short' });
    case 'quarter':
      return (wall) => {
        const day = new Date(wall);
        return `Q${Math.floor(day.getUTCMonth() / 3) + 1} ${day.getUTCFullYear()}`;
      };
    case 'year':
      return date({ year: 'numeric' });
    case 'hour_of_day': {
      const write = date({ hour: 'numeric', minute: '2-digit' });
      return (hour) => write(hour * 3_600_000);
    }
    case 'day_of_week': {
      const write = date({ weekday: 'short' });
      // 1 January 2024 was a Monday.
      return (day) => write(Date.UTC(2024, 0, day));
    }
    case 'month_of_year': {
      const write = date({ month: 'short' });
      return (month) => write(Date.UTC(2024, month - 1, 1));
    }
    case 'quarter_of_year':
      return (quarter) => `Q${quarter}`;
    case 'day_of_month':
    case 'week_of_year':
      return String;
  }
}

/** The shorter writing of a date group's key for a crowded axis; the year only where it turns. */
export function axisGroupFormatter(
  group: DateGroup,
  locale: string,
): (key: number, previous: number | undefined) => string {
  const full = groupFormatter(group, locale);
  const known = knownLocale(locale);
  const short = (options: Intl.DateTimeFormatOptions) => {
    const intl = dateTimeFormat(known, { timeZone: 'UTC', ...options });
    return (wall: WallTime) => intl.format(wall);
  };
  const year = (wall: number) => new Date(wall).getUTCFullYear();
  switch (group) {
    case 'day':
    case 'week': {
      const write = short({ month: 'short', day: 'numeric' });
      return (key, previous) =>
        previous === undefined || year(previous) === year(key) ? write(key) : full(key);
    }
    case 'month': {
      const write = short({ month: 'short' });
      return (key, previous) =>
        previous === undefined || year(previous) !== year(key) ? full(key) : write(key);
    }
    case 'hour': {
      const write = short({ hour: 'numeric', minute: '2-digit' });
      const day = (wall: number) => Math.floor(wall / DAY);
      return (key, previous) =>
        previous === undefined || day(previous) !== day(key) ? full(key) : write(key);
    }
    case 'quarter':
    case 'year':
    case 'hour_of_day':
    case 'day_of_week':
    case 'day_of_month':
    case 'week_of_year':
    case 'month_of_year':
    case 'quarter_of_year':
      return full;
  }
}
