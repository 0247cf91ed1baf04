import { html, nothing } from 'lit';
import { Load } from '../app/load.ts';
import { Page } from '../app/page.ts';
import { choiceField, FormState, onSubmit, submitButton, textField } from '../parts/form.ts';
import { icon } from '../parts/icon.ts';
import { confirmDeletion } from '../parts/impact.ts';
import { pageHead } from '../parts/pieces.ts';
import {
  readKinds,
  readSetup,
  type DataSchema,
  type DataSetup,
  type Source,
  type SourceKind,
  type TestedConnection,
} from './calls.ts';
import { connectionFields, connectionOf, missingSetting, type Filled } from './connection_form.ts';
import './data.css';
import { NEW_SCHEMA, schemaChoice } from './schema_choice.ts';
import { kindName } from './source_names.ts';
import { sourceReach, type SourceReach } from './source_reach.ts';
import { testedNote } from './tested_note.ts';

interface Loaded {
  readonly setup: DataSetup;
  readonly kinds: readonly SourceKind[];
  /** What is changed; none while connecting a new one. */
  readonly source: Source | undefined;
}

/** Connects a data source, or changes one: a form that the server's list of kinds makes. */
class SourcePage extends Page {
  get heading(): string {
    return this.#loaded.value?.source?.name ?? 'Connect data';
  }

  readonly #form = new FormState(this);
  #kind = 'postgresql';
  #name = '';
  #schema = NEW_SCHEMA;
  #schemaName = '';
  #reach: SourceReach = { providedId: '', timeout: '', connections: '', groups: [] };
  #filled: Filled = {};
  #tested: TestedConnection | undefined;
  #testing = false;

