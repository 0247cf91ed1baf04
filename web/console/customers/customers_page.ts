import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { html, nothing } from 'lit';
import { segment } from '../api/api.ts';
import type { Customer } from '../api/types.ts';
import { Load } from '../app/load.ts';
import { Page } from '../app/page.ts';
import { icon } from '../parts/icon.ts';
import { emptyState, pageHead } from '../parts/pieces.ts';
import '../table/data_table.ts';
import type { DataTable } from '../table/data_table.ts';
import type { RowSource } from '../table/rows.ts';
import './bulk_bar.ts';
import { CustomerCalls, type Filter } from './calls.ts';
import { customerColumns } from './customer_columns.ts';
import './customer_tree.ts';
import './customers.css';
import { filterBar, filterOf, isFiltered, noFilter, type Choices } from './filter_bar.ts';
import './new_customer.ts';

interface Found {
  readonly count: number;
  readonly exact: boolean;
}

/** All customers of the group: found by what they are, or walked as a tree. */
class CustomersPage extends Page {
  readonly heading = 'Customers';
  #filter: Filter = noFilter;
  #tree = false;
  #source: RowSource<Customer> | undefined;
  #chosen: ReadonlySet<string> = new Set();
  #pause: ReturnType<typeof setTimeout> | undefined;
  #creating = false;

  readonly #known = new Load<Choices>(this, async (signal) => {
    const [levels, tags] = await Promise.all([
      this.#calls.levels(signal),
      this.#calls.tags(signal),
    ]);
    return { levels, tags };
  });

  /** How many the filter finds; in a call of its own, so that the rows wait for no count. */
  readonly #found = new Load<Found>(this, (signal) => this.#calls.count(this.#filter, signal));

  get #calls(): CustomerCalls {
    return new CustomerCalls(this.console.api);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const { search } = this.console.router.place;
    this.#filter = filterOf(search);
    this.#tree = search.get('view') === 'tree';
    this.#find();
    document.addEventListener('keydown', this.#slash);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#pause);
    document.removeEventListener('keydown', this.#slash);
  }

  /** A slash leads to the search from wherever nothing is typed. */
  readonly #slash = (event: KeyboardEvent): void => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
    if ((event.target as HTMLElement).closest('input, textarea, select, wa-dialog')) return;
    const search = this.querySelector<HTMLInputElement>('.search');
    if (!search) return;
    event.preventDefault();
    search.select();
    search.focus();
  };

  get #table(): DataTable<Customer> | null {
    return this.querySelector('data-table');
  }

  /** Starts the table over with the present filter. */
  #find(): void {
    const filter = this.#filter;
    this.#source = async (cursor, signal) => {
      const page = await this.#calls.list(filter, { cursor }, signal);
      return { rows: page.customers, next: page.next_cursor };
    };
    this.#chosen = new Set();
    void this.#found.reload();
    this.requestUpdate();
  }

  readonly #set = (change: Filter, pause = 0): void => {
    this.#filter = { ...this.#filter, ...change };
    this.console.router.setSearch({ ...this.#filter });
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.#find(), pause);
    this.requestUpdate();
  };

  #show(tree: boolean): void {
    this.#tree = tree;
    this.console.router.setSearch({ view: tree ? 'tree' : undefined });
    this.#choose(new Set());
  }

  #choose(chosen: ReadonlySet<string>): void {
    this.#chosen = chosen;
    this.requestUpdate();
  }

  #create(open: boolean): void {
    this.#creating = open;
    this.requestUpdate();
  }

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

  #tools(): unknown {
    return html`<div class="tools" role="search" aria-label="Customers">
      ${
        this.#tree
          ? nothing
          : filterBar(
              this.#calls,
              this.#filter,
              this.#known.value ?? { levels: [], tags: [] },
              this.#set,
              () => this.#table?.enter(),
            )
      }
      <span class="grow muted found" role="status">${this.#tree ? nothing : this.#count()}</span>
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

  #count(): unknown {
    const found = this.#found.value;
    if (!found) return nothing;
    const { count, exact } = found;
    return `${exact ? '' : 'more than '}${count.toLocaleString('en')} ${count === 1 ? 'customer' : 'customers'}`;
  }

  #asTable(): unknown {
    const found = this.#found.value;
    return html`<data-table
      label="Customers"
      .columns=${customerColumns}
      .source=${this.#source}
      .total=${found?.exact ? found.count : undefined}
      .key=${({ provided_id }: Customer) => provided_id}
      .choosable=${this.console.session.may('editor')}
      .chosen=${this.#chosen}
      .empty=${this.#nothing()}
      @chosen=${({ detail }: CustomEvent<ReadonlySet<string>>) => this.#choose(detail)}
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
    const rows = (this.#table?.shown ?? []).filter(({ provided_id }) =>
      this.#chosen.has(provided_id),
    );
    return html`<bulk-bar
      .console=${this.console}
      .customers=${rows}
      .levels=${this.#known.value?.levels ?? []}
      .tags=${this.#known.value?.tags ?? []}
      @done=${() => this.#find()}
      @cleared=${() => this.#choose(new Set())}
    ></bulk-bar>`;
  }

  #open({ provided_id }: Customer): void {
    void this.console.router.go(`/customers/${segment(provided_id)}`);
  }

  #nothing(): unknown {
    if (!this.#tree && isFiltered(this.#filter))
      return emptyState({
        icon: 'search',
        title: 'No customer is like that',
        text: 'Nothing in this group matches the search and the filters.',
        actions: html`<button class="button" @click=${() => this.#set(noFilter)}>Show all</button>`,
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
