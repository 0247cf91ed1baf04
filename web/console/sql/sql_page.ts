import { html, nothing } from 'lit';
import { Problem } from '../api/problem.ts';
import { Load } from '../app/load.ts';
import { Page } from '../app/page.ts';
import { readSetup, readTables, type DataSetup, type SchemaTable } from '../data/calls.ts';
import { kindName } from '../data/source_names.ts';
import '../parts/combobox.ts';
import { icon } from '../parts/icon.ts';
import { badge, emptyState, note } from '../parts/pieces.ts';
import {
  check,
  panelData,
  preview,
  variablesOf,
  type CustomerVariable,
  type QueryFinding,
  type QueryPreview,
} from '../preview/calls.ts';
import { customerOptions, keepCustomer, usualCustomer } from '../preview/customer_choice.ts';
import { quotedName } from '../preview/quoted_name.ts';
import '../preview/rows_table.ts';
import {
  declarationsFor,
  nestedValues,
  templateNames,
  typedValue,
  valueText,
} from '../preview/template_names.ts';
import { keepHistory, readHistory, withQuery, type PastQuery } from './query_history.ts';
import { ranCard } from './ran_card.ts';
import './save_dataset.ts';
import type { SqlEditor } from './sql_editor.ts';
import './sql.css';

const DRAFT = 'vitrine.query-draft';
type Tab = 'rows' | 'ran' | 'history';

const tabs: readonly { readonly id: Tab; readonly label: string }[] = [
  { id: 'rows', label: 'Rows' },
  { id: 'ran', label: 'What was run' },
  { id: 'history', label: 'History' },
];

/** Writes a query and runs it as any customer. */
class SqlPage extends Page {
  readonly heading = 'SQL';
  #schema = '';
  #tables: readonly SchemaTable[] = [];
  #columns: Readonly<Record<string, readonly string[]>> = {};
  #customer = '';
  #own: readonly CustomerVariable[] = [];
  #typed: Readonly<Record<string, string>> = {};
  #text = '';
  #dialect: string | undefined;
  #tab: Tab = 'rows';
  #result: QueryPreview | undefined;
  #problem: Problem | undefined;
  #running: AbortController | undefined;
  #past: readonly PastQuery[] = readHistory();
  #filter = '';

  readonly #setup = new Load<DataSetup>(this, async (signal) => {
    const { api, router } = this.console;
    const [setup, customer] = await Promise.all([
      readSetup(api, signal),
      usualCustomer(api, signal),
      import('./sql_editor.ts'),
    ]);
    const { search } = router.place;
    const kept = readDraft();
    this.#customer = search.get('customer') ?? customer;
    this.#schema =
      [search.get('schema'), kept.schema].find((name) =>
        setup.schemas.some((one) => one.name === name),
      ) ??
      setup.schemas[0]?.name ??
      '';
    const table = search.get('table');
    this.#text = table === null ? kept.sql : await this.#firstQuery(setup, table, signal);
    await Promise.all([this.#readTables(setup, signal), this.#readVariables()]);
    return setup;
  });

