import { html, nothing } from 'lit';
import { brand } from '../app/frame.ts';

/** A card in the middle of an empty page, for who is not signed in yet. */
export function door(text: {
  readonly title: string;
  readonly lead?: unknown;
  readonly content: unknown;
}): unknown {
  return html`<main class="door">
    <section class="door-card">
      <div class="stack">
        ${brand(32)}
        <div>
          <h1>${text.title}</h1>
          ${text.lead ? html`<p class="muted">${text.lead}</p>` : nothing}
        </div>
      </div>
      ${text.content}
    </section>
  </main>`;
}
