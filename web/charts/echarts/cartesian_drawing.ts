import type { Axis, ChartPanel, GoalLine } from '../../model/dashboard.ts';
import type { CategoryGrid, Series } from '../data/category_grid.ts';
import type { Input } from '../frame/body.ts';
import { say } from '../frame/texts.ts';
import { measureFormatter } from '../panels/kpi.ts';
import { categoryAxis, isTimeLine, timeAxis, plotArea, valueAxis } from './axes.ts';
import { colorOf, palettePlaces } from './colors.ts';
import { type Drawing, type Room } from './engine.ts';
import { goalSeries } from './goal_lines.ts';
import { gridLabel, gridSelection, gridSheet } from './summary.ts';
import { tip, tooltipFrame } from './tooltip.ts';
import { plainColor } from '../data/color.ts';
import { textWidth } from '../table/grid_columns.ts';

/** One series where it stands in its chart. */
export interface Place {
  readonly series: Series;
  readonly grid: CategoryGrid;
  /** Among all series, shown or not. */
  readonly index: number;
  /** How many are shown. */
  readonly shown: number;
  readonly color: string;
  readonly stackTop: boolean;
  /** Places are given by time, not by number. */
  readonly timeLine: boolean;
  readonly write: (value: unknown) => string;
}

export interface CartesianPlan {
  readonly grid: CategoryGrid;
  /** Turns the shown series into what is drawn, such as shares. */
  readonly transform?: ((grid: CategoryGrid) => CategoryGrid) | undefined;
  readonly horizontal?: boolean;
  readonly percent?: boolean;
  readonly stacked?: boolean;
  readonly lines?: boolean;
  /** Series from here on are lines. */
  readonly lineFrom?: number;
  /** Series from here on belong to a second axis. */
  readonly second?: { readonly axis: Axis; readonly from: number } | undefined;
  readonly mark: (place: Place) => Record<string, unknown>;
}

type CartesianPanel = ChartPanel & {
  readonly x_axis?: Axis;
  readonly y_axis?: Axis;
  readonly goal_lines?: readonly GoalLine[];
};

/** A chart of categories along one axis and numbers along the other. */
export function cartesianDrawing(
  input: Input<CartesianPanel>,
  room: Room,
  plan: CartesianPlan,
): Drawing {
  const { panel, context } = input;
  const { seriesColumn, series: drawn } = plan.grid;
  const placed = palettePlaces(
    input,
    seriesColumn === undefined ? [] : drawn.map(({ name }) => name),
  );
  const all = drawn.map((series, index) => ({
    series,
    index,
    color: colorOf(input, series.name, placed(series.name, index), series.measure.color),
  }));
  const shown = all.filter(({ series }) => !room.hidden.has(series.name));
  const visible = { ...plan.grid, series: shown.map(({ series }) => series) };
  const grid = plan.transform ? plan.transform(visible) : visible;
  const horizontal = plan.horizontal === true;
  const timeLine = plan.lines === true && isTimeLine(grid);
  const places = shown.map(({ index, color }, at): Place => {
    const series = grid.series[at] as Series;
    const write = measureFormatter(series.measure, input.data, context);
    const stackTop = at === shown.length - 1;
    return { timeLine, series, grid, index, shown: shown.length, color, stackTop, write };
  });
  const axisOf = (side: (place: Place) => boolean, axis: Axis | undefined) => {
    const own = places.filter(side);
    const largest = largestOf(own, plan.stacked === true && !plan.percent);
    const measure = own[0]?.series.measure;
    const format = plan.percent ? measure?.format : (axis?.format ?? measure?.format);
    const top = plan.percent ? { ...axis, max: axis?.max ?? 100 } : axis;
    const reach = plan.percent ? 100 : largest;
    const free = horizontal && !plan.percent ? labelRoom(input, own, room) : 0;
    const drawn = valueAxis(top, format, 'number', reach, context, horizontal, free);
    if (plan.percent && top?.max === 100) return { ...drawn, interval: room.width < 260 ? 50 : 25 };
    // Numbers side by side take more room than one above the other.
    const steps = Math.max(1, Math.min(4, Math.floor((room.width - 120) / 80)));
    return horizontal ? { ...drawn, splitNumber: steps } : drawn;
  };
  const { second } = plan;
  const first = (place: Place) => second === undefined || place.index < second.from;
  const numbers = axisOf(first, horizontal ? panel.x_axis : panel.y_axis);
  const names = timeLine
    ? timeAxis(panel.x_axis, grid, context)
    : categoryAxis(
        horizontal ? panel.y_axis : panel.x_axis,
        grid,
        room,
        context,
        horizontal ? 'up' : 'across',
      );
  const edge = plan.lines && !timeLine && grid.categories.length > 1 ? { boundaryGap: false } : {};
  const rtl = context.direction === 'rtl';
  const far = second
    ? [
        {
          ...axisOf((place) => !first(place), second.axis),
          position: rtl ? 'left' : 'right',
          splitLine: { show: false },
          alignTicks: true,
        },
      ]
    : [];
  const nearSide = rtl ? { position: 'right' } : {};
  const turned = rtl ? { inverse: true } : {};
  const goalAxis = horizontal ? 'x' : 'y';
  const anchor = timeLine ? Number(grid.categories[0]?.key) : 0;
  // Where there is no far axis, its goals stand at the only axis of numbers.
  const lines = second
    ? panel.goal_lines
    : panel.goal_lines?.map((line) =>
        line.axis === 'y2' ? { ...line, axis: 'y' as const } : line,
      );
  const goals = [
    ...goalSeries(lines, 'y', goalAxis, anchor, context),
    ...goalSeries(lines, 'y2', goalAxis, anchor, context),
  ];
  const xAxis = horizontal ? { ...numbers, ...turned } : { ...names, ...edge, ...turned };
  const yAxis = horizontal ? { ...names, ...nearSide } : [{ ...numbers, ...nearSide }, ...far];
  const marks = places.map((place) => ({
    ...plan.mark(place),
    ...(second && !first(place) ? { yAxisIndex: 1 } : {}),
  }));
  const cells = grid.categories.length * places.length;
  return {
    option: {
      grid: plotArea,
      xAxis,
      yAxis,
      series: [...marks, ...goals],
      tooltip: tooltip(input, places, plan, horizontal),
    },
    legend:
      (panel.legend?.show ?? all.length > 1)
        ? all.map(({ series, color, index }) => ({
            name: series.name,
            color,
            line:
              (plan.lines === true && plan.stacked !== true) ||
              (plan.lineFrom !== undefined && index >= plan.lineFrom),
          }))
        : [],
    legendPosition: panel.legend?.position ?? 'top',
    label: gridLabel(input, grid),
    sheet: () => gridSheet(plan.grid),
    pick: ({ seriesIndex, dataIndex }) =>
      seriesIndex < places.length ? gridSelection(grid, seriesIndex, dataIndex) : undefined,
    stops:
      places.length > 0 ? { series: 0, count: grid.categories.length, onAxis: true } : undefined,
    dense: cells > 3000,
  };
}

