import { describe, expect, test } from 'vitest';
import type { Format } from '../../model/dashboard.ts';
import type { ColumnType } from '../panel_view.ts';
import { groupFormatter } from './date_groups.ts';
import { axisFormatter, formatter, knownLocale, tickFormatter } from './format.ts';
import { fillTemplate, templateNumber } from './template.ts';

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');
const write = (
  value: unknown,
  type: ColumnType,
  format?: Format,
  locale = 'en-US',
  timeZone = 'UTC',
) =>
  plain(
    formatter(format, type, { locale, timeZone, now: () => Date.parse('2024-05-10T12:00:00Z') })(
      value,
    ),
  );

describe('numbers', () => {
  test.each<[unknown, Format | undefined, string, string]>([
    [1234.5, undefined, 'en-US', '1,234.5'],
    [1234.5, undefined, 'de-DE', '1.234,5'],
    [1234.567, { kind: 'number', decimals: 1 }, 'fr_FR', '1 234,6'],
    [1_234_567, { kind: 'number', compact: true }, 'en-US', '1.2M'],
    [1_234_567, { kind: 'number', compact: true }, 'de-DE', '1,2 Mio.'],
    [55_335.6, { kind: 'number', compact: true }, 'de-DE', '55.336'],
    [55_335.6, { kind: 'number', compact: true }, 'en-US', '55.3K'],
    [12.34, { kind: 'number', compact: true }, 'de-DE', '12,3'],
    [2024, { kind: 'number', grouping: false }, 'en-US', '2024'],
    [12, { kind: 'number', prefix: '~', suffix: ' kg' }, 'en-US', '~12 kg'],
    [1234.5, { kind: 'currency', currency: 'EUR' }, 'de-DE', '1.234,50 €'],
    [1234.5, { kind: 'currency', currency: 'JPY' }, 'en-US', '¥1,235'],
    [1234.5, { kind: 'currency', currency: 'USD', decimals: 0 }, 'en-US', '$1,235'],
    [0.256, { kind: 'percent' }, 'en-US', '25.6%'],
    [25.6, { kind: 'percent', scale: 'whole', decimals: 0 }, 'de-DE', '26 %'],
    [null, { kind: 'percent' }, 'en-US', '–'],
    ['n/a', { kind: 'number' }, 'en-US', 'n/a'],
  ])('%j as %j in %s is %s', (value, format, locale, text) => {
    expect(write(value, 'decimal', format, locale)).toBe(text);
  });

  test('longer than JavaScript can hold are written digit by digit', () => {
    expect(write('12345678901234567890.12', 'decimal')).toBe('12,345,678,901,234,567,890.12');
    expect(write('9007199254740993', 'integer')).toBe('9,007,199,254,740,993');
  });
});

describe('durations', () => {
  test.each<[number, Format, string]>([
    [3900, { kind: 'duration', unit: 'seconds' }, '1h 5m'],
    [3900, { kind: 'duration', unit: 'seconds', style: 'clock' }, '1:05:00'],
    [1.5, { kind: 'duration', unit: 'days' }, '1d 12h'],
    [250, { kind: 'duration', unit: 'milliseconds' }, '250ms'],
    [-90, { kind: 'duration', unit: 'seconds' }, '-1m 30s'],
    [3599.9, { kind: 'duration', unit: 'seconds' }, '1h'],
  ])('%d as %j is %s', (value, format, text) => {
    const expected = text === '1h' ? /^(1h|60m)$/ : text;
    const written = write(value, 'number', format);
    if (typeof expected === 'string') expect(written).toBe(expected);
    else expect(written).toMatch(expected);
  });
});

