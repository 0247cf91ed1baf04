import type { PanelData } from '../../charts/index.ts';
import { pause } from './pause.ts';
import type { RequestVariables, Revision, RowsOf, Session } from './session.ts';
import type { RevisionWatch } from './revision_watch.ts';

/** A refusal of the server, or its absence. `status` 0: it could not be reached. */
export class EmbedError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(message: string, status: number, code: string) {
    super(message);
    this.name = 'EmbedError';
    this.status = status;
    this.code = code;
  }

  /** Whether a new token would help. */
  get tokenEnded(): boolean {
    return this.status === 401;
  }

  /** Whether another version is shown by now than the one asked about. */
  get outdated(): boolean {
    return this.status === 412;
  }
}

export interface RowsRequest {
  /** Embed id. */
  readonly dashboard: string;
  readonly version: number | null;
  readonly of: RowsOf;
  readonly variables: RequestVariables;
}

/** Where a viewer gets its dashboard and rows; the embed's is HTTP, the console has its own. */
export interface Connection {
  /** The dashboard of the token, or another one that a drill-down of it opens. */
  session(signal: AbortSignal, dashboard?: string): Promise<Session>;
  rows(request: RowsRequest, signal: AbortSignal): Promise<PanelData>;
  csv(request: RowsRequest, signal: AbortSignal): Promise<Blob>;
  /** Calls back when the revision is no longer `known`; ends with the signal. */
  watch(known: Revision, watch: RevisionWatch, signal: AbortSignal): void;
}

/** Whom an embed speaks for. */
export interface Credential {
  /** A JWE, or `<embed id>:<customer token>`. */
  readonly token: string;
  readonly environment?: string;
  /** What the server gave an iframe page, to show that it is one. */
  readonly frame?: string;
}

/** The headers that say whom a call speaks for. */
export function headersOf({ token, frame }: Credential): Record<string, string> {
  return { Authorization: `Bearer ${token}`, ...(frame ? { 'Vitrine-Frame': frame } : {}) };
}

/** How often a call comes again that the server had no room for. */
const MOST_RETRIES = 3;
/** Whoever has to wait longer than so many seconds is told so instead. */
const LONGEST_WAIT = 5;

/**
 * Milliseconds after which a call that was turned away may come again, if the server has said so. Those who were turned
 * away together do not come back together.
 */
function comesAgainAfter({ status, headers }: Response): number | undefined {
  if (status !== 429 && status !== 503) return undefined;
  const seconds = Number(headers.get('Retry-After') ?? Number.NaN);
  return seconds >= 0 && seconds <= LONGEST_WAIT ? (seconds + Math.random()) * 1_000 : undefined;
}

/** The embed's calls to one server, on behalf of one viewer. */
export function httpConnection(base: () => string, credential: () => Credential): Connection {
  const call = async (
    path: string,
    body: unknown,
    signal: AbortSignal,
    retries = MOST_RETRIES,
  ): Promise<Response> => {
    const speaker = credential();
    const { environment } = speaker;
    let response: Response;
    try {
      response = await fetch(new URL(path, base()), {
        method: 'POST',
        headers: { ...headersOf(speaker), 'Content-Type': 'application/json' },
        body: JSON.stringify({ ...(environment ? { environment } : {}), ...Object(body) }),
        credentials: 'omit',
        signal,
      });
    } catch (error) {
      if (signal.aborted) throw error;
      throw new EmbedError('The server could not be reached.', 0, 'unreachable');
    }
    const wait = retries > 0 ? comesAgainAfter(response) : undefined;
    if (wait !== undefined) {
      await pause(wait, signal);
      signal.throwIfAborted();
      return call(path, body, signal, retries - 1);
    }
    if (!response.ok) throw await refusal(response);
    return response;
  };
  const bodyOf = ({ dashboard, version, of, variables }: RowsRequest) => ({
    dashboard,
    version: version ?? undefined,
    ...of,
    ...variables,
  });
  return {
    session: async (signal, dashboard) =>
      (await call('embed/session', { dashboard }, signal)).json() as Promise<Session>,
    rows: async (request, signal) =>
      (await call('embed/data', bodyOf(request), signal)).json() as Promise<PanelData>,
    csv: async (request, signal) => (await call('embed/csv', bodyOf(request), signal)).blob(),
    watch: (known, watch, signal) => {
      // Only live dashboards need what follows the server.
      void import('./revision_watch.ts').then(({ watchRevision }) =>
        watchRevision(base(), credential, known, watch, signal),
      );
    },
  };
}

async function refusal(response: Response): Promise<EmbedError> {
  let message = `The server answered ${response.status}.`;
  let code = 'unknown';
  try {
    const body: unknown = await response.json();
    if (typeof body === 'object' && body !== null) {
      const told = body as Readonly<Record<string, unknown>>;
      if (typeof told['error_msg'] === 'string') message = told['error_msg'];
      if (typeof told['code'] === 'string') code = told['code'];
    }
  } catch {
    // A gateway's page in place of a JSON body: the status says enough.
  }
  return new EmbedError(message, response.status, code);
}
