import { html } from 'lit';
import type { QueryPreview } from '../preview/calls.ts';
import '../preview/preview.css';
import { kindName } from '../data/source_names.ts';

const why = {
  own: 'the customer’s own mapping',
  inherited: 'the mapping of a customer above it',
  default: 'the schema’s default, since nothing is mapped',
} as const;

/** What a query came to: the statement, the values bound into it, and where it ran. */
export function ranCard({ sql, bindings, data_source }: QueryPreview): unknown {
  return html`<div class="ran">
    <p>
      <strong>${data_source.name}</strong> (${kindName(data_source.kind)}, id ${data_source.id}):
      ${why[data_source.from]}.
    </p>
    <pre
      class="code-block"
      tabindex="0"
      role="region"
      aria-label="Statement"
    ><code>${sql}</code></pre>
    ${
      bindings.length === 0
        ? html`<p class="muted">No values were bound.</p>`
        : html`<table class="plain-table">
            <thead>
              <tr>
                <th scope="col">?</th>
                <th scope="col">Variable</th>
                <th scope="col">Value</th>
                <th scope="col">Type</th>
                <th scope="col">Set by</th>
              </tr>
            </thead>
            <tbody>
              ${bindings.map(
                ({ variable, value, type, origin }, at) =>
                  html`<tr>
                    <td class="muted">${at + 1}</td>
                    <td><code>${variable}</code></td>
                    <td><code>${JSON.stringify(value)}</code></td>
                    <td>${type}</td>
                    <td>${origin}</td>
                  </tr>`,
              )}
            </tbody>
          </table>`
    }
  </div>`;
}