describe('dates', () => {
  test.each<[string, ColumnType, Format | undefined, string, string, string]>([
    ['2024-04-09', 'date', undefined, 'en-US', 'America/New_York', 'Apr 9, 2024'],
    [
      '2024-04-09T23:30:00Z',
      'timestamp',
      undefined,
      'en-US',
      'Europe/Berlin',
      'Apr 10, 2024, 1:30 AM',
    ],
    ['2024-04-09', 'date', { kind: 'date', style: 'long' }, 'de-DE', 'UTC', '9. April 2024'],
    ['2024-04-09', 'date', { kind: 'date', style: 'iso' }, 'en-US', 'UTC', '2024-04-09'],
    ['2024-04-09', 'date', { kind: 'date', style: 'month' }, 'en-US', 'UTC', 'Apr 2024'],
    ['2024-05-09', 'date', { kind: 'date', style: 'relative' }, 'en-US', 'UTC', 'yesterday'],
    ['later', 'date', undefined, 'en-US', 'UTC', 'later'],
  ])('%s (%s) as %j in %s, %s is %s', (value, type, format, locale, zone, text) => {
    expect(write(value, type, format, locale, zone)).toBe(text);
  });

  test('date groups are written shortly', () => {
    const key = Date.parse('2024-04-01');
    expect(groupFormatter('month', 'en-US')(key)).toBe('Apr 2024');
    expect(groupFormatter('quarter', 'en-US')(key)).toBe('Q2 2024');
    expect(groupFormatter('day_of_week', 'en-US')(7)).toBe('Sun');
    expect(groupFormatter('month_of_year', 'fr-FR')(1)).toBe('janv.');
  });
});

test('axes are compact from ten thousand on', () => {
  const context = { locale: 'en-US', timeZone: 'UTC' };
  const usd: Format = { kind: 'currency', currency: 'USD', decimals: 2 };
  expect(axisFormatter(usd, 'decimal', context, 50_000)(40_000)).toBe('$40K');
  expect(axisFormatter(undefined, 'decimal', context, 900)(400)).toBe('400');
});

test.each<[Format, number[], string[]]>([
  [
    { kind: 'currency', currency: 'EUR', decimals: 0, compact: true },
    [900, 1200, 1500, 1800],
    ['€900', '€1.2K', '€1.5K', '€1.8K'],
  ],
  [{ kind: 'number', decimals: 0 }, [0, 0.5, 1, 1.5], ['0', '0.5', '1', '1.5']],
  [{ kind: 'percent', decimals: 0 }, [0, 0.025, 0.05, 0.07], ['0%', '2.5%', '5%', '7%']],
  [{ kind: 'number', decimals: 1 }, [1, 2], ['1.0', '2.0']],
])('places on an axis of %j are told apart', (format, ticks, texts) => {
  const context = { locale: 'en-US', timeZone: 'UTC' };
  const tick = tickFormatter(format, 'decimal', context, Math.max(...ticks));
  expect(ticks.map((value) => plain(tick(value)))).toEqual(texts);
});

test('an unknown locale falls back to English', () => {
  expect(['fr_FR', 'not a locale', 'de-DE'].map(knownLocale)).toEqual(['fr-FR', 'en-US', 'de-DE']);
});

describe('templates', () => {
  const variables = {
    customer_name: 'Acme',
    'goals.revenue': 12,
    customer: { plan: { seats: 4 } },
    list: ['a', 'b'],
  };

  test('are filled with variables, also with those inside others', () => {
    const text =
      '{{customer_name}} {{ customer.plan.seats }} {{ goals.revenue }} {{ list }} {{ gone }}.';
    expect(fillTemplate(text, variables)).toBe('Acme 4 12 a, b .');
  });

  test('reach nothing that objects inherit', () => {
    expect(
      fillTemplate('{{ constructor }}{{ customer.__proto__ }}{{ list.length }}', variables),
    ).toBe('2');
  });

  test('give numbers for goals', () => {
    expect(templateNumber('{{ goals.revenue }}', variables)).toBe(12);
    expect(templateNumber('{{ gone }}', variables)).toBeNull();
    expect(templateNumber(7, variables)).toBe(7);
  });
});
