import { describe, expect, it } from 'vitest';
import { differences } from './diff.ts';

const before = {
  name: 'Sales',
  datasets: [{ name: 'daily', schema: 'shop', sql: 'select 1' }],
  panels: [
    { id: 'a', type: 'bar', category: { column: 'day' }, layout: { x: 0, y: 0, w: 6, h: 6 } },
    { id: 'b', type: 'kpi', value: { column: 'n' } },
  ],
};

describe('the differences of two definitions', () => {
  it('are none between the same', () => {
    expect(differences(before, structuredClone(before))).toEqual([]);
  });

  it('say which parts came and went, however the others stand', () => {
    const after = { ...before, panels: [{ id: 'c', type: 'text' }, before.panels[1]] };
    expect(differences(before, after).map(({ kind, of }) => `${kind} ${of}`)).toEqual([
      'removed panel a',
      'added panel c',
    ]);
  });

  it('say which field of which part is another one', () => {
    const after = structuredClone(before);
    after.panels[0]!.category = { column: 'week' };
    after.datasets[0]!.sql = 'select 2';
    expect(differences(before, after)).toEqual([
      { kind: 'changed', of: 'dataset daily', field: 'sql', before: 'select 1', after: 'select 2' },
      { kind: 'changed', of: 'panel a', field: 'category.column', before: 'day', after: 'week' },
    ]);
  });

  it('tell a move apart from a change', () => {
    const after = structuredClone(before);
    after.panels[0]!.layout = { x: 6, y: 0, w: 6, h: 6 };
    expect(differences(before, after).map(({ kind, of }) => [kind, of])).toEqual([
      ['moved', 'panel a'],
    ]);
  });

  it('tell the order of a list, and what is the dashboard’s own', () => {
    const after = { ...before, name: 'Sold', live: true, panels: [...before.panels].reverse() };
    expect(differences(before, after)).toEqual([
      { kind: 'moved', of: 'order of panels' },
      { kind: 'changed', of: 'dashboard', field: 'name', before: 'Sales', after: 'Sold' },
      { kind: 'changed', of: 'dashboard', field: 'live', after: true },
    ]);
  });
});
