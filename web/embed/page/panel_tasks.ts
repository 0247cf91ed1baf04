import { fillTemplate, type Selection } from '../../charts/index.ts';
import { element } from '../../charts/frame/dom.ts';
import type { Panel } from '../../model/dashboard.ts';
import { say } from '../texts.ts';
import type { DashboardView } from '../viewer/dashboard_view.ts';
import { openPanelDialog, type PanelDialog } from '../viewer/panel_dialog.ts';
import { openUnderlying } from '../viewer/underlying.ts';

/** The title as the viewer reads it; a panel without one goes by its id. */
export function titleOf(panel: Panel, variables: Readonly<Record<string, unknown>>): string {
  return fillTemplate(panel.title ?? '', variables) || panel.id;
}

/** Shows the rows behind a pick, over the page. */
export function showUnderlying(
  root: HTMLElement,
  selection: Selection,
  view: DashboardView,
  dataset: string | undefined,
): PanelDialog {
  const name = titleOf(selection.panel, view.context().variables);
  return openUnderlying(root, say('underlying', { name }), selection, view, dataset);
}

/** Shows a panel large; its rows go on following its controls. */
export function showLarge(
  root: HTMLElement,
  panel: Panel,
  view: DashboardView,
): PanelDialog | undefined {
  const slot = view.slot(panel.id);
  if (!slot) return undefined;
  const context = { ...view.context(), actions: [] };
  const { title: _, ...untitled } = panel;
  const title = titleOf(panel, context.variables);
  const end = slot.mirror((content) => dialog.update({ content }));
  const dialog = openPanelDialog(root, title, untitled, slot.content, context, end);
  return dialog;
}

/** Gives the viewer all rows of a panel as a file; answers the title. */
export async function saveCsv(panel: Panel, view: DashboardView): Promise<string> {
  const title = titleOf(panel, view.context().variables);
  const url = URL.createObjectURL(await view.csv(panel));
  const download = `${title.replaceAll(/[\\/:*?"<>|\s]+/g, '_')}.csv`;
  element('a', { attributes: { href: url, download } }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  return title;
}
