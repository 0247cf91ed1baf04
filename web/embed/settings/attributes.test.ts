import { describe, expect, it } from 'vitest';
import { readSettings } from './attributes.ts';

const read = (attributes: Readonly<Record<string, string>>) =>
  readSettings((name) => attributes[name] ?? null);

describe('reading attributes', () => {
  it('prefers the newest kind of token', () => {
    const all = {
      'dash-jwt': 'a.b.c.d.e',
      'dash-customer-token': 'x:y',
      'dash-user-group-token': 'o:p',
    };
    expect(read(all).token).toBe('a.b.c.d.e');
    expect(read({ ...all, 'dash-jwt': '' }).token).toBe('x:y');
    expect(read({ 'dash-user-group-token': 'o:p' }).token).toBe('o:p');
    expect(read({}).token).toBeUndefined();
  });

  it.each(['', 'true', '{true}', '"true"', '{ true }', 'TRUE', '1', 'updateurlparams'])(
    'takes %j for yes',
    (text) => expect(read({ updateurlparams: text }).updateUrlParams).toBe(true),
  );

  it.each(['false', '{false}', '"false"', '0', 'no', '{undefined}', 'null'])(
    'takes %j for no',
    (text) => expect(read({ updateurlparams: text }).updateUrlParams).toBe(false),
  );

  it.each([
    ['10', 10],
    ['{10}', 10],
    ['"2.5"', 2.5],
    ['0', undefined],
    ['-1', undefined],
    ['often', undefined],
    ['', undefined],
  ])('reads refresh-minutes %j as %j', (text, minutes) =>
    expect(read({ 'refresh-minutes': text }).refreshMinutes).toBe(minutes),
  );

  it.each(['{"a":1}', `{'{"a":1}'}`, '{{"a":1}}'])('reads variables written as %j', (text) =>
    expect(read({ variables: text }).variables).toEqual({ a: 1 }),
  );

  it.each(['[1]', '5', 'a=1', '{a:1}'])('says what is wrong with the variables %j', (text) => {
    const settings = read({ variables: text });
    expect(settings.variables).toEqual({});
    expect(settings.variablesProblem).toMatch(/must be a JSON object/);
  });

  it('takes both spellings of the locale', () => {
    expect(read({ 'locale-code': 'fr-fr' }).locale).toBe('fr-fr');
    expect(read({ locale_code: 'de' }).locale).toBe('de');
  });

  it.each([
    ['https://bi.example.com', 'https://bi.example.com/'],
    ['bi.example.com', 'https://bi.example.com/'],
    ['http://localhost:8080/vitrine', 'http://localhost:8080/vitrine/'],
    ['https://', undefined],
  ])('reads the host %j', (text, host) => expect(read({ host: text }).host).toBe(host));

  it('takes no theme that it does not know', () => {
    expect(read({ theme: 'Dark' }).theme).toBe('dark');
    expect(read({ theme: 'blue' }).theme).toBeUndefined();
  });
});
