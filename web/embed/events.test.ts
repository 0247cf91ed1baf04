import { describe, expect, it } from 'vitest';
import { commandOf } from './events.ts';

describe('what the page tells the embed', () => {
  it('sets one variable or several', () => {
    expect(commandOf('updateExploDashboardVariable', { varName: 'a', value: [1] })).toEqual({
      kind: 'variables',
      values: { a: [1] },
    });
    const variables = [{ varName: 'a', value: 1 }, { varName: 'b' }, { value: 3 }, null];
    expect(commandOf('updateExploDashboardVariables', { variables })).toEqual({
      kind: 'variables',
      values: { a: 1, b: undefined },
    });
  });

  it('brings a new token', () => {
    expect(commandOf('updateCustomerJwt', { jwt: 'x' })).toEqual({ kind: 'jwt', jwt: 'x' });
  });

  it.each([
    ['updateExploDashboardVariable', { varName: 5 }],
    ['updateExploDashboardVariable', null],
    ['updateExploDashboardVariables', { variables: 'a' }],
    ['updateCustomerJwt', { jwt: '' }],
    ['somethingElse', { jwt: 'x' }],
    [undefined, {}],
  ])('passes over %s with %j', (event, detail) => expect(commandOf(event, detail)).toBeUndefined());
});
