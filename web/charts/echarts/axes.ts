import { MarkAreaComponent, MarkLineComponent } from 'echarts/components';
import { use } from 'echarts/core';
import type { Axis, GoalLine } from '../../model/dashboard.ts';
import type { CategoryGrid } from '../data/category_grid.ts';
import { plainColor, readable } from '../data/color.ts';
import type { RenderContext } from '../panel_view.ts';
import { DAY } from '../data/dates.ts';
import { axisFormatter, axisGroupFormatter } from '../format/format.ts';
import { fillTemplate, templateNumber } from '../format/template.ts';
import type { Format } from '../../model/dashboard.ts';
import type { ColumnType } from '../panel_view.ts';
import { textWidth } from '../table/grid_columns.ts';
import type { Room } from './engine.ts';

use([MarkAreaComponent, MarkLineComponent]);

type Parts = Record<string, unknown>;

/** The plot's place: ECharts keeps labels and titles inside. */
export const plotArea = {
  left: 2,
  right: 10,
  top: 10,
  bottom: 6,
  outerBoundsMode: 'same',
  outerBoundsContain: 'all',
};

function common(axis: Axis | undefined, context: RenderContext, across = false): Parts {
  const { theme } = context;
  const muted = plainColor(theme.text_muted);
  return {
    show: axis?.hidden !== true,
    axisTick: { show: false },
    axisLabel: { color: muted, fontSize: 11, hideOverlap: true },
    ...(axis?.title
      ? {
          name: fillTemplate(axis.title, context.variables),
          nameLocation: 'middle',
          nameGap: across ? 26 : 12,
          nameTextStyle: { color: muted, fontSize: 11, fontWeight: 500 },
        }
      : {}),
  };
}

/** An axis of numbers. */
export function valueAxis(
  axis: Axis | undefined,
  format: Format | undefined,
  type: ColumnType,
  largest: number,
  context: RenderContext,
  across = false,
): Parts {
  const write = axisFormatter(axis?.format ?? format, type, context, largest);
  const parts = common(axis, context, across);
  return {
    ...parts,
    type: axis?.logarithmic ? 'log' : 'value',
    axisLine: { show: false },
    axisLabel: { ...(parts['axisLabel'] as Parts), formatter: (value: number) => write(value) },
    splitLine: { lineStyle: { color: plainColor(context.theme.border), width: 1 } },
    splitNumber: 4,
    ...(axis?.min === undefined ? {} : { min: axis.min }),
    ...(axis?.max === undefined ? {} : { max: axis.max }),
  };
}

/** An axis of a grid's categories; labels that do not fit are thinned, cut or slanted. */
export function categoryAxis(
  axis: Axis | undefined,
  grid: CategoryGrid,
  room: Room,
  context: RenderContext,
  direction: 'across' | 'up',
): Parts {
  const { categories, dimension } = grid;
  const parts = common(axis, context, direction === 'across');
  const length = (direction === 'across' ? room.width - 56 : room.height - 40) || 300;
  const band = length / Math.max(1, categories.length);
  const font = `11px ${room.font}`;
  const stride = Math.max(1, Math.floor(categories.length / 80));
  const widest = categories
    .filter((_, index) => index % stride === 0)
    .reduce((most, { label }) => Math.max(most, textWidth(label, font)), 0);
  const layout =
    direction === 'up'
      ? upright(band, room)
      : dimension.temporal || dimension.ordered
        ? thinned(grid, widest, band)
        : fitted(widest, band);
  return {
    ...parts,
    type: 'category',
    // Places are known by number: two categories may well be written the same.
    data: categories.map((_, index) => String(index)),
    axisLine: { lineStyle: { color: plainColor(context.theme.border) } },
    axisLabel: {
      ...(parts['axisLabel'] as Parts),
      formatter: (_: string, index: number) => categories[index]?.label ?? '',
      ...layout,
    },
    ...(direction === 'up' ? { inverse: true } : {}),
  };
}

/**
 * An axis along which moments stand where they fall, not evenly; for lines over dates that are not
 * grouped.
 */
export function timeAxis(
  axis: Axis | undefined,
  grid: CategoryGrid,
  context: RenderContext,
): Parts {
  const parts = common(axis, context, true);
  const walls = grid.categories.map(({ key }) => Number(key));
  const span = (walls.at(-1) ?? 0) - (walls[0] ?? 0);
  const group = span > 500 * DAY ? 'month' : span > 3 * DAY ? 'day' : 'hour';
  const write = axisGroupFormatter(group, context.locale);
  let before: number | undefined;
  return {
    ...parts,
    type: 'time',
    min: walls[0],
    max: walls.at(-1),
    axisLine: { lineStyle: { color: plainColor(context.theme.border) } },
    axisLabel: {
      ...(parts['axisLabel'] as Parts),
      formatter: (wall: number, index: number) => {
        const text = write(wall, index === 0 ? undefined : before);
        before = wall;
        return text;
      },
    },
  };
}

