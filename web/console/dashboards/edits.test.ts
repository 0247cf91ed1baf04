import { describe, expect, it } from 'vitest';
import type { Control } from '../../model/dashboard.ts';
import { withChoicesOf } from './edits.ts';

describe('a field that is put onto a control', () => {
  it('becomes what the control offers, where it offers choices', () => {
    for (const kind of ['dropdown', 'multiselect', 'toggle'] as const) {
      const control: Control = { id: 'c', kind, label: 'Region', options: [{ value: 'a' }] };
      expect(withChoicesOf(control, 'orders', 'region')).toEqual({
        ...control,
        options: { dataset: 'orders', value: 'region' },
      });
    }
  });

  it('changes nothing of the others', () => {
    const control: Control = { id: 'from', kind: 'date', label: 'From' };
    expect(withChoicesOf(control, 'orders', 'ordered_at')).toBe(control);
  });
});