/**
 * Room that the numbers written beside horizontal bars need beyond the longest one, as ECharts counts
 * it: in spans between the smallest and the largest value.
 */
function labelRoom({ panel }: Input<CartesianPanel>, own: readonly Place[], room: Room): number {
  const labels = panel.data_labels;
  if (labels?.show !== true || labels.position === 'inside') return 0;
  const font = `11px ${room.font}`;
  const numbers = own.flatMap(({ series, write }) =>
    series.values.slice(0, 200).flatMap((value) => (value === null ? [] : [{ value, write }])),
  );
  const widest = numbers.reduce(
    (most, { value, write }) => Math.max(most, textWidth(write(value), font)),
    0,
  );
  const values = numbers.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const share = Math.min(0.5, (widest + 8) / Math.max(120, room.width * 0.62));
  return high > low ? (share * Math.max(high, -low)) / (high - low) : share;
}

function largestOf(places: readonly Place[], stacked: boolean): number {
  const count = places[0]?.series.values.length ?? 0;
  let largest = 0;
  for (let index = 0; index < count; index++) {
    const values = places.map(({ series }) => Math.abs(series.values[index] ?? 0));
    const here = stacked ? values.reduce((a, b) => a + b, 0) : Math.max(0, ...values);
    largest = Math.max(largest, here);
  }
  return largest;
}

interface AxisMark {
  readonly dataIndex: number;
}

function tooltip(
  input: Input<CartesianPanel>,
  places: readonly Place[],
  plan: CartesianPlan,
  horizontal: boolean,
): Record<string, unknown> {
  const { panel, context } = input;
  if (panel.tooltip?.show === false) return { show: false };
  const { theme } = context;
  const formatter = (marks: AxisMark | readonly AxisMark[]) => {
    const at = (Array.isArray(marks) ? (marks as readonly AxisMark[])[0] : (marks as AxisMark))
      ?.dataIndex;
    const category = at === undefined ? undefined : places[0]?.grid.categories[at];
    if (at === undefined || !category) return tip('', []);
    const present = places.filter(({ series }) => series.values[at] !== null);
    // A long list would not fit: the largest ones say most.
    const listed =
      present.length > 12
        ? [...present]
            .sort((a, b) => (b.series.values[at] ?? 0) - (a.series.values[at] ?? 0))
            .slice(0, 12)
        : present;
    const rows = listed.map(({ series, color, write }) => ({
      color,
      name: series.name,
      value: write(series.values[at]),
    }));
    const sum = present.reduce((total, { series }) => total + (series.values[at] ?? 0), 0);
    const write = places[0]?.write;
    const total =
      panel.tooltip?.total && write && !plan.percent
        ? [{ name: say(context, 'total'), value: write(sum), total: true }]
        : [];
    return tip(category.label, [...rows, ...total]);
  };
  return {
    ...tooltipFrame(context),
    trigger: 'axis',
    axisPointer: plan.lines
      ? {
          type: 'line',
          lineStyle: { color: plainColor(theme.text_muted), width: 1, type: 'solid', opacity: 0.5 },
        }
      : {
          type: 'shadow',
          axis: horizontal ? 'y' : 'x',
          shadowStyle: { color: plainColor(theme.text, 0.05) },
        },
    formatter,
  };
}
