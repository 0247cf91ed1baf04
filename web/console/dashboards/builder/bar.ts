import { html, nothing } from 'lit';
import type { DraftStore } from '../draft_store.ts';
import { icon } from '../../parts/icon.ts';
import type { Editing } from './editing.ts';
import { saveState, tools } from './toolbar.ts';

export interface BuilderBar {
  readonly store: DraftStore;
  readonly editing: Editing;
  /** The tools of the preview, which stand between those of the draft. */
  readonly preview: unknown;
  readonly problemsShown: boolean;
  readonly mayPublish: boolean;
  showProblems(): void;
  publish(): void;
}

/** What a draft is called, how it stands, and what is done with all of it. */
export function builderBar(bar: BuilderBar): unknown {
  const { store, editing, preview, mayPublish, publish } = bar;
  const { definition } = store;
  return html`<header class="builder-bar">
    <a
      class="button quiet icon"
      href="/dashboards/${store.embedId}"
      aria-label="Back to the dashboard"
      title="Back to the dashboard"
      >${icon('back')}</a
    >
    <h1 class="sr-only">${definition.name}</h1>
    <input
      class="builder-name"
      aria-label="Name of the dashboard"
      .value=${definition.name}
      @input=${(event: InputEvent) => {
        const { value } = event.target as HTMLInputElement;
        if (value.trim() !== '') editing.edit({ ...definition, name: value }, 'name');
      }}
    />
    ${saveState(store)}
    <div class="grow"></div>
    ${tools(
      'Undo',
      { label: 'Undo', picture: 'undo', disabled: !store.canUndo, run: () => store.undo() },
      { label: 'Redo', picture: 'redo', disabled: !store.canRedo, run: () => store.redo() },
    )}
    ${preview} ${problemButton(bar)}
    <button class="button primary" @click=${publish}>
      ${mayPublish ? 'Save & publish' : 'Save version'}
    </button>
  </header>`;
}

function problemButton({ store: { problems }, problemsShown, showProblems }: BuilderBar): unknown {
  if (problems.length === 0) return nothing;
  return html`<button
    class="button small warn-text"
    aria-expanded=${problemsShown ? 'true' : 'false'}
    @click=${showProblems}
  >
    ${icon('warning', 14)}${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}
  </button>`;
}
