import { html, nothing } from 'lit';
import type { SchemaTable } from '../data/calls.ts';
import { icon } from '../parts/icon.ts';
import type { CustomerVariable } from '../preview/calls.ts';
import { quotedName } from '../preview/quoted_name.ts';
import { valueText } from '../preview/template_names.ts';

export interface QuerySide {
  readonly tables: readonly SchemaTable[];
  readonly filter: string;
  readonly customer: string;
  readonly variables: readonly CustomerVariable[];
  /** Kind of the data source: it decides how names are quoted. */
  readonly kind: string;
  find(text: string): void;
  insert(text: string): void;
}

/** What a query can name: tables with their columns, and the customer's variables. */
export function querySide(side: QuerySide): unknown {
  const found = side.tables.filter(({ name }) =>
    name.toLowerCase().includes(side.filter.toLowerCase()),
  );
  return html`<aside class="sql-side" aria-label="Tables and variables">
    <input
      class="input"
      type="search"
      placeholder="Find a table"
      aria-label="Find a table"
      @input=${(event: InputEvent) => side.find((event.target as HTMLInputElement).value)}
    />
    ${
      side.tables.length === 0
        ? html`<p class="muted small-text">
            No tables have been read. <a href="/data">Refresh the schema</a> to complete their
            names.
          </p>`
        : nothing
    }
    ${found.map((table) => oneTable(side, table, found.length < 4))} ${variables(side)}
  </aside>`;
}

function oneTable({ kind, insert }: QuerySide, table: SchemaTable, open: boolean): unknown {
  return html`<details ?open=${open}>
    <summary>
      ${icon('table', 14)}<span class="grow ellipsis">${table.name}</span>
      ${table.tenant_column === null ? nothing : icon('shield', 12)}
    </summary>
    <ul>
      ${table.columns.map(
        ({ name, type }) =>
          html`<li>
            <button title="Put it into the query" @click=${() => insert(quotedName(name, kind))}>
              <span class="grow ellipsis">${name}</span><span class="muted">${type}</span>
            </button>
          </li>`,
      )}
    </ul>
  </details>`;
}

function variables({ customer, variables: own, insert }: QuerySide): unknown {
  return html`<details open>
    <summary>${icon('customer', 14)}<span class="grow">Variables of ${customer}</span></summary>
    <ul>
      ${own.map(
        ({ name, value, origin }) =>
          html`<li>
            <button
              title="${origin}. Put it into the query"
              @click=${() => insert(`{{ ${name} }}`)}
            >
              <span class="grow ellipsis">${name}</span
              ><span class="muted ellipsis value">${valueText(value)}</span>
            </button>
          </li>`,
      )}
    </ul>
  </details>`;
}
