import { html, nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { Problem } from '../api/problem.ts';
import { icon } from '../parts/icon.ts';

type State<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'ready'; readonly value: T };

/**
 * Something that a page fetches. A later call ends the one before; while it runs again the old
 * value stays, so that nothing flickers.
 */
export class Load<T> implements ReactiveController {
  #state: State<T> = { kind: 'loading' };
  #running: AbortController | undefined;
  #again = false;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly fetch: (signal: AbortSignal) => Promise<T>,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    // The page gets its properties after it is made.
    queueMicrotask(() => {
      if (!this.#again) void this.reload();
    });
  }

  hostDisconnected(): void {
    this.#running?.abort();
    this.#again = false;
  }

  get value(): T | undefined {
    return this.#state.kind === 'ready' ? this.#state.value : undefined;
  }

  /** Puts in what a change's own answer said, without asking again. */
  set(value: T): void {
    this.#become({ kind: 'ready', value });
  }

  async reload(): Promise<void> {
    this.#again = true;
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    if (this.#state.kind === 'failed') this.#become({ kind: 'loading' });
    try {
      const value = await this.fetch(running.signal);
      if (!running.signal.aborted) this.#become({ kind: 'ready', value });
    } catch (error) {
      if (running.signal.aborted) return;
      if (!(error instanceof Problem)) throw error;
      this.#become({ kind: 'failed', problem: error });
    }
  }

  /** What stands for the value: itself, a skeleton, or why it is not there and a way to try again. */
  render(ready: (value: T) => unknown, loading: unknown = skeleton()): unknown {
    switch (this.#state.kind) {
      case 'ready':
        return ready(this.#state.value);
      case 'loading':
        return loading;
      case 'failed':
        return failure(this.#state.problem, () => void this.reload());
    }
  }

  #become(state: State<T>): void {
    this.#state = state;
    this.host.requestUpdate();
  }
}

/** Lines in place of what is on its way. */
export function skeleton(lines = 4): unknown {
  return html`<div class="stack card-body" aria-busy="true" aria-label="Loading">
    ${Array.from({ length: lines }, () => html`<div class="skeleton"></div>`)}
  </div>`;
}

/** Why something is not there. */
export function failure(problem: Problem, again?: () => void): unknown {
  return html`<div class="empty" role="alert">
    ${icon('alert', 24)}
    <h2>${problem.status === 404 ? 'Not found' : 'This did not load'}</h2>
    <p>${problem.message}</p>
    ${again ? html`<button class="button" @click=${again}>Try again</button>` : nothing}
  </div>`;
}
