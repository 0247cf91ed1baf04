import { html, nothing } from 'lit';
import type { Computed, Customer, CustomerPage } from '../api/types.ts';
import { segment } from '../api/api.ts';
import { problemOf } from '../api/problem.ts';
import { Load } from '../app/load.ts';
import { Page } from '../app/page.ts';
import { badge, emptyState, pageHead } from '../parts/pieces.ts';
import { readSetup, type DataSchema, type DataSetup, type Source } from './calls.ts';
import { mappedTo, withOwn } from './mapping.ts';
import './data.css';

const PAGE = 25;

interface Loaded {
  readonly setup: DataSetup;
  readonly customers: readonly Customer[];
  /** Where inherited mappings come from, by customer. */
  readonly computed: ReadonlyMap<string, Computed>;
  readonly next: string | null;
}

/** Customers × schemas: from which data source each gets its rows, and why. */
class MappingPage extends Page {
  readonly heading = 'Mapping';
  #search = '';
  #pause: ReturnType<typeof setTimeout> | undefined;

  readonly #loaded = new Load<Loaded>(this, async (signal) => {
    const setup = await readSetup(this.console.api, signal);
    return { setup, ...(await this.#read('', signal)) };
  });

  async #read(cursor: string, signal?: AbortSignal): Promise<Omit<Loaded, 'setup'>> {
    const { api } = this.console;
    const query = { search: this.#search, limit: PAGE, cursor };
    const { customers, next_cursor: next } = await api.get<CustomerPage>(
      '/api/v1/customers',
      query,
      signal,
    );
    // Only who inherits something needs to be asked from whom.
    const heirs = customers.filter(
      (one) =>
        Object.keys(one.computed_parent_schema_datasource_mapping).length >
        Object.keys(one.parent_schema_datasource_mapping).length,
    );
    const computed = await Promise.all(
      heirs.map(
        async ({ provided_id: id }) =>
          [
            id,
            await api.get<Computed>(`/api/v1/customers/${segment(id)}/computed`, {}, signal),
          ] as const,
      ),
    );
    return { customers, computed: new Map(computed), next };
  }

  async #more(loaded: Loaded): Promise<void> {
    const page = await this.#read(loaded.next ?? '');
    this.#loaded.set({
      setup: loaded.setup,
      customers: [...loaded.customers, ...page.customers],
      computed: new Map([...loaded.computed, ...page.computed]),
      next: page.next,
    });
  }

  async #map(customer: Customer, schema: DataSchema, source: string): Promise<void> {
    const { api, toasts } = this.console;
    try {
      await api.post('/api/update_customer/', {
        provided_id: customer.provided_id,
        mapping: withOwn(customer.parent_schema_datasource_mapping, schema.id, source),
      });
      toasts.done(
        source === ''
          ? `${customer.name} has no mapping of its own for ${schema.name}`
          : `${customer.name} mapped`,
      );
    } catch (error) {
      toasts.failed(problemOf(error).message);
    }
    await this.#loaded.reload();
  }

  protected override render(): unknown {
    return html`<div class="page">
      ${pageHead({
        back: { href: '/data', label: 'Data' },
        title: 'Mapping',
        lead: 'From which data source each customer’s rows come: its own mapping, else that of the nearest customer above it, else the schema’s default.',
        actions: html`<input
          class="input"
          type="search"
          aria-label="Find customers"
          placeholder="Find customers"
          @input=${(event: InputEvent) => this.#typed((event.target as HTMLInputElement).value)}
        />`,
      })}
      <section class="card" aria-label="Customers by schema">
        ${this.#loaded.render((loaded) => this.#matrix(loaded))}
      </section>
    </div>`;
  }

  #typed(text: string): void {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => {
      this.#search = text;
      void this.#loaded.reload();
    }, 200);
  }

  #matrix(loaded: Loaded): unknown {
    const { setup, customers, next } = loaded;
    if (customers.length === 0 || setup.schemas.length === 0)
      return emptyState({
        icon: 'table',
        title: setup.schemas.length === 0 ? 'No schemas yet' : 'No customers found',
        text:
          setup.schemas.length === 0
            ? 'Connect data first; then customers can be mapped to it.'
            : 'Try another name or id.',
      });
    return html`<div class="scroll-x">
        <table class="matrix">
          <thead>
            <tr>
              <th scope="col">Customer</th>
              ${setup.schemas.map(
                ({ name, strict_mapping }) =>
                  html`<th scope="col">
                    ${name} ${strict_mapping ? badge('strict', 'warn') : nothing}
                  </th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${customers.map((customer) => this.#row(loaded, customer))}
          </tbody>
        </table>
      </div>
      ${
        next === null
          ? nothing
          : html`<div class="card-foot">
              <button class="button" @click=${() => this.#more(loaded)}>More customers</button>
            </div>`
      }`;
  }

  #row({ setup, computed }: Loaded, customer: Customer): unknown {
    return html`<tr>
      <th scope="row">
        <a class="plain" href="/customers/${segment(customer.provided_id)}">${customer.name}</a>
        <div class="muted small-text">${customer.provided_id} · ${customer.hierarchy_level}</div>
      </th>
      ${setup.schemas.map((schema) => this.#cell(setup, customer, schema, computed))}
    </tr>`;
  }

  #cell(
    { sources }: DataSetup,
    customer: Customer,
    schema: DataSchema,
    computed: ReadonlyMap<string, Computed>,
  ): unknown {
    const own = sources.filter(({ schema_id }) => schema_id === schema.id);
    const name = (id: string | null): string =>
      own.find((one: Source) => one.id.toString() === id)?.name ?? id ?? '';
    const mapped = mappedTo(customer, schema, computed.get(customer.provided_id));
    const instead =
      mapped.instead.source === null
        ? 'nothing'
        : `${name(mapped.instead.source)} (${mapped.instead.why})`;
    return html`<td>
      <select
        class="select ${mapped.own === null ? 'muted' : ''}"
        aria-label="${schema.name} of ${customer.name}"
        ?disabled=${!this.console.session.may('editor')}
        @change=${(event: Event) =>
          this.#map(customer, schema, (event.target as HTMLSelectElement).value)}
      >
        <option value="" .selected=${mapped.own === null}>${instead}</option>
        ${own.map(
          ({ id, name: label }) =>
            html`<option value=${id} .selected=${mapped.own === id.toString()}>${label}</option>`,
        )}
      </select>
      ${
        mapped.own === null
          ? badge(mapped.instead.kind, mapped.instead.kind === 'missing' ? 'danger' : 'neutral')
          : badge('own', 'accent')
      }
    </td>`;
  }
}
customElements.define('mapping-page', MappingPage);
