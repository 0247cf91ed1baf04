import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { html, LitElement, nothing } from 'lit';
import type { Dashboard, Dataset } from '../../model/dashboard.ts';
import { Problem } from '../api/problem.ts';
import type { Console } from '../app/console.ts';
import type { DataSchema } from '../data/calls.ts';
import { icon } from '../parts/icon.ts';
import { note } from '../parts/pieces.ts';
import {
  check,
  panelData,
  preview,
  type CustomerVariable,
  type QueryFinding,
  type QueryPreview,
} from '../preview/calls.ts';
import '../preview/rows_table.ts';
import { runSummary } from '../preview/run_summary.ts';
import { valueText } from '../preview/template_names.ts';
import type { KnownTables } from '../sql/sql_editor.ts';
import { declarationsOf } from './canvas/declarations.ts';
import { schemaForm } from './form/schema_form.ts';
import type { JsonSchema, Path } from './form/json_schema.ts';

/**
 * The dialog for one dataset: its query, its rows as the customer that is looked at, its limits.
 * Fires `edited` (path and value within the dataset), `removed` and `closed`.
 */
class DatasetEditor extends LitElement {
  static override properties = {
    console: { attribute: false },
    edited: { attribute: false },
    definition: { attribute: false },
    schemas: { attribute: false },
    model: { attribute: false },
    customer: {},
    own: { attribute: false },
    values: { attribute: false },
    readTables: { attribute: false },
    errorAt: { attribute: false },
  };

  declare console: Console;
  /** The dataset that is open. */
  declare edited: Dataset | undefined;
  declare definition: Dashboard;
  declare schemas: readonly DataSchema[];
  declare model: JsonSchema;
  declare customer: string;
  declare own: readonly CustomerVariable[];
  declare values: Readonly<Record<string, unknown>>;
  declare readTables: (schema: string) => Promise<KnownTables>;
  declare errorAt: (path: string) => string | undefined;
  #tables: KnownTables = {};
  #tablesOf: string | undefined;
  #result: QueryPreview | undefined;
  #problem: Problem | undefined;
  #busy = false;
  #dialect = 'postgresql';
  #ready = false;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(): void {
    const { edited: dataset } = this;
    if (!dataset) {
      this.#tablesOf = undefined;
      this.#result = undefined;
      this.#problem = undefined;
      return;
    }
    if (!this.#ready)
      void import('../sql/sql_editor.ts').then(() => {
        this.#ready = true;
        this.requestUpdate();
      });
    if (this.#tablesOf === dataset.schema) return;
    this.#tablesOf = dataset.schema;
    void this.readTables(dataset.schema).then((tables) => {
      this.#tables = tables;
      this.requestUpdate();
    });
  }

  #edit(path: Path, value: unknown): void {
    this.dispatchEvent(new CustomEvent('edited', { detail: { path, value } }));
  }

