const LONGEST_PAUSE = 60_000;

/**
 * One wait for a new token, shared by every request that found the old one ended. The page is asked
 * once, however many requests wait; a page that answers with dead tokens is asked ever less often.
 */
export class TokenWait {
  readonly #ask: () => void;
  #waiting:
    { readonly promise: Promise<boolean>; readonly end: (renewed: boolean) => void } | undefined;
  #askedAt = -Infinity;
  #pause = 0;
  #timers: ReturnType<typeof setTimeout>[] = [];

  constructor(ask: () => void) {
    this.#ask = ask;
  }

  get waiting(): boolean {
    return this.#waiting !== undefined;
  }

  /** Resolves with `true` when a new token is there, with `false` when none will come. */
  renewed(): Promise<boolean> {
    if (this.#waiting) return this.#waiting.promise;
    let end: (renewed: boolean) => void = () => undefined;
    const promise = new Promise<boolean>((resolve) => {
      end = resolve;
    });
    this.#waiting = { promise, end };
    this.#askSoon();
    return promise;
  }

  /** Asks some seconds before the token ends, so that no request has to wait. */
  askBefore(end: string | null | undefined, seconds: number): void {
    this.#forget();
    if (!end) return;
    const left = Date.parse(end) - Date.now() - seconds * 1_000;
    // Timers hold 24 days; a token that lives longer outlives the page.
    if (left < 2 ** 31) this.#later(left, () => this.#askSoon());
  }

  /** A new token is there, or none will come. */
  end(renewed: boolean): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (!renewed) this.#forget();
    waiting?.end(renewed);
  }

  #askSoon(): void {
    const since = performance.now() - this.#askedAt;
    this.#pause = since > LONGEST_PAUSE ? 0 : Math.min(LONGEST_PAUSE, this.#pause * 2 + 500);
    this.#later(this.#pause - since, () => {
      this.#askedAt = performance.now();
      this.#ask();
    });
  }

  #later(milliseconds: number, act: () => void): void {
    if (milliseconds <= 0) act();
    else this.#timers.push(setTimeout(act, milliseconds));
  }

  #forget(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
  }
}
