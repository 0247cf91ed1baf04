import { expect, it } from 'vitest';
import { amount } from './impact.ts';

it('counts in words, and says when there are more than were counted', () => {
  const one = { kind: 'customers', count: 1, exact: true, names: ['acme'], blocks: false };
  expect(amount(one)).toBe('1 customer');
  expect(amount({ ...one, count: 1200 })).toBe('1,200 customers');
  expect(amount({ ...one, count: 10_000, exact: false })).toBe('more than 10,000 customers');
  expect(amount({ ...one, kind: 'group_things', count: 2 })).toBe('2 group things');
});
