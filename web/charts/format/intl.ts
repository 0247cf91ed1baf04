/**
 * The browser's formatters, each made once: making one reads language data and takes a browser up to
 * some milliseconds, which a page with thirty panels would pay hundreds of times.
 */
const numbers = new Map<string, Intl.NumberFormat>();
const dates = new Map<string, Intl.DateTimeFormat>();

/** The formatter of numbers for a locale that the browser knows. */
export function numberFormat(
  locale: string,
  options: Intl.NumberFormatOptions = {},
): Intl.NumberFormat {
  return once(numbers, locale, options, () => new Intl.NumberFormat(locale, options));
}

/** The formatter of dates for a locale that the browser knows. */
export function dateTimeFormat(
  locale: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  return once(dates, locale, options, () => new Intl.DateTimeFormat(locale, options));
}

/** Has the browser read what it needs to write numbers and dates, which takes its process tens of milliseconds once. */
export function readLanguage(locale: string): void {
  numberFormat(locale).format(0);
  dateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(0);
}

function once<F>(made: Map<string, F>, locale: string, options: object, make: () => F): F {
  const key = locale + JSON.stringify(options);
  let format = made.get(key);
  if (!format) {
    format = make();
    made.set(key, format);
  }
  return format;
}
