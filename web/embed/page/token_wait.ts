/**
 * One wait for a new token, shared by every request that found the old one ended. The page is told
 * once, however many requests wait.
 */
export class TokenWait {
  readonly #announce: () => void;
  #waiting:
    { readonly promise: Promise<boolean>; readonly end: (renewed: boolean) => void } | undefined;

  constructor(announce: () => void) {
    this.#announce = announce;
  }

  get waiting(): boolean {
    return this.#waiting !== undefined;
  }

  /** Resolves with `true` when a new token is there, with `false` when none will come. */
  renewed(): Promise<boolean> {
    if (!this.#waiting) {
      let end: (renewed: boolean) => void = () => undefined;
      const promise = new Promise<boolean>((resolve) => {
        end = resolve;
      });
      this.#waiting = { promise, end };
      this.#announce();
      return promise;
    }
    return this.#waiting.promise;
  }

  /** A new token is there, or none will come. */
  end(renewed: boolean): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.end(renewed);
  }
}
