import type { TablePanel } from '../../model/dashboard.ts';
import type { Body, Input } from '../frame/body.ts';
import { csv } from '../table/csv.ts';
import { Grid } from '../table/grid.ts';
import { gridColumns, type GridColumn } from '../table/grid_columns.ts';

/** Draws a table panel. */
export function renderTable(host: HTMLElement, first: Input<TablePanel>): Body<TablePanel> {
  host.classList.add('v-edge');
  let columns: GridColumn[] = [];
  let grid: Grid | undefined;
  const draw = (input: Input<TablePanel>) => {
    const { panel, data, context } = input;
    grid?.destroy();
    columns = gridColumns(panel.columns, data, context);
    const wraps = columns.some((column) => column.wrap);
    const compact = panel.row_height === 'compact';
    grid = new Grid(
      {
        label: panel.title ?? panel.id,
        columns,
        rowCount: data.row_count,
        sort: panel.sort ?? [],
        pageSize: panel.page_size,
        filter: panel.filter ?? true,
        rowHeight: wraps ? 64 : compact ? 28 : 36,
        rowNumbers: panel.row_numbers ?? false,
        onPick: panel.drill_down ? (row) => pickRow(input, columns, row) : undefined,
      },
      context,
    );
    host.replaceChildren(grid.element);
    grid.show();
  };
  draw(first);
  return {
    update: draw,
    resize: () => grid?.resize(),
    destroy: () => grid?.destroy(),
    csv: () =>
      csv(
        columns.map((column) => column.label),
        (grid?.rows ?? []).map((row) => columns.map((column) => column.cells[row])),
      ),
  };
}

function pickRow(
  { data, pick }: Input<TablePanel>,
  columns: readonly GridColumn[],
  row: number,
): void {
  const fixed = Object.fromEntries(
    data.columns.map((column, index) => [column.name, data.values[index]?.[row] ?? null]),
  );
  pick({ category: columns[0]?.cells[row], columns: fixed, rows: [row] });
}
