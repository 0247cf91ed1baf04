import type { Panel, PanelType } from '../model/dashboard.ts';
import type { Renderer } from './frame/body.ts';
import { renderKpi, renderKpiTrend } from './panels/kpi.ts';
import { renderProgress } from './panels/progress.ts';
import { renderTable } from './panels/table.ts';
import { renderImage, renderText } from './panels/text.ts';

type PanelOf<T extends PanelType> = Extract<Panel, { type: T }>;

type Families = {
  readonly [T in PanelType]: () => Renderer<PanelOf<T>> | Promise<Renderer<PanelOf<T>>>;
};

const shapes = () => import('./panels/shapes.ts');
const cartesian = () => import('./echarts/cartesian.ts');
const points = () => import('./echarts/points.ts');
const share = () => import('./echarts/share.ts');
const heat = () => import('./echarts/heat.ts');

/** Where the renderer of each type comes from: at hand for small ones, else fetched when needed. */
const families: Families = {
  table: () => renderTable,
  kpi: () => renderKpi,
  kpi_trend: () => renderKpiTrend,
  progress: () => renderProgress,
  text: () => renderText,
  image: () => renderImage,
  pivot_table: async () => (await shapes()).renderPivotTable,
  gauge: async () => (await shapes()).renderGauge,
  funnel: async () => (await shapes()).renderFunnel,
  bar: async () => (await cartesian()).renderBar,
  line: async () => (await cartesian()).renderLine,
  area: async () => (await cartesian()).renderArea,
  combo: async () => (await cartesian()).renderCombo,
  scatter: async () => (await points()).renderScatter,
  bubble: async () => (await points()).renderBubble,
  box_plot: async () => (await import('./echarts/box_plot.ts')).renderBoxPlot,
  pie: async () => (await share()).renderPie,
  donut: async () => (await share()).renderDonut,
  heat_map: async () => (await heat()).renderHeatMap,
  calendar_heat_map: async () => (await heat()).renderCalendar,
  radar: async () => (await import('./echarts/radar.ts')).renderRadar,
  sankey: async () => (await import('./echarts/sankey.ts')).renderSankey,
  treemap: async () => (await import('./echarts/treemap.ts')).renderTreemap,
  map: async () => (await import('./echarts/map.ts')).renderMap,
};

const loaded = new Map<PanelType, Promise<Renderer>>();

/**
 * Fetches the renderer of a panel type. Call it as soon as the type is known, beside the request
 * for the rows; later calls give the same promise. A failed fetch is tried again by the next call.
 */
export function loadFamily(type: PanelType): Promise<Renderer> {
  let promise = loaded.get(type);
  if (!promise) {
    // The map's type ties each renderer to its panel; callers look it up by the panel's own type.
    promise = Promise.resolve(families[type]()) as Promise<Renderer>;
    promise.catch(() => loaded.delete(type));
    loaded.set(type, promise);
  }
  return promise;
}

/** The renderer of a type that needs no fetch. */
export function smallRenderer(type: PanelType): Renderer | undefined {
  const found = families[type];
  return small.has(type) ? (found() as Renderer) : undefined;
}

const small: ReadonlySet<PanelType> = new Set<PanelType>([
  'table',
  'kpi',
  'kpi_trend',
  'progress',
  'text',
  'image',
]);
