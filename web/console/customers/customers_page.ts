import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { html, nothing } from 'lit';
import { segment } from '../api/api.ts';
import type { Customer, Level } from '../api/types.ts';
import { Load } from '../app/load.ts';
import { Page } from '../app/page.ts';
import { ago } from '../parts/dates.ts';
import { icon } from '../parts/icon.ts';
import { emptyState, pageHead } from '../parts/pieces.ts';
import '../parts/combobox.ts';
import '../table/data_table.ts';
import type { Column } from '../table/data_table.ts';
import type { RowSource } from '../table/rows.ts';
import './bulk_bar.ts';
import { CustomerCalls, type Filter } from './calls.ts';
import { nameCell, tagCell } from './cells.ts';
import './customer_tree.ts';
import './customers.css';
import { findCustomers } from './pick.ts';
import './new_customer.ts';

const PAUSE_MS = 200;

/** All customers of the group: found by what they are, or walked as a tree. */
class CustomersPage extends Page {
  readonly heading = 'Customers';
  #filter: Filter = {};
  #tree = false;
  #source: RowSource<Customer> | undefined;
  #chosen: ReadonlySet<string> = new Set();
  #pause: ReturnType<typeof setTimeout> | undefined;
  #creating = false;

  readonly #count = new Load<{ readonly count: number; readonly exact: boolean }>(this, (signal) =>
    this.#calls.count(this.#filter, signal),
  );

  readonly #known = new Load<{ levels: readonly Level[]; tags: readonly string[] }>(
    this,
    async (signal) => {
      const [levels, tags] = await Promise.all([
        this.#calls.levels(signal),
        this.#calls.tags(signal),
      ]);
      return { levels, tags };
    },
  );

  get #calls(): CustomerCalls {
    return new CustomerCalls(this.console.api);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const { search } = this.console.router.place;
    const read = (name: string) => search.get(name) ?? undefined;
    this.#filter = {
      search: read('search'),
      level: read('level'),
      tag: read('tag'),
      demo: read('demo'),
      under: read('under'),
    };
    this.#tree = search.get('view') === 'tree';
    this.#find();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#pause);
  }

  /** Starts the table over with the present filter. */
  #find(): void {
    const filter = this.#filter;
    this.#source = async (cursor, signal) => {
      const page = await this.#calls.list(filter, { cursor }, signal);
      return { rows: page.customers, next: page.next_cursor };
    };
    this.#chosen = new Set();
    void this.#count.reload();
    this.requestUpdate();
  }

  #set(change: Filter, pause = 0): void {
    this.#filter = { ...this.#filter, ...change };
    const { search, level, tag, demo, under } = this.#filter;
    this.console.router.setSearch({ search, level, tag, demo, under });
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.#find(), pause);
    this.requestUpdate();
  }

  #show(tree: boolean): void {
    this.#tree = tree;
    this.console.router.setSearch({ view: tree ? 'tree' : undefined });
    this.#chosen = new Set();
    this.requestUpdate();
  }

  readonly #columns: readonly Column<Customer>[] = [
    {
      label: 'Name',
      width: 'minmax(180px, 2fr)',
      cell: (customer) => nameCell(customer),
    },
    {
      label: 'Id',
      width: 'minmax(100px, 1.2fr)',
      from: 560,
      cell: ({ provided_id }) => html`<span class="mono muted">${provided_id}</span>`,
    },
    { label: 'Level', width: '110px', from: 480, cell: ({ hierarchy_level }) => hierarchy_level },
    {
      label: 'Parent',
      width: 'minmax(90px, 1fr)',
      from: 900,
      cell: ({ parent_provided_id }) =>
        parent_provided_id === null
          ? html`<span class="muted">–</span>`
          : html`<a tabindex="-1" href="/customers/${segment(parent_provided_id)}"
              >${parent_provided_id}</a
            >`,
    },
    {
      label: 'Tags',
      width: 'minmax(100px, 1fr)',
      from: 760,
      cell: ({ group_tags }) => tagCell(group_tags),
    },
    {
      label: 'Changed',
      width: '120px',
      end: true,
      from: 640,
      cell: ({ updated_at }) => html`<span class="muted">${ago(updated_at)}</span>`,
    },
  ];

  protected override render(): unknown {
    const may = this.console.session.may('editor');
    return html`<div class="page wide-page">
      ${pageHead({
        title: 'Customers',
        actions: may
          ? html`<a class="button" href="/customers:import">${icon('upload')}Import</a>
              <button class="button primary" @click=${() => this.#create(true)}>
                ${icon('add')}New customer
              </button>`
          : nothing,
      })}
      ${this.#tools()} ${this.#tree ? this.#asTree() : this.#asTable()}
      ${this.#chosen.size > 0 ? this.#bulk() : nothing}
      ${
        may && this.#known.value
          ? html`<new-customer
              .console=${this.console}
              .calls=${this.#calls}
              .levels=${this.#known.value.levels}
              .open=${this.#creating}
              @closed=${() => this.#create(false)}
            ></new-customer>`
          : nothing
      }
    </div>`;
  }

  #create(open: boolean): void {
    this.#creating = open;
    this.requestUpdate();
  }

  #tools(): unknown {
    const { search = '', level = '', tag = '', demo = '', under = '' } = this.#filter;
    const known = this.#known.value;
    const option = (value: string, chosen: string, label = value) =>
      html`<option value=${value} .selected=${value === chosen}>${label}</option>`;
    const choice = (
      label: string,
      chosen: string,
      all: string,
      values: readonly (readonly [string, string])[],
      change: (value: string) => Filter,
    ) =>
      html`<select
        class="select"
        aria-label=${label}
        @change=${(event: Event) => this.#set(change((event.target as HTMLSelectElement).value))}
      >
        ${option('', chosen, all)} ${values.map(([value, text]) => option(value, chosen, text))}
      </select>`;
    return html`<div class="tools" role="search" aria-label="Customers">
      ${
        this.#tree
          ? nothing
          : html`<input
                class="input search"
                type="search"
                aria-label="Search by name, id or e-mail"
                placeholder="Search by name, id or e-mail"
                .value=${search}
                @input=${(event: InputEvent) =>
                  this.#set({ search: (event.target as HTMLInputElement).value }, PAUSE_MS)}
              />
              ${choice(
                'Level',
                level,
                'All levels',
                (known?.levels ?? []).map(({ name }) => [name, name]),
                (value) => ({ level: value || undefined }),
              )}
              ${choice(
                'Tag',
                tag,
                'All tags',
                (known?.tags ?? []).map((name) => [name, name]),
                (value) => ({ tag: value || undefined }),
              )}
              ${choice(
                'Paid or demo',
                demo,
                'Paid and demo',
                [
                  ['false', 'Paid'],
                  ['true', 'Demo'],
                ],
                (value) => ({ demo: value || undefined }),
              )}
              <console-combobox
                class="under"
                .inputId=${'under'}
                aria-label="Below"
                .placeholder=${'Below any customer'}
                .value=${under}
                .find=${findCustomers(this.#calls)}
                @picked=${({ detail }: CustomEvent<string>) =>
                  this.#set({ under: detail || undefined })}
              ></console-combobox>`
      }
      <div class="grow"></div>
      ${this.#tree ? nothing : this.#total()}
      <div class="segments" role="group" aria-label="View">
        <button aria-pressed=${!this.#tree} @click=${() => this.#show(false)}>
          ${icon('table', 14)}List
        </button>
        <button aria-pressed=${this.#tree} @click=${() => this.#show(true)}>
          ${icon('tree', 14)}Tree
        </button>
      </div>
    </div>`;
  }

  #total(): unknown {
    const total = this.#count.value;
    if (!total) return nothing;
    const { count, exact } = total;
    return html`<span class="muted total" role="status"
      >${exact ? '' : 'more than '}${count.toLocaleString('en')}
      ${count === 1 ? 'customer' : 'customers'}</span
    >`;
  }

  #asTable(): unknown {
    return html`<data-table
      label="Customers"
      .columns=${this.#columns}
      .source=${this.#source}
      .key=${({ provided_id }: Customer) => provided_id}
      .choosable=${this.console.session.may('editor')}
      .chosen=${this.#chosen}
      .empty=${this.#nothing()}
      @chosen=${({ detail }: CustomEvent<ReadonlySet<string>>) => {
        this.#chosen = detail;
        this.requestUpdate();
      }}
      @open=${({ detail }: CustomEvent<Customer>) => this.#open(detail)}
    ></data-table>`;
  }

  #asTree(): unknown {
    return this.#known.render(
      ({ levels }) =>
        html`<customer-tree
          .calls=${this.#calls}
          .levels=${levels}
          .empty=${this.#nothing()}
          @open=${({ detail }: CustomEvent<Customer>) => this.#open(detail)}
        ></customer-tree>`,
    );
  }

  #bulk(): unknown {
    const table = this.querySelector<HTMLElement & { shown: readonly Customer[] }>('data-table');
    const rows = (table?.shown ?? []).filter(({ provided_id }) => this.#chosen.has(provided_id));
    return html`<bulk-bar
      .console=${this.console}
      .customers=${rows}
      .levels=${this.#known.value?.levels ?? []}
      .tags=${this.#known.value?.tags ?? []}
      @done=${() => this.#find()}
      @cleared=${() => {
        this.#chosen = new Set();
        this.requestUpdate();
      }}
    ></bulk-bar>`;
  }

  #open({ provided_id }: Customer): void {
    void this.console.router.go(`/customers/${segment(provided_id)}`);
  }

  #nothing(): unknown {
    const { search, level, tag, demo, under } = this.#filter;
    if ([search, level, tag, demo, under].some((one) => one !== undefined && one !== ''))
      return emptyState({
        icon: 'search',
        title: 'No customer is like that',
        text: 'Nothing in this group matches the search and the filters.',
        actions: html`<button
          class="button"
          @click=${() =>
            this.#set({
              search: undefined,
              level: undefined,
              tag: undefined,
              demo: undefined,
              under: undefined,
            })}
        >
          Show all
        </button>`,
      });
    return emptyState({
      icon: 'customer',
      title: 'No customers yet',
      text: html`Customers are the companies and people who see dashboards in your product. Your
        server makes them with <code>POST /api/create_customer/</code> when somebody signs up; you
        can also make one here, or import a file.`,
      actions: this.console.session.may('editor')
        ? html`<button class="button primary" @click=${() => this.#create(true)}>
              New customer</button
            ><a class="button" href="/customers:import">Import</a>`
        : nothing,
    });
  }
}
customElements.define('customers-page', CustomersPage);
