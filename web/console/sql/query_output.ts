import { html, LitElement, nothing } from 'lit';
import type { Problem } from '../api/problem.ts';
import { emptyState, note } from '../parts/pieces.ts';
import { panelData, type QueryPreview } from '../preview/calls.ts';
import '../preview/rows_table.ts';
import { runSummary } from '../preview/run_summary.ts';
import type { PastQuery } from './query_history.ts';
import { ranCard } from './ran_card.ts';

export type Tab = 'rows' | 'ran' | 'history';

const tabs: readonly { readonly id: Tab; readonly label: string }[] = [
  { id: 'rows', label: 'Rows' },
  { id: 'ran', label: 'What was run' },
  { id: 'history', label: 'History' },
];

/**
 * What a query came to, what was run for it, and what was run before. Fires `again` (detail: the
 * past query) for one that is to be written again.
 */
export class QueryOutput extends LitElement {
  static override properties = {
    result: { attribute: false },
    problem: { attribute: false },
    past: { attribute: false },
    customer: {},
  };

  declare result: QueryPreview | undefined;
  declare problem: Problem | undefined;
  declare past: readonly PastQuery[];
  declare customer: string;
  #tab: Tab = 'rows';

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  get tab(): Tab {
    return this.#tab;
  }

  show(tab: Tab): void {
    this.#tab = tab;
    this.requestUpdate();
  }

  #key(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const at = tabs.findIndex(({ id }) => id === this.#tab);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (!next) return;
    this.show(next.id);
    void this.updateComplete.then(() =>
      this.querySelector<HTMLElement>(`#tab-${next.id}`)?.focus(),
    );
  }

  protected override render(): unknown {
    return html`<section class="sql-output" aria-label="Result">
      <div class="sql-tabs" role="tablist" aria-label="Result">
        ${tabs.map(
          ({ id, label }) =>
            html`<button
              role="tab"
              id="tab-${id}"
              aria-controls="sql-result"
              aria-selected=${this.#tab === id ? 'true' : 'false'}
              tabindex=${this.#tab === id ? 0 : -1}
              @click=${() => this.show(id)}
              @keydown=${(event: KeyboardEvent) => this.#key(event)}
            >
              ${label}
            </button>`,
        )}
        <div class="grow"></div>
        ${this.result && !this.problem ? runSummary(this.result) : nothing}
      </div>
      <div class="sql-result" id="sql-result" role="tabpanel" aria-labelledby="tab-${this.#tab}">
        ${this.#shown()}
      </div>
    </section>`;
  }

  #shown(): unknown {
    if (this.#tab === 'history') return this.#history();
    if (this.problem)
      return html`<div class="card-body">${note(this.problem.message, 'danger')}</div>`;
    if (!this.result)
      return emptyState({
        icon: 'play',
        title: 'Run the query to see rows',
        text: html`As ${this.customer === '' ? 'a customer' : this.customer}, from the data source
          that it is mapped to. Write <code>{{ customer_id }}</code> where its id belongs.`,
      });
    return this.#tab === 'rows'
      ? html`<rows-table .content=${panelData(this.result)} .name=${'query'}></rows-table>`
      : ranCard(this.result);
  }

  #history(): unknown {
    if (this.past.length === 0)
      return emptyState({
        icon: 'history',
        title: 'No queries yet',
        text: 'What you run is kept in this browser, so that you find it again.',
      });
    return html`<ul class="sql-history">
      ${this.past.map(
        (query) =>
          html`<li>
            <button
              title="Write it into the editor again"
              @click=${() => this.dispatchEvent(new CustomEvent('again', { detail: query }))}
            >
              <code class="ellipsis">${query.sql.replaceAll(/\s+/g, ' ').trim()}</code>
              <span class="muted small-text"
                >${new Date(query.at).toLocaleString('en')} · ${query.schema} · ${query.customer} ·
                ${
                  query.rows === undefined
                    ? 'refused'
                    : `${query.rows} ${query.rows === 1 ? 'row' : 'rows'}, ${query.elapsed_ms ?? 0} ms`
                }</span
              >
            </button>
          </li>`,
      )}
    </ul>`;
  }
}
customElements.define('query-output', QueryOutput);
