import { describe, expect, it } from 'vitest';
import { nestedValues, templateNames, typedValue, valueText } from './template_names.ts';

describe('a template', () => {
  it('reads each of its variables once', () => {
    expect(
      templateNames(
        'select {{ column.raw() }} from t where a = {{customer_id}} [[ and b >= {{ days.startDate }} and c in {{ customer_id }} ]]',
      ),
    ).toEqual(['column', 'customer_id', 'days.startDate']);
  });

  it('reads nothing where no braces close', () => {
    expect(templateNames("select '{{' || x from t")).toEqual([]);
  });
});

describe('a value that is typed', () => {
  it('is JSON where it can be, else text', () => {
    expect(typedValue('12')).toBe(12);
    expect(typedValue('["a","b"]')).toEqual(['a', 'b']);
    expect(typedValue('EMEA')).toBe('EMEA');
    expect(typedValue('2024-04-09')).toBe('2024-04-09');
    expect(typedValue('  ')).toBeUndefined();
  });

  it('is shown as it would be typed', () => {
    for (const value of ['EMEA', 12, true, ['a'], { a: 1 }])
      expect(typedValue(valueText(value))).toEqual(value);
  });

  it('of two halves goes as one', () => {
    expect(
      nestedValues({ 'days.startDate': '2024-01-01', 'days.endDate': '2024-02-01', region: 'x' }),
    ).toEqual({ days: { startDate: '2024-01-01', endDate: '2024-02-01' }, region: 'x' });
  });
});
