import { describe, expect, it } from 'vitest';
import { iframeSettings } from './iframe_settings.ts';

const jwe = 'eyJhbGciOiJkaXIifQ..aXY.Y2lwaGVy.dGFn';

describe('the address of an iframe page', () => {
  it.each([
    [`/iframe/${jwe}`, '', jwe, undefined],
    [`/iframe/${jwe}/`, '', jwe, undefined],
    [`/iframe/${jwe}/production`, '', jwe, 'production'],
    ['/iframe/shopsales1/ab12', '', 'shopsales1:ab12', undefined],
    ['/iframe/shopsales1/ab12/staging', '', 'shopsales1:ab12', 'staging'],
    ['/mounted/iframe/shopsales1/ab12/my%20env', '', 'shopsales1:ab12', 'my env'],
    ['/iframe/shopsales1/ab12', '?environment=staging', 'shopsales1:ab12', 'staging'],
  ])('%s%s', (path, search, token, environment) => {
    const settings = iframeSettings(path, search);
    expect(settings.token).toBe(token);
    expect(settings.environment).toBe(environment);
  });

  it('takes its other settings from the query, and neither token nor server', () => {
    const settings = iframeSettings(
      '/iframe/shopsales1/ab12',
      '?refresh-minutes=10&locale_code=fr-fr&theme=dark&host=evil.example&dash-jwt=x',
    );
    expect(settings).toMatchObject({ refreshMinutes: 10, locale: 'fr-fr', theme: 'dark' });
    expect(settings.host).toBeUndefined();
    expect(settings.token).toBe('shopsales1:ab12');
  });
});
