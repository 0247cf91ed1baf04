import { describe, expect, test } from 'vitest';
import { onwardFlows } from '../data/flows.ts';
import { countryNames, regionFinder } from '../data/regions.ts';
import { csv } from './csv.ts';
import { rowFilter } from './row_filter.ts';

describe('a column filter', () => {
  const kept = (filter: string, cells: readonly unknown[]) =>
    cells.filter(rowFilter(filter) ?? (() => true));

  test.each([
    ['>10', [9, 10, 11, null], [11]],
    ['<= 10', [9, 10, '11'], [9, 10]],
    ['5..20', [4, 5, 20, 21, null], [5, 20]],
    ['=7', [7, '7', 70], [7, '7']],
    ['!=7', [7, 8], [8]],
    ['>2024-03', ['2024-02-28', '2024-03-01'], ['2024-03-01']],
    ['2024-01-01..2024-01-31', ['2023-12-31', '2024-01-15'], ['2024-01-15']],
    ['ten', ['Tent', 'Stove'], ['Tent']],
    ['!ten', ['Tent', 'Stove', null], ['Stove', null]],
    ['', [1, 2], [1, 2]],
    ['>', [1, 2], [1, 2]],
  ])('%j of %j leaves %j', (filter, cells, left) => {
    expect(kept(filter, cells)).toEqual(left);
  });
});

describe('CSV', () => {
  test('quotes what needs it and ends lines as RFC 4180 says', () => {
    expect(
      csv(
        ['a', 'b,c'],
        [
          [1, 'say "hi"'],
          [null, 'two\nlines'],
        ],
      ),
    ).toBe('\ufeffa,"b,c"\r\n1,"say ""hi"""\r\n,"two\nlines"\r\n');
  });

  test('keeps long decimals as they are', () => {
    expect(csv(['n'], [['12345678901234567890.10']])).toContain('12345678901234567890.10');
  });

  test.each(['=1+1', '+cmd|x', '@SUM(A1)', '-2+3', '\t=1'])('disarms the formula %j', (text) => {
    expect(csv(['x'], [[text]]).split('\r\n')[1]).toMatch(/^"?'/);
  });

  test('leaves negative numbers alone', () => {
    expect(csv(['x'], [[-5], ['-5.25']])).toBe('\ufeffx\r\n-5\r\n-5.25\r\n');
  });
});

test('flows that lead back are left out, the smaller ones first', () => {
  const flow = (source: string, target: string, value: number) => ({
    source,
    target,
    value,
    rows: [],
  });
  const { kept, loops } = onwardFlows([
    flow('a', 'b', 5),
    flow('b', 'c', 4),
    flow('c', 'a', 3),
    flow('d', 'd', 9),
  ]);
  expect(kept.map(({ source }) => source)).toEqual(['a', 'b']);
  expect(loops.map(({ source }) => source)).toEqual(['d', 'c']);
});

test('regions are found by code, number and name, whatever the case and accents', () => {
  const find = regionFinder([
    ['CI', ['CI', 'CIV', '384', ...(countryNames['CI'] ?? [])]],
    ['AF', ['AF', 'AFG', '004', 'Afghanistan']],
    ['US', ['US', 'USA', '840', ...(countryNames['US'] ?? [])]],
  ]);
  expect(
    [
      'civ',
      "Cote d'Ivoire",
      'IVORY COAST',
      4,
      '004',
      'The United States of America',
      'Atlantis',
      null,
    ].map(find),
  ).toEqual(['CI', 'CI', 'CI', 'AF', 'AF', 'US', undefined, undefined]);
});
