/** A query that was run from this browser. */
export interface PastQuery {
  /** ISO 8601. */
  readonly at: string;
  readonly schema: string;
  readonly customer: string;
  readonly sql: string;
  /** Rows that came; absent: it was refused. */
  readonly rows?: number;
  readonly elapsed_ms?: number;
}

const KEY = 'vitrine.query-history';
const MOST = 60;

/**
 * The queries with one more in front. The same query as the one before takes its place: running
 * again is no news.
 */
export function withQuery(past: readonly PastQuery[], query: PastQuery): readonly PastQuery[] {
  const [last] = past;
  const same = last?.sql === query.sql && last.schema === query.schema;
  return [query, ...(same ? past.slice(1) : past)].slice(0, MOST);
}

/**
 * Kept in this browser, not on the server: what somebody tries is theirs, and may hold values that
 * are nobody else's business.
 */
export function readHistory(storage: Storage = localStorage): readonly PastQuery[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? (kept as PastQuery[]) : [];
  } catch {
    return [];
  }
}

export function keepHistory(past: readonly PastQuery[], storage: Storage = localStorage): void {
  storage.setItem(KEY, JSON.stringify(past));
}