  async #findings(sql: string): Promise<readonly QueryFinding[]> {
    const { edited: dataset } = this;
    if (!dataset) return [];
    try {
      const { errors, dialect } = await check(this.console.api, {
        schema: dataset.schema,
        sql,
        customer: this.customer,
        declarations: declarationsOf(this.definition),
        tenant_optional: dataset.tenant_optional ?? false,
      });
      this.#dialect = dialect;
      return errors;
    } catch (error) {
      if (error instanceof Problem) return [];
      throw error;
    }
  }

  async #run(): Promise<void> {
    const { edited: dataset } = this;
    if (!dataset || this.#busy) return;
    this.#busy = true;
    this.requestUpdate();
    try {
      this.#result = await preview(this.console.api, {
        schema: dataset.schema,
        sql: dataset.sql,
        customer: this.customer,
        variables: this.values,
        declarations: declarationsOf(this.definition),
        limit: 500,
      });
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
    const { edited: dataset } = this;
    return html`<wa-dialog
      class="wide-dialog"
      label=${dataset ? `Dataset ${dataset.name}` : 'Dataset'}
      ?open=${dataset !== undefined}
      @wa-hide=${(event: Event) => {
        if (event.target === event.currentTarget && this.edited)
          this.dispatchEvent(new CustomEvent('closed'));
      }}
    >
      ${dataset ? this.#body(dataset) : nothing}
      <button
        slot="footer"
        class="button quiet danger-text"
        @click=${() => this.dispatchEvent(new CustomEvent('removed'))}
      >
        ${icon('delete')}Remove
      </button>
      <span slot="footer" class="grow"></span>
      <button
        slot="footer"
        class="button primary"
        @click=${() => this.dispatchEvent(new CustomEvent('closed'))}
      >
        Done
      </button>
    </wa-dialog>`;
  }

  #body(dataset: Dataset): unknown {
    const known = [
      ...this.own.map(({ name, value }) => ({
        name,
        detail: valueText(value).slice(0, 40) || 'no value',
      })),
      ...declarationsOf(this.definition).flatMap(({ name, kind }) =>
        kind === 'date_range'
          ? [
              { name: `${name}.startDate`, detail: 'control' },
              { name: `${name}.endDate`, detail: 'control' },
            ]
          : [{ name, detail: 'control' }],
      ),
    ];
    return html`<div class="dataset-work">
      <div class="fields">
        <div class="schema-field">
          <label for="dataset-name">Name</label>
          <input
            class="input"
            id="dataset-name"
            .value=${dataset.name}
            aria-invalid=${this.errorAt('name') === undefined ? nothing : 'true'}
            @change=${(event: Event) => {
              const { value } = event.target as HTMLInputElement;
              if (value !== '') this.#edit(['name'], value);
            }}
          />
          ${this.errorAt('name') === undefined ? nothing : html`<div class="field-error">${this.errorAt('name')}</div>`}
        </div>
        <div class="schema-field">
          <label for="dataset-schema">Schema</label>
          <select
            class="select"
            id="dataset-schema"
            @change=${(event: Event) =>
              this.#edit(['schema'], (event.target as HTMLSelectElement).value)}
          >
            ${this.schemas.map(
              ({ name }) =>
                html`<option value=${name} .selected=${name === dataset.schema}>${name}</option>`,
            )}
          </select>
        </div>
      </div>
      <div class="dataset-sql">
        ${
          this.#ready
            ? html`<sql-editor
                .label=${'Query of the dataset'}
                .kind=${this.#dialect}
                .tables=${this.#tables}
                .variables=${known}
                .check=${(text: string) => this.#findings(text)}
                .value=${dataset.sql}
                @changed=${(event: CustomEvent<string>) => this.#edit(['sql'], event.detail)}
                @run=${() => this.#run()}
              ></sql-editor>`
            : html`<div class="card-body"><div class="skeleton"></div></div>`
        }
      </div>
      ${this.errorAt('sql') === undefined ? nothing : note(this.errorAt('sql'), 'danger')}
      <div class="row wrap">
        <button class="button" ?disabled=${this.#busy} @click=${() => this.#run()}>
          ${this.#busy ? html`<span class="spinner"></span>` : icon('play')}Run as ${this.customer}
        </button>
        ${this.#result ? runSummary(this.#result) : nothing}
      </div>
      ${this.#problem ? note(this.#problem.message, 'danger') : nothing}
      ${
        this.#result && !this.#problem
          ? html`<div class="dataset-rows">
              <rows-table .content=${panelData(this.#result)} .name=${dataset.name}></rows-table>
            </div>`
          : nothing
      }
      ${schemaForm(
        {
          schema: this.model,
          value: dataset,
          prefix: 'dataset',
          disabled: false,
          columns: [],
          datasets: [],
          hidden: ['name', 'schema', 'sql'],
          errorAt: (path) => this.errorAt(path),
          change: (path, value) => this.#edit(path, value),
          takes: () => true,
        },
        'dataset',
      )}
    </div>`;
  }
}
customElements.define('dataset-editor', DatasetEditor);
