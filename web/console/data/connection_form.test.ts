import { describe, expect, it } from 'vitest';
import type { SourceKind } from './calls.ts';
import { connectionOf, missingSetting } from './connection_form.ts';

const setting = (name: string, more: object = {}) => ({
  name,
  type: 'text' as const,
  label: name,
  hint: '',
  required: false,
  secret: false,
  preset: null,
  choices: [],
  ...more,
});

const kind: SourceKind = {
  kind: 'postgresql',
  settings: [
    setting('host', { required: true }),
    setting('port', { type: 'integer', preset: '5432', required: true }),
    setting('compression', { type: 'boolean' }),
    setting('password', { secret: true }),
  ],
};

describe('a connection form', () => {
  it('leaves out what is empty, so that presets hold and a kept secret stays', () => {
    expect(connectionOf(kind, { host: 'db', port: '', password: '' })).toEqual({ host: 'db' });
  });

  it('sends the whole connection, since the server takes it as a whole', () => {
    const kept = { host: 'db', compression: true };
    expect(connectionOf(kind, { port: '5433' }, kept)).toEqual({
      host: 'db',
      port: '5433',
      compression: 'true',
    });
    expect(connectionOf(kind, { compression: '' }, kept)).toEqual({ host: 'db' });
  });

  it('asks for what is required and has no preset', () => {
    expect(missingSetting(kind, {})?.name).toBe('host');
    expect(missingSetting(kind, { host: 'db' })).toBeUndefined();
    expect(missingSetting(kind, {}, { host: 'db' })).toBeUndefined();
  });
});
