import type {
  CurrencyFormat,
  DateFormat,
  DurationFormat,
  Format,
  NumberFormat,
  PercentFormat,
} from '../../model/dashboard.ts';
import { cellWallTime, DAY, wallTime } from '../data/dates.ts';
import { toNumber, toText } from '../data/rows.ts';
import type { Cell, ColumnType } from '../panel_view.ts';
import { dateTimeFormat, numberFormat } from './intl.ts';

/** What formats depend on besides the value. */
export interface FormatContext {
  readonly locale: string;
  readonly timeZone: string;
  readonly now?: () => number;
}

/** Writes a value; the empty value is an en dash. */
export type Formatter = (value: Cell) => string;

export const EMPTY = '–';

/** The locale if the browser knows it, `fr_FR` read as `fr-FR`; else English. */
export function knownLocale(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale.replaceAll('_', '-'))[0] ?? 'en-US';
  } catch {
    return 'en-US';
  }
}

/**
 * The formatter of a column. Without a format the column's type decides: numbers get separators
 * and at most `decimals` digits, dates the locale's medium form, in the context's zone.
 */
export function formatter(
  format: Format | undefined,
  type: ColumnType,
  context: FormatContext,
  decimals = 2,
): Formatter {
  const locale = knownLocale(context.locale);
  switch (format?.kind) {
    case 'number':
      return numberFormatter(format, locale, decimals);
    case 'currency':
      return currencyFormatter(format, locale);
    case 'percent':
      return percentFormatter(format, locale);
    case 'duration':
      return (value) => duration(value, format, locale);
    case 'date':
      return dateFormatter(format, type, { ...context, locale });
    case 'boolean':
      return (value) =>
        isEmpty(value)
          ? EMPTY
          : truth(value)
            ? (format.true_label ?? 'Yes')
            : (format.false_label ?? 'No');
    case 'text':
      return (value) =>
        isEmpty(value) ? EMPTY : `${format.prefix ?? ''}${toText(value)}${format.suffix ?? ''}`;
    case undefined:
      return byType(type, { ...context, locale }, decimals);
  }
}

function byType(type: ColumnType, context: FormatContext, decimals: number): Formatter {
  switch (type) {
    case 'integer':
    case 'decimal':
    case 'number':
      return numberFormatter({ kind: 'number' }, context.locale, decimals);
    case 'date':
      return dateFormatter({ kind: 'date', time: 'none' }, type, context);
    case 'timestamp':
      return dateFormatter({ kind: 'date', time: 'short' }, type, context);
    case 'boolean':
      return (value) => (isEmpty(value) ? EMPTY : truth(value) ? 'Yes' : 'No');
    case 'string':
    case 'time':
    case 'json':
    case 'binary':
      return (value) => (isEmpty(value) ? EMPTY : toText(value));
  }
}

const isEmpty = (value: Cell) => value === null || value === undefined;
const truth = (value: Cell) => value === true || value === 1 || value === 'true' || value === 't';

/** Number text that Intl reads digit by digit, so that long decimals are written exactly. */
function numeric(value: Cell): number | Intl.StringNumericLiteral | null {
  const number = toNumber(value);
  if (number === null) return null;
  return typeof value === 'string' ? (value.trim() as Intl.StringNumericLiteral) : number;
}

function digits(format: { decimals?: number; compact?: boolean }, otherwise: number) {
  if (format.compact) {
    const most = format.decimals ?? 1;
    return {
      notation: 'compact',
      minimumFractionDigits: 0,
      maximumFractionDigits: most,
    } as const;
  }
  const least = format.decimals ?? 0;
  return {
    minimumFractionDigits: least,
    maximumFractionDigits: Math.max(least, format.decimals ?? otherwise),
  } as const;
}

