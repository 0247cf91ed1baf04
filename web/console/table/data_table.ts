import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { failure } from '../app/load.ts';
import { afterChoice, chooseAll, chooseCell } from './choice.ts';
import { PagedRows, type RowSource } from './rows.ts';
import './data_table.css';
import { treeStep, twist, type Tree } from './tree.ts';
import { rowAfterKey, rowWindow } from './window.ts';

const ROW = 38;

export interface Column<Row> {
  readonly label: string;
  /** A track of CSS grid. */
  readonly width: string;
  readonly cell: (row: Row) => unknown;
  readonly end?: boolean;
  /** Left out where the table is narrower than this, in pixels. */
  readonly from?: number;
}

/**
 * A table of any length: it fetches pages as they come near and draws the rows in sight. Rows are
 * walked with the arrow keys, opened with Enter, chosen with Space, all with Ctrl or ⌘ and A, none with Escape.
 *
 * Fires `open` (detail: the row), `chosen` (detail: the keys of the chosen rows) and, where all rows are given, `end`
 * when the last of them come near.
 */
export class DataTable<Row = unknown> extends LitElement {
  static override properties = {
    label: {},
    columns: { attribute: false },
    source: { attribute: false },
    rows: { attribute: false },
    key: { attribute: false },
    tree: { attribute: false },
    chosen: { attribute: false },
    choosable: { type: Boolean },
    total: { attribute: false },
    empty: { attribute: false },
  };

  declare label: string;
  declare columns: readonly Column<Row>[];
  /** Where the rows come from; another one starts the table over. */
  declare source: RowSource<Row> | undefined;
  /** In place of a source: all rows. */
  declare rows: readonly Row[] | undefined;
  declare key: (row: Row) => string;
  declare tree: Tree<Row> | undefined;
  declare choosable: boolean;
  declare chosen: ReadonlySet<string>;
  /** How many rows there are, where that is known before all of them are here. */
  declare total: number | undefined;
  /** What stands in the table when it has no rows. */
  declare empty: unknown;

