import type { FunnelPanel } from '../../model/dashboard.ts';
import { categoryGrid, type CategoryGrid } from '../data/category_grid.ts';
import { mix, namedColor, plainColor, ruleColor } from '../data/color.ts';
import type { Body, Input, Sheet } from '../frame/body.ts';
import { element } from '../frame/dom.ts';
import { knownLocale } from '../format/format.ts';
import { styleRoot } from '../theme/adopter.ts';
import { measureFormatter } from './kpi.ts';
import { adoptShapeStyles } from './shape_styles.ts';
import { numberFormat } from '../format/intl.ts';

/** Draws a funnel panel: a bar a stage, with what share of the first or previous stage it holds. */
export function renderFunnel(host: HTMLElement, first: Input<FunnelPanel>): Body<FunnelPanel> {
  adoptShapeStyles(styleRoot(host));
  let sheet: Sheet = { columns: [], rows: [] };
  const draw = (input: Input<FunnelPanel>) => {
    const { panel, data, context } = input;
    const request = { category: panel.category, values: [panel.value], sort: panel.sort };
    const grid = categoryGrid(request, data, context);
    const values = grid.series[0]?.values ?? [];
    const write = measureFormatter(panel.value, data, context);
    const percent = numberFormat(knownLocale(context.locale), {
      style: 'percent',
      maximumFractionDigits: 1,
    });
    const most = Math.max(...values.map((value) => value ?? 0), 0);
    const base =
      panel.value.color ??
      panel.colors?.palette?.[0] ??
      context.theme.palette[0] ??
      context.theme.accent;
    const stages = grid.categories.map((category, index) => {
      const value = values[index] ?? 0;
      const of = (panel.conversion === 'previous' ? values[index - 1] : values[0]) ?? null;
      const shown =
        panel.conversion === 'none' || of === null || of === 0 ? '' : percent.format(value / of);
      const fill = element('i');
      const fade = (0.5 * index) / Math.max(1, grid.categories.length);
      const color =
        ruleColor(panel.colors?.rules, value) ??
        namedColor(panel, category.label) ??
        mix(base, context.theme.surface, fade);
      fill.style.setProperty('--share', `${most === 0 ? 0 : ((100 * value) / most).toFixed(2)}%`);
      fill.style.setProperty('--fill', plainColor(color));
      const clicked = () => pickStage(input, grid, index);
      return element(
        'li',
        {
          class: panel.drill_down ? 'v-stage v-pick' : 'v-stage',
          attributes: panel.drill_down ? { tabindex: 0, role: 'button' } : {},
          on: panel.drill_down
            ? {
                click: clicked,
                keydown: (event) => {
                  const { key } = event as KeyboardEvent;
                  if (key !== 'Enter' && key !== ' ') return;
                  event.preventDefault();
                  clicked();
                },
              }
            : {},
        },
        element('span', { text: category.label, attributes: { title: category.label } }),
        element('span', { class: 'v-stage-bar' }, fill),
        element(
          'span',
          { class: 'v-stage-value' },
          element('b', { text: write(value) }),
          element('small', { text: shown }),
        ),
      );
    });
    sheet = {
      columns: [
        { label: grid.dimension.label, type: 'string' },
        { label: grid.series[0]?.name ?? '', type: 'number', format: panel.value.format },
      ],
      rows: grid.categories.map((category, index) => [category.label, values[index] ?? null]),
    };
    host.replaceChildren(element('ol', { class: 'v-funnel' }, ...stages));
  };
  draw(first);
  return {
    update: draw,
    resize: () => {},
    destroy: () => host.replaceChildren(),
    sheet: () => sheet,
  };
}

function pickStage({ pick }: Input<FunnelPanel>, grid: CategoryGrid, index: number): void {
  const category = grid.categories[index];
  if (!category) return;
  pick({
    category: category.raw,
    columns: { [grid.dimension.column]: category.raw },
    rows: grid.series[0]?.rows[index] ?? [],
  });
}