/** A language without a short word for thousands writes them out: then digits after the point are noise. */
function compactOrWhole(
  intl: Intl.NumberFormat,
  locale: string,
  value: number | Intl.StringNumericLiteral,
) {
  if (Math.abs(Number(value)) < 1000) return intl.format(value);
  const parts = intl.formatToParts(value);
  if (parts.some(({ type }) => type === 'compact')) return parts.map((part) => part.value).join('');
  const { style, currency, currencyDisplay } = intl.resolvedOptions();
  return numberFormat(locale, {
    style,
    ...(currency && { currency, currencyDisplay }),
    maximumFractionDigits: 0,
  } as Intl.NumberFormatOptions).format(value);
}

function written(
  intl: Intl.NumberFormat,
  format: { prefix?: string; suffix?: string; compact?: boolean },
): Formatter {
  const { prefix = '', suffix = '', compact } = format;
  const { locale } = intl.resolvedOptions();
  const write = (number: number | Intl.StringNumericLiteral) =>
    compact ? compactOrWhole(intl, locale, number) : intl.format(number);
  return (value) => {
    const number = numeric(value);
    // Texts in a column of numbers stand as they are rather than vanish.
    if (number === null) return isEmpty(value) || value === '' ? EMPTY : toText(value);
    return `${prefix}${write(number)}${suffix}`;
  };
}

function numberFormatter(format: NumberFormat, locale: string, decimals: number): Formatter {
  const intl = numberFormat(locale, {
    ...digits(format, decimals),
    useGrouping: format.grouping ?? true,
  });
  return written(intl, format);
}

function currencyFormatter(format: CurrencyFormat, locale: string): Formatter {
  const given = format.decimals !== undefined || format.compact;
  const intl = numberFormat(locale, {
    style: 'currency',
    currency: format.currency,
    currencyDisplay: 'narrowSymbol',
    ...(given ? digits(format, 2) : {}),
  });
  return written(intl, format);
}

function percentFormatter(format: PercentFormat, locale: string): Formatter {
  const intl = numberFormat(locale, { style: 'percent', ...digits(format, 1) });
  const write = written(intl, format);
  if (format.scale !== 'whole') return write;
  return (value) => {
    const number = toNumber(value);
    return write(number === null ? value : number / 100);
  };
}

const unitMilliseconds = {
  milliseconds: 1,
  seconds: 1000,
  minutes: 60_000,
  hours: 3_600_000,
  days: DAY,
} as const;

function duration(value: Cell, format: DurationFormat, locale: string): string {
  const number = toNumber(value);
  if (number === null) return EMPTY;
  const milliseconds = Math.abs(number) * unitMilliseconds[format.unit];
  const sign = number < 0 ? '-' : '';
  if (format.style === 'clock') {
    const seconds = Math.round(milliseconds / 1000);
    const two = (part: number) => String(part).padStart(2, '0');
    const [h, m] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
    return `${sign}${h}:${two(m)}:${two(seconds % 60)}`;
  }
  return sign + shortDuration(milliseconds, locale);
}

/** The two largest units that are not empty, in the locale's own abbreviations. */
function shortDuration(milliseconds: number, locale: string): string {
  const units = [
    ['day', DAY],
    ['hour', 3_600_000],
    ['minute', 60_000],
    ['second', 1000],
  ] as const;
  const write = (unit: string, count: number, most = 0) =>
    numberFormat(locale, {
      style: 'unit',
      unit,
      unitDisplay: 'narrow',
      maximumFractionDigits: most,
    }).format(count);
  if (milliseconds < 1000) return write('millisecond', Math.round(milliseconds));
  const largest = units.findIndex(([, size]) => milliseconds >= size);
  const [unit, size] = units[largest] ?? units[3];
  const next = units[largest + 1];
  if (!next) return write(unit, milliseconds / size, 1);
  const whole = Math.floor(milliseconds / size);
  const rest = Math.round((milliseconds - whole * size) / next[1]);
  if (rest === 0) return write(unit, whole);
  // Rounding the smaller unit up can fill the larger one.
  if (rest * next[1] >= size) return write(unit, whole + 1);
  return `${write(unit, whole)} ${write(next[0], rest)}`;
}