  #paged: PagedRows<Row> | undefined;
  #top = 0;
  #height = 600;
  #width = 1000;
  #at = 0;
  #lastChosen: number | undefined;
  readonly #observer = new ResizeObserver(([entry]) => {
    if (!entry) return;
    this.#height = entry.contentRect.height;
    this.#width = entry.contentRect.width;
    this.requestUpdate();
  });

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#paged?.stop();
    this.#observer.disconnect();
  }

  /** The rows that are here. */
  get shown(): readonly Row[] {
    return this.rows ?? this.#paged?.rows ?? [];
  }

  get complete(): boolean {
    return this.rows !== undefined || (this.#paged?.complete ?? false);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('source')) return;
    this.#paged?.stop();
    this.#paged = this.source && new PagedRows(this.source, () => this.requestUpdate());
    this.#at = 0;
    this.#top = 0;
    const view = this.querySelector('.table-view');
    if (view) view.scrollTop = 0;
    void this.#paged?.more();
  }

  protected override firstUpdated(): void {
    const view = this.querySelector('.table-view');
    if (view) this.#observer.observe(view);
  }

  protected override updated(): void {
    const { end } = rowWindow(this.shown.length, ROW, this.#top, this.#height);
    if (end + 20 < this.shown.length) return;
    if (this.#paged) void this.#paged.more();
    else if (this.rows !== undefined) this.dispatchEvent(new CustomEvent('end'));
  }

  protected override render(): unknown {
    const columns = this.columns.filter(({ from = 0 }) => this.#width >= from);
    const tracks = [...(this.choosable ? ['36px'] : []), ...columns.map(({ width }) => width)];
    const rows = this.shown;
    return html`<div
      class="table"
      role=${this.tree ? 'treegrid' : 'grid'}
      aria-label=${this.label}
      aria-rowcount=${this.complete ? rows.length + 1 : this.total === undefined ? -1 : this.total + 1}
      aria-multiselectable=${this.choosable ? 'true' : nothing}
      aria-busy=${this.#paged?.busy ? 'true' : 'false'}
      .style=${`--tracks: ${tracks.join(' ')}`}
    >
      <div role="rowgroup">
        <div class="table-row table-head" role="row" aria-rowindex="1">
          ${
            this.choosable
              ? chooseAll(rows.map(this.key), this.chosen, (chosen) => this.#tell(chosen))
              : nothing
          }
          ${columns.map(
            ({ label, end }) =>
              html`<div role="columnheader" class="cell ${end ? 'end' : ''}">${label}</div>`,
          )}
        </div>
      </div>
      <div class="table-view" role="presentation" @scroll=${this.#scrolled}>
        ${this.#body(columns, rows)}
      </div>
    </div>`;
  }

  #body(columns: readonly Column<Row>[], rows: readonly Row[]): unknown {
    if (rows.length === 0) {
      if (this.#paged?.problem)
        return failure(this.#paged.problem, () => void this.#paged?.again());
      if (this.complete) return this.empty ?? nothing;
      return html`<div class="table-wait" role="presentation">
        ${Array.from({ length: 8 }, () => html`<div class="skeleton"></div>`)}
      </div>`;
    }
    const { first, end } = rowWindow(rows.length, ROW, this.#top, this.#height);
    const drawn = Array.from({ length: end - first }, (_, at) => first + at);
    // The row with the focus stays, however far it is scrolled away.
    if (this.#at < first) drawn.unshift(this.#at);
    else if (this.#at >= end && this.#at < rows.length) drawn.push(this.#at);
    return html`<div
        role="rowgroup"
        class="table-body"
        .style=${`height: ${rows.length * ROW}px`}
        @keydown=${this.#pressed}
      >
        ${repeat(
          drawn,
          (at) => this.key(rows[at] as Row),
          (at) => this.#row(columns, rows[at] as Row, at),
        )}
      </div>
      ${
        this.#paged?.problem
          ? failure(this.#paged.problem, () => void this.#paged?.again())
          : nothing
      }`;
  }

  #row(columns: readonly Column<Row>[], row: Row, at: number): unknown {
    const key = this.key(row);
    const chosen = this.choosable && this.chosen.has(key);
    const state = this.tree?.state(row);
    return html`<div
      class="table-row ${chosen ? 'chosen' : ''}"
      role="row"
      tabindex=${at === this.#at ? 0 : -1}
      data-at=${at}
      aria-rowindex=${at + 2}
      aria-level=${this.tree?.level(row) ?? nothing}
      aria-expanded=${state === undefined || state === 'leaf' ? nothing : state === 'open'}
      aria-selected=${this.choosable ? chosen : nothing}
      .style=${`transform: translateY(${at * ROW}px)`}
      @click=${(event: MouseEvent) => this.#clicked(event, row, at)}
      @focus=${() => {
        this.#at = at;
        this.requestUpdate();
      }}
    >
      ${this.choosable ? chooseCell(key, chosen, (range) => this.#choose(at, range)) : nothing}
      ${columns.map(
        ({ cell, end }, index) =>
          html`<div role="gridcell" class="cell ${end ? 'end' : ''}">
            ${index === 0 && this.tree ? twist(row, this.tree) : nothing}${cell(row)}
          </div>`,
      )}
    </div>`;
  }

  /** Chooses a row or lets it go; with shift, all from the last one on. */
  #choose(at: number, range: boolean): void {
    const from = range ? this.#lastChosen : undefined;
    const chosen = afterChoice(this.shown.map(this.key), this.chosen, at, from);
    this.#lastChosen = at;
    this.#tell(chosen);
  }

  #tell(chosen: ReadonlySet<string>): void {
    this.dispatchEvent(new CustomEvent('chosen', { detail: chosen }));
  }

  #clicked(event: MouseEvent, row: Row, at: number): void {
    this.#at = at;
    this.requestUpdate();
    const inner = (event.target as HTMLElement).closest('a, button, input, label');
    if (inner || getSelection()?.toString()) return;
    this.dispatchEvent(new CustomEvent('open', { detail: row }));
  }

  readonly #scrolled = (event: Event): void => {
    this.#top = (event.currentTarget as HTMLElement).scrollTop;
    this.requestUpdate();
  };

  readonly #pressed = (event: KeyboardEvent): void => {
    if ((event.target as HTMLElement).getAttribute('role') !== 'row') return;
    const row = this.shown[this.#at];
    if (row === undefined) return;
    if (this.#walk(event.key) || this.#pick(event, row)) event.preventDefault();
  };

  /** Goes to another row, or opens and closes a branch. */
  #walk(key: string): boolean {
    const page = Math.max(1, Math.floor(this.#height / ROW) - 1);
    const to = rowAfterKey(key, this.#at, this.shown.length, page);
    const step =
      to === undefined && this.tree ? treeStep(key, this.#at, this.shown, this.tree) : undefined;
    if (to !== undefined) this.#focusRow(to);
    else if (step === 'toggle') this.tree?.toggle(this.shown[this.#at] as Row);
    else if (step) this.#focusRow(step.to);
    else return false;
    return true;
  }

  /** Opens or chooses. */
  #pick({ key, shiftKey, ctrlKey, metaKey }: KeyboardEvent, row: Row): boolean {
    if (key === 'Enter') this.dispatchEvent(new CustomEvent('open', { detail: row }));
    else if (!this.choosable) return false;
    else if (key === ' ') this.#choose(this.#at, shiftKey);
    else if (key === 'a' && (ctrlKey || metaKey)) this.#tell(new Set(this.shown.map(this.key)));
    else if (key === 'Escape' && this.chosen.size > 0) this.#tell(new Set());
    else return false;
    return true;
  }

  /** Puts the focus into the first row, for a search that is done. */
  enter(): void {
    if (this.shown.length > 0) this.#focusRow(0);
  }

  #focusRow(at: number): void {
    this.#at = at;
    const view = this.querySelector('.table-view');
    if (view) {
      if (at * ROW < view.scrollTop) view.scrollTop = at * ROW;
      else if ((at + 1) * ROW > view.scrollTop + view.clientHeight)
        view.scrollTop = (at + 1) * ROW - view.clientHeight;
      this.#top = view.scrollTop;
    }
    this.requestUpdate();
    void this.updateComplete.then(() => {
      this.querySelector<HTMLElement>(`[data-at="${at}"]`)?.focus({ preventScroll: true });
    });
  }
}
customElements.define('data-table', DataTable);
