import { describe, expect, it } from 'vitest';
import { changedFields, merge, takeTheirs, updateOf, type Draft } from './draft.ts';

const acme: Draft = {
  provided_id: 'acme',
  name: 'Acme',
  hierarchy_level: 'Customer',
  parent: '',
  demo: false,
  emails: ['Ann@acme.example'],
  tags: ['sales'],
  properties: { region: 'EMEA', seats: 3 },
  mapping: { '40': '213' },
};

describe('the update of a customer', () => {
  it('holds what was changed and nothing else', () => {
    expect(updateOf(acme, { ...acme, name: 'Acme Ltd', parent: 'group' })).toEqual({
      name: 'Acme Ltd',
      parent_provided_id: 'group',
    });
    expect(updateOf(acme, { ...acme, properties: { seats: 3, region: 'EMEA' } })).toEqual({});
  });

  it('adds and removes addresses in whatever case', () => {
    expect(updateOf(acme, { ...acme, emails: ['bob@acme.example'] })).toEqual({
      emails: ['bob@acme.example'],
      emails_remove: ['Ann@acme.example'],
    });
    expect(updateOf(acme, { ...acme, emails: ['ann@acme.example'] })).toEqual({});
  });

  it('detaches with an empty parent', () => {
    expect(updateOf({ ...acme, parent: 'group' }, acme)).toEqual({ parent_provided_id: '' });
  });
});

describe('two people changing one customer', () => {
  it('keeps both changes where they touch different things', () => {
    const mine = { ...acme, properties: { region: 'EMEA', seats: 5 } };
    const theirs = { ...acme, name: 'Acme Ltd', properties: { region: 'APAC', seats: 3 } };
    const { draft, conflicts } = merge(acme, mine, theirs);
    expect(conflicts).toEqual([]);
    expect(draft).toEqual({
      ...acme,
      name: 'Acme Ltd',
      properties: { region: 'APAC', seats: 5 },
    });
    expect(changedFields(theirs, draft)).toEqual(['properties']);
  });

  it('names what both changed, and lets either win', () => {
    const mine = { ...acme, properties: { seats: 3 }, name: 'A' };
    const theirs = { ...acme, properties: { region: 'APAC', seats: 3 }, name: 'B' };
    const { draft, conflicts } = merge(acme, mine, theirs);
    expect(conflicts).toEqual([
      { field: 'name', key: undefined, mine: 'A', theirs: 'B' },
      { field: 'properties', key: 'region', mine: undefined, theirs: 'APAC' },
    ]);
    expect(draft.properties).toEqual({ seats: 3 });
    expect(conflicts.reduce(takeTheirs, draft)).toEqual(theirs);
  });

  it('sees no conflict where both did the same', () => {
    const both = { ...acme, tags: [], properties: {} };
    expect(merge(acme, both, both)).toEqual({ draft: both, conflicts: [] });
  });
});
