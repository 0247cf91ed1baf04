/** A call that the server refused, or that did not reach it (status 0). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** The field of the request that is to blame, where the server names one. */
    readonly field: string | undefined = undefined,
    /** The whole answer, for refusals that say more than their text. */
    readonly body: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'Problem';
  }

  /** Somebody else was faster: the version that the change was made for is gone. */
  get isStale(): boolean {
    return this.status === 412;
  }
}

/** What went wrong, as a problem; rethrows what is a fault of the console itself. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  throw error;
}

/** Reads a refusal's body, which is JSON from the server and anything from a proxy before it. */
export function readProblem(status: number, text: string): Problem {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null) {
      const { error_msg, detail, code, field } = body as Record<string, unknown>;
      const message = [error_msg, detail].find((one) => typeof one === 'string' && one !== '');
      return new Problem(
        status,
        typeof code === 'string' ? code : 'unknown',
        typeof message === 'string' ? message : fallback(status),
        typeof field === 'string' ? field : undefined,
        body as Record<string, unknown>,
      );
    }
  } catch {
    // Not JSON: not from Vitrine.
  }
  return new Problem(status, 'unknown', fallback(status));
}

function fallback(status: number): string {
  return status >= 500
    ? `The server could not answer (status ${status}). Try again in a moment.`
    : `The server refused this (status ${status}).`;
}
