import { describe, expect, it } from 'vitest';
import { touches, usedByTexts } from './uses.ts';

describe('who sees a change', () => {
  it.each([
    ['days', 'days', true],
    ['days', 'days.startDate', true],
    ['days.startDate', 'days', true],
    ['day', 'days', false],
    ['days', 'day', false],
    ['bars.category', 'bars', true],
  ])('a change of %s for a reader of %s: %s', (changed, used, seen) =>
    expect(touches(changed, used)).toBe(seen),
  );

  it('finds every place in a panel that names a variable', () => {
    expect(
      usedByTexts({
        id: 'p',
        type: 'bar',
        title: 'Of {{ customer_name }} and {{region}}',
        dataset: 'd',
        category: { column: 'day', group_variable: 'grouping' },
        values: [{ column: 'v' }],
        goal_lines: [{ value: '{{ goals.revenue }}' }],
      }),
    ).toEqual(['customer_name', 'region', 'grouping', 'goals.revenue']);
  });
});
