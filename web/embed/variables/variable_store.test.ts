import { describe, expect, it } from 'vitest';
import type { ViewerDashboard } from '../wire/session.ts';
import { VariableStore } from './variable_store.ts';

const definition: ViewerDashboard = {
  name: 'x',
  datasets: [],
  panels: [],
  variables: [{ name: 'note', type: 'string', default: 'hello' }],
  controls: [
    { id: 'region', kind: 'dropdown', options: [{ value: 'EMEA' }], default: 'EMEA' },
    { id: 'days', kind: 'date_range', default: 'last_7_days' },
    { id: 'day', kind: 'date', default: 'start_of_week' },
  ],
};
const today = { now: Date.UTC(2023, 7, 15, 13), weekStart: () => 1 };

function store(attributes = {}, url = {}) {
  const made = new VariableStore(attributes, url);
  made.takeDefaults(definition, today);
  return made;
}

describe('the value of a variable', () => {
  it('is its default while nobody says anything', () => {
    expect(store().value('region')).toBe('EMEA');
    expect(store().value('days')).toEqual({ startDate: '2023-08-09', endDate: '2023-08-15' });
    expect(store().value('day')).toBe('2023-08-14');
    expect(store().value('note')).toBe('hello');
  });

  it('comes from the viewer, then the attribute, then the URL', () => {
    const all = store({ region: 'attribute' }, { region: 'url', note: 'url' });
    expect(all.value('region')).toBe('attribute');
    expect(all.value('note')).toBe('url');
    all.set({ region: 'viewer' });
    expect(all.value('region')).toBe('viewer');
  });

  it('is none once the viewer has cleared it, whatever lies below', () => {
    const all = store({ region: 'attribute' });
    expect(all.set({ region: undefined })).toEqual(['region']);
    expect(all.value('region')).toBeUndefined();
    expect(all.request().input['region']).toBeNull();
  });

  it.each([[[]], [''], [null]])('is none when the page says %j', (nothing) => {
    const all = store({ region: nothing }, { region: 'url' });
    expect(all.value('region')).toBeUndefined();
    expect(all.request().variables).toEqual({ region: null });
  });

  it('follows an attribute that says something new', () => {
    const all = store({ region: 'a' });
    all.set({ region: 'viewer', note: 'mine' });
    expect(all.setAttributes({ region: 'b' })).toEqual(['region']);
    expect(all.value('region')).toBe('b');
    expect(all.value('note')).toBe('mine');
  });

  it('stays the viewer’s when the attribute says the same again', () => {
    const all = store({ region: 'a' });
    all.set({ region: 'viewer' });
    expect(all.setAttributes({ region: 'a' })).toEqual([]);
    expect(all.value('region')).toBe('viewer');
  });

  it('names only what has changed', () => {
    const all = store();
    expect(all.set({ region: 'EMEA', note: 'other' })).toEqual(['note']);
    expect(all.set({ note: 'other' })).toEqual([]);
    expect(all.set({ list: [] })).toEqual([]);
  });
});

describe('what a request carries', () => {
  it('holds defaults as values, as the viewer’s clock decides them', () => {
    expect(store().request().input['days']).toEqual({
      startDate: '2023-08-09',
      endDate: '2023-08-15',
    });
  });

  it('does not put a default over what the page said', () => {
    expect(store({ region: 'a' }, { note: 'b' }).request()).toMatchObject({
      variables: { region: 'a' },
      url: { note: '"b"' },
    });
    expect(store({ region: 'a' }).request().input).not.toHaveProperty('region');
  });
});
