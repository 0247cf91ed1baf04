import { html, nothing } from 'lit';
import { Load } from '../app/load.ts';
import { Page } from '../app/page.ts';
import { FormState, onSubmit, submitButton, textField } from '../parts/form.ts';
import { icon } from '../parts/icon.ts';
import { badge, emptyState, pageHead } from '../parts/pieces.ts';
import {
  healthOf,
  readSetup,
  type DataSchema,
  type DataSetup,
  type Health,
  type Source,
} from './calls.ts';
import { kindName, mayBeAsleep } from './source_names.ts';
import './data.css';

/** Schemas, each with the data sources that share its tables, and whether these answer. */
class DataPage extends Page {
  readonly heading = 'Data';
  readonly #form = new FormState(this);
  readonly #health = new Map<number, Health>();
  #naming = false;
  #name = '';
  readonly #setup = new Load<DataSetup>(this, async (signal) => {
    const setup = await readSetup(this.console.api, signal);
    if (this.console.session.may('editor'))
      void this.#check(setup.sources.filter(({ kind }) => !mayBeAsleep(kind)));
    return setup;
  });

  /** One after the other: a check is a real connection, and nobody waits for the last. */
  async #check(sources: readonly Source[]): Promise<void> {
    for (const { id } of sources) this.#show(id, { kind: 'checking' });
    for (const { id } of sources) {
      if (!this.isConnected) return;
      this.#show(id, await healthOf(this.console.api, id));
    }
  }

  #show(id: number, health: Health): void {
    this.#health.set(id, health);
    this.requestUpdate();
  }

  async #create(): Promise<void> {
    const { api, router, toasts } = this.console;
    let made: DataSchema | undefined;
    const done = await this.#form.send(async () => {
      made = await api.post<DataSchema>('/api/v1/schemas', { name: this.#name });
    });
    if (!done || !made) return;
    toasts.done(`Schema ${made.name} made`);
    await router.go(`/data/sources/new?schema=${made.id}`);
  }

  protected override render(): unknown {
    const edits = this.console.session.may('editor');
    return html`<div class="page">
      ${pageHead({
        title: 'Data',
        lead: 'A schema is a set of tables; its data sources are the databases that have them. Datasets are written against a schema, and each customer’s rows come from the data source that it is mapped to.',
        actions: html`<a class="button" href="/data/mapping">${icon('table')}Mapping</a> ${
            edits
              ? html`<button class="button" @click=${() => this.#startNaming()}>
                    ${icon('add')}New schema
                  </button>
                  <a class="button primary" href="/data/sources/new">${icon('add')}Connect data</a>`
              : nothing
          }`,
      })}
      ${this.#naming ? this.#newSchema() : nothing}
      ${this.#setup.render((setup) => this.#schemas(setup))}
    </div>`;
  }

  #startNaming(): void {
    this.#naming = true;
    this.requestUpdate();
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('#schema-name')?.focus());
  }

  #newSchema(): unknown {
    return html`<form class="card" @submit=${onSubmit(() => this.#create())}>
      <div class="card-body stack">
        ${this.#form.render('name')}
        ${textField({
          id: 'schema-name',
          label: 'Name of the schema',
          hint: 'What its tables are about, such as shop. Dashboards name it.',
          value: this.#name,
          required: true,
          error: this.#form.errorOf('name'),
          input: (value) => (this.#name = value),
        })}
        <div class="row">
          ${submitButton(this.#form, 'Make schema')}
          <button
            type="button"
            class="button quiet"
            @click=${() => {
              this.#naming = false;
              this.requestUpdate();
            }}
          >
            Cancel
          </button>
        </div>
      </div>
    </form>`;
  }

  #schemas({ schemas, sources }: DataSetup): unknown {
    if (schemas.length === 0)
      return html`<section class="card">
        ${emptyState({
          icon: 'data',
          title: 'No data yet',
          text: 'Connect the database that holds your customers’ rows. Vitrine only reads from it, one customer at a time.',
          actions: this.console.session.may('editor')
            ? html`<a class="button primary" href="/data/sources/new">Connect data</a>`
            : nothing,
        })}
      </section>`;
    return schemas.map((schema) =>
      this.#schema(
        schema,
        sources.filter(({ schema_id }) => schema_id === schema.id),
      ),
    );
  }

  #schema(schema: DataSchema, sources: readonly Source[]): unknown {
    const title = `schema-${schema.id}`;
    return html`<section class="card" aria-labelledby=${title}>
      <div class="card-head">
        <div class="row wrap">
          <h2 id=${title}><a class="plain" href="/data/schemas/${schema.id}">${schema.name}</a></h2>
          ${badge(html`id ${schema.id}`)}
          ${schema.strict_mapping ? badge('strict mapping', 'warn') : nothing}
        </div>
        <div class="row">
          ${
            this.console.session.may('editor') && sources.length > 0
              ? html`<button class="button small" @click=${() => this.#check(sources)}>
                  ${icon('refresh', 14)}Check all
                </button>`
              : nothing
          }
          <a class="button small" href="/data/schemas/${schema.id}">${icon('table', 14)}Tables</a>
          ${
            this.console.session.may('editor')
              ? html`<a class="button small" href="/data/sources/new?schema=${schema.id}"
                  >${icon('add', 14)}Data source</a
                >`
              : nothing
          }
        </div>
      </div>
      ${
        sources.length === 0
          ? html`<p class="card-body muted">
              No data source yet: nothing can be read until one is connected.
            </p>`
          : html`<ul class="source-list">
              ${sources.map((source) => this.#source(schema, source))}
            </ul>`
      }
    </section>`;
  }

  #source(schema: DataSchema, source: Source): unknown {
    const health = this.#health.get(source.id) ?? { kind: 'unknown' };
    return html`<li class="source-row">
      <div class="grow">
        <div class="row wrap">
          <a class="strong" href="/data/sources/${source.id}">${source.name}</a>
          ${schema.default_data_source_id === source.id ? badge('default', 'accent') : nothing}
        </div>
        <div class="muted small-text">
          ${kindName(source.kind)} · id
          ${source.id}${
            source.provided_id === null ? nothing : html` · <code>${source.provided_id}</code>`
          }
          · ${source.visibility_groups.join(', ') || 'no visibility group'}
        </div>
      </div>
      <div class="source-health">${healthBadge(health)}</div>
    </li>`;
  }
}
customElements.define('data-page', DataPage);

/** What a check has found. */
export function healthBadge(health: Health): unknown {
  switch (health.kind) {
    case 'unknown':
      return badge('not checked');
    case 'checking':
      return html`<span class="row muted"
        ><span class="spinner" aria-hidden="true"></span>Checking…</span
      >`;
    case 'good':
      return html`<span title=${health.version}>
        ${badge(html`${icon('check', 12)}answers in ${health.elapsedMs} ms`, 'good')}
      </span>`;
    case 'bad':
      return html`<div class="health-bad">
        ${badge(html`${icon('alert', 12)}does not answer`, 'danger')}
        <p>${health.message}</p>
      </div>`;
  }
}
