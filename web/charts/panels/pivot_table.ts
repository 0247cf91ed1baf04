import type { PivotTablePanel } from '../../model/dashboard.ts';
import { measureLabel } from '../data/category_grid.ts';
import { colorScale, textOn } from '../data/color.ts';
import { pivot, type Pivot } from '../data/pivot.ts';
import { toNumber } from '../data/rows.ts';
import type { Body, Input } from '../frame/body.ts';
import { element } from '../frame/dom.ts';
import { say } from '../frame/texts.ts';
import { csv } from '../table/csv.ts';
import { textWidth } from '../table/grid_columns.ts';
import { RowWindow } from '../table/row_window.ts';
import { measureFormatter } from './kpi.ts';
import { styleRoot } from '../theme/adopter.ts';
import { adoptShapeStyles } from './shape_styles.ts';

/** A column of cells: a column header, or the total (`null`), with one measure. */
interface Leaf {
  readonly column: number | null;
  readonly measure: number;
}

const ROW = 34;

/** Draws a pivot table panel. */
export function renderPivotTable(
  host: HTMLElement,
  first: Input<PivotTablePanel>,
): Body<PivotTablePanel> {
  adoptShapeStyles(styleRoot(host));
  host.classList.add('v-edge');
  let window: RowWindow | undefined;
  let table: Pivot | undefined;
  let input = first;
  const draw = (next: Input<PivotTablePanel>) => {
    input = next;
    window?.destroy();
    const { panel, data, context } = next;
    table = pivot(
      { rows: panel.rows, columns: panel.columns ?? [], values: panel.values },
      data,
      context,
    );
    const drawn = pivotElement(next, table, getComputedStyle(host).fontFamily);
    host.replaceChildren(drawn.element);
    window = new RowWindow(drawn.element, drawn.body, ROW, drawn.drawRow);
    window.show(table.rows.length);
  };
  draw(first);
  return {
    update: draw,
    resize: () => window?.resize(),
    destroy: () => window?.destroy(),
    csv: () => (table ? pivotCsv(input, table) : ''),
  };
}

function leaves({ panel }: Input<PivotTablePanel>, table: Pivot): Leaf[] {
  const measures = panel.values.map((_, measure) => measure);
  const columns: (number | null)[] = panel.columns?.length
    ? table.columns.map((_, at) => at)
    : [null];
  if (panel.columns?.length && panel.row_totals) columns.push(null);
  return columns.flatMap((column) => measures.map((measure) => ({ column, measure })));
}

function pivotElement(input: Input<PivotTablePanel>, table: Pivot, font: string) {
  const { panel, data, context, pick } = input;
  const columns = leaves(input, table);
  const writers = panel.values.map((measure) => measureFormatter(measure, data, context));
  const scales = panel.values.map((_, measure) => {
    const shown = columns.filter((leaf) => leaf.measure === measure && leaf.column !== null);
    const all = table.rows.flatMap((_, row) =>
      shown.map(({ column }) => toNumber(table.value(row, column, measure))),
    );
    const numbers = all.filter((each) => each !== null);
    return panel.color_scale
      ? colorScale(panel.color_scale, numbers, context.theme.mode)
      : undefined;
  });
  const written = (row: number | null, { column, measure }: Leaf): string => {
    const value = table.value(row, column, measure);
    return value === null ? '' : (writers[measure]?.(value) ?? '');
  };
  const widths = columns.map((leaf) =>
    leafWidth(leaf, table.rows.length, written, panel.column_totals === true, font),
  );
  const fill = (cell: HTMLTableCellElement, row: number | null, { column, measure }: Leaf) => {
    const value = table.value(row, column, measure);
    cell.className = 'v-end';
    cell.textContent = written(row, { column, measure });
    const number = row === null || column === null ? null : toNumber(value);
    const color = number === null ? undefined : scales[measure]?.color(number);
    cell.style.backgroundColor = color ?? '';
    cell.style.color = color ? textOn(color) : '';
    if (column === null && panel.columns?.length) cell.classList.add('v-sum');
  };
  const drawRow = (row: HTMLTableRowElement, index: number) => {
    const header = table.rows[index];
    const before = table.rows[index - 1];
    while (row.cells.length < panel.rows.length) {
      row.append(element('th', { attributes: { scope: 'row' } }));
    }
    while (row.cells.length < panel.rows.length + columns.length) row.append(element('td'));
    panel.rows.forEach((_, place) => {
      const cell = row.cells[place];
      // Outer headers are written once, where they begin.
      const same =
        place < panel.rows.length - 1 &&
        before?.keys.slice(0, place + 1).every((key, at) => key === header?.keys[at]);
      if (cell) cell.textContent = same ? '' : (header?.labels[place] ?? '');
      if (cell) cell.title = header?.labels[place] ?? '';
    });
    columns.forEach((leaf, place) => {
      const cell = row.cells[panel.rows.length + place];
      if (!cell) return;
      fill(cell, index, leaf);
      cell.onclick = panel.drill_down
        ? () =>
            pick({
              category: header?.keys[0],
              columns: table.fixed(index, leaf.column),
              rows: table.rowsAt(index, leaf.column),
            })
        : null;
    });
    if (panel.drill_down) row.className = 'v-pick';
  };
  const body = element('tbody');
  const grid = element(
    'table',
    { class: 'v-grid v-pivot' },
    element('caption', { class: 'v-hidden', text: panel.title ?? panel.id }),
    element('colgroup', {}, ...panel.rows.map(() => sized(150)), ...widths.map(sized)),
    head(input, table, columns),
    body,
  );
  grid.style.setProperty('--row', `${ROW}px`);
  grid.style.width = `${widths.reduce((sum, width) => sum + width, panel.rows.length * 150)}px`;
  if (panel.column_totals) {
    const cells = columns.map((leaf) => {
      const cell = element('td');
      fill(cell, null, leaf);
      return cell;
    });
    const label = element('td', {
      text: say(context, 'total'),
      attributes: { colspan: panel.rows.length },
    });
    grid.append(element('tfoot', {}, element('tr', { class: 'v-sum' }, label, ...cells)));
  }
  const scroller = element(
    'div',
    {
      class: 'v-scroll',
      attributes: { tabindex: 0, role: 'region', 'aria-label': panel.title ?? panel.id },
    },
    grid,
  );
  return { element: scroller, body, drawRow };
}

