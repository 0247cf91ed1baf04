import { LineChart, ScatterChart } from 'echarts/charts';
import { use } from 'echarts/core';
import type { BubblePanel, Measure, ScatterPanel } from '../../model/dashboard.ts';
import { trendLine } from '../data/aggregate.ts';
import { measureLabel } from '../data/category_grid.ts';
import { orderedKeys } from '../data/category_grid.ts';
import { plainColor, ruleColor } from '../data/color.ts';
import { readDimension, type Key } from '../data/dimension.ts';
import { toNumber, vector } from '../data/rows.ts';
import type { Body, Input } from '../frame/body.ts';
import { formatter } from '../format/format.ts';
import { plotArea, valueAxis } from './axes.ts';
import { colorOf, palettePlaces } from './colors.ts';
import { chartBody, type Drawing, type Room } from './engine.ts';
import { goalSeries } from './goal_lines.ts';
import { chartLabel } from './summary.ts';
import { tip, tooltipFrame } from './tooltip.ts';

use([ScatterChart, LineChart]);

type PointPanel = ScatterPanel | BubblePanel;

/** Draws a scatter panel. */
export function renderScatter(host: HTMLElement, first: Input<ScatterPanel>): Body<ScatterPanel> {
  return chartBody(host, first, pointDrawing);
}

/** Draws a bubble panel. */
export function renderBubble(host: HTMLElement, first: Input<BubblePanel>): Body<BubblePanel> {
  return chartBody(host, first, pointDrawing);
}

/** A point: place, size, and the row it stands for. */
type Point = readonly [x: number, y: number, size: number, row: number];

interface Group {
  readonly name: string;
  readonly raw: unknown;
  readonly points: readonly Point[];
}

function pointDrawing(input: Input<PointPanel>, room: Room): Drawing {
  const { panel, data, context } = input;
  const { theme } = context;
  const measures = panel.type === 'bubble' ? [panel.x, panel.y, panel.size] : [panel.x, panel.y];
  const groups = grouped(input);
  const placed = palettePlaces(
    input,
    groups.map(({ name }) => name),
  );
  const all = groups.map((group, index) => ({
    ...group,
    color: colorOf(input, group.name, placed(group.name, index)),
  }));
  const shown = all.filter(({ name }) => !room.hidden.has(name));
  const points = shown.flatMap((group) => group.points);
  const largest = (at: 0 | 1 | 2) => points.reduce((most, p) => Math.max(most, Math.abs(p[at])), 0);
  const count = points.length;
  const radius = bubbleRadius(largest(2), room);
  const write = measures.map((measure) =>
    formatter(measure.format, vector(data, measure.column).column.type, context),
  );
  const named = panel.point ? readDimension(panel.point, data, context) : undefined;
  const series = shown.map(({ name, points: own, color }, index) => ({
    id: `${index}`,
    name,
    type: 'scatter',
    clip: false,
    data: own.map((point) => {
      const ruled = ruleColor(panel.colors?.rules, point[1]);
      return ruled ? { value: point, itemStyle: { color: plainColor(ruled, 0.7) } } : point;
    }),
    symbolSize: panel.type === 'bubble' ? (point: Point) => radius(point[2]) : count > 1500 ? 4 : 8,
    itemStyle: {
      color: plainColor(color, panel.type === 'bubble' ? 0.55 : count > 300 ? 0.55 : 0.8),
      ...(count > 1500
        ? {}
        : {
            borderColor: panel.type === 'bubble' ? color : plainColor(theme.surface),
            borderWidth: 1,
          }),
    },
    emphasis: { itemStyle: { color, opacity: 1 } },
  }));
  const trend =
    panel.type === 'scatter' && panel.trend_line ? trendSeries(points, theme.text_muted) : [];
  const axis = (at: 0 | 1, measure: Measure) => {
    const asked = at === 0 ? panel.x_axis : panel.y_axis;
    const titled = { title: measureLabel(measure), ...asked };
    const type = vector(data, measure.column).column.type;
    return {
      ...valueAxis(titled, measure.format, type, largest(at), context, at === 0),
      scale: true,
      boundaryGap: panel.type === 'bubble' ? ['10%', '14%'] : ['4%', '6%'],
      // Room for the marks must not promise values below zero where there are none.
      min:
        asked?.min ??
        (({ min, max }: { min: number; max: number }) =>
          min >= 0 && min < 0.15 * (max - min) ? 0 : undefined),
    };
  };
  const anchor = points[0]?.[0] ?? 0;
  const rtl = context.direction === 'rtl';
  return {
    option: {
      grid: plotArea,
      xAxis: {
        ...axis(0, panel.x),
        splitLine: { show: false },
        axisLine: { show: true, lineStyle: { color: plainColor(theme.border) } },
        ...(rtl ? { inverse: true } : {}),
      },
      yAxis: { ...axis(1, panel.y), ...(rtl ? { position: 'right' } : {}) },
      series: [
        ...series,
        ...trend,
        ...goalSeries(panel.goal_lines, 'y', 'y', anchor, context),
        ...goalSeries(panel.goal_lines, 'x', 'x', points[0]?.[1] ?? 0, context),
      ],
      tooltip: {
        ...tooltipFrame(context),
        show: panel.tooltip?.show ?? true,
        trigger: 'item',
        formatter: ({ value, seriesIndex }: { value: Point; seriesIndex: number }) => {
          const group = shown[seriesIndex];
          if (!group) return tip('', []);
          const title = named
            ? named.write(named.keys[value[3]] ?? null)
            : panel.series
              ? group.name
              : '';
          const rows = measures.map((measure, at) => ({
            ...(at === 0 ? { color: group.color } : { color: 'transparent' }),
            name: measureLabel(measure),
            value: write[at]?.(value[at]) ?? '',
          }));
          return tip(title, rows);
        },
      },
    },
    legend:
      (panel.legend?.show ?? all.length > 1) ? all.map(({ name, color }) => ({ name, color })) : [],
    legendPosition: panel.legend?.position ?? 'top',
    label: chartLabel(input, `${count} points: ${measures.map(measureLabel).join(', ')}`),
    sheet: () => ({
      columns: [
        ...(named ? [{ label: named.label, type: 'string' as const }] : []),
        ...(panel.series ? [{ label: 'Series', type: 'string' as const }] : []),
        ...measures.map((measure) => ({
          label: measureLabel(measure),
          type: 'number' as const,
          format: measure.format,
        })),
      ],
      rows: groups.flatMap((group) =>
        group.points.map((point) => [
          ...(named ? [named.write(named.keys[point[3]] ?? null)] : []),
          ...(panel.series ? [group.name] : []),
          ...measures.map((_, at) => point[at]),
        ]),
      ),
    }),
    pick: ({ seriesIndex, data: mark }) => {
      const value = Array.isArray(mark) ? mark : (mark as { value?: unknown } | undefined)?.value;
      const group = shown[seriesIndex];
      if (!Array.isArray(value) || !group) return undefined;
      const row = (value as unknown as Point)[3];
      const columns = Object.fromEntries(
        data.columns.map((column, index) => [column.name, data.values[index]?.[row] ?? null]),
      );
      const category = named ? named.raw(named.keys[row] ?? null) : group.raw;
      return { series: group.name, category, columns, rows: [row] };
    },
    stops: series[0] ? { series: 0, count: shown[0]?.points.length ?? 0 } : undefined,
    dense: count > 2000,
  };
}

