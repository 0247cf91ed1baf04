import { isNumeric } from '../data/rows.ts';
import type { PanelData, RenderContext } from '../panel_view.ts';
import { csv } from '../table/csv.ts';
import { Grid } from '../table/grid.ts';
import { gridColumns } from '../table/grid_columns.ts';
import type { Sheet } from './body.ts';

/** The table view of a chart. */
export function sheetGrid(sheet: Sheet, label: string, context: RenderContext): Grid {
  const data: PanelData = {
    columns: sheet.columns.map((column, index) => ({ name: String(index), type: column.type })),
    values: sheet.columns.map((_, index) => sheet.rows.map((row) => row[index])),
    row_count: sheet.rows.length,
    truncated: false,
  };
  const asked = sheet.columns.map((column, index) => ({
    column: String(index),
    label: column.label,
    align: isNumeric({ name: '', type: column.type }) ? ('end' as const) : ('start' as const),
    ...(column.format ? { format: column.format } : {}),
  }));
  return new Grid(
    {
      label,
      columns: gridColumns(asked, data, context),
      rowCount: sheet.rows.length,
      sort: [],
      pageSize: undefined,
      filter: false,
      rowHeight: 32,
      rowNumbers: false,
      onPick: undefined,
    },
    context,
  );
}

/** A chart's rows as comma-separated values. */
export function sheetCsv(sheet: Sheet): string {
  return csv(
    sheet.columns.map((column) => column.label),
    sheet.rows,
  );
}
