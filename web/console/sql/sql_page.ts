import { html } from 'lit';
import { Problem, problemOf } from '../api/problem.ts';
import { Load } from '../app/load.ts';
import { Page } from '../app/page.ts';
import { readSetup, readTables, type DataSetup, type SchemaTable } from '../data/calls.ts';
import type { NameDialog } from '../parts/name_dialog.ts';
import { emptyState } from '../parts/pieces.ts';
import {
  check,
  preview,
  variablesOf,
  type CustomerVariable,
  type QueryFinding,
  type QueryPreview,
} from '../preview/calls.ts';
import { keepCustomer, usualCustomer } from '../preview/customer_choice.ts';
import { quotedName } from '../preview/quoted_name.ts';
import { valueText } from '../preview/template_names.ts';
import { freeDeclarations, freeNames, freeValues, type TypedValues } from './free_variables.ts';
import { queryBar } from './query_bar.ts';
import { keepDraft, readDraft } from './query_draft.ts';
import { keepHistory, readHistory, withQuery, type PastQuery } from './query_history.ts';
import './query_output.ts';
import type { QueryOutput } from './query_output.ts';
import { querySide } from './query_side.ts';
import { queryVariables } from './query_variables.ts';
import { saveDatasetQuestion } from './save_dataset.ts';
import type { SqlEditor } from './sql_editor.ts';
import './sql.css';

/** Writes a query and runs it as any customer. */
class SqlPage extends Page {
  readonly heading = 'SQL';
  #schema = '';
  #tables: readonly SchemaTable[] = [];
  #columns: Readonly<Record<string, readonly string[]>> = {};
  #customer = '';
  #own: readonly CustomerVariable[] = [];
  #typed: TypedValues = {};
  #text = '';
  #dialect: string | undefined;
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

  get #output(): QueryOutput | null {
    return this.querySelector<QueryOutput>('query-output');
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

  get #free(): readonly string[] {
    return freeNames(this.#text, this.#own);
  }

  async #findings(text: string): Promise<readonly QueryFinding[]> {
    try {
      const { errors, dialect } = await check(this.console.api, {
        schema: this.#schema,
        sql: text,
        ...(this.#customer === '' ? {} : { customer: this.#customer }),
        declarations: freeDeclarations(text, freeNames(text, this.#own), this.#typed),
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
        {
          ...asked,
          variables: freeValues(this.#free, this.#typed),
          declarations: freeDeclarations(this.#text, this.#free, this.#typed),
          limit: 1000,
        },
        running.signal,
      );
      this.#result = result;
      this.#problem = undefined;
      this.#remember({ at, ...asked, rows: result.row_count, elapsed_ms: result.elapsed_ms });
      if (this.#output?.tab === 'history') this.#output.show('rows');
    } catch (error) {
      if (running.signal.aborted) return;
      if (!(error instanceof Problem)) throw error;
      this.#problem = error;
      this.#output?.show('rows');
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

  async #saveAsDataset(): Promise<void> {
    const query = { schema: this.#schema, sql: this.#text };
    try {
      const question = await saveDatasetQuestion(this.console, query);
      this.querySelector<NameDialog>('name-dialog')?.ask(question);
    } catch (error) {
      this.console.toasts.failed(problemOf(error).message);
    }
  }

  /** Writes a query of the history into the editor, against the schema that it was written for. */
  #again(setup: DataSetup, { sql, schema }: PastQuery): void {
    if (schema !== this.#schema && setup.schemas.some(({ name }) => name === schema))
      this.#choose(setup, schema);
    const editor = this.#editor;
    if (editor) editor.value = sql;
    this.#changed(sql);
  }

  #choose(setup: DataSetup, schema: string): void {
    this.#schema = schema;
    this.console.router.setSearch({ schema });
    keepDraft({ schema, sql: this.#text });
    void this.#readTables(setup);
  }

  #changed(text: string): void {
    this.#text = text;
    keepDraft({ schema: this.#schema, sql: text });
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
        ${querySide({
          tables: this.#tables,
          filter: this.#filter,
          customer: this.#customer,
          variables: this.#own,
          kind: this.#kind,
          find: (text) => {
            this.#filter = text;
            this.requestUpdate();
          },
          insert: (text) => this.#editor?.insert(text),
        })}
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
          ${queryVariables(
            this.#free,
            this.#typed,
            (name, value) => (this.#typed = { ...this.#typed, [name]: value }),
            () => void this.#run(),
          )}
          <query-output
            .result=${this.#result}
            .problem=${this.#problem}
            .past=${this.#past}
            .customer=${this.#customer}
            @again=${(event: CustomEvent<PastQuery>) => this.#again(setup, event.detail)}
          ></query-output>
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
    return queryBar({
      api: this.console.api,
      schemas: setup.schemas,
      schema: this.#schema,
      customer: this.#customer,
      running: this.#running !== undefined,
      empty: this.#text.trim() === '',
      choose: (schema) => this.#choose(setup, schema),
      as: (customer) => {
        this.#customer = customer;
        if (customer !== '') keepCustomer(customer);
        void this.#readVariables();
        if (this.#result) void this.#run();
      },
      save: () => void this.#saveAsDataset(),
      run: () => void this.#run(),
      stop: () => this.#running?.abort(),
    });
  }
}
customElements.define('sql-page', SqlPage);
