import { describe, expect, it } from 'vitest';
import { datasetReads } from './dataset_reads.ts';
import { debuggedRows } from './variables_debugger.ts';

describe('the variables of a preview', () => {
  const rows = debuggedRows({
    definition: {
      controls: [
        { id: 'days', kind: 'date_range' },
        { id: 'region', kind: 'text' },
        { id: 'ping', kind: 'button', event: 'ping' },
      ],
      variables: [{ name: 'currency', type: 'string' }],
    },
    datasets: [
      { name: 'orders', variables: ['customer_id', 'days.startDate'] },
      { name: 'regions', variables: ['region'] },
    ],
    values: {
      days: { startDate: '2026-01-01', endDate: '2026-02-01' },
      region: 'EMEA',
      'bar.category': 3,
    },
    setHere: new Set(['region', 'bar.category']),
    customer: [
      { name: 'customer_id', value: 'acme', type: 'text', origin: 'level variable from acme' },
    ],
  });
  const row = (name: string) => rows.find((one) => one.name === name);

  it('say who set each of them', () => {
    expect(row('customer_id')?.setBy).toBe('level variable from acme');
    expect(row('days.startDate')?.setBy).toBe('the default of the control');
    expect(row('region')?.setBy).toBe('the viewer');
    expect(row('bar.category')?.setBy).toBe('a click in a panel');
    expect(row('currency')).toMatchObject({ setBy: 'nobody', type: 'none' });
  });

  it('say which datasets read them, half by half', () => {
    expect(row('days.startDate')?.datasets).toEqual(['orders']);
    expect(row('days.endDate')?.datasets).toEqual([]);
    expect(row('region')?.datasets).toEqual(['regions']);
    expect(row('ping')).toBeUndefined();
  });

  it('name the datasets that read what is the customer’s own', () => {
    const [own, region] = debuggedRows({
      definition: {},
      datasets: datasetReads([
        { name: 'orders', sql: 'select * from o where c = {{ customer_id }}' },
        { name: 'regions', sql: 'select {{ customer.region }}, {{customer_id}}' },
        { name: 'days', sql: 'select 1' },
      ]),
      values: {},
      setHere: new Set(),
      customer: [
        { name: 'customer_id', value: 'acme', type: 'text', origin: 'customer' },
        { name: 'customer.region', value: 'EMEA', type: 'text', origin: 'property' },
      ],
    });
    expect(own?.datasets).toEqual(['orders', 'regions']);
    expect(region?.datasets).toEqual(['regions']);
  });
});
