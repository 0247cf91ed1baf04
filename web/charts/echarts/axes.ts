import type { Axis } from '../../model/dashboard.ts';
import type { CategoryGrid } from '../data/category_grid.ts';
import { plainColor } from '../data/color.ts';
import type { RenderContext } from '../panel_view.ts';
import { DAY } from '../data/dates.ts';
import { axisGroupFormatter } from '../format/date_groups.ts';
import { tickFormatter } from '../format/format.ts';
import { fillTemplate } from '../format/template.ts';
import type { Format } from '../../model/dashboard.ts';
import type { ColumnType } from '../panel_view.ts';
import { textWidth } from '../table/grid_columns.ts';
import type { Room } from './engine.ts';

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
  /** Room kept free beyond the largest value, in spans between the smallest and the largest. */
  free = 0,
): Parts {
  const write = tickFormatter(axis?.format ?? format, type, context, largest);
  const parts = common(axis, context, across);
  return {
    ...parts,
    type: axis?.logarithmic ? 'log' : 'value',
    axisLine: { show: false },
    axisLabel: { ...(parts['axisLabel'] as Parts), formatter: (value: number) => write(value) },
    splitLine: { lineStyle: { color: plainColor(context.theme.border), width: 1 } },
    splitNumber: 4,
    ...(free > 0 ? { boundaryGap: [0, `${(100 * free).toFixed(0)}%`] } : {}),
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
        : fitted(categories, widest, band, font);
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

/** Labels as they are, else on two lines, else slanted: the last two cut what is longer still. */
function fitted(
  categories: CategoryGrid['categories'],
  widest: number,
  band: number,
  font: string,
): Parts {
  if (widest <= band - 8) return { interval: 0 };
  const rows = band < 48 ? [] : categories.map(({ label }) => twoLines(label, band - 6, font));
  if (rows.length > 0 && rows.every((row) => row !== undefined)) {
    return {
      interval: 0,
      hideOverlap: false,
      lineHeight: 14,
      formatter: (_: string, index: number) => rows[index] ?? '',
    };
  }
  const cut = { overflow: 'truncate', ellipsis: '…', interval: 0, hideOverlap: false };
  if (band >= 110) return { ...cut, width: band - 8 };
  const slanted = { ...cut, rotate: 38, width: 92 };
  return band >= 16 ? slanted : { ...slanted, interval: Math.ceil(16 / band) - 1 };
}

/** A label broken at the space that leaves its halves most alike; `undefined` if that does not fit. */
function twoLines(label: string, width: number, font: string): string | undefined {
  if (textWidth(label, font) <= width) return label;
  const words = label.split(' ');
  let best: { readonly text: string; readonly width: number } | undefined;
  for (let at = 1; at < words.length; at++) {
    const lines = [words.slice(0, at).join(' '), words.slice(at).join(' ')];
    const longer = Math.max(...lines.map((line) => textWidth(line, font)));
    if (longer <= width && longer < (best?.width ?? Infinity)) {
      best = { text: lines.join('\n'), width: longer };
    }
  }
  return best?.text;
}
