import { expect, it } from 'vitest';
import { share, wait } from './activity.ts';

it('shows times as people wait them', () => {
  expect(wait(0)).toBe('0 ms');
  expect(wait(999)).toBe('999 ms');
  expect(wait(1240)).toBe('1.2 s');
});

it('never shows a failure as none', () => {
  expect(share(0, 0)).toBe('0 %');
  expect(share(1, 100_000)).toBe('< 0.1 %');
  expect(share(1, 3)).toBe('33.3 %');
});