function dateFormatter(format: DateFormat, type: ColumnType, context: FormatContext): Formatter {
  const style = format.style ?? 'medium';
  const time = format.time ?? (type === 'timestamp' && style !== 'iso' ? 'short' : 'none');
  if (style === 'iso') return (value) => isoText(value, type, context.timeZone);
  if (style === 'relative') return (value) => relative(value, type, context);
  const options: Intl.DateTimeFormatOptions = { timeZone: 'UTC', ...dateOptions(style) };
  if (time !== 'none') {
    Object.assign(options, { hour: 'numeric', minute: '2-digit' });
    if (time === 'seconds') Object.assign(options, { second: '2-digit' });
  }
  const intl = dateTimeFormat(context.locale, options);
  return (value) => {
    const wall = cellWallTime(value, type, context.timeZone);
    return wall === null ? (isEmpty(value) ? EMPTY : toText(value)) : intl.format(wall);
  };
}

function dateOptions(
  style: 'short' | 'medium' | 'long' | 'full' | 'month' | 'year',
): Intl.DateTimeFormatOptions {
  switch (style) {
    case 'short':
      return { year: '2-digit', month: 'numeric', day: 'numeric' };
    case 'medium':
      return { year: 'numeric', month: 'short', day: 'numeric' };
    case 'long':
      return { year: 'numeric', month: 'long', day: 'numeric' };
    case 'full':
      return { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' };
    case 'month':
      return { year: 'numeric', month: 'short' };
    case 'year':
      return { year: 'numeric' };
  }
}

function isoText(value: Cell, type: ColumnType, timeZone: string): string {
  const wall = cellWallTime(value, type, timeZone);
  if (wall === null) return isEmpty(value) ? EMPTY : toText(value);
  const text = new Date(wall).toISOString();
  return type === 'date' ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ');
}

function relative(value: Cell, type: ColumnType, context: FormatContext): string {
  const wall = cellWallTime(value, type, context.timeZone);
  if (wall === null) return EMPTY;
  const now = wallTime((context.now ?? Date.now)(), context.timeZone);
  const difference = wall - now;
  const intl = new Intl.RelativeTimeFormat(context.locale, { numeric: 'auto' });
  const units = [
    ['year', 365.25 * DAY],
    ['month', 30.44 * DAY],
    ['week', 7 * DAY],
    ['day', DAY],
    ['hour', 3_600_000],
    ['minute', 60_000],
  ] as const;
  for (const [unit, size] of units) {
    if (Math.abs(difference) >= size) return intl.format(Math.round(difference / size), unit);
  }
  return intl.format(Math.round(difference / 1000), 'second');
}

/** Writes numbers for an axis: compact from ten thousand on unless the format says otherwise. */
export function axisFormatter(
  format: Format | undefined,
  type: ColumnType,
  context: FormatContext,
  largest: number,
): Formatter {
  const compact = Math.abs(largest) >= 10_000;
  if (!format) {
    return formatter(compact ? { kind: 'number', compact } : undefined, type, context);
  }
  if (format.kind === 'number' || format.kind === 'currency') {
    const { decimals: _, ...rest } = format;
    const short = compact || format.compact === true;
    return formatter(
      short ? { ...rest, compact: true } : { decimals: 0, ...format },
      type,
      context,
    );
  }
  return formatter(format, type, context);
}

/**
 * Writes the places that an axis marks. A format without decimals would write 0.5 and 1 alike, so
 * fractions keep their digits.
 */
export function tickFormatter(
  format: Format | undefined,
  type: ColumnType,
  context: FormatContext,
  largest: number,
): Formatter {
  const write = axisFormatter(format, type, context, largest);
  if (format?.kind !== 'number' && format?.kind !== 'currency' && format?.kind !== 'percent') {
    return write;
  }
  if ((format.decimals ?? 0) > 0 || format.compact) return write;
  const { decimals: _, ...rest } = format;
  const fine = formatter(rest, type, context);
  const unit = format.kind === 'percent' && format.scale !== 'whole' ? 100 : 1;
  return (value) => {
    const places = Number(value) * unit;
    const whole = Math.abs(places) >= 10_000 || Math.abs(places - Math.round(places)) < 1e-9;
    return whole ? write(value) : fine(value);
  };
}
