import { html, nothing } from 'lit';
import type { Console } from '../app/console.ts';
import { icon, type IconName } from './icon.ts';

/** The top of a page: where it stands, what it is, what can be done. */
export function pageHead(head: {
  readonly title: unknown;
  readonly lead?: unknown;
  readonly back?: { readonly href: string; readonly label: string };
  readonly actions?: unknown;
}): unknown {
  return html`<header class="page-head">
    <div class="grow">
      ${
        head.back
          ? html`<a class="page-back" href=${head.back.href}
              >${icon('chevron-left', 14)}${head.back.label}</a
            >`
          : nothing
      }
      <h1>${head.title}</h1>
      ${head.lead ? html`<p class="muted page-lead">${head.lead}</p>` : nothing}
    </div>
    ${head.actions ? html`<div class="row wrap">${head.actions}</div>` : nothing}
  </header>`;
}

/** What stands where nothing is yet: what it would be good for, and the step that leads there. */
export function emptyState(state: {
  readonly icon: IconName;
  /** Whether it is all that the page has, so that its title is the page's. */
  readonly wholePage?: boolean;
  readonly title: string;
  readonly text: unknown;
  readonly actions?: unknown;
}): unknown {
  return html`<div class="empty">
    ${icon(state.icon, 28)}
    ${state.wholePage ? html`<h1>${state.title}</h1>` : html`<h2>${state.title}</h2>`}
    <p>${state.text}</p>
    ${state.actions ? html`<div class="row">${state.actions}</div>` : nothing}
  </div>`;
}

export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'danger';

export function badge(text: unknown, tone: Tone = 'neutral'): unknown {
  return html`<span class="badge ${tone}">${text}</span>`;
}

/** A text beside the page's own: what to know before going on. */
export function note(text: unknown, tone: 'info' | 'warn' | 'danger' = 'info'): unknown {
  const pictures = { info: 'info', warn: 'warning', danger: 'alert' } as const;
  return html`<div class="note ${tone}" role=${tone === 'danger' ? 'alert' : nothing}>
    ${icon(pictures[tone])}
    <div class="grow">${text}</div>
  </div>`;
}

/** Copies a text, and says so. */
export async function copy({ toasts }: Console, text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toasts.done(`${what} copied`);
  } catch {
    toasts.failed('The browser does not let this page copy. Select the text and copy it.');
  }
}

/** A text that is to be copied, with the button for it. */
export function copyable(console: Console, text: string, what: string): unknown {
  return html`<div class="secret">
    <code>${text}</code>
    <button
      class="button quiet icon small"
      aria-label="Copy ${what}"
      title="Copy"
      @click=${() => copy(console, text, what)}
    >
      ${icon('copy', 14)}
    </button>
  </div>`;
}
