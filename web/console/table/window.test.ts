import { describe, expect, it } from 'vitest';
import { rowAfterKey, rowWindow } from './window.ts';

describe('the rows of a long list that are drawn', () => {
  it('are those in sight and some around', () => {
    expect(rowWindow(1_000_000, 36, 36_000, 720, 10)).toEqual({ first: 990, end: 1030 });
  });

  it('end with the list', () => {
    expect(rowWindow(5, 36, 0, 720)).toEqual({ first: 0, end: 5 });
    expect(rowWindow(0, 36, 0, 720)).toEqual({ first: 0, end: 0 });
    expect(rowWindow(10, 36, 99_999, 720)).toEqual({ first: 10, end: 10 });
  });
});

describe('keys in a list', () => {
  it('move by rows and pages and stay within', () => {
    expect(rowAfterKey('ArrowDown', 3, 10, 5)).toBe(4);
    expect(rowAfterKey('ArrowUp', 0, 10, 5)).toBe(0);
    expect(rowAfterKey('PageDown', 7, 10, 5)).toBe(9);
    expect(rowAfterKey('Home', 7, 10, 5)).toBe(0);
    expect(rowAfterKey('End', 7, 10, 5)).toBe(9);
    expect(rowAfterKey('x', 7, 10, 5)).toBeUndefined();
  });
});
