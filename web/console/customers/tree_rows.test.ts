import { expect, it } from 'vitest';
import type { Customer } from '../api/types.ts';
import { treeRows } from './tree_rows.ts';

const customer = (provided_id: string): Customer => ({ provided_id }) as Customer;

it('shows the children of open customers below them, and where there are more', () => {
  const rows = treeRows(
    [customer('a'), customer('b')],
    new Map([
      ['a', { customers: [customer('a1'), customer('a2')], next: 'cursor' }],
      ['a1', { customers: [customer('a11')], next: null }],
      ['b', { customers: [customer('b1')], next: null }],
    ]),
    new Set(['a', 'a1']),
  );
  expect(
    rows.map(
      (row) => `${row.level} ${row.kind === 'more' ? `…${row.parent}` : row.customer.provided_id}`,
    ),
  ).toEqual(['1 a', '2 a1', '3 a11', '2 a2', '2 …a', '1 b']);
});
