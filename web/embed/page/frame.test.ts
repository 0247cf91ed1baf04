import { describe, expect, it } from 'vitest';
import { framedSettings } from './frame.ts';

const read = (attributes: Readonly<Record<string, string>>, search: string) =>
  framedSettings((name) => attributes[name] ?? null, search);

describe('the settings of an iframe page', () => {
  it('come from the address, behind what the server said', () => {
    const settings = read(
      { 'dash-jwt': 'a.b.c.d.e', environment: 'production' },
      '?environment=staging&refresh-minutes=10&locale_code=fr-fr&theme=dark&updateUrlParams=true',
    );
    expect(settings).toMatchObject({
      token: 'a.b.c.d.e',
      environment: 'production',
      refreshMinutes: 10,
      locale: 'fr-fr',
      theme: 'dark',
      updateUrlParams: true,
    });
  });

  it('take neither token nor server nor frame from the address', () => {
    const settings = read({ frame: 'seal' }, '?host=evil.example&dash-jwt=x&frame=other');
    expect(settings.host).toBeUndefined();
    expect(settings.token).toBeUndefined();
    expect(settings.frame).toBe('seal');
  });
});
