/** Small panels without ECharts that first loads can do without. */
export { renderFunnel } from './funnel.ts';
export { renderPivotTable } from './pivot_table.ts';
export { renderGauge } from './gauge.ts';
