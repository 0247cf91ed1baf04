import type { Api } from '../api/api.ts';
import { readProblem } from '../api/problem.ts';
import type { Customer, JsonObject } from '../api/types.ts';

/** What the server said to one line. */
export interface LineOutcome {
  readonly line: number;
  readonly ok: boolean;
  readonly provided_id: string | undefined;
  readonly isNew: boolean;
  readonly field: string | undefined;
  readonly message: string | undefined;
}

/** Lines that go in one call: enough to be fast, few enough that the progress moves. */
const PORTION = 500;

/** Splits the text that has come so far into whole lines and the rest. */
export function wholeLines(text: string): {
  readonly lines: readonly string[];
  readonly rest: string;
} {
  const parts = text.split('\n');
  const rest = parts.pop() ?? '';
  return { lines: parts.filter((line) => line.trim() !== ''), rest };
}

/**
 * @param before how many lines went in earlier portions
 * @throws Problem where the server says of no line in particular why its answer ends here
 */
export function outcomeOf(json: string, before: number): LineOutcome {
  const answer = JSON.parse(json) as Record<string, unknown>;
  if (typeof answer['line'] !== 'number') throw readProblem(500, json);
  const text = (name: string): string | undefined =>
    typeof answer[name] === 'string' ? (answer[name] as string) : undefined;
  return {
    line: before + Number(answer['line']),
    ok: answer['success'] === 1,
    provided_id: text('provided_id'),
    isNew: answer['new_customer'] === true,
    field: text('field'),
    message: text('error_msg'),
  };
}

interface Sending {
  readonly signal?: AbortSignal;
  readonly query?: Readonly<Record<string, string>>;
  /** Lines of a call. */
  readonly portion?: number;
}

/** So many lines the server rehearses in one call. */
export const REHEARSED = 1000;

/**
 * Tells what the first lines would do, and writes nothing. They go in one call, because a line may name a parent that
 * an earlier one makes.
 */
export const rehearse = (
  api: Api,
  bodies: readonly JsonObject[],
  told: (outcomes: readonly LineOutcome[]) => void,
  signal: AbortSignal,
): Promise<void> =>
  sendLines(api, bodies.slice(0, REHEARSED), told, {
    signal,
    query: { dry_run: 'true' },
    portion: REHEARSED,
  });

/**
 * Creates or changes customers, a body each, and tells each outcome as soon as it is known.
 * Each line is all or nothing by itself.
 * @throws Problem for a call that is refused as a whole
 */
export async function sendLines(
  api: Api,
  bodies: readonly JsonObject[],
  told: (outcomes: readonly LineOutcome[]) => void,
  { signal, query, portion: most = PORTION }: Sending = {},
): Promise<void> {
  for (let before = 0; before < bodies.length; before += most) {
    const portion = bodies.slice(before, before + most);
    const response = await api.send('POST', '/api/v1/customers:bulk', {
      body: portion.map((body) => `${JSON.stringify(body)}\n`).join(''),
      type: 'application/x-ndjson',
      ...(query ? { query } : {}),
      signal,
    });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (;;) {
      const next = await reader?.read();
      if (!next || next.done) break;
      const { lines, rest: left } = wholeLines(rest + next.value);
      rest = left;
      told(lines.map((line) => outcomeOf(line, before)));
    }
    if (rest.trim() !== '') told([outcomeOf(rest, before)]);
  }
}

/** One change for many customers. */
export type BulkChange =
  | { readonly kind: 'add-tag' | 'remove-tag'; readonly tag: string }
  | { readonly kind: 'level'; readonly level: string }
  | { readonly kind: 'demo'; readonly demo: boolean }
  | { readonly kind: 'property'; readonly key: string; readonly value: unknown }
  | { readonly kind: 'remove-property'; readonly key: string };

/** The line that makes a change for one customer. */
export function bulkLine({ provided_id, group_tags }: Customer, change: BulkChange): JsonObject {
  switch (change.kind) {
    case 'add-tag':
      return { provided_id, group_tags: [...new Set([...group_tags, change.tag])] };
    case 'remove-tag':
      return { provided_id, group_tags: group_tags.filter((tag) => tag !== change.tag) };
    case 'level':
      return { provided_id, hierarchy_level_name: change.level };
    case 'demo':
      return { provided_id, is_demo_group: change.demo };
    case 'property':
      return { provided_id, properties_patch: { [change.key]: change.value } };
    case 'remove-property':
      return { provided_id, properties_patch: { [change.key]: null } };
  }
}
