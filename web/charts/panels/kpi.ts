import type { KpiPanel, KpiTrendPanel, Measure } from '../../model/dashboard.ts';
import { aggregate } from '../data/aggregate.ts';
import { categoryGrid } from '../data/category_grid.ts';
import { readable, ruleColor } from '../data/color.ts';
import { toNumber, vector } from '../data/rows.ts';
import { element, icon } from '../frame/dom.ts';
import type { Body, Input } from '../frame/body.ts';
import { say } from '../frame/texts.ts';
import { EMPTY, formatter, knownLocale } from '../format/format.ts';
import type { PanelData, RenderContext } from '../panel_view.ts';
import { sparkline } from './sparkline.ts';
import { trend } from './trend.ts';
import { numberFormat } from '../format/intl.ts';

/** One number of a measure over all rows, and the same written. */
export function single(measure: Measure, data: PanelData, context: RenderContext) {
  const { column, cells } = vector(data, measure.column);
  // A number that stands for itself needs no sum; of many rows, the sum is meant.
  const value = aggregate(measure.aggregate ?? (cells.length === 1 ? 'first' : 'sum'), cells);
  return { value, column, write: measureFormatter(measure, data, context) };
}

/** Writes values of a measure; large plain numbers without digits after the point. */
export function measureFormatter(measure: Measure, data: PanelData, context: RenderContext) {
  const { column } = vector(data, measure.column);
  const counts = measure.aggregate === 'count' || measure.aggregate === 'count_distinct';
  const type = counts ? 'integer' : column.type;
  const byType = formatter(measure.format, type, context, 2);
  if (measure.format) return byType;
  const whole = formatter({ kind: 'number', decimals: 0 }, 'number', context);
  const numeric = type === 'integer' || type === 'decimal' || type === 'number';
  return (value: unknown) =>
    numeric && Math.abs(toNumber(value) ?? 0) >= 1000 ? whole(value) : byType(value);
}

/** The change from one number to another, in words, an arrow and a colour. */
export function delta(
  now: number | null,
  before: number | null,
  good: 'up' | 'down' | 'neither',
  locale: string,
): HTMLElement {
  const change =
    now === null || before === null || before === 0 ? null : (now - before) / Math.abs(before);
  const direction =
    change === null || Math.abs(change) < 0.0005 ? 'flat' : change > 0 ? 'up' : 'down';
  const judged =
    direction === 'flat' || good === 'neither' ? '' : direction === good ? ' v-good' : ' v-bad';
  const text =
    change === null
      ? EMPTY
      : numberFormat(knownLocale(locale), {
          style: 'percent',
          signDisplay: 'exceptZero',
          minimumFractionDigits: Math.abs(change) < 1 ? 1 : 0,
          maximumFractionDigits: Math.abs(change) < 1 ? 1 : 0,
        }).format(change);
  return element('span', { class: `v-delta${judged}` }, icon(direction), element('span', { text }));
}

/** A line below a number; its own language decides its direction, not the page's. */
function note(text: string, title?: string): HTMLElement {
  const line = element('bdi', { text });
  return element('div', { class: 'v-kpi-note', attributes: { title } }, line);
}

/** A number written large, as far as its length lets it. */
export function kpiValue(text: string): HTMLElement {
  const value = element('div', { class: 'v-kpi-value', text });
  value.style.setProperty('--chars', String(text.length));
  return value;
}

function card(
  host: HTMLElement,
  value: string,
  color: string | undefined,
  surface: string,
  beside: readonly Node[],
  below: readonly Node[],
) {
  const number = kpiValue(value);
  if (color) number.style.setProperty('--value', readable(color, surface));
  host.replaceChildren(
    element(
      'div',
      { class: 'v-kpi' },
      element('div', { class: 'v-kpi-row' }, number, ...beside),
      ...below,
    ),
  );
}

/** Draws a KPI panel. */
export function renderKpi(host: HTMLElement, first: Input<KpiPanel>): Body<KpiPanel> {
  const draw = ({ panel, data, context }: Input<KpiPanel>) => {
    const { value, write } = single(panel.value, data, context);
    const beside: Node[] = [];
    const below: Node[] = [];
    if (panel.comparison) {
      const other = single(panel.comparison, data, context);
      const text = say(context, 'compared', { value: other.write(other.value) });
      const label = panel.comparison.label;
      beside.push(
        delta(toNumber(value), toNumber(other.value), panel.good ?? 'up', context.locale),
      );
      below.push(note(label ? `${text} ${label}` : text));
    }
    if (panel.sparkline) {
      const request = { category: panel.sparkline.date, values: [panel.value], fill: true };
      const grid = categoryGrid(request, data, context);
      const color = panel.value.color ?? context.theme.accent;
      below.push(sparkline(grid.series[0]?.values ?? [], color));
    }
    const color = ruleColor(panel.color_rules, value);
    card(host, write(value), color, context.theme.surface, beside, below);
  };
  draw(first);
  return { update: draw, resize: () => {}, destroy: () => host.replaceChildren() };
}

/** Draws a KPI trend panel. */
export function renderKpiTrend(
  host: HTMLElement,
  first: Input<KpiTrendPanel>,
): Body<KpiTrendPanel> {
  const draw = ({ panel, data, context }: Input<KpiTrendPanel>) => {
    const result = trend(panel, data, context);
    const write = measureFormatter(panel.value, data, context);
    const beside: Node[] = [];
    const below: Node[] = [];
    if (panel.compare !== 'none') {
      const now = toNumber(result.value);
      const before = toNumber(result.before);
      beside.push(delta(now, before, panel.good ?? 'up', context.locale));
      const key = panel.compare === 'previous_year' ? 'year_before' : 'before';
      const text = say(context, key, { value: write(result.before) });
      below.push(note(text, result.spans));
    }
    if (panel.sparkline !== false) {
      below.push(sparkline(result.course, panel.value.color ?? context.theme.accent));
    }
    card(host, write(result.value), undefined, context.theme.surface, beside, below);
  };
  draw(first);
  return { update: draw, resize: () => {}, destroy: () => host.replaceChildren() };
}
