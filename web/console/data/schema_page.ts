import { html, nothing } from 'lit';
import { Load } from '../app/load.ts';
import { Page } from '../app/page.ts';
import { problemOf } from '../api/problem.ts';
import { segment } from '../api/api.ts';
import { ago } from '../parts/dates.ts';
import { FormState } from '../parts/form.ts';
import { icon } from '../parts/icon.ts';
import { confirmDeletion } from '../parts/impact.ts';
import { badge, emptyState, note, pageHead } from '../parts/pieces.ts';
import {
  readSetup,
  readTables,
  type DataSchema,
  type SchemaTable,
  type Source,
  type SyncedTables,
} from './calls.ts';
import './data.css';
import { schemaSettings } from './schema_settings.ts';
import { schemaTable } from './schema_table.ts';

interface Loaded {
  readonly schema: DataSchema;
  readonly sources: readonly Source[];
  readonly synced: SyncedTables;
}

/** A schema's tables and columns, what their rows look like, and what every query must filter on. */
class SchemaPage extends Page {
  get heading(): string {
    return this.#loaded.value?.schema.name ?? 'Schema';
  }

  readonly #form = new FormState(this);
  #chosen: string | undefined;
  #filter = '';
  #syncing = false;

  readonly #loaded = new Load<Loaded>(this, async (signal) => {
    const { api } = this.console;
    const id = this.params['id'] ?? '';
    const [schema, { sources }, synced] = await Promise.all([
      api.get<DataSchema>(`/api/v1/schemas/${segment(id)}`, {}, signal),
      readSetup(api, signal),
      readTables(api, id, signal),
    ]);
    this.#chosen ??= this.console.router.place.search.get('table') ?? synced.tables[0]?.name;
    return { schema, sources: sources.filter(({ schema_id }) => schema_id === schema.id), synced };
  });

  async #refresh({ schema, sources }: Loaded): Promise<void> {
    const { api, toasts } = this.console;
    this.#syncing = true;
    this.requestUpdate();
    try {
      const synced = await api.post<SyncedTables>(`/api/v1/schemas/${schema.id}:sync`, {});
      this.#loaded.set({ schema, sources, synced });
      this.#chosen ??= synced.tables[0]?.name;
      toasts.done(`${synced.tables.length} tables read`);
    } catch (error) {
      toasts.failed(problemOf(error).message);
    } finally {
      this.#syncing = false;
      this.requestUpdate();
    }
  }

  async #change(loaded: Loaded, change: Partial<DataSchema>): Promise<void> {
    const { api, toasts } = this.console;
    const done = await this.#form.send(async () => {
      const schema = await api.patch<DataSchema>(`/api/v1/schemas/${loaded.schema.id}`, change);
      this.#loaded.set({ ...loaded, schema });
    });
    if (done) toasts.done('Schema saved');
  }

  async #demand(loaded: Loaded, table: SchemaTable, column: string): Promise<void> {
    const { api, toasts } = this.console;
    try {
      const changed = await api.patch<SchemaTable>(
        `/api/v1/schemas/${loaded.schema.id}/tables/${segment(table.name)}`,
        { tenant_column: column === '' ? null : column },
      );
      const tables = loaded.synced.tables.map((one) => (one.name === table.name ? changed : one));
      this.#loaded.set({ ...loaded, synced: { ...loaded.synced, tables } });
      toasts.done(
        column === ''
          ? `Queries of ${table.name} may leave the customer out`
          : `Every query of ${table.name} must filter on ${column}`,
      );
    } catch (error) {
      toasts.failed(problemOf(error).message);
      this.requestUpdate();
    }
  }

  async #delete({ schema }: Loaded): Promise<void> {
    const { api, router, toasts } = this.console;
    const agreed = await confirmDeletion(this.console, 'schema', schema.id, {
      name: schema.name,
      title: `Delete the schema ${schema.name}?`,
      body: html`<p>
        What Vitrine knows of its tables goes with it; nothing in a database changes. Datasets that
        name it answer with an error.
      </p>`,
      action: 'Delete schema',
      danger: true,
    });
    if (!agreed) return;
    const done = await this.#form.send(() => api.delete(`/api/v1/schemas/${schema.id}`));
    if (!done) return;
    toasts.done(`${schema.name} deleted`);
    await router.go('/data');
  }

  protected override render(): unknown {
    return html`<div class="page">
      ${pageHead({
        back: { href: '/data', label: 'Data' },
        title: this.heading,
        lead: html`Schema id ${this.params['id']}. Its tables are read from its default data source.`,
        actions: this.#loaded.value ? this.#actions(this.#loaded.value) : nothing,
      })}
      ${this.#loaded.render((loaded) => [this.#settings(loaded), this.#tables(loaded)])}
    </div>`;
  }

  #actions(loaded: Loaded): unknown {
    const { session } = this.console;
    const table = this.#chosen === undefined ? '' : `&table=${segment(this.#chosen)}`;
    return html`${
      session.may('editor')
        ? html`<a class="button" href="/sql?schema=${segment(loaded.schema.name)}${table}"
              >${icon('sql')}Query</a
            >
            <button
              class="button"
              ?disabled=${this.#syncing || loaded.schema.default_data_source_id === null}
              @click=${() => this.#refresh(loaded)}
            >
              ${this.#syncing ? html`<span class="spinner"></span>` : icon('refresh')}Refresh tables
            </button>`
        : nothing
    }
    ${
      session.may('publisher')
        ? html`<button class="button quiet danger-text" @click=${() => this.#delete(loaded)}>
            ${icon('delete')}Delete
          </button>`
        : nothing
    }`;
  }

  #settings(loaded: Loaded): unknown {
    const { schema, sources } = loaded;
    return schemaSettings({
      schema,
      sources,
      form: this.#form,
      fixed: !this.console.session.may('editor') || this.#form.busy,
      change: (change) => void this.#change(loaded, change),
    });
  }

  #tables(loaded: Loaded): unknown {
    const { synced, schema } = loaded;
    if (synced.tables.length === 0)
      return html`<section class="card">
        ${emptyState({
          icon: 'table',
          title: 'No tables have been read',
          text:
            schema.default_data_source_id === null
              ? 'Connect a data source first; its tables become those of the schema.'
              : 'Refresh to read them from the default data source.',
          actions:
            schema.default_data_source_id === null && this.console.session.may('editor')
              ? html`<a class="button primary" href="/data/sources/new?schema=${schema.id}"
                  >Connect data</a
                >`
              : nothing,
        })}
      </section>`;
    const found = synced.tables.filter(({ name }) =>
      name.toLowerCase().includes(this.#filter.toLowerCase()),
    );
    const table = synced.tables.find(({ name }) => name === this.#chosen) ?? found[0];
    return html`<section class="card" aria-labelledby="tables-title">
      <div class="card-head">
        <h2 id="tables-title">Tables</h2>
        <span class="muted small-text"
          >${synced.tables.length}
          ${synced.tables.length === 1 ? 'table' : 'tables'}${synced.synced_at === null ? nothing : html`, read ${ago(synced.synced_at)}`}</span
        >
      </div>
      ${synced.truncated ? note('There are more tables than are shown here.', 'warn') : nothing}
      <div class="split">
        <div>
          <div class="card-body" ?hidden=${synced.tables.length < 8}>
            <input
              class="input"
              type="search"
              aria-label="Find a table"
              placeholder="Find a table"
              @input=${(event: InputEvent) => {
                this.#filter = (event.target as HTMLInputElement).value;
                this.requestUpdate();
              }}
            />
          </div>
          <ul class="table-list">
            ${found.map(
              ({ name, present, tenant_column }) =>
                html`<li>
                  <button
                    aria-pressed=${name === table?.name ? 'true' : 'false'}
                    @click=${() => {
                      this.#chosen = name;
                      this.console.router.setSearch({ table: name });
                      this.requestUpdate();
                    }}
                  >
                    ${icon('table', 14)}<span class="grow ellipsis">${name}</span>
                    ${tenant_column === null ? nothing : icon('shield', 14)}
                    ${present ? nothing : badge('gone', 'warn')}
                  </button>
                </li>`,
            )}
          </ul>
        </div>
        <div>
          ${
            table
              ? schemaTable({
                  console: this.console,
                  schema: schema.name,
                  table,
                  demand: (column) => void this.#demand(loaded, table, column),
                })
              : nothing
          }
        </div>
      </div>
    </section>`;
  }
}
customElements.define('schema-page', SchemaPage);
