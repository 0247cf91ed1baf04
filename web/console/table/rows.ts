import { Problem } from '../api/problem.ts';

export interface RowPage<Row> {
  readonly rows: readonly Row[];
  /** For the page after; null on the last. */
  readonly next: string | null;
}

export type RowSource<Row> = (
  cursor: string | undefined,
  signal: AbortSignal,
) => Promise<RowPage<Row>>;

/** The rows that have come so far of a list that the server hands out page by page. */
export class PagedRows<Row> {
  #rows: Row[] = [];
  #next: string | null | undefined;
  #running: AbortController | undefined;
  #problem: Problem | undefined;

  constructor(
    private readonly source: RowSource<Row>,
    private readonly changed: () => void,
  ) {}

  get rows(): readonly Row[] {
    return this.#rows;
  }

  get busy(): boolean {
    return this.#running !== undefined;
  }

  get problem(): Problem | undefined {
    return this.#problem;
  }

  /** Whether every row is here. */
  get complete(): boolean {
    return this.#next === null;
  }

  /** Fetches the next page, unless one is on its way or there is none. */
  async more(): Promise<void> {
    if (this.#running || this.complete || this.#problem) return;
    const running = new AbortController();
    this.#running = running;
    try {
      const { rows, next } = await this.source(this.#next ?? undefined, running.signal);
      if (running.signal.aborted) return;
      this.#rows = [...this.#rows, ...rows];
      this.#next = next;
    } catch (error) {
      if (running.signal.aborted) return;
      if (!(error instanceof Problem)) throw error;
      this.#problem = error;
    } finally {
      if (this.#running === running) this.#running = undefined;
      if (!running.signal.aborted) this.changed();
    }
  }

  /** After a failure: tries the same page again. */
  async again(): Promise<void> {
    this.#problem = undefined;
    await this.more();
  }

  stop(): void {
    this.#running?.abort();
    this.#running = undefined;
  }
}
