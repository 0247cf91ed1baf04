import type { DataPanel, Panel } from '../../model/dashboard.ts';
import type { RenderContext, Selection } from '../panel_view.ts';

type Pick = Omit<Selection, 'panel'>;

const rowPanels = new Set(['table', 'pivot_table']);

/**
 * Acts on what the viewer picked, as the panel's drill-down says. A second pick of the same value
 * clears the variable that the first one set.
 */
export class Picker {
  #chosen: unknown;

  pick(panel: Panel, context: RenderContext, selection: Pick): void {
    const drill = (panel as Partial<DataPanel>).drill_down;
    if (!drill) return;
    switch (drill.kind) {
      case 'underlying':
      case 'dashboard':
        context.onDrillDown?.({ panel, ...selection });
        return;
      case 'variable': {
        const value = drill.column ? selection.columns[drill.column] : selection.category;
        const cleared = this.#chosen !== undefined && this.#chosen === value;
        this.#chosen = cleared ? undefined : value;
        const name = rowPanels.has(panel.type) ? panel.id : `${panel.id}.category`;
        context.onVariable?.(name, this.#chosen);
      }
    }
  }
}
