import { wallTime, type WallTime } from '../../charts/data/dates.ts';

// Browsers read their language data anew for each of these questions, which takes milliseconds; panels ask often.
const zones = new Map<string, string>();
const weekStarts = new Map<string, number>();

/** The IANA zone that a dashboard's time is shown in. */
export function zoneOf(timeZone: string | undefined): string {
  if (timeZone === undefined || timeZone === 'UTC') return 'UTC';
  return zones.get(timeZone) ?? remember(zones, timeZone, knownZone(timeZone));
}

function knownZone(timeZone: string): string {
  const zone =
    timeZone === 'local' ? new Intl.DateTimeFormat().resolvedOptions().timeZone : timeZone;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}

/** The present moment on the clock of a zone. */
export const wallNow = (zone: string): WallTime => wallTime(Date.now(), zone);

interface WeekInfo {
  readonly firstDay: number;
}

/** First day of a locale's week, 1 = Monday … 7 = Sunday. */
export function weekStartOf(locale: string): number {
  return weekStarts.get(locale) ?? remember(weekStarts, locale, firstDayOf(locale));
}

function firstDayOf(locale: string): number {
  try {
    const known = new Intl.Locale(locale) as Intl.Locale & {
      readonly weekInfo?: WeekInfo;
      getWeekInfo?(): WeekInfo;
    };
    return (known.getWeekInfo?.() ?? known.weekInfo)?.firstDay ?? 1;
  } catch {
    return 1;
  }
}

function remember<V>(known: Map<string, V>, key: string, value: V): V {
  known.set(key, value);
  return value;
}
