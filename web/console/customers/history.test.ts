import { expect, it } from 'vitest';
import { changedValues } from './history.ts';

it('shows the keys that a change touched and no others', () => {
  expect(
    changedValues(
      { name: 'A', properties: { region: 'EMEA', seats: 3 }, emails: ['a@x.example'] },
      { name: 'B', properties: { region: 'APAC', seats: 3 }, emails: ['a@x.example'] },
    ),
  ).toEqual([
    { name: 'name', before: 'A', after: 'B' },
    { name: 'properties.region', before: 'EMEA', after: 'APAC' },
  ]);
});
