import { adopter } from '../theme/adopter.ts';

/** Styles of plots, legends, ramps and tooltips; they come with the first chart. */
export const adoptChartStyles = adopter(`
.v-chart { display: flex; flex-direction: column; flex: 1; min-height: 0; min-width: 0; gap: 6px; }
.v-chart.v-legend-bottom { flex-direction: column-reverse; }
.v-chart.v-legend-left { flex-direction: row; gap: 14px; }
.v-chart.v-legend-right { flex-direction: row-reverse; gap: 14px; }
.v-plot { direction: ltr; }
[dir=rtl] .v-tip { direction: rtl; text-align: start; }
.v-plot { position: relative; flex: 1; min-height: 0; min-width: 0; border-radius: 6px; }
.v-pickable .v-plot { cursor: pointer; }
.v-legend { display: flex; flex-wrap: wrap; gap: 1px 4px; margin-inline-start: -6px; max-height: 52px; overflow: auto; flex: none; scrollbar-width: thin; }
.v-legend:has(.v-ramp) { margin: 0; max-height: none; overflow: visible; }
.v-legend-left .v-legend, .v-legend-right .v-legend { flex-direction: column; flex-wrap: nowrap; max-height: none; max-width: 46%; align-self: center; margin: 0; max-height: 100%; }
.v-legend-bottom .v-legend:has(.v-legend-value) { display: grid; grid-template-columns: repeat(auto-fill, minmax(156px, 1fr)); column-gap: 12px; max-height: min(40%, 104px); }
.v-legend-item { display: inline-flex; align-items: center; gap: 6px; min-height: 24px; padding: 1px 6px; border: 0; border-radius: 6px; background: none; color: var(--v-text); font: inherit; font-size: 12px; line-height: 18px; cursor: pointer; max-width: 240px; text-align: start; }
.v-legend-item:hover { background: var(--v-hover); }
.v-legend-item[aria-pressed=false] { color: var(--v-muted); }
.v-legend-item[aria-pressed=false] .v-legend-name { text-decoration: line-through; }
.v-legend-item[aria-pressed=false] .v-swatch { opacity: 0.3; }
.v-legend-name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-width: 0; flex: 1 1 auto; }
.v-legend-value { color: var(--v-muted); padding-inline-start: 10px; margin-inline-start: auto; white-space: nowrap; }
.v-swatch { flex: none; width: 10px; height: 10px; border-radius: 3px; background: var(--swatch); }
.v-swatch.v-line { height: 3px; width: 14px; border-radius: 2px; }
.v-ramp { padding-inline-start: 6px; display: flex; align-items: center; justify-content: flex-end; gap: 8px; font-size: 11px; color: var(--v-muted); flex: 0 1 auto; min-width: 0; }
.v-ramp i { flex: 0 1 auto; width: 120px; min-width: 16px; height: 8px; border-radius: 4px; background: var(--ramp); }
.v-tip { padding: 9px 11px; font: 400 12px/18px var(--v-font); color: var(--v-text); max-width: 320px; font-variant-numeric: tabular-nums; white-space: normal; }
.v-tip-title { font-weight: 600; margin-bottom: 3px; overflow-wrap: anywhere; }
.v-tip-row { display: flex; align-items: center; gap: 7px; }
.v-tip-row span:nth-last-child(2) { color: var(--v-muted); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; max-width: 190px; }
.v-tip-row span:last-child { margin-inline-start: auto; padding-inline-start: 16px; font-weight: 600; white-space: nowrap; }
.v-tip-row.v-total { border-top: 1px solid var(--v-border); margin-top: 4px; padding-top: 4px; }
`);
