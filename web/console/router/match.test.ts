import { describe, expect, it } from 'vitest';
import { firstMatch, match, pattern } from './match.ts';

describe('paths and their patterns', () => {
  it('reads the values of names, decoded', () => {
    expect(match(pattern('/customers/:id'), '/customers/acme')).toEqual({ id: 'acme' });
    expect(match(pattern('/customers/:id'), '/customers/a%2Fb%20%C3%A9')).toEqual({ id: 'a/b é' });
  });

  it('takes a path with and without its last slash', () => {
    expect(match(pattern('/customers'), '/customers/')).toEqual({});
    expect(match(pattern('/'), '/')).toEqual({});
  });

  it('does not match what is longer, shorter or another', () => {
    expect(match(pattern('/customers/:id'), '/customers')).toBeUndefined();
    expect(match(pattern('/customers/:id'), '/customers/a/b')).toBeUndefined();
    expect(match(pattern('/customers'), '/data')).toBeUndefined();
  });

  it('does not match a path that is not well-formed', () => {
    expect(match(pattern('/customers/:id'), '/customers/%E0%A4%A')).toBeUndefined();
  });

  it('takes the first of several', () => {
    const routes = ['/customers/new', '/customers/:id'].map((text) => ({ pattern: pattern(text) }));
    expect(firstMatch(routes, '/customers/new')?.found.pattern.text).toBe('/customers/new');
    expect(firstMatch(routes, '/customers/old')?.params).toEqual({ id: 'old' });
    expect(firstMatch(routes, '/elsewhere')).toBeUndefined();
  });
});
