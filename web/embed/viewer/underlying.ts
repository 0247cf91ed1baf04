import type { PanelData, Selection } from '../../charts/index.ts';
import type { TablePanel } from '../../model/dashboard.ts';

/** The rows behind what was picked; all of them when the pick names none. */
export function rowsBehind(data: PanelData, selection: Pick<Selection, 'rows'>): PanelData {
  if (selection.rows.length === 0) return data;
  return picked(data, selection.rows);
}

function picked(data: PanelData, rows: readonly number[]): PanelData {
  return {
    columns: data.columns,
    values: data.values.map((cells) => rows.map((row) => cells[row])),
    row_count: rows.length,
    truncated: data.truncated,
  };
}

/** Rows of another dataset that fit the pick in every column that both have. */
export function rowsThatFit(data: PanelData, selection: Pick<Selection, 'columns'>): PanelData {
  const tests = Object.entries(selection.columns).flatMap(([name, value]) => {
    const index = data.columns.findIndex((column) => column.name === name);
    return index < 0 ? [] : [{ cells: data.values[index] ?? [], value }];
  });
  if (tests.length === 0) return data;
  const rows = Array.from({ length: data.row_count }, (_, row) => row).filter((row) =>
    tests.every(({ cells, value }) => String(cells[row]) === String(value)),
  );
  return picked(data, rows);
}

/** The table that shows rows behind a panel. */
export function underlyingTable(id: string, dataset: string): TablePanel {
  return { id: `${id}:underlying`, type: 'table', dataset, filter: true, download: true };
}
