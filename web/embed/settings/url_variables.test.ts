import { describe, expect, it } from 'vitest';
import { urlWithVariables, variablesInUrl } from './url_variables.ts';

describe('variables in the URL', () => {
  it.each([
    ['?a="hello"', { a: 'hello' }],
    ['?a=%22hello%22', { a: 'hello' }],
    ['?a=["x","y"]', { a: ['x', 'y'] }],
    ['?a=%5B%22x%22%5D', { a: ['x'] }],
    ['?a=5&b=true&c=null', { a: 5, b: true, c: null }],
    ['?a=plain', { a: 'plain' }],
    ['?a="{\\"startDate\\":\\"2024-01-01\\"}"', { a: { startDate: '2024-01-01' } }],
    ['?a={"startDate":"2024-01-01"}', { a: { startDate: '2024-01-01' } }],
    ['?=x&a=', { a: '' }],
  ])('reads %s', (search, variables) => expect(variablesInUrl(search)).toEqual(variables));

  it('leaves settings of the page alone', () => {
    expect(variablesInUrl('?environment=staging&theme=dark&refresh-minutes=5&a=1')).toEqual({
      a: 1,
    });
  });

  it('never reaches a prototype', () => {
    const variables = variablesInUrl('?__proto__={"polluted":1}&constructor=x');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(variables['constructor']).toBe('x');
  });

  it('writes values so that it reads them again, and keeps other parameters', () => {
    const values = { region: 'São "Paulo" & Co', list: ['a', 2], days: { startDate: 'x' } };
    const search = urlWithVariables('?utm=x', values);
    expect(variablesInUrl(search)).toEqual({ utm: 'x', ...values });
    expect(urlWithVariables(search, { region: undefined, list: null, days: undefined })).toBe(
      '?utm=x',
    );
  });

  it('leaves no question mark behind', () => {
    expect(urlWithVariables('?a=1', { a: undefined })).toBe('');
  });
});
