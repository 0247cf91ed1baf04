import { html, nothing } from 'lit';
import type { Dashboard } from '../../../model/dashboard.ts';
import { ago } from '../../parts/dates.ts';
import { note } from '../../parts/pieces.ts';
import type { DefinitionProblem } from '../calls.ts';
import type { DraftStore } from '../draft_store.ts';

/** What stands above a draft that is not on the server, and the ways on. */
export function draftNote(store: DraftStore, saveCopy: () => void): unknown {
  const { state } = store;
  switch (state.kind) {
    case 'saved':
    case 'changed':
    case 'saving':
      return nothing;
    case 'failed':
      return html`<div class="builder-note">
        ${note(
          html`The draft was not saved: ${state.problem.message}
            <button class="button small" @click=${() => store.flush()}>Try again</button>`,
          'danger',
        )}
      </div>`;
    case 'conflict': {
      const { updated_by, updated_by_name, updated_at, revision } = state.theirs.value;
      return html`<div class="builder-note">
        ${note(
          html`<strong>Somebody else has saved this draft</strong>
            (${updated_by_name ?? updated_by}, ${ago(updated_at)}, revision ${revision}). Your
            changes are still here and nothing of theirs was overwritten.
            <span class="row wrap">
              <button class="button small" @click=${() => store.takeTheirs()}>Show theirs</button>
              <button class="button small" @click=${saveCopy}>Save mine as a copy</button>
            </span>`,
          'warn',
        )}
      </div>`;
    }
  }
}

/** What keeps a draft from becoming a version; each leads to the part that it is about. */
export function problemList(
  problems: readonly DefinitionProblem[],
  goTo: (problem: DefinitionProblem) => void,
): unknown {
  if (problems.length === 0) return nothing;
  return html`<section class="builder-drawer" aria-label="Problems">
    <ul class="outline">
      ${problems.map(
        (problem) =>
          html`<li>
            <button @click=${() => goTo(problem)}>
              <code>${problem.path || '/'}</code><span class="grow">${problem.reason}</span>
            </button>
          </li>`,
      )}
    </ul>
  </section>`;
}

/** The part that a problem is about: a panel, a control, a dataset, or the dashboard as a whole. */
export function partOf(
  definition: Dashboard,
  { path }: DefinitionProblem,
): { readonly chosen?: string | undefined; readonly dataset?: string | undefined } {
  const [, list, at] = path.split('/');
  const index = Number(at);
  if (list === 'panels') return { chosen: definition.panels[index]?.id };
  if (list === 'controls') return { chosen: `control:${definition.controls?.[index]?.id ?? ''}` };
  if (list === 'datasets') return { dataset: definition.datasets[index]?.name };
  return {};
}

/** What to begin with, where nothing is shown yet. */
export function firstStep({ panels, datasets }: Dashboard): unknown {
  if (panels.length > 0) return nothing;
  return html`<p class="builder-empty muted">
    ${
      datasets.length === 0
        ? 'Begin with a dataset, on the left: the query whose rows are shown.'
        : 'Add a panel, on the left: it shows rows at once.'
    }
  </p>`;
}
