import { describe, expect, it } from 'vitest';
import schema from '../../../model/dashboard.schema.json';
import { panelTypes, newPanel, controlKinds, newControl } from '../definition/parts.ts';
import {
  discriminator,
  missingFields,
  resolve,
  shapeOf,
  withValue,
  type JsonSchema,
} from './json_schema.ts';

const model = schema as unknown as JsonSchema;
const columns = [
  { name: 'day', type: 'date' as const },
  { name: 'product', type: 'string' as const },
  { name: 'revenue', type: 'decimal' as const },
  { name: 'units', type: 'integer' as const },
];

describe('the schema of dashboards, as the form reads it', () => {
  it('knows the shape of every panel type and control', () => {
    const panel = model.$defs['panel'] ?? {};
    const told = discriminator(panel)?.values ?? [];
    expect([...told].sort()).toEqual(panelTypes.map(({ type }) => type).sort());
    for (const type of told)
      expect(shapeOf(model, panel, { type }).properties).toHaveProperty('id');
    const kinds = discriminator(model.$defs['control'] ?? {})?.values ?? [];
    expect([...kinds].sort()).toEqual(controlKinds.map(({ kind }) => kind).sort());
  });

  it('lets what stands beside a reference say more', () => {
    const { node, definition } = resolve(model, { $ref: '#/$defs/axis', description: 'Left.' });
    expect([node.description, definition]).toEqual(['Left.', 'axis']);
    expect(node.properties).toHaveProperty('min');
  });

  it('finds nothing missing in any panel or control that the builder makes', () => {
    for (const { type } of panelTypes)
      expect(missingFields(model, 'panel', newPanel(type, 'p', 'd', columns))).toEqual([]);
    for (const { kind } of controlKinds)
      expect(missingFields(model, 'control', newControl(kind, 'c'))).toEqual([]);
  });

  it('names what is missing, also within', () => {
    expect(missingFields(model, 'panel', { id: 'a', type: 'bar', dataset: 'd' })).toEqual([
      'category',
      'values',
    ]);
    expect(
      missingFields(model, 'panel', {
        id: 'a',
        type: 'bar',
        dataset: 'd',
        category: { column: '' },
        values: [{}],
      }),
    ).toEqual(['category column', 'values 1 column']);
  });
});

describe('changing a value', () => {
  it('sets and takes out, and leaves no empty object behind', () => {
    const whole = { a: { b: 1 }, list: [{ x: 1 }, { x: 2 }] };
    expect(withValue(whole, ['a', 'c'], 2)).toEqual({ ...whole, a: { b: 1, c: 2 } });
    expect(withValue(whole, ['a', 'b'], undefined)).toEqual({ list: whole.list });
    expect(withValue(whole, ['list', 0], undefined)).toEqual({ a: { b: 1 }, list: [{ x: 2 }] });
    expect(withValue(whole, ['list', 1, 'x'], undefined)).toEqual({
      a: { b: 1 },
      list: [{ x: 1 }, {}],
    });
    expect(withValue(whole, ['new', 'deep'], true)).toEqual({ ...whole, new: { deep: true } });
  });
});
