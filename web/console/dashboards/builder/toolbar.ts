import { html, nothing } from 'lit';
import { icon } from '../../parts/icon.ts';
import type { DraftStore } from '../draft_store.ts';

export interface Tool {
  readonly label: string;
  readonly picture: Parameters<typeof icon>[0];
  readonly disabled?: boolean;
  /** Whether it is on, for what stays on. */
  readonly pressed?: boolean;
  readonly run: () => void;
}

/** Buttons that show a picture and say their name. */
export const tools = (label: string, ...all: readonly Tool[]): unknown =>
  html`<div class="row tight" role="group" aria-label=${label}>${all.map(tool)}</div>`;

export const tool = ({ label, picture, disabled = false, pressed, run }: Tool): unknown =>
  html`<button
    class="button quiet icon ${pressed ? 'pressed' : ''}"
    aria-label=${label}
    title=${label}
    aria-pressed=${pressed === undefined ? nothing : String(pressed)}
    ?disabled=${disabled}
    @click=${run}
  >
    ${icon(picture)}
  </button>`;

/** How the draft stands towards the server, in a word. */
export function saveState({ state }: DraftStore): unknown {
  const text = {
    saved: 'Draft saved',
    changed: 'Changed',
    saving: 'Saving…',
    failed: 'Not saved',
    conflict: 'Changed by somebody else',
  }[state.kind];
  return html`<span
    class="save-state ${state.kind}"
    role="status"
    title=${state.kind === 'failed' ? state.problem.message : ''}
    >${text}</span
  >`;
}
