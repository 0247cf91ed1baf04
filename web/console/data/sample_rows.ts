import { html, LitElement, nothing } from 'lit';
import { Problem } from '../api/problem.ts';
import type { Console } from '../app/console.ts';
import { icon } from '../parts/icon.ts';
import { note } from '../parts/pieces.ts';
import '../parts/combobox.ts';
import { preview, type QueryPreview } from '../preview/calls.ts';
import { customerOptions, keepCustomer, usualCustomer } from '../preview/customer_choice.ts';
import { quotedName } from '../preview/quoted_name.ts';
import type { SchemaTable } from './calls.ts';

/** The first rows of a table, as a customer gets them: with the tenant's filter, from its source. */
class SampleRows extends LitElement {
  static override properties = {
    console: { attribute: false },
    schema: {},
    table: { attribute: false },
  };

  declare console: Console;
  declare schema: string;
  declare table: SchemaTable;
  #customer: string | undefined;
  #rows: QueryPreview | undefined;
  #problem: Problem | undefined;
  #shown: string | undefined;
  #busy = false;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(): void {
    const now = `${this.table.name}|${this.table.tenant_column ?? ''}`;
    if (this.#shown === now) return;
    this.#shown = now;
    this.#rows = undefined;
    this.#problem = undefined;
  }

  async #load(): Promise<void> {
    this.#busy = true;
    this.requestUpdate();
    const asked = this.#shown;
    try {
      const { api } = this.console;
      this.#customer ??= await usualCustomer(api);
      const { name, tenant_column: tenant } = this.table;
      const filter = tenant === null ? '' : ` where ${quotedName(tenant, '')} = {{ customer_id }}`;
      const rows = await preview(api, {
        schema: this.schema,
        sql: `select * from ${quotedName(name, '')}${filter}`,
        customer: this.#customer,
        limit: 50,
      });
      if (this.#shown !== asked) return;
      this.#rows = rows;
      this.#problem = undefined;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.#problem = error;
    } finally {
      this.#busy = false;
      this.requestUpdate();
    }
  }

  protected override render(): unknown {
    return html`<div class="card-body stack">
        <div class="row wrap">
          <button class="button" ?disabled=${this.#busy} @click=${() => this.#load()}>
            ${this.#busy ? html`<span class="spinner"></span>` : icon('eye')}Sample rows
          </button>
          <label class="muted" for="sample-customer">as customer</label>
          <console-combobox
            .inputId=${'sample-customer'}
            .value=${this.#customer ?? ''}
            .placeholder=${'the usual one'}
            .find=${(text: string, signal: AbortSignal) =>
              customerOptions(this.console.api, text, signal)}
            @picked=${(event: CustomEvent<string>) => {
              this.#customer = event.detail === '' ? undefined : event.detail;
              if (event.detail !== '') keepCustomer(event.detail);
              if (this.#rows || this.#problem) void this.#load();
            }}
          ></console-combobox>
          ${
            this.#rows
              ? html`<span class="muted small-text" role="status"
                  >${this.#rows.row_count} rows from ${this.#rows.data_source.name}
                  (${this.#rows.data_source.from}), ${this.#rows.elapsed_ms} ms</span
                >`
              : nothing
          }
        </div>
        ${this.#problem ? note(this.#problem.message, 'danger') : nothing}
      </div>
      ${this.#rows ? rowsTable(this.#rows) : nothing}`;
  }
}
customElements.define('sample-rows', SampleRows);

function rowsTable({ columns, rows }: QueryPreview): unknown {
  const numeric = columns.map(({ type }) => ['integer', 'decimal', 'number'].includes(type));
  return html`<div class="rows-grid" tabindex="0" role="region" aria-label="Sample rows">
    <table>
      <thead>
        <tr>
          ${columns.map(({ name }) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map(
                (cell, at) =>
                  html`<td class=${numeric[at] ? 'number' : ''}>
                    ${cell === null ? html`<span class="muted">null</span>` : cellText(cell)}
                  </td>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

const cellText = (cell: unknown): string =>
  typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