/** Whether a grid's categories are moments on a line of time, in order. */
export function isTimeLine({ categories, dimension }: CategoryGrid): boolean {
  return (
    dimension.temporal &&
    dimension.group === undefined &&
    categories.length > 1 &&
    categories.every(({ key }, at) => {
      const before = categories[at - 1]?.key;
      return typeof key === 'number' && (typeof before !== 'number' || before < key);
    })
  );
}

function upright(band: number, room: Room): Parts {
  return {
    interval: band < 14 ? Math.ceil(14 / band) - 1 : 0,
    width: Math.max(60, Math.min(180, room.width * 0.34)),
    overflow: 'truncate',
    ellipsis: '…',
  };
}

/** Every so many labels, from the first on, so that dates stand evenly. */
function thinned({ categories, dimension }: CategoryGrid, widest: number, band: number): Parts {
  const short = dimension.temporal ? Math.min(widest, 58) : widest;
  const step = Math.max(1, Math.ceil((short + 14) / band));
  return {
    interval: (index: number) => index % step === 0,
    hideOverlap: true,
    formatter: (_: string, index: number) => {
      const category = categories[index];
      const previous = categories[index - step]?.key;
      if (!category) return '';
      return category.other ? category.label : dimension.writeOnAxis(category.key, previous);
    },
  };
}

function fitted(widest: number, band: number): Parts {
  const cut = { overflow: 'truncate', ellipsis: '…', interval: 0, hideOverlap: false };
  if (widest <= band - 8) return { interval: 0 };
  if (band >= 54) return { ...cut, width: band - 8 };
  if (band >= 16) return { ...cut, rotate: 38, width: 92 };
  return { ...cut, rotate: 38, width: 92, interval: Math.ceil(16 / band) - 1 };
}

/** A goal line with its numbers read. */
interface Goal {
  readonly at: number;
  readonly to: number | null;
  readonly label: string;
  readonly color: string;
}

function readGoals(
  lines: readonly GoalLine[] | undefined,
  axis: 'y' | 'y2' | 'x',
  context: RenderContext,
): Goal[] {
  return (lines ?? []).flatMap((line) => {
    if ((line.axis ?? 'y') !== axis) return [];
    const at = templateNumber(line.value, context.variables);
    if (at === null) return [];
    const to = line.to === undefined ? null : templateNumber(line.to, context.variables);
    const label = fillTemplate(line.label ?? '', context.variables);
    return [{ at, to, label, color: plainColor(line.color ?? context.theme.text_muted) }];
  });
}

/** Prefix of the ids of series that carry goal lines and stand for no rows. */
export const GOAL_SERIES = 'goal:';

/**
 * Series that draw goal lines on an axis of numbers; an invisible point at each goal makes the axis
 * reach it. `along` says where that axis runs on the page.
 */
export function goalSeries(
  lines: readonly GoalLine[] | undefined,
  axis: 'y' | 'y2' | 'x',
  along: 'x' | 'y',
  anchor: string | number,
  context: RenderContext,
): Parts[] {
  const goals = readGoals(lines, axis, context);
  if (goals.length === 0) return [];
  const reach = goals.flatMap(({ at, to }) => (to === null ? [at] : [at, to]));
  const key = along === 'y' ? 'yAxis' : 'xAxis';
  const surface = context.theme.surface;
  return [
    {
      id: `${GOAL_SERIES}${axis}`,
      type: 'line',
      yAxisIndex: axis === 'y2' ? 1 : 0,
      data: reach.map((at) => (along === 'y' ? [anchor, at] : [at, anchor])),
      silent: true,
      symbol: 'none',
      lineStyle: { width: 0, opacity: 0 },
      tooltip: { show: false },
      z: 5,
      markLine: {
        silent: true,
        symbol: 'none',
        animation: false,
        data: goals
          .filter(({ to }) => to === null)
          .map(({ at, label, color }) => ({
            [key]: at,
            lineStyle: { color, type: [5, 4], width: 1.5 },
            label: {
              show: label !== '',
              formatter: () => label,
              position: along === 'y' ? 'insideEndTop' : 'end',
              color: readable(color, surface),
              fontSize: 11,
              fontWeight: 600,
              distance: along === 'y' ? [0, 4] : 4,
              backgroundColor: plainColor(surface, 0.8),
              borderRadius: 3,
              padding: [1, 4],
            },
          })),
      },
      markArea: {
        silent: true,
        animation: false,
        data: goals
          .filter(({ to }) => to !== null)
          .map(({ at, to, label, color }) => [
            {
              [key]: at,
              itemStyle: { color: plainColor(color, 0.12) },
              label: {
                show: label !== '',
                formatter: () => label,
                position: 'insideTopRight',
                color: readable(color, surface),
                fontSize: 11,
                fontWeight: 600,
              },
            },
            { [key]: to },
          ]),
      },
    },
  ];
}
