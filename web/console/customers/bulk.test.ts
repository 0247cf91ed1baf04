import { describe, expect, it } from 'vitest';
import { Api } from '../api/api.ts';
import type { Customer } from '../api/types.ts';
import { bulkLine, sendLines, wholeLines, type LineOutcome } from './bulk.ts';

const acme = { provided_id: 'acme', group_tags: ['sales'] } as unknown as Customer;

describe('one change for many customers', () => {
  it('adds a tag to the own ones, once', () => {
    expect(bulkLine(acme, { kind: 'add-tag', tag: 'vip' })).toEqual({
      provided_id: 'acme',
      group_tags: ['sales', 'vip'],
    });
    expect(bulkLine(acme, { kind: 'add-tag', tag: 'sales' })['group_tags']).toEqual(['sales']);
    expect(bulkLine(acme, { kind: 'remove-tag', tag: 'sales' })['group_tags']).toEqual([]);
  });

  it('touches one property and leaves the others', () => {
    expect(bulkLine(acme, { kind: 'property', key: 'region', value: 'EMEA' })).toEqual({
      provided_id: 'acme',
      properties_patch: { region: 'EMEA' },
    });
  });
});

describe('lines to the server and back', () => {
  it('waits for the rest of a line', () => {
    expect(wholeLines('{"a":1}\n{"b"')).toEqual({ lines: ['{"a":1}'], rest: '{"b"' });
  });

  it('numbers the outcomes of all portions through, whichever way the bytes come', async () => {
    const bodies = Array.from({ length: 501 }, (_, at) => ({ provided_id: `c${at}` }));
    const transport = (async (_input: unknown, init?: RequestInit) => {
      const lines = String(init?.body).trim().split('\n');
      const text = lines
        .map((line, at) =>
          JSON.stringify(
            line.includes('"c500"')
              ? { line: at + 1, success: 0, error_msg: 'No.', field: 'name' }
              : {
                  line: at + 1,
                  success: 1,
                  provided_id: JSON.parse(line).provided_id,
                  new_customer: true,
                },
          ),
        )
        .join('\n');
      const bytes = new TextEncoder().encode(text);
      const body = new ReadableStream({
        start(controller) {
          for (let at = 0; at < bytes.length; at += 777)
            controller.enqueue(bytes.slice(at, at + 777));
          controller.close();
        },
      });
      return new Response(body);
    }) as typeof fetch;
    const outcomes: LineOutcome[] = [];
    await sendLines(new Api({ group: undefined, signedOut: () => {} }, transport), bodies, (some) =>
      outcomes.push(...some),
    );
    expect(outcomes).toHaveLength(501);
    expect(outcomes[0]).toMatchObject({ line: 1, ok: true, provided_id: 'c0', isNew: true });
    expect(outcomes[500]).toMatchObject({ line: 501, ok: false, message: 'No.', field: 'name' });
  });
});
