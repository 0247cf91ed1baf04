import { Problem } from '../api/problem.ts';
import type { Console } from '../app/console.ts';

/** Does something that has no form of its own: a refusal is told in the corner. True when it was done. */
export async function attempt(
  { toasts }: Console,
  call: () => Promise<unknown>,
  done: string,
): Promise<boolean> {
  try {
    await call();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    toasts.failed(error.message);
    return false;
  }
  toasts.done(done);
  return true;
}
