import type { TableSort } from '../../model/dashboard.ts';
import { compareCells, toText } from '../data/rows.ts';
import { element, icon } from '../frame/dom.ts';
import { say } from '../frame/texts.ts';
import { knownLocale } from '../format/format.ts';
import type { AnalyticsEvent, Cell, RenderContext } from '../panel_view.ts';
import { alignment, drawCell } from './cell.ts';
import { columnTotal, fittingWidth, type GridColumn } from './grid_columns.ts';
import { rowFilter } from './row_filter.ts';
import { RowWindow } from './row_window.ts';
import { numberFormat } from '../format/intl.ts';

/** What a grid shows and lets the viewer do. */
export interface GridOptions {
  readonly label: string;
  readonly columns: readonly GridColumn[];
  readonly rowCount: number;
  readonly sort: readonly TableSort[];
  readonly pageSize: number | undefined;
  readonly filter: boolean;
  readonly rowHeight: number;
  readonly rowNumbers: boolean;
  readonly onPick: ((row: number) => void) | undefined;
}

/** A table of any length that sorts, filters and pages; only rows on the screen are elements. */
export class Grid {
  readonly element = element('div', { class: 'v-table' });
  readonly #scroller = element('div', {
    class: 'v-scroll',
    attributes: { tabindex: 0, role: 'region' },
  });
  readonly #table = element('table', { class: 'v-grid' });
  readonly #head = element('thead');
  readonly #foot = element('tfoot');
  readonly #status = element('div', { class: 'v-status', attributes: { 'aria-live': 'polite' } });
  readonly #window: RowWindow;
  #sort: TableSort[];
  #search = '';
  readonly #filters = new Map<string, string>();
  #filterRow = false;
  #page = 0;
  #rows: readonly number[] = [];
  #picked: number | undefined;
  #timer = 0;

  constructor(
    private readonly options: GridOptions,
    private readonly context: RenderContext,
  ) {
    const { columns, label, rowHeight, rowNumbers } = options;
    this.#sort = [...options.sort];
    this.#table.style.setProperty('--row', `${rowHeight}px`);
    this.#table.setAttribute('aria-rowcount', String(options.rowCount + 1));
    this.#table.setAttribute('aria-colcount', String(columns.length + Number(rowNumbers)));
    this.#scroller.setAttribute('aria-label', label);
    const body = element('tbody');
    this.#table.append(
      element('caption', { class: 'v-hidden', text: label }),
      element('colgroup'),
      this.#head,
      body,
      this.#foot,
    );
    this.#scroller.append(this.#table);
    this.#window = new RowWindow(this.#scroller, body, rowHeight, (row, index) =>
      this.#drawRow(row, index),
    );
    if (options.filter) this.element.append(this.#toolbar());
    this.element.append(this.#scroller, this.#status);
    this.#drawHead();
    if (options.onPick) this.#listenForPicks(body, options.onPick);
  }

  /** Draws the grid; called once it is on the page, when fonts and sizes are known. */
  show(): void {
    this.#layColumns();
    this.#select();
  }

  resize(): void {
    this.#window.resize();
  }

  destroy(): void {
    clearTimeout(this.#timer);
    this.#window.destroy();
    this.element.remove();
  }

  /** Rows in the order shown, filtered, over all pages. */
  get rows(): readonly number[] {
    return this.#rows;
  }

  #layColumns(): void {
    const font = getComputedStyle(this.element).fontFamily || 'sans-serif';
    const group = this.#table.querySelector('colgroup');
    const { columns, rowNumbers } = this.options;
    const everyRow = columns.some((column) => column.total)
      ? Array.from({ length: this.options.rowCount }, (_, row) => row)
      : [];
    const widths = columns.map((column, index) => {
      const edge = index === 0 || index === columns.length - 1 ? 4 : 0;
      return fittingWidth(column, font, edge, columnTotal(column, everyRow));
    });
    const all = rowNumbers ? [56, ...widths] : widths;
    group?.replaceChildren(
      ...all.map((width) => {
        const col = element('col');
        col.style.width = `${width}px`;
        return col;
      }),
    );
    this.#table.style.width = `${all.reduce((sum, width) => sum + width, 0)}px`;
  }

  #toolbar(): HTMLElement {
    const { context } = this;
    const search = element('input', {
      class: 'v-input',
      attributes: {
        type: 'search',
        placeholder: say(context, 'search'),
        'aria-label': say(context, 'search'),
      },
      on: {
        input: () => {
          this.#search = search.value;
          this.#later();
        },
      },
    });
    const toggle = element(
      'button',
      {
        class: 'v-action',
        attributes: {
          type: 'button',
          'aria-pressed': 'false',
          'aria-label': say(context, 'filters'),
          title: say(context, 'filters'),
        },
        on: {
          click: () => {
            this.#filterRow = !this.#filterRow;
            toggle.setAttribute('aria-pressed', String(this.#filterRow));
            if (!this.#filterRow) this.#filters.clear();
            this.#drawHead();
            this.#select();
          },
        },
      },
      icon('filter'),
    );
    return element(
      'div',
      { class: 'v-toolbar' },
      element('div', { class: 'v-search' }, icon('search'), search),
      toggle,
    );
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      this.#page = 0;
      this.#select();
      this.#tell('Table Filtered', { search: this.#search, ...Object.fromEntries(this.#filters) });
    }, 120);
  }

  #tell(name: AnalyticsEvent, properties: Readonly<Record<string, unknown>>): void {
    this.context.onAnalytics?.(name, properties);
  }

  #drawHead(): void {
    const { columns, rowNumbers } = this.options;
    const first = rowNumbers ? [element('th', { class: 'v-end', text: '#' })] : [];
    const heads = columns.map((column) => {
      const sort = this.#sort.find((each) => each.column === column.name);
      const order = sort ? (sort.direction === 'asc' ? 'ascending' : 'descending') : undefined;
      const button = element(
        'button',
        {
          class: 'v-sort',
          attributes: { type: 'button', title: column.label },
          on: {
            click: (event) =>
              this.#sortBy(column.name, event instanceof MouseEvent && event.shiftKey),
          },
        },
        element('span', { text: column.label }),
        ...(order ? [icon(order)] : []),
      );
      return element(
        'th',
        { class: alignment(column), attributes: { scope: 'col', 'aria-sort': order } },
        button,
      );
    });
    const rows = [element('tr', { attributes: { 'aria-rowindex': 1 } }, ...first, ...heads)];
    if (this.#filterRow) rows.push(this.#filterInputs());
    this.#head.replaceChildren(...rows);
  }

  #filterInputs(): HTMLTableRowElement {
    const { columns, rowNumbers } = this.options;
    const inputs = columns.map((column) => {
      const input = element('input', {
        class: 'v-input',
        attributes: {
          type: 'text',
          placeholder: column.numeric ? '>10, 5..20' : '…',
          'aria-label': say(this.context, 'filter_column', { column: column.label }),
        },
        on: {
          input: () => {
            this.#filters.set(column.name, input.value);
            this.#later();
          },
        },
      });
      input.value = this.#filters.get(column.name) ?? '';
      return element('th', {}, input);
    });
    return element('tr', {}, ...(rowNumbers ? [element('th')] : []), ...inputs);
  }

  #sortBy(name: string, add: boolean): void {
    const present = this.#sort.find((each) => each.column === name);
    const others = add ? this.#sort.filter((each) => each.column !== name) : [];
    const numeric = this.options.columns.find((column) => column.name === name)?.numeric;
    const [first, second] = numeric ? (['desc', 'asc'] as const) : (['asc', 'desc'] as const);
    const direction = !present ? first : present.direction === first ? second : undefined;
    this.#sort = direction ? [...others, { column: name, direction }] : others;
    this.#page = 0;
    const inside = this.element.getRootNode() as Document | ShadowRoot;
    const focused = [...this.#head.querySelectorAll('.v-sort')].indexOf(
      inside.activeElement as Element,
    );
    this.#drawHead();
    // The heads were made anew: keep the focus where the viewer left it.
    if (focused >= 0) [...this.#head.querySelectorAll<HTMLElement>('.v-sort')][focused]?.focus();
    this.#select();
    this.#tell('Table Sorted', { column: name, direction: direction ?? 'none' });
  }

  #select(): void {
    this.#rows = this.#ordered(this.#matching());
    const { pageSize } = this.options;
    const pages = pageSize ? Math.max(1, Math.ceil(this.#rows.length / pageSize)) : 1;
    this.#page = Math.min(this.#page, pages - 1);
    this.#scroller.scrollTop = 0;
    this.#window.show(this.#onPage().length);
    this.#drawTotals();
    this.#drawStatus(pages);
  }

  #onPage(): readonly number[] {
    const { pageSize } = this.options;
    if (!pageSize) return this.#rows;
    return this.#rows.slice(this.#page * pageSize, (this.#page + 1) * pageSize);
  }

  #matching(): number[] {
    const { columns, rowCount } = this.options;
    const search = this.#search.trim().toLowerCase();
    const tests = columns.flatMap((column) => {
      const test = rowFilter(this.#filters.get(column.name) ?? '');
      return test ? [{ cells: column.cells, test }] : [];
    });
    const rows: number[] = [];
    for (let row = 0; row < rowCount; row++) {
      if (!tests.every(({ cells, test }) => test(cells[row]))) continue;
      if (search === '' || columns.some((column) => found(column.cells[row], search)))
        rows.push(row);
    }
    return rows;
  }

  #ordered(rows: number[]): number[] {
    const collator = new Intl.Collator(knownLocale(this.context.locale), { numeric: true });
    const orders = this.#sort.flatMap(({ column: name, direction }) => {
      const column = this.options.columns.find((each) => each.name === name);
      if (!column) return [];
      const compare = compareCells(collator, column.numeric);
      return [{ cells: column.cells, compare, sign: direction === 'asc' ? 1 : -1 }];
    });
    if (orders.length === 0) return rows;
    return rows.sort((a, b) => {
      for (const { cells, compare, sign } of orders) {
        const [left, right] = [cells[a], cells[b]];
        // Empty cells stay last in both directions.
        const empty = left === null || left === undefined || right === null || right === undefined;
        const order = compare(left, right);
        if (order !== 0) return empty ? order : sign * order;
      }
      return a - b;
    });
  }

  #drawRow(row: HTMLTableRowElement, index: number): void {
    const { columns, rowNumbers, pageSize, onPick } = this.options;
    const place = index + this.#page * (pageSize ?? 0);
    const source = this.#rows[place];
    if (source === undefined) return;
    const extra = Number(rowNumbers);
    while (row.cells.length < columns.length + extra) row.append(element('td'));
    row.setAttribute('aria-rowindex', String(place + 2));
    row.dataset['row'] = String(source);
    if (onPick) {
      row.className = 'v-pick';
      row.tabIndex = 0;
      row.setAttribute('aria-selected', String(source === this.#picked));
    }
    if (rowNumbers) {
      const cell = row.cells[0];
      if (cell) cell.className = 'v-end v-number';
      if (cell) cell.textContent = String(place + 1);
    }
    columns.forEach((column, position) => {
      const cell = row.cells[position + extra];
      if (cell) drawCell(cell, column, column.cells[source], this.context);
    });
  }

  #drawTotals(): void {
    const { columns, rowNumbers } = this.options;
    if (!columns.some((column) => column.total)) return;
    const named = columns.findIndex((column) => !column.total);
    const cells = columns.map((column, index) =>
      element('td', {
        class: alignment(column),
        text: column.total
          ? columnTotal(column, this.#rows)
          : index === named && index === 0
            ? say(this.context, 'total')
            : '',
      }),
    );
    this.#foot.replaceChildren(element('tr', {}, ...(rowNumbers ? [element('td')] : []), ...cells));
  }

  #drawStatus(pages: number): void {
    const { context } = this;
    const { pageSize, rowCount } = this.options;
    const write = numberFormat(knownLocale(context.locale)).format;
    const count = this.#rows.length;
    const text =
      count !== rowCount
        ? say(context, 'rows_of', { shown: write(count), count: write(rowCount) })
        : count === 1
          ? say(context, 'one_row')
          : say(context, 'rows', { count: write(count) });
    if (!pageSize || pages === 1) {
      this.#status.replaceChildren(
        element('bdi', { text: count === 0 ? say(context, 'no_match') : text }),
      );
      return;
    }
    const from = this.#page * pageSize + 1;
    const places = {
      from: write(from),
      to: write(Math.min(count, from + pageSize - 1)),
      count: write(count),
    };
    this.#status.replaceChildren(
      element('span', { class: 'v-grow' }, element('bdi', { text: say(context, 'page', places) })),
      this.#pageButton('before', this.#page > 0, -1),
      this.#pageButton('after', this.#page < pages - 1, 1),
    );
  }

  #pageButton(name: 'before' | 'after', enabled: boolean, step: number): HTMLElement {
    const label = say(this.context, name === 'before' ? 'page_before' : 'page_after');
    const attributes = { type: 'button', 'aria-label': label, title: label, disabled: !enabled };
    const click = () => {
      this.#page += step;
      this.#select();
      this.#tell('Table Paged', { page: this.#page + 1 });
    };
    return element('button', { class: 'v-action', attributes, on: { click } }, icon(name));
  }

  #listenForPicks(body: HTMLElement, onPick: (row: number) => void): void {
    const pick = (event: Event) => {
      const target = event.target as Element;
      const row = target.closest<HTMLElement>('tr.v-pick');
      if (!row || target.closest('a')) return;
      const source = Number(row.dataset['row']);
      this.#picked = this.#picked === source ? undefined : source;
      for (const each of body.querySelectorAll<HTMLElement>('tr.v-pick')) {
        each.setAttribute('aria-selected', String(Number(each.dataset['row']) === this.#picked));
      }
      onPick(source);
    };
    body.addEventListener('click', pick);
    body.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      if (!(event.target as Element).matches('tr.v-pick')) return;
      event.preventDefault();
      pick(event);
    });
  }
}

const found = (cell: Cell, search: string) => toText(cell).toLowerCase().includes(search);