/** Width in CSS pixels of a column of cells: as its longest text needs, of many rows those in even steps. */
function leafWidth(
  leaf: Leaf,
  rows: number,
  written: (row: number | null, leaf: Leaf) => string,
  totals: boolean,
  font: string,
): number {
  const bold = (text: string) => textWidth(text, `600 13px ${font || 'sans-serif'}`);
  const step = Math.max(1, Math.floor(rows / 60));
  let widest = totals ? bold(written(null, leaf)) : 0;
  for (let row = 0; row < rows; row += step) widest = Math.max(widest, bold(written(row, leaf)));
  return Math.min(280, Math.max(112, Math.ceil(widest) + 26));
}

function sized(width: number): HTMLElement {
  const col = element('col');
  col.style.width = `${width}px`;
  return col;
}

function head(input: Input<PivotTablePanel>, table: Pivot, columns: readonly Leaf[]): HTMLElement {
  const { panel, context } = input;
  const many = panel.values.length > 1 || !panel.columns?.length;
  const outer = (panel.columns ?? []).map((_, depth) => {
    const cells: HTMLElement[] = [];
    for (let place = 0; place < columns.length;) {
      const header = columns[place]?.column ?? null;
      const path = (at: number | null) =>
        at === null ? 'total' : JSON.stringify(table.columns[at]?.keys.slice(0, depth + 1));
      let span = 1;
      while (
        place + span < columns.length &&
        path(columns[place + span]?.column ?? null) === path(header)
      )
        span++;
      const text =
        header === null
          ? depth === 0
            ? say(context, 'total')
            : ''
          : (table.columns[header]?.labels[depth] ?? '');
      cells.push(
        element('th', {
          class: span === 1 ? 'v-end' : '',
          text,
          attributes: {
            scope: span > 1 ? 'colgroup' : 'col',
            colspan: span > 1 ? span : undefined,
            title: text,
          },
        }),
      );
      place += span;
    }
    return cells;
  });
  const inner = many
    ? [
        columns.map(({ measure }) => {
          const asked = panel.values[measure];
          return element('th', {
            class: 'v-end',
            text: asked ? measureLabel(asked) : '',
            attributes: { scope: 'col' },
          });
        }),
      ]
    : [];
  const lines = [...outer, ...inner];
  const corner = (line: number) =>
    table.rowLabels.map((label) =>
      element('th', { text: line === lines.length - 1 ? label : '', attributes: { scope: 'col' } }),
    );
  const rows = lines.map((cells, line) => element('tr', {}, ...corner(line), ...cells));
  rows.forEach((row, line) => {
    for (const cell of row.cells) cell.style.top = `${34 * line}px`;
  });
  return element('thead', {}, ...rows);
}

function pivotCsv(input: Input<PivotTablePanel>, table: Pivot): string {
  const columns = leaves(input, table);
  const headings = columns.map(({ column, measure }) => {
    const asked = input.panel.values[measure];
    const path = column === null ? [] : (table.columns[column]?.labels ?? []);
    return [...path, ...(asked ? [measureLabel(asked)] : [])].join(' / ');
  });
  const rows = table.rows.map((header, row) => [
    ...header.labels,
    ...columns.map(({ column, measure }) => table.value(row, column, measure)),
  ]);
  return csv([...table.rowLabels, ...headings], rows);
}
