import { html, nothing } from 'lit';
import { segment } from '../api/api.ts';
import type { Known } from './known.ts';

/** Who stands below a customer, and inherits from it. */
export function belowCard({ customer, children, moreChildren, levels }: Known): unknown {
  if (customer.hierarchy_level === levels.at(-1)?.name) return nothing;
  return html`<section class="card" aria-labelledby="below-title">
    <div class="card-head">
      <h2 id="below-title">Below it</h2>
      ${
        children.length === 0
          ? nothing
          : html`<a href="/customers?under=${segment(customer.provided_id)}">Show all</a>`
      }
    </div>
    ${
      children.length === 0
        ? html`<p class="muted card-body">
            Nobody. Customers below inherit what they do not set themselves.
          </p>`
        : html`<ul class="facts">
            ${children.map(
              ({ provided_id, name, hierarchy_level }) =>
                html`<li class="row">
                  <a class="grow ellipsis" href="/customers/${segment(provided_id)}">${name}</a>
                  <span class="muted">${hierarchy_level}</span>
                </li>`,
            )}
            ${moreChildren ? html`<li class="muted">and more</li>` : nothing}
          </ul>`
    }
  </section>`;
}
