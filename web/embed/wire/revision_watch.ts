import type { Credential } from './connection.ts';
import { EventStreamParser } from './event_stream.ts';

/** What a watch tells. */
export interface RevisionWatch {
  /** There is a revision other than the one known. */
  changed(revision: string): void;
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
  known: string,
  watch: RevisionWatch,
  signal: AbortSignal,
): void {
  let last = known;
  const tell = (revision: string) => {
    if (revision === last || signal.aborted) return;
    last = revision;
    watch.changed(revision);
  };
  const get = (path: string, accept: string) => {
    const { token, environment } = credential();
    const url = new URL(path, base);
    if (environment) url.searchParams.set('environment', environment);
    return fetch(url, {
      headers: { Authorization: `Bearer ${token}`, Accept: accept },
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
        if (response.ok && response.body) heard = await readStream(response.body, tell);
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

/** Tells every revision of a stream until it ends; whether there was any message at all. */
async function readStream(
  body: ReadableStream<Uint8Array>,
  tell: (revision: string) => void,
): Promise<boolean> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const parser = new EventStreamParser();
  let heard = false;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return heard;
    for (const { event, data } of parser.push(decoder.decode(value, { stream: true }))) {
      heard = true;
      if (event === 'revision' || event === 'message') tell(revisionIn(data));
    }
  }
}

/** The revision in `{"revision": "…"}` or in a bare text. */
export function revisionIn(text: string): string {
  try {
    const told: unknown = JSON.parse(text);
    if (typeof told === 'object' && told !== null && 'revision' in told) {
      return String(told.revision);
    }
    return String(told);
  } catch {
    return text.trim();
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}
