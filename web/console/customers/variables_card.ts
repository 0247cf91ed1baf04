import { html, nothing } from 'lit';
import { segment } from '../api/api.ts';
import type { Computed } from '../api/types.ts';
import type { Console } from '../app/console.ts';
import { icon } from '../parts/icon.ts';
import { copy } from '../parts/pieces.ts';

/** The level variables that hold for a customer, as queries write them. */
export function variablesCard(console: Console, { variables }: Computed, owner: string): unknown {
  return html`<section class="card" aria-labelledby="variables-title">
    <div class="card-head"><h2 id="variables-title">Variables</h2></div>
    <ul class="facts">
      ${Object.entries(variables).map(
        ([name, { value, from }]) =>
          html`<li>
            <div class="row">
              <code class="grow ellipsis muted">{{${name}}}</code>
              <button
                class="button quiet icon small"
                aria-label="Copy ${name}"
                title="Copy"
                @click=${() => copy(console, `{{${name}}}`, 'Variable')}
              >
                ${icon('copy', 12)}
              </button>
            </div>
            <div>
              <span class="value">${value}</span>
              ${
                from === owner || from === value
                  ? nothing
                  : html`<span class="muted"
                      >from <a href="/customers/${segment(from)}">${from}</a></span
                    >`
              }
            </div>
          </li>`,
      )}
    </ul>
  </section>`;
}
