import type { ChartPanel } from '../../model/dashboard.ts';
import type { CategoryGrid } from '../data/category_grid.ts';
import type { Input, Sheet } from '../frame/body.ts';
import type { Selection } from '../panel_view.ts';
import { fillTemplate } from '../format/template.ts';
import { measureFormatter } from '../panels/kpi.ts';

/** A grid as rows: a category each, a column for each series. */
export function gridSheet({ dimension, categories, series }: CategoryGrid): Sheet {
  return {
    columns: [
      { label: dimension.label, type: 'string' },
      ...series.map(({ name, measure }) => ({
        label: name,
        type: 'number' as const,
        format: measure.format,
      })),
    ],
    rows: categories.map((category, index) => [
      category.label,
      ...series.map(({ values }) => values[index] ?? null),
    ]),
  };
}

const kinds: Readonly<Record<ChartPanel['type'], string>> = {
  bar: 'Bar chart',
  line: 'Line chart',
  area: 'Area chart',
  combo: 'Combined bar and line chart',
  scatter: 'Scatter chart',
  bubble: 'Bubble chart',
  pie: 'Pie chart',
  donut: 'Donut chart',
  funnel: 'Funnel',
  heat_map: 'Heat map',
  calendar_heat_map: 'Calendar heat map',
  radar: 'Radar chart',
  box_plot: 'Box plot',
  sankey: 'Sankey diagram',
  treemap: 'Treemap',
  map: 'Map',
};

/** Says what a chart is and how much it shows. */
export function chartLabel(input: Input<ChartPanel>, detail: string): string {
  const title = fillTemplate(input.panel.title ?? '', input.context.variables);
  return [title, kinds[input.panel.type], detail].filter((part) => part !== '').join('. ');
}

/** Says what a grid shows: how many categories and series, and the highest value. */
export function gridLabel(input: Input<ChartPanel>, grid: CategoryGrid): string {
  const { categories, series } = grid;
  const names = series.slice(0, 8).map(({ name }) => name);
  let best: { value: number; text: string } | undefined;
  for (const { values, measure, name } of series) {
    const write = measureFormatter(measure, input.data, input.context);
    values.forEach((value, index) => {
      if (value === null || (best && value <= best.value)) return;
      const where = categories[index]?.label ?? '';
      best = { value, text: `${write(value)} at ${where}${series.length > 1 ? `, ${name}` : ''}` };
    });
  }
  const counted = `${categories.length} × ${grid.dimension.label}`;
  const detail = [`${counted}: ${names.join(', ')}`, best ? `Highest: ${best.text}` : ''];
  return chartLabel(input, detail.filter((part) => part !== '').join('. '));
}

/** What a pick of a place in a grid fixes. */
export function gridSelection(
  grid: CategoryGrid,
  series: number,
  index: number,
): Omit<Selection, 'panel'> | undefined {
  const category = grid.categories[index];
  const picked = grid.series[series];
  if (!category) return undefined;
  const columns: Record<string, unknown> = {};
  if (!category.other) columns[grid.dimension.column] = category.raw;
  if (grid.seriesColumn && picked) columns[grid.seriesColumn] = picked.raw;
  return {
    category: category.raw,
    columns,
    rows: picked?.rows[index] ?? [],
    ...(picked ? { series: picked.name } : {}),
  };
}