  async #firstQuery(setup: DataSetup, table: string, signal: AbortSignal): Promise<string> {
    await this.#readTables(setup, signal);
    const tenant = this.#tables.find(({ name }) => name === table)?.tenant_column ?? null;
    const filter =
      tenant === null ? '' : `\nwhere ${quotedName(tenant, this.#kind)} = {{ customer_id }}`;
    return `select *\nfrom ${quotedName(table, this.#kind)}${filter}\n`;
  }

  get #kind(): string {
    return this.#dialect ?? this.#result?.data_source.kind ?? 'postgresql';
  }

  get #editor(): SqlEditor | null {
    return this.querySelector<SqlEditor>('sql-editor');
  }

  async #readTables({ schemas, sources }: DataSetup, signal?: AbortSignal): Promise<void> {
    const schema = schemas.find(({ name }) => name === this.#schema);
    if (!schema) return;
    this.#dialect = sources.find(({ id }) => id === schema.default_data_source_id)?.kind;
    const { tables } = await readTables(this.console.api, schema.id, signal);
    this.#tables = tables;
    this.#columns = Object.fromEntries(
      tables.map(({ name, columns }) => [name, columns.map((column) => column.name)]),
    );
    this.requestUpdate();
  }

  async #readVariables(): Promise<void> {
    this.#own =
      this.#customer === ''
        ? []
        : await variablesOf(this.console.api, this.#customer).catch(() => []);
    this.requestUpdate();
  }

  /** Names that the query reads and that are not the customer's. */
  get #free(): readonly string[] {
    const own = new Set(this.#own.map(({ name }) => name));
    return templateNames(this.#text).filter(
      (name) => !own.has(name) && !name.startsWith('customer.'),
    );
  }

  get #values(): Readonly<Record<string, unknown>> {
    return nestedValues(
      Object.fromEntries(this.#free.map((name) => [name, typedValue(this.#typed[name] ?? '')])),
    );
  }

  /** What the free variables may be; without a value, only those that may be left out are known. */
  get #declarations() {
    const required = templateNames(this.#text.replaceAll(/\[\[[^\]]*\]\]/g, ''));
    return declarationsFor(
      this.#free.filter((name) => !required.includes(name) || (this.#typed[name] ?? '') !== ''),
    );
  }

  async #findings(text: string): Promise<readonly QueryFinding[]> {
    try {
      const { errors, dialect } = await check(this.console.api, {
        schema: this.#schema,
        sql: text,
        ...(this.#customer === '' ? {} : { customer: this.#customer }),
        declarations: this.#declarations,
      });
      this.#dialect = dialect;
      return errors;
    } catch (error) {
      // A pause in the network is no mistake in the query.
      if (error instanceof Problem) return [];
      throw error;
    }
  }

  async #run(): Promise<void> {
    if (this.#text.trim() === '' || this.#customer === '') return;
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.requestUpdate();
    const asked = { schema: this.#schema, customer: this.#customer, sql: this.#text };
    const at = new Date().toISOString();
    try {
      const result = await preview(
        this.console.api,
        { ...asked, variables: this.#values, declarations: this.#declarations, limit: 1000 },
        running.signal,
      );
      this.#result = result;
      this.#problem = undefined;
      this.#remember({ at, ...asked, rows: result.row_count, elapsed_ms: result.elapsed_ms });
      if (this.#tab === 'history') this.#tab = 'rows';
    } catch (error) {
      if (running.signal.aborted) return;
      if (!(error instanceof Problem)) throw error;
      this.#problem = error;
      this.#tab = 'rows';
      this.#remember({ at, ...asked });
      const [, line, column] = /^Line (\d+), column (\d+)/.exec(error.message) ?? [];
      if (line !== undefined) this.#editor?.goTo(Number(line), Number(column));
    } finally {
      if (this.#running === running) this.#running = undefined;
      this.requestUpdate();
    }
  }

  #remember(query: PastQuery): void {
    this.#past = withQuery(this.#past, query);
    keepHistory(this.#past);
  }

  #changed(text: string): void {
    this.#text = text;
    localStorage.setItem(DRAFT, JSON.stringify({ schema: this.#schema, sql: text }));
    this.requestUpdate();
  }

  protected override render(): unknown {
    return html`<div class="sql-page">${this.#setup.render((setup) => this.#body(setup))}</div>`;
  }

  #body(setup: DataSetup): unknown {
    if (setup.schemas.length === 0)
      return emptyState({
        icon: 'sql',
        title: 'Nothing to query yet',
        text: 'Connect a data source first. Queries are written against its schema.',
        actions: html`<a class="button primary" href="/data/sources/new">Connect data</a>`,
      });
    return html`${this.#bar(setup)}
      <div class="sql-work">
        ${this.#side()}
        <div class="sql-main">
          <div class="sql-edit">
            <sql-editor
              .label=${'Query'}
              .kind=${this.#kind}
              .tables=${this.#columns}
              .variables=${this.#known}
              .check=${(text: string) => this.#findings(text)}
              .value=${this.#text}
              @changed=${(event: CustomEvent<string>) => this.#changed(event.detail)}
              @run=${() => this.#run()}
            ></sql-editor>
          </div>
          ${this.#variables()} ${this.#output()}
        </div>
      </div>`;
  }

  get #known() {
    return [
      ...this.#own.map(({ name, value }) => ({
        name,
        detail: valueText(value).slice(0, 40) || 'no value',
      })),
      ...this.#free.map((name) => ({ name, detail: '' })),
    ];
  }

  #bar(setup: DataSetup): unknown {
    const busy = this.#running !== undefined;
    return html`<header class="sql-bar">
      <h1 class="sr-only">SQL</h1>
      <label class="sql-field"
        ><span>Schema</span>
        <select
          class="select"
          @change=${(event: Event) => {
            this.#schema = (event.target as HTMLSelectElement).value;
            this.console.router.setSearch({ schema: this.#schema });
            void this.#readTables(setup);
          }}
        >
          ${setup.schemas.map(
            ({ name }) =>
              html`<option value=${name} .selected=${name === this.#schema}>${name}</option>`,
          )}
        </select>
      </label>
      <div class="sql-field">
        <label for="sql-customer">As customer</label>
        <console-combobox
          .inputId=${'sql-customer'}
          .value=${this.#customer}
          .find=${(text: string, signal: AbortSignal) =>
            customerOptions(this.console.api, text, signal)}
          @picked=${(event: CustomEvent<string>) => {
            this.#customer = event.detail;
            if (event.detail !== '') keepCustomer(event.detail);
            void this.#readVariables();
            if (this.#result) void this.#run();
          }}
        ></console-combobox>
      </div>
      <div class="grow"></div>
      <button
        class="button"
        ?disabled=${this.#text.trim() === ''}
        @click=${() => this.querySelector<HTMLElement & { open(): void }>('save-dataset')?.open()}
      >
        ${icon('save')}Save as dataset
      </button>
      ${
        busy
          ? html`<button class="button" @click=${() => this.#running?.abort()}>
              <span class="spinner" aria-hidden="true"></span>Stop
            </button>`
          : html`<button
              class="button primary"
              title="Ctrl or ⌘ + Enter"
              @click=${() => this.#run()}
            >
              ${icon('play')}Run
            </button>`
      }
      <save-dataset
        .console=${this.console}
        .schema=${this.#schema}
        .sql=${this.#text}
      ></save-dataset>
    </header>`;
  }

  #side(): unknown {
    const found = this.#tables.filter(({ name }) =>
      name.toLowerCase().includes(this.#filter.toLowerCase()),
    );
    return html`<aside class="sql-side" aria-label="Tables and variables">
      <input
        class="input"
        type="search"
        placeholder="Find a table"
        aria-label="Find a table"
        @input=${(event: InputEvent) => {
          this.#filter = (event.target as HTMLInputElement).value;
          this.requestUpdate();
        }}
      />
      ${
        this.#tables.length === 0
          ? html`<p class="muted small-text">
              No tables have been read. <a href="/data">Refresh the schema</a> to complete their
              names.
            </p>`
          : nothing
      }
      ${found.map(
        (table) =>
          html`<details ?open=${found.length < 4}>
            <summary>
              ${icon('table', 14)}<span class="grow ellipsis">${table.name}</span>
              ${table.tenant_column === null ? nothing : icon('shield', 12)}
            </summary>
            <ul>
              ${table.columns.map(
                ({ name, type }) =>
                  html`<li>
                    <button
                      title="Put it into the query"
                      @click=${() => this.#editor?.insert(quotedName(name, this.#kind))}
                    >
                      <span class="grow ellipsis">${name}</span><span class="muted">${type}</span>
                    </button>
                  </li>`,
              )}
            </ul>
          </details>`,
      )}
      <details open>
        <summary>
          ${icon('customer', 14)}<span class="grow">Variables of ${this.#customer}</span>
        </summary>
        <ul>
          ${this.#own.map(
            ({ name, value, origin }) =>
              html`<li>
                <button
                  title="${origin}. Put it into the query"
                  @click=${() => this.#editor?.insert(`{{ ${name} }}`)}
                >
                  <span class="grow ellipsis">${name}</span
                  ><span class="muted ellipsis value">${valueText(value)}</span>
                </button>
              </li>`,
          )}
        </ul>
      </details>
    </aside>`;
  }

  #variables(): unknown {
    const free = this.#free;
    if (free.length === 0) return nothing;
    return html`<div class="sql-variables" role="group" aria-label="Variables of the query">
      ${free.map(
        (name) =>
          html`<label class="sql-field"
            ><span><code>${name}</code></span>
            <input
              class="input mono"
              placeholder="no value"
              title="JSON, or a text"
              .value=${this.#typed[name] ?? ''}
              @input=${(event: InputEvent) => {
                const { value } = event.target as HTMLInputElement;
                this.#typed = { ...this.#typed, [name]: value };
              }}
              @keydown=${(event: KeyboardEvent) => {
                if (event.key === 'Enter') void this.#run();
              }}
            />
          </label>`,
      )}
    </div>`;
  }

  #output(): unknown {
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
              @click=${() => this.#show(id)}
              @keydown=${(event: KeyboardEvent) => this.#tabKey(event)}
            >
              ${label}
            </button>`,
        )}
        <div class="grow"></div>
        ${this.#result && !this.#problem ? this.#summary(this.#result) : nothing}
      </div>
      <div class="sql-result" id="sql-result" role="tabpanel" aria-labelledby="tab-${this.#tab}">
        ${this.#shown()}
      </div>
    </section>`;
  }

  #show(tab: Tab): void {
    this.#tab = tab;
    this.requestUpdate();
  }

  #tabKey(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const at = tabs.findIndex(({ id }) => id === this.#tab);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (!next) return;
    this.#show(next.id);
    void this.updateComplete.then(() =>
      this.querySelector<HTMLElement>(`#tab-${next.id}`)?.focus(),
    );
  }

  #summary({ row_count, truncated, data_source, elapsed_ms }: QueryPreview): unknown {
    return html`<span class="muted small-text sql-summary" role="status"
      >${row_count.toLocaleString('en')}${truncated ? '+' : ''} rows · ${elapsed_ms} ms ·
      ${data_source.name} (${kindName(data_source.kind)})
      ${badge(data_source.from, data_source.from === 'default' ? 'warn' : 'neutral')}</span
    >`;
  }

  #shown(): unknown {
    if (this.#tab === 'history') return this.#history();
    if (this.#problem)
      return html`<div class="card-body">${note(this.#problem.message, 'danger')}</div>`;
    if (!this.#result)
      return emptyState({
        icon: 'play',
        title: 'Run the query to see rows',
        text: html`As ${this.#customer === '' ? 'a customer' : this.#customer}, from the data source
          that it is mapped to. Write <code>{{ customer_id }}</code> where its id belongs.`,
      });
    return this.#tab === 'rows'
      ? html`<rows-table .content=${panelData(this.#result)} .name=${'query'}></rows-table>`
      : ranCard(this.#result);
  }

  #history(): unknown {
    if (this.#past.length === 0)
      return emptyState({
        icon: 'history',
        title: 'No queries yet',
        text: 'What you run is kept in this browser, so that you find it again.',
      });
    return html`<ul class="sql-history">
      ${this.#past.map(
        (query) =>
          html`<li>
            <button
              @click=${() => {
                const editor = this.#editor;
                if (editor) editor.value = query.sql;
                this.#changed(query.sql);
              }}
            >
              <code class="ellipsis">${query.sql.replaceAll(/\s+/g, ' ').trim()}</code>
              <span class="muted small-text"
                >${new Date(query.at).toLocaleString('en')} · ${query.schema} · ${query.customer} ·
                ${
                  query.rows === undefined
                    ? 'refused'
                    : `${query.rows} rows, ${query.elapsed_ms ?? 0} ms`
                }</span
              >
            </button>
          </li>`,
      )}
    </ul>`;
  }
}
customElements.define('sql-page', SqlPage);

function readDraft(): { readonly schema: string; readonly sql: string } {
  try {
    const kept = JSON.parse(localStorage.getItem(DRAFT) ?? '{}') as Record<string, unknown>;
    return { schema: String(kept['schema'] ?? ''), sql: String(kept['sql'] ?? '') };
  } catch {
    return { schema: '', sql: '' };
  }
}
