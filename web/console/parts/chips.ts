import { html, nothing } from 'lit';
import { icon } from './icon.ts';
import './chips.css';

/** Texts that belong together, each with a button that takes it away. */
export function chips(
  label: string,
  values: readonly string[],
  remove?: (value: string) => void,
): unknown {
  if (values.length === 0) return nothing;
  return html`<ul class="chips" aria-label=${label}>
    ${values.map(
      (value) =>
        html`<li class="chip">
          <span class="ellipsis">${value}</span>
          ${
            remove
              ? html`<button
                  type="button"
                  aria-label="Remove ${value}"
                  @click=${() => remove(value)}
                >
                  ${icon('close', 12)}
                </button>`
              : nothing
          }
        </li>`,
    )}
  </ul>`;
}
