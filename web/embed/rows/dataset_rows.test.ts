import { describe, expect, it } from 'vitest';
import type { PanelData } from '../../charts/index.ts';
import { EmbedError, type Connection } from '../wire/connection.ts';
import { sameRows, SharedRows, type DatasetRows } from './dataset_rows.ts';

const data = (...cells: unknown[]): PanelData => ({
  columns: [{ name: 'a', type: 'integer' }],
  values: [cells],
  row_count: cells.length,
  truncated: false,
});

/** A connection whose answers the test gives when it likes. */
function source(renewed: () => Promise<boolean> = async () => false) {
  const asked: {
    answer: (rows: PanelData) => void;
    fail: (error: Error) => void;
    signal: AbortSignal;
  }[] = [];
  const connection: Pick<Connection, 'rows'> = {
    rows: (_, signal) =>
      new Promise((answer, fail) => {
        asked.push({ answer, fail, signal });
      }),
  };
  const rows = new SharedRows(
    { panel: 'p' },
    {
      connection: () => connection as Connection,
      dashboard: () => 'd',
      version: () => 1,
      variables: () => ({ input: {}, variables: {}, url: {} }),
      renewed,
      outdated: () => undefined,
    },
  );
  const seen: DatasetRows[] = [];
  rows.subscribe((one) => seen.push(one));
  return { rows, asked, seen };
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

describe('rows that panels share', () => {
  it('are asked for once, however many panels show them', async () => {
    const { rows, asked, seen } = source();
    rows.subscribe(() => undefined);
    void rows.load();
    asked[0]?.answer(data(1));
    await rows.settled;
    expect(asked).toHaveLength(1);
    expect(seen.at(-1)).toEqual({ content: data(1), stale: false });
  });

  it('stay while newer ones are on their way, marked as older', async () => {
    const { rows, asked, seen } = source();
    void rows.load();
    asked[0]?.answer(data(1));
    await settle();
    void rows.load();
    expect(seen.at(-1)).toEqual({ content: data(1), stale: true });
  });

  it('come from the newest request alone; the older one is ended', async () => {
    const { rows, asked, seen } = source();
    void rows.load();
    void rows.load();
    expect(asked[0]?.signal.aborted).toBe(true);
    asked[1]?.answer(data(2));
    await settle();
    asked[0]?.answer(data(1));
    await settle();
    expect(seen.at(-1)?.content).toEqual(data(2));
  });

  it('are not told again by a quiet load that brings the same', async () => {
    const { rows, asked, seen } = source();
    void rows.load();
    asked[0]?.answer(data(1));
    await settle();
    const told = seen.length;
    void rows.load({ quiet: true });
    asked[1]?.answer(data(1));
    await settle();
    expect(seen).toHaveLength(told);
  });

  it('stay when a quiet load fails', async () => {
    const { rows, asked, seen } = source();
    void rows.load();
    asked[0]?.answer(data(1));
    await settle();
    void rows.load({ quiet: true });
    asked[1]?.fail(new Error('down'));
    await settle();
    expect(seen.at(-1)?.content).toEqual(data(1));
  });

  it('are asked for again once the token is renewed', async () => {
    const { rows, asked, seen } = source(async () => true);
    void rows.load();
    asked[0]?.fail(new EmbedError('over', 401, 'expired_embed_token'));
    await settle();
    asked[1]?.answer(data(3));
    await settle();
    expect(seen.at(-1)?.content).toEqual(data(3));
  });

  it('say why there are none', async () => {
    const { rows, asked, seen } = source();
    void rows.load();
    asked[0]?.fail(new EmbedError('The column is missing.', 400, 'query_failed'));
    await settle();
    expect(seen.at(-1)?.content).toEqual({ error: 'The column is missing.' });
  });
});

describe('sameness of rows', () => {
  it('looks at every cell', () => {
    expect(sameRows(data(1, null, 'x'), data(1, null, 'x'))).toBe(true);
    expect(sameRows(data(1, 2), data(1, 3))).toBe(false);
    expect(sameRows(data(1), data(1, 2))).toBe(false);
    expect(sameRows(data({ a: 1 }), data({ a: 1 }))).toBe(true);
  });
});
