import { html, LitElement } from 'lit';
import type { Customer, Level } from '../api/types.ts';
import '../table/data_table.ts';
import type { Column } from '../table/data_table.ts';
import type { Tree } from '../table/tree.ts';
import type { CustomerCalls } from './calls.ts';
import { nameCell, tagCell } from './cells.ts';
import { treeRows, type Children, type TreeRow } from './tree_rows.ts';

/** The customers below each other; a branch is fetched when it is opened. */
class CustomerTree extends LitElement {
  static override properties = {
    calls: { attribute: false },
    levels: { attribute: false },
    empty: { attribute: false },
  };

  declare calls: CustomerCalls;
  declare levels: readonly Level[];
  declare empty: unknown;

  #roots: readonly Customer[] = [];
  #next: string | null | undefined;
  #busy = false;
  readonly #children = new Map<string, Children>();
  readonly #open = new Set<string>();

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#moreRoots();
  }

  readonly #columns: readonly Column<TreeRow>[] = [
    {
      label: 'Name',
      width: 'minmax(220px, 3fr)',
      cell: (row) =>
        row.kind === 'more' ? html`<span class="muted">Show more</span>` : nameCell(row.customer),
    },
    {
      label: 'Id',
      width: 'minmax(100px, 1.2fr)',
      from: 560,
      cell: (row) =>
        row.kind === 'more'
          ? ''
          : html`<span class="mono muted">${row.customer.provided_id}</span>`,
    },
    {
      label: 'Level',
      width: '120px',
      from: 480,
      cell: (row) => (row.kind === 'more' ? '' : row.customer.hierarchy_level),
    },
    {
      label: 'Tags',
      width: 'minmax(100px, 1fr)',
      from: 760,
      cell: (row) => (row.kind === 'more' ? '' : tagCell(row.customer.group_tags)),
    },
  ];

  readonly #tree: Tree<TreeRow> = {
    level: ({ level }) => level,
    state: (row) => {
      if (row.kind === 'more') return 'leaf';
      const { provided_id, hierarchy_level } = row.customer;
      const known = this.#children.get(provided_id);
      if (hierarchy_level === this.levels.at(-1)?.name || known?.customers.length === 0)
        return 'leaf';
      return this.#open.has(provided_id) ? 'open' : 'closed';
    },
    toggle: (row) => {
      if (row.kind === 'customer') void this.#toggle(row.customer.provided_id);
    },
  };

  async #toggle(id: string): Promise<void> {
    if (this.#open.delete(id)) {
      this.requestUpdate();
      return;
    }
    if (!this.#children.has(id)) await this.#moreBelow(id);
    this.#open.add(id);
    this.requestUpdate();
  }

  async #moreBelow(id: string): Promise<void> {
    const known = this.#children.get(id);
    const page = await this.calls.childrenOf(id, known?.next ?? undefined);
    this.#children.set(id, {
      customers: [...(known?.customers ?? []), ...page.customers],
      next: page.next_cursor,
    });
    this.requestUpdate();
  }

  async #moreRoots(): Promise<void> {
    if (this.#busy || this.#next === null) return;
    this.#busy = true;
    try {
      const page = await this.calls.roots(this.#next);
      this.#roots = [...this.#roots, ...page.customers];
      this.#next = page.next_cursor;
    } finally {
      this.#busy = false;
      this.requestUpdate();
    }
  }

  protected override render(): unknown {
    return html`<data-table
      label="Customers, as a tree"
      .columns=${this.#columns}
      .rows=${
        this.#next === undefined ? undefined : treeRows(this.#roots, this.#children, this.#open)
      }
      .tree=${this.#tree}
      .key=${(row: TreeRow) =>
        row.kind === 'more' ? `more:${row.parent}` : `customer:${row.customer.provided_id}`}
      .empty=${this.empty}
      @end=${() => void this.#moreRoots()}
      @open=${(event: CustomEvent<TreeRow>) => {
        event.stopPropagation();
        const row = event.detail;
        if (row.kind === 'more') void this.#moreBelow(row.parent);
        else this.dispatchEvent(new CustomEvent('open', { detail: row.customer }));
      }}
    ></data-table>`;
  }
}
customElements.define('customer-tree', CustomerTree);
