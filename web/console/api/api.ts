import { Problem, readProblem } from './problem.ts';

export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface Sent {
  readonly query?: Query;
  /** Sent as JSON; a string or a Blob goes as it is, with `type`. */
  readonly body?: unknown;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

/** An answer with its entity tag, for changes that must not overwrite another's. */
export interface Tagged<T> {
  readonly value: T;
  readonly etag: string | undefined;
}

/** What of the page's state goes along with every call. */
export interface CallContext {
  /** Name of the visibility group that is looked at; none before signing in. */
  readonly group: string | undefined;
  /** The session is gone: called once for each answer that says so. */
  signedOut(): void;
}

/**
 * Calls of the server's API with the member's session, which is a cookie that no script can read.
 * Every method throws a {@link Problem} for a refusal and for a server that cannot be reached.
 */
export class Api {
  constructor(
    private readonly context: CallContext,
    private readonly transport: typeof fetch = (input, init) => fetch(input, init),
  ) {}

  async get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
    return (await this.tagged<T>('GET', path, { ...(query ? { query } : {}), signal })).value;
  }

  async post<T>(path: string, body?: unknown, sent: Sent = {}): Promise<T> {
    return (await this.tagged<T>('POST', path, { ...sent, body: body ?? {} })).value;
  }

  async put<T>(path: string, body: unknown, sent: Sent = {}): Promise<T> {
    return (await this.tagged<T>('PUT', path, { ...sent, body })).value;
  }

  async patch<T>(path: string, body: unknown, sent: Sent = {}): Promise<T> {
    return (await this.tagged<T>('PATCH', path, { ...sent, body })).value;
  }

  async delete(path: string, sent: Sent = {}): Promise<void> {
    await this.tagged('DELETE', path, sent);
  }

  /** A call whose answer's entity tag matters. */
  async tagged<T>(method: string, path: string, sent: Sent = {}): Promise<Tagged<T>> {
    const response = await this.send(method, path, sent);
    const text = await response.text();
    return {
      value: (text === '' ? undefined : JSON.parse(text)) as T,
      etag: response.headers.get('ETag') ?? undefined,
    };
  }

  /** A call whose answer is read by the caller: a stream, a file. */
  async send(method: string, path: string, sent: Sent = {}): Promise<Response> {
    let response: Response;
    try {
      response = await this.transport(address(path, sent.query), this.#request(method, sent));
    } catch (error) {
      if (sent.signal?.aborted) throw error;
      throw new Problem(0, 'unreachable', 'The server cannot be reached. Is it running?');
    }
    if (!response.ok) {
      const problem = readProblem(response.status, await response.text());
      if (problem.status === 401 && path !== '/api/v1/session') this.context.signedOut();
      throw problem;
    }
    return response;
  }

  #request(method: string, { body, type, headers, signal }: Sent): RequestInit {
    const all = new Headers(headers);
    all.set('Accept', 'application/json');
    if (this.context.group !== undefined)
      all.set('Vitrine-Visibility-Group', headerText(this.context.group));
    const init: RequestInit = { method, headers: all, credentials: 'same-origin' };
    if (signal) init.signal = signal;
    if (body !== undefined) {
      const raw = typeof body === 'string' || body instanceof Blob;
      all.set('Content-Type', type ?? 'application/json');
      init.body = raw ? body : JSON.stringify(body);
    }
    return init;
  }
}

/** A path with its query; what is undefined, null or empty is left out. */
export function address(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** A header holds printable ASCII; any other text goes percent-encoded, as the server reads it. */
export const headerText = (text: string): string =>
  /^[\x21-\x24\x26-\x7e]([\x20-\x24\x26-\x7e]*[\x21-\x24\x26-\x7e])?$/.test(text)
    ? text
    : encodeURIComponent(text);

/** A text as one segment of a path. */
export const segment = (text: string): string => encodeURIComponent(text);
