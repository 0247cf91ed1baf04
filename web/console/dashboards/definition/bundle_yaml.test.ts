import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { dashboardYaml } from './bundle_yaml.ts';

const record = {
  embed_id: 'shopsales1',
  name: 'Sales',
  attributes: [],
  is_drilldown: false,
  visibility: {},
  latest_version: 3,
  environments: { production: 3, staging: 2 },
};

describe('the file of a dashboard', () => {
  it('reads back as what it was written from', () => {
    const definition = {
      name: 'Sales',
      datasets: [{ name: 'a', sql: 'select 1\nfrom t -- "é"\n' }],
    };
    const file = dashboardYaml(record, definition);
    expect(parse(file)).toEqual({
      embed_id: 'shopsales1',
      name: 'Sales',
      attributes: [],
      is_drilldown: false,
      visibility: {},
      environments: ['production'],
      definition,
    });
    expect(Object.keys(parse(file))[0]).toBe('embed_id');
  });

  it('writes queries as text over several lines', () => {
    const sql = 'select *\nfrom orders\nwhere customer_id = {{ customer_id }}';
    expect(dashboardYaml(record, { sql })).toContain('from orders\n');
  });
});
