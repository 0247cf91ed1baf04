import { headersOf, type Credential } from './connection.ts';
import { EventStreamParser } from './event_stream.ts';
import { pause } from './pause.ts';
import type { Revision } from './session.ts';

/** What a watch tells. */
export interface RevisionWatch {
  /** There is a revision other than the one known. */
  changed(): void;
  /** The token has ended; the watch has too. */
  ended(): void;
}

const POLL_EVERY = 1_500;
const POLL_HIDDEN_EVERY = 30_000;
const RETRY_AT_MOST = 30_000;

/**
 * Follows the revision by server-sent events, read with `fetch` because `EventSource` sends no
 * headers. Where a proxy cuts or holds back the stream it polls instead, and tries the stream again
 * from time to time.
 */
export function watchRevision(
  base: string,
  credential: () => Credential,
  known: Revision,
  watch: RevisionWatch,
  signal: AbortSignal,
): void {
  let last = known;
  const tell = (revision: Revision | undefined) => {
    if (!revision || signal.aborted) return;
    if (revision.customer === last.customer && revision.dashboard === last.dashboard) return;
    last = revision;
    watch.changed();
  };
  const get = (path: string, accept: string) => {
    const speaker = credential();
    const url = new URL(path, base);
    if (speaker.environment) url.searchParams.set('environment', speaker.environment);
    return fetch(url, {
      headers: { ...headersOf(speaker), Accept: accept },
      credentials: 'omit',
      cache: 'no-store',
      signal,
    });
  };
  const follow = async () => {
    let failures = 0;
    while (!signal.aborted) {
      let heard = false;
      try {
        const response = await get('embed/live', 'text/event-stream');
        if (response.status === 401) return watch.ended();
        if (response.ok && response.body) {
          const end = await readStream(response.body, tell);
          if (end === 'closed') return watch.ended();
          heard = end === 'heard';
        }
      } catch {
        if (signal.aborted) return;
      }
      failures = heard ? 0 : failures + 1;
      const polls = heard ? 1 : Math.min(20, 2 ** failures);
      for (let poll = 0; poll < polls && !signal.aborted; poll++) {
        await pause(document.hidden ? POLL_HIDDEN_EVERY : POLL_EVERY, signal);
        if (signal.aborted) return;
        try {
          const response = await get('embed/revision', 'application/json');
          if (response.status === 401) return watch.ended();
          if (response.ok) tell(revisionIn(await response.text()));
        } catch {
          await pause(Math.min(RETRY_AT_MOST, 1_000 * 2 ** poll), signal);
        }
      }
    }
  };
  void follow();
}

/**
 * Tells every revision of a stream until it ends: `closed` by the server because the token is over,
 * or cut, with messages `heard` before, or `silent`.
 */
async function readStream(
  body: ReadableStream<Uint8Array>,
  tell: (revision: Revision | undefined) => void,
): Promise<'closed' | 'heard' | 'silent'> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const parser = new EventStreamParser();
  let heard = false;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return heard ? 'heard' : 'silent';
    for (const { event, data } of parser.push(decoder.decode(value, { stream: true }))) {
      if (event === 'closed') return 'closed';
      heard = true;
      if (event === 'revision') tell(revisionIn(data));
    }
  }
}

/** The revision in `{"customer": "…", "dashboard": "…"}`, bare or as the member `revision`. */
export function revisionIn(text: string): Revision | undefined {
  try {
    const told: unknown = JSON.parse(text);
    const held = isRecord(told) && isRecord(told['revision']) ? told['revision'] : told;
    if (!isRecord(held)) return undefined;
    const { customer, dashboard } = held;
    return typeof customer === 'string' && typeof dashboard === 'string'
      ? { customer, dashboard }
      : undefined;
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
