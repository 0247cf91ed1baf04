import { expect, test } from 'vitest';
import { freeDeclarations, freeNames, freeValues } from './free_variables.ts';

const own = [{ name: 'customer_id', value: 'acme', type: 'text', origin: 'level' }];
const sql = `select * from orders where customer_id = {{ customer_id }} and r = {{ customer.region }}
and d > {{ days.startDate }} [[and product = {{ product }}]]`;

test('a variable is free when it is neither a level’s nor a property of the customer', () => {
  expect(freeNames(sql, own)).toEqual(['days.startDate', 'product']);
});

test('a required variable without a value is not known, an optional one is', () => {
  const free = freeNames(sql, own);
  expect(freeDeclarations(sql, free, {})).toEqual([{ name: 'product', kind: 'any' }]);
  expect(freeDeclarations(sql, free, { 'days.startDate': '2026-01-01' })).toEqual([
    { name: 'days', kind: 'date_range' },
    { name: 'product', kind: 'any' },
  ]);
});

test('what is typed is JSON where it is JSON, and nothing is no value', () => {
  expect(
    freeValues(['days.startDate', 'count', 'product'], {
      'days.startDate': '2026-01-01',
      count: '3',
      product: '',
    }),
  ).toEqual({ days: { startDate: '2026-01-01' }, count: 3 });
});