  readonly #loaded = new Load<Loaded>(this, async (signal) => {
    const { api, router, group } = this.console;
    const [setup, kinds] = await Promise.all([readSetup(api, signal), readKinds(api, signal)]);
    const { id } = this.params;
    const source =
      id === undefined
        ? undefined
        : await api.get<Source>(`/api/v1/data-sources/${encodeURIComponent(id)}`, {}, signal);
    this.#reach = {
      providedId: source?.provided_id ?? '',
      timeout: source?.query_timeout_seconds?.toString() ?? '',
      connections: source?.max_connections.toString() ?? '',
      groups: source?.visibility_groups ?? [group.name ?? ''],
    };
    if (source) {
      this.#kind = source.kind;
      this.#name = source.name;
    }
    this.#schema =
      source?.schema_id.toString() ??
      router.place.search.get('schema') ??
      setup.schemas[0]?.id.toString() ??
      NEW_SCHEMA;
    return { setup, kinds, source };
  });

  #fill(name: string, value: string): void {
    this.#filled = { ...this.#filled, [name]: value };
    this.#tested = undefined;
    this.requestUpdate();
  }

  #readyToSend(kind: SourceKind, source: Source | undefined): boolean {
    const missing = missingSetting(kind, this.#filled, source?.connection);
    if (!missing) return true;
    this.#form.refuse(`connection.${missing.name}`, `Give a value for ${missing.label}.`);
    return false;
  }

  async #test(kind: SourceKind, source: Source | undefined): Promise<void> {
    if (!this.#readyToSend(kind, source)) return;
    const { api } = this.console;
    const connection = connectionOf(kind, this.#filled, source?.connection);
    this.#tested = undefined;
    this.#testing = true;
    await this.#form.send(async () => {
      this.#tested = source
        ? await api.post(`/api/v1/data-sources/${source.id}:test`, { connection })
        : await api.post('/api/v1/data-sources:test', { kind: kind.kind, connection });
    });
    this.#testing = false;
    this.requestUpdate();
  }

  async #save(loaded: Loaded, kind: SourceKind): Promise<void> {
    const { source, setup } = loaded;
    if (!this.#readyToSend(kind, source)) return;
    const { api, router, toasts } = this.console;
    const { providedId, timeout, connections, groups } = this.#reach;
    const body = {
      name: this.#name,
      connection: connectionOf(kind, this.#filled, source?.connection),
      visibility_groups: groups,
      provided_id: providedId === '' ? null : providedId,
      query_timeout_seconds: timeout === '' ? null : timeout,
      ...(connections === '' ? {} : { max_connections: connections }),
    };
    let schema = this.#schema;
    const done = await this.#form.send(async () => {
      if (source) {
        await api.patch(`/api/v1/data-sources/${source.id}`, body);
        return;
      }
      if (schema === NEW_SCHEMA) {
        const made = await api.post<DataSchema>('/api/v1/schemas', { name: this.#schemaName });
        schema = made.id.toString();
        // Should the source be refused now, the next attempt goes into the schema that is there.
        this.#schema = schema;
        this.#loaded.set({ ...loaded, setup: { ...setup, schemas: [...setup.schemas, made] } });
      }
      const made = await api.post<Source>('/api/v1/data-sources', {
        ...body,
        kind: kind.kind,
        schema_id: schema,
      });
      const known = setup.schemas.find(({ id }) => id.toString() === schema);
      if (known?.default_data_source_id == null) {
        await api.patch(`/api/v1/schemas/${schema}`, { default_data_source_id: made.id });
        await api.post(`/api/v1/schemas/${schema}:sync`, {});
      }
    });
    if (!done) return;
    toasts.done(source ? 'Data source saved' : `${this.#name} connected`);
    await router.go(source ? '/data' : `/data/schemas/${schema}`);
  }

  async #delete(source: Source): Promise<void> {
    const { api, router, toasts } = this.console;
    const agreed = await confirmDeletion(this.console, 'data_source', source.id, {
      name: source.name,
      title: `Delete ${source.name}?`,
      body: html`<p>Vitrine forgets the connection; nothing in the database changes.</p>`,
      action: 'Delete data source',
      danger: true,
    });
    if (!agreed) return;
    const done = await this.#form.send(() => api.delete(`/api/v1/data-sources/${source.id}`));
    if (!done) return;
    toasts.done(`${source.name} deleted`);
    await router.go('/data');
  }

  protected override render(): unknown {
    return html`<div class="page">
      ${pageHead({
        back: { href: '/data', label: 'Data' },
        title: this.heading,
        lead: this.#loaded.value?.source
          ? html`${kindName(this.#kind)} · id ${this.#loaded.value.source.id}`
          : 'Give Vitrine a user that may only read. Every query is bound to one customer.',
      })}
      ${this.#loaded.render((loaded) => this.#body(loaded))}
    </div>`;
  }

  #body(loaded: Loaded): unknown {
    const kind = loaded.kinds.find((one) => one.kind === this.#kind) ?? loaded.kinds[0];
    if (!kind) return nothing;
    const { source, kinds } = loaded;
    const { session } = this.console;
    const fixed = !session.may('editor');
    const shown = [
      'name',
      'kind',
      'schema_id',
      'provided_id',
      'visibility_groups',
      'query_timeout_seconds',
      'max_connections',
      ...kind.settings.map(({ name }) => `connection.${name}`),
    ];
    return html`<form class="stack" @submit=${onSubmit(() => this.#save(loaded, kind))}>
      ${this.#form.render(...shown)}
      <section class="card" aria-labelledby="what-title">
        <div class="card-head"><h2 id="what-title">Data source</h2></div>
        <div class="card-body fields">
          ${
            source
              ? nothing
              : choiceField({
                  id: 'kind',
                  label: 'Kind',
                  value: this.#kind,
                  options: kinds.map((one) => ({ value: one.kind, label: kindName(one.kind) })),
                  error: this.#form.errorOf('kind'),
                  input: (value) => {
                    this.#kind = value;
                    this.#tested = undefined;
                    this.#form.clear();
                  },
                })
          }
          ${textField({
            id: 'name',
            label: 'Name',
            required: true,
            disabled: fixed,
            value: this.#name,
            error: this.#form.errorOf('name'),
            input: (value) => (this.#name = value),
          })}
          ${
            source
              ? nothing
              : schemaChoice({
                  schemas: loaded.setup.schemas,
                  chosen: this.#schema,
                  name: this.#schemaName,
                  error: this.#form.errorOf('schema_id'),
                  choose: (schema) => {
                    this.#schema = schema;
                    this.requestUpdate();
                  },
                  call: (name) => (this.#schemaName = name),
                })
          }
        </div>
      </section>
      <section class="card" aria-labelledby="connection-title">
        <div class="card-head"><h2 id="connection-title">Connection</h2></div>
        <div class="card-body stack">
          ${connectionFields({
            kind,
            filled: this.#filled,
            ...(source ? { kept: source.connection } : {}),
            disabled: fixed,
            errorOf: (name) => this.#form.errorOf(`connection.${name}`),
            input: (name, value) => this.#fill(name, value),
          })}
          ${this.#tested ? testedNote(this.#tested) : nothing}
        </div>
      </section>
      ${sourceReach({
        reach: this.#reach,
        groups: this.console.session.groups.map(({ name }) => name),
        fixed,
        errorOf: (name) => this.#form.errorOf(name),
        change: (reach) => {
          this.#reach = reach;
          this.requestUpdate();
        },
      })}
      ${fixed ? nothing : this.#actions(loaded, kind)}
    </form>`;
  }

  #actions(loaded: Loaded, kind: SourceKind): unknown {
    const { source } = loaded;
    return html`<div class="row wrap spread">
      <div class="row wrap">
        ${submitButton(this.#form, source ? 'Save' : 'Connect')}
        <button
          type="button"
          class="button"
          ?disabled=${this.#form.busy}
          @click=${() => this.#test(kind, source)}
        >
          ${this.#testing ? html`<span class="spinner" aria-hidden="true"></span>` : icon('activity')}
          Test connection
        </button>
      </div>
      ${
        source && this.console.session.may('publisher')
          ? html`<button
              type="button"
              class="button quiet danger-text"
              @click=${() => this.#delete(source)}
            >
              ${icon('delete')}Delete
            </button>`
          : nothing
      }
    </div>`;
  }
}
customElements.define('source-page', SourcePage);
