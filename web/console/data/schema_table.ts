import { html, nothing } from 'lit';
import type { Console } from '../app/console.ts';
import { choiceField } from '../parts/form.ts';
import { badge } from '../parts/pieces.ts';
import type { SchemaTable } from './calls.ts';
import './sample_rows.ts';

export interface ShownTable {
  readonly console: Console;
  /** The schema's name. */
  readonly schema: string;
  readonly table: SchemaTable;
  /** Every query of the table must filter on the column; on none where it is empty. */
  demand(column: string): void;
}

/** A table of a schema: its columns, which one says whose row it is, and what rows look like. */
export function schemaTable({ console, schema, table, demand }: ShownTable): unknown {
  const editor = console.session.may('editor');
  return html`<div class="card-body stack">
      <div class="row wrap">
        <h3>${table.name}</h3>
        <span class="muted small-text">${table.database_schema}</span>
      </div>
      ${choiceField({
        id: 'tenant-column',
        label: 'Column that says whose row it is',
        hint: 'With one, every dataset and query of this table must compare it with a customer’s or level’s variable, or it does not save.',
        disabled: !editor,
        value: table.tenant_column ?? '',
        options: [
          { value: '', label: 'None: queries may read all rows' },
          ...table.columns.map(({ name }) => ({ value: name, label: name })),
        ],
        input: (value) => demand(value),
      })}
    </div>
    <div class="scroll-x">
      <table class="plain-table">
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Type</th>
            <th scope="col">In the database</th>
          </tr>
        </thead>
        <tbody>
          ${table.columns.map(
            ({ name, type, database_type }) =>
              html`<tr>
                <td>
                  <code>${name}</code>
                  ${name === table.tenant_column ? badge('tenant', 'accent') : nothing}
                </td>
                <td>${type}</td>
                <td class="muted mono">${database_type}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${
      editor
        ? html`<sample-rows .console=${console} .schema=${schema} .table=${table}></sample-rows>`
        : nothing
    }`;
}
