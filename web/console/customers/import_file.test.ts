import { describe, expect, it } from 'vitest';
import { cellValue, readImport } from './import_file.ts';

describe('a file of customers', () => {
  it('is read from a table whose other columns are properties', () => {
    const lines = readImport(
      'customers.csv',
      '\uFEFFprovided_id,name,is_demo_group,group_tags,region,seats\n' +
        'acme,"Acme, Ltd",false,sales; vip,EMEA,12\n' +
        'globex,,,,,\n',
    );
    expect(lines).toEqual([
      {
        at: 2,
        problem: undefined,
        body: {
          provided_id: 'acme',
          name: 'Acme, Ltd',
          is_demo_group: false,
          group_tags: ['sales', 'vip'],
          properties_patch: { region: 'EMEA', seats: 12 },
        },
      },
      { at: 3, problem: undefined, body: { provided_id: 'globex' } },
    ]);
  });

  it('is read from semicolons and tabs as spreadsheets write them', () => {
    expect(readImport('a.csv', 'provided_id;name\nacme;Acme')[0]?.body).toEqual({
      provided_id: 'acme',
      name: 'Acme',
    });
    expect(readImport('a.tsv', 'provided_id\tname\nacme\tAcme')[0]?.body?.['name']).toBe('Acme');
  });

  it('is read from lines of JSON, and blank ones count', () => {
    const lines = readImport('x.ndjson', '{"provided_id":"a"}\n\n{"provided_id":1}\n[1]\n{"a"\n');
    expect(lines.map(({ at, body }) => [at, body?.['provided_id']])).toEqual([
      [1, 'a'],
      [3, 1],
      [4, undefined],
      [5, undefined],
    ]);
    expect(lines[2]?.problem).toContain('one JSON object');
  });

  it('says which lines cannot be sent, and why', () => {
    const problems = readImport(
      'a.csv',
      'provided_id,is_demo_group,mapping\n,,\nb,maybe,\nc,,x\n,true,\nd,,,x',
    ).map(({ at, problem }) => `${at} ${problem}`);
    expect(problems).toEqual([
      '3 is_demo_group: "maybe" is neither true nor false.',
      '4 mapping: This is not a JSON object.',
      '5 It has no provided_id, which says whom it is about.',
      '6 It has 4 cells; the first row has 3.',
    ]);
  });
});

describe('a cell', () => {
  it('is a number only where nothing would be lost', () => {
    expect(['12', '-0.5', '0', 'true', '[1]'].map(cellValue)).toEqual([12, -0.5, 0, true, [1]]);
    for (const text of ['007', '+49', '1e9', '12345678901234567890', '1,5', '[x', 'EMEA'])
      expect(cellValue(text)).toBe(text);
  });
});