function grouped({ panel, data, context }: Input<PointPanel>): Group[] {
  const x = vector(data, panel.x.column).cells;
  const y = vector(data, panel.y.column).cells;
  const size = panel.type === 'bubble' ? vector(data, panel.size.column).cells : undefined;
  const split = panel.series ? readDimension(panel.series, data, context) : undefined;
  const groups = new Map<Key, Point[]>();
  for (let row = 0; row < data.row_count; row++) {
    const [px, py] = [toNumber(x[row]), toNumber(y[row])];
    if (px === null || py === null) continue;
    const key = split ? (split.keys[row] ?? null) : null;
    const point: Point = [px, py, size ? (toNumber(size[row]) ?? 0) : 0, row];
    const found = groups.get(key);
    if (found) found.push(point);
    else groups.set(key, [point]);
  }
  const keys = split ? orderedKeys(split, [...groups.keys()]) : [...groups.keys()];
  return keys.map((key) => ({
    name: split ? split.write(key) : measureLabel(panel.y),
    raw: split?.raw(key),
    points: groups.get(key) ?? [],
  }));
}

/** Diameter of a bubble whose area is in proportion to its size. */
function bubbleRadius(largest: number, room: Room): (size: number) => number {
  const most = Math.max(18, Math.min(56, Math.min(room.width, room.height) / 5));
  return (size) => (largest <= 0 ? 10 : Math.max(5, most * Math.sqrt(Math.abs(size) / largest)));
}

function trendSeries(points: readonly Point[], color: string): Record<string, unknown>[] {
  const line = trendLine(points.map(([x, y]) => [x, y] as const));
  if (!line) return [];
  const xs = points.map(([x]) => x);
  const ends = [xs.reduce((a, b) => Math.min(a, b)), xs.reduce((a, b) => Math.max(a, b))];
  return [
    {
      id: 'trend',
      type: 'line',
      data: ends.map((x) => [x, line.slope * x + line.intercept]),
      symbol: 'none',
      silent: true,
      lineStyle: { color: plainColor(color), type: [5, 4], width: 1.5 },
      tooltip: { show: false },
    },
  ];
}
