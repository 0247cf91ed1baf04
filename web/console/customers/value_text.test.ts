import { describe, expect, it } from 'vitest';
import { asKind, readValue, writeValue } from './value_text.ts';

describe('values of properties, written by hand', () => {
  it('come back as they were', () => {
    for (const value of ['EMEA', '12', '', 12, 0.5, true, false, null, ['a', 1], { a: { b: [] } }])
      expect(readValue(writeValue(value))).toEqual({ ok: true, value });
  });

  it('say what is wrong', () => {
    expect(readValue({ kind: 'number', text: '12 EUR' }).ok).toBe(false);
    expect(readValue({ kind: 'number', text: ' ' }).ok).toBe(false);
    expect(readValue({ kind: 'json', text: '[1,' }).ok).toBe(false);
  });

  it('change kind and keep what they can', () => {
    expect(asKind({ kind: 'text', text: '12' }, 'number').text).toBe('12');
    expect(asKind({ kind: 'text', text: 'EMEA' }, 'number').text).toBe('');
    expect(asKind({ kind: 'text', text: 'EMEA' }, 'json').text).toBe('"EMEA"');
    expect(asKind({ kind: 'json', text: '[1]' }, 'json').text).toBe('[1]');
  });
});
