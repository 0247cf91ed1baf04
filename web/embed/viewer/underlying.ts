import type { PanelContent, PanelData, Selection } from '../../charts/index.ts';
import type { TablePanel } from '../../model/dashboard.ts';
import type { DashboardView } from './dashboard_view.ts';
import { openPanelDialog, type PanelDialog } from './panel_dialog.ts';

/** Opens the rows behind a pick: the panel's own, or those of the dataset that it names. */
export function openUnderlying(
  root: HTMLElement,
  title: string,
  selection: Selection,
  view: DashboardView,
  dataset: string | undefined,
): PanelDialog {
  const { panel } = selection;
  const own = 'dataset' in panel ? panel.dataset : '';
  const table = underlyingTable(panel.id, dataset ?? own);
  const shown = view.slot(panel.id)?.content ?? { loading: true };
  const context = { ...view.context(), actions: [] };
  const open = (content: PanelContent) => openPanelDialog(root, title, table, content, context);
  if (dataset === undefined || dataset === own) {
    return open('columns' in shown ? rowsBehind(shown, selection) : shown);
  }
  const dialog = open({ loading: true });
  view
    .rowsOnce({ panel: panel.id, dataset })
    .then((data) => dialog.update({ content: rowsThatFit(data, selection) }))
    .catch((error: unknown) =>
      dialog.update({ content: { error: error instanceof Error ? error.message : String(error) } }),
    );
  return dialog;
}

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
