import { describe, expect, it } from 'vitest';
import { mappedTo, withOwn } from './mapping.ts';

const schema = { id: 40, name: 'shop', strict_mapping: false, default_data_source_id: 213 };
const customer = (own: Record<string, string>, reached: Record<string, string>) => ({
  provided_id: 'alice',
  parent_schema_datasource_mapping: own,
  computed_parent_schema_datasource_mapping: reached,
});
const from = (id: string) => ({
  properties: {},
  mapping: { '40': { value: '214', from: id } },
  variables: {},
  group_tags: {},
});

describe('the data source of a customer', () => {
  it('is its own', () => {
    expect(mappedTo(customer({ '40': '214' }, { '40': '214' }), schema, undefined).own).toBe('214');
  });

  it('is that of whom it inherits from', () => {
    expect(mappedTo(customer({}, { '40': '214' }), schema, from('acme'))).toEqual({
      own: null,
      instead: { kind: 'inherited', source: '214', why: 'acme' },
    });
  });

  it('is the default, unless the schema is strict', () => {
    expect(mappedTo(customer({}, {}), schema, undefined).instead.kind).toBe('default');
    const strict = { ...schema, strict_mapping: true };
    expect(mappedTo(customer({}, {}), strict, undefined).instead).toMatchObject({
      kind: 'missing',
      source: null,
    });
  });

  it('is changed without touching those of other schemas', () => {
    expect(withOwn({ '40': '213', '41': '9' }, 40, '214')).toEqual({ '40': '214', '41': '9' });
    expect(withOwn({ '40': '213', '41': '9' }, 40, '')).toEqual({ '41': '9' });
  });
});
