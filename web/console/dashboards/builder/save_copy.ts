import { Problem } from '../../api/problem.ts';
import type { Console } from '../../app/console.ts';
import { createDashboard } from '../calls.ts';
import type { DraftStore } from '../draft_store.ts';

/** Keeps what stands here as a dashboard of its own, and leaves the draft to whoever saved it meanwhile. */
export async function saveCopy(console: Console, store: DraftStore): Promise<void> {
  const { api, router, toasts } = console;
  try {
    const { definition } = store;
    const name = `${definition.name} (my changes)`;
    const made = await createDashboard(api, { ...definition, name });
    store.takeTheirs();
    toasts.done(`Saved as ${name}`);
    await router.go(`/dashboards/${made.embed_id}/edit`);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    toasts.failed(error.message);
  }
}
