import { describe, expect, it } from 'vitest';
import { readHistory, keepHistory, withQuery, type PastQuery } from './query_history.ts';

const query = (sql: string, at = '2026-01-01T00:00:00Z'): PastQuery => ({
  at,
  schema: 'shop',
  customer: 'acme',
  sql,
});

describe('past queries', () => {
  it('stand newest first, and a repeated one once', () => {
    const past = withQuery(withQuery([], query('a')), query('b'));
    expect(past.map(({ sql }) => sql)).toEqual(['b', 'a']);
    const again = withQuery(past, query('b', '2026-01-02T00:00:00Z'));
    expect(again.map(({ sql, at }) => [sql, at.slice(8, 10)])).toEqual([
      ['b', '02'],
      ['a', '01'],
    ]);
  });

  it('are no more than sixty', () => {
    let past: readonly PastQuery[] = [];
    for (let at = 0; at < 100; at++) past = withQuery(past, query(String(at)));
    expect(past.length).toBe(60);
    expect(past[0]?.sql).toBe('99');
  });

  it('are there after a reload, and none where the browser holds something else', () => {
    keepHistory([query('a')], localStorage);
    expect(readHistory(localStorage)).toEqual([query('a')]);
    localStorage.setItem('vitrine.query-history', '{');
    expect(readHistory(localStorage)).toEqual([]);
  });
});
