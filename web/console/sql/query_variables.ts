import { html, nothing } from 'lit';
import type { TypedValues } from './free_variables.ts';

/** A field for each variable that the query reads and nothing else sets. */
export function queryVariables(
  names: readonly string[],
  typed: TypedValues,
  type: (name: string, value: string) => void,
  run: () => void,
): unknown {
  if (names.length === 0) return nothing;
  return html`<div class="sql-variables" role="group" aria-label="Variables of the query">
    ${names.map(
      (name) =>
        html`<label class="sql-field"
          ><span><code>${name}</code></span>
          <input
            class="input mono"
            placeholder="no value"
            title="JSON, or a text"
            .value=${typed[name] ?? ''}
            @input=${(event: InputEvent) => {
              type(name, (event.target as HTMLInputElement).value);
            }}
            @keydown=${(event: KeyboardEvent) => {
              if (event.key === 'Enter') run();
            }}
          />
        </label>`,
    )}
  </div>`;
}
