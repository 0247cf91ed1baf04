import { HeatmapChart } from 'echarts/charts';
import { CalendarComponent, VisualMapContinuousComponent } from 'echarts/components';
import { use } from 'echarts/core';
import type { CalendarHeatMapPanel, HeatMapPanel } from '../../model/dashboard.ts';
import { categoryGrid, measureLabel, type CategoryGrid } from '../data/category_grid.ts';
import { colorScale, plainColor, textOn, type Scale } from '../data/color.ts';
import { DAY } from '../data/dates.ts';
import type { Body, Input, Sheet } from '../frame/body.ts';
import { axisFormatter, knownLocale } from '../format/format.ts';
import { measureFormatter } from '../panels/kpi.ts';
import type { RenderContext } from '../panel_view.ts';
import { categoryAxis, plotArea } from './axes.ts';
import { chartBody, type Drawing, type Room } from './engine.ts';
import { ramp } from './legend.ts';
import { chartLabel, gridSelection } from './summary.ts';
import { tip, tooltipFrame } from './tooltip.ts';
import { dateTimeFormat } from '../format/intl.ts';
import { textWidth } from '../table/grid_columns.ts';

use([HeatmapChart, CalendarComponent, VisualMapContinuousComponent]);

/** Draws a heat map panel. */
export function renderHeatMap(host: HTMLElement, first: Input<HeatMapPanel>): Body<HeatMapPanel> {
  return chartBody(host, first, heatDrawing);
}

/** Draws a calendar heat map panel. */
export function renderCalendar(
  host: HTMLElement,
  first: Input<CalendarHeatMapPanel>,
): Body<CalendarHeatMapPanel> {
  return chartBody(host, first, calendarDrawing);
}

/** Hands ECharts a scale that is already decided: dimension 2 of each cell is its place on it. */
function visualMap(scale: Scale) {
  return {
    show: false,
    type: 'continuous',
    dimension: 2,
    min: 0,
    max: 1,
    inRange: { color: shades(scale) },
  };
}

const STEPS = 32;
const shades = (scale: Scale) =>
  Array.from({ length: STEPS }, (_, step) =>
    scale.color(scale.min + ((scale.max - scale.min) * step) / (STEPS - 1)),
  );

const placeOn = (scale: Scale, value: number) =>
  scale.max === scale.min
    ? 1
    : Math.min(1, Math.max(0, (value - scale.min) / (scale.max - scale.min)));

/** The ramp of a scale, with its ends written. */
export function scaleRamp(
  scale: Scale,
  panel: HeatMapPanel | CalendarHeatMapPanel,
  context: RenderContext,
): HTMLElement | undefined {
  if (panel.legend?.show === false) return undefined;
  const write = axisFormatter(panel.value.format, 'number', context, scale.max);
  return ramp(shades(scale), write(scale.min), write(scale.max));
}

function heatDrawing(input: Input<HeatMapPanel>, room: Room): Drawing {
  const { panel, data, context } = input;
  const { theme } = context;
  const grid = categoryGrid(
    { category: panel.x, series: panel.y, values: [panel.value], fill: true },
    data,
    context,
  );
  const cells = grid.series.flatMap(({ values }, row) =>
    values.flatMap((value, column) => (value === null ? [] : [{ column, row, value }])),
  );
  const scale = colorScale(
    panel.color_scale,
    cells.map(({ value }) => value),
    theme.mode,
  );
  const write = measureFormatter(panel.value, data, context);
  const rows: CategoryGrid = {
    ...grid,
    dimension: { ...grid.dimension, temporal: false, ordered: false },
    categories: grid.series.map(({ name }) => ({
      key: name,
      label: name,
      raw: name,
      other: false,
    })),
  };
  const rtl = context.direction === 'rtl';
  const noLine = { axisLine: { show: false }, splitLine: { show: false } };
  return {
    option: {
      grid: { ...plotArea, top: 4 },
      xAxis: {
        ...categoryAxis(panel.x_axis, grid, room, context, 'across'),
        ...noLine,
        ...(rtl ? { inverse: true } : {}),
      },
      yAxis: {
        ...categoryAxis(panel.y_axis, rows, room, context, 'up'),
        ...noLine,
        ...(rtl ? { position: 'right' } : {}),
      },
      visualMap: visualMap(scale),
      series: [
        {
          id: 'heat',
          type: 'heatmap',
          data: cells.map(({ column, row, value }) => [column, row, placeOn(scale, value), value]),
          itemStyle: {
            borderColor: plainColor(theme.surface),
            borderWidth: cells.length > 2000 ? 0 : 2,
            borderRadius: 4,
          },
          emphasis: { itemStyle: { borderColor: plainColor(theme.text), borderWidth: 1.5 } },
          label: {
            show: panel.data_labels?.show === true,
            fontSize: 11,
            formatter: ({ dataIndex }: { dataIndex: number }) => write(cells[dataIndex]?.value),
          },
          ...(panel.data_labels?.show
            ? {
                data: cells.map(({ column, row, value }) => ({
                  value: [column, row, placeOn(scale, value), value],
                  label: { color: textOn(scale.color(value)) },
                })),
              }
            : {}),
        },
      ],
      tooltip: {
        ...tooltipFrame(context),
        show: panel.tooltip?.show ?? true,
        trigger: 'item',
        formatter: ({ dataIndex }: { dataIndex: number }) => {
          const cell = cells[dataIndex];
          if (!cell) return tip('', []);
          const title = `${grid.series[cell.row]?.name ?? ''} · ${grid.categories[cell.column]?.label ?? ''}`;
          return tip(title, [
            {
              color: scale.color(cell.value),
              name: measureLabel(panel.value),
              value: write(cell.value),
            },
          ]);
        },
      },
    },
    legend: [],
    legendPosition: 'top',
    aside: scaleRamp(scale, panel, context),
    label: chartLabel(
      input,
      `${grid.categories.length} × ${grid.series.length}, ${measureLabel(panel.value)}: ${write(scale.min)} – ${write(scale.max)}`,
    ),
    sheet: () => cellSheet(grid, panel),
    pick: ({ dataIndex }) => {
      const cell = cells[dataIndex];
      return cell && gridSelection(grid, cell.row, cell.column);
    },
    stops: { series: 0, count: cells.length },
    dense: cells.length > 4000,
  };
}

function cellSheet({ dimension, categories, series }: CategoryGrid, panel: HeatMapPanel): Sheet {
  return {
    columns: [
      { label: dimension.label, type: 'string' },
      ...series.map(({ name }) => ({
        label: name,
        type: 'number' as const,
        format: panel.value.format,
      })),
    ],
    rows: categories.map(({ label }, index) => [
      label,
      ...series.map(({ values }) => values[index] ?? null),
    ]),
  };
}

function calendarDrawing(input: Input<CalendarHeatMapPanel>, room: Room): Drawing {
  const { panel, data, context } = input;
  const { theme } = context;
  const grid = categoryGrid(
    { category: { ...panel.date, group: 'day' }, values: [panel.value] },
    data,
    context,
  );
  const days = grid.categories.flatMap(({ key, label }, index) => {
    const value = grid.series[0]?.values[index] ?? null;
    // A column of plain numbers has keys that are no days.
    const isDay = grid.dimension.temporal && typeof key === 'number';
    return isDay && value !== null ? [{ key, label, value, index }] : [];
  });
  const scale = colorScale(
    panel.color_scale,
    days.map(({ value }) => value),
    theme.mode,
  );
  const write = measureFormatter(panel.value, data, context);
  const last = days.reduce((most, { key }) => Math.max(most, key), -Infinity);
  const left = 34;
  const most = 26;
  const least = room.width < 480 ? 12 : 11;
  // As many weeks as fit, back from the last day; a year at most.
  const weeks = Math.min(53, Math.max(8, Math.floor((room.width - left - 8) / least)));
  const first = Math.max(
    last - weeks * 7 * DAY,
    days.reduce((low, { key }) => Math.min(low, key), Infinity),
  );
  const span = Math.ceil((last - first) / (7 * DAY)) + 1;
  const size = Math.max(6, Math.min(most, (room.width - left - 8) / span, (room.height - 26) / 7));
  const iso = (wall: number) => new Date(wall).toISOString().slice(0, 10);
  const locale = knownLocale(context.locale);
  const names: Names = (options, dates) => {
    const intl = dateTimeFormat(locale, { timeZone: 'UTC', ...options });
    return dates.map((date) => intl.format(date));
  };
  const muted = plainColor(theme.text_muted);
  const shown = days.filter(({ key }) => key >= first);
  return {
    option: {
      calendar: {
        left,
        top: Math.max(20, (room.height - 7 * size) / 2 + 6),
        cellSize: [size, size],
        range: days.length > 0 ? [iso(first), iso(last)] : iso(0),
        splitLine: { show: false },
        itemStyle: {
          color: plainColor(theme.text, 0.045),
          borderColor: plainColor(theme.surface),
          borderWidth: 2.5,
        },
        dayLabel: {
          firstDay: (context.weekStart?.() ?? 1) % 7,
          // 7 January 2024 was a Sunday.
          nameMap: names(
            { weekday: 'short' },
            [7, 8, 9, 10, 11, 12, 13].map((day) => Date.UTC(2024, 0, day)),
          ).map((name, day) => (day % 2 === 1 ? name : '')),
          color: muted,
          fontSize: 10,
          margin: 6,
        },
        monthLabel: {
          nameMap: monthNames(names, size, room.font),
          color: muted,
          fontSize: 11,
          margin: 6,
          align: 'left',
          // A month that the range only touches has no room for its name beside the next one's.
          formatter: ({ nameMap, yyyy, M }: { nameMap: string; yyyy: string; M: number }) =>
            span > 5 && Date.UTC(Number(yyyy), M, 1) - first < 21 * DAY ? '' : nameMap,
        },
        yearLabel: { show: false },
      },
      visualMap: visualMap(scale),
      series: [
        {
          id: 'calendar',
          type: 'heatmap',
          coordinateSystem: 'calendar',
          data: shown.map(({ key, value }) => [iso(key), value, placeOn(scale, value)]),
          itemStyle: {
            borderColor: plainColor(theme.surface),
            borderWidth: size < 14 ? 1.5 : 2.5,
            borderRadius: Math.min(4, size * 0.24),
          },
          emphasis: { itemStyle: { borderColor: plainColor(theme.text), borderWidth: 1 } },
        },
      ],
      tooltip: {
        ...tooltipFrame(context),
        show: panel.tooltip?.show ?? true,
        trigger: 'item',
        formatter: ({ dataIndex }: { dataIndex: number }) => {
          const day = shown[dataIndex];
          if (!day) return tip('', []);
          return tip(day.label, [
            {
              color: scale.color(day.value),
              name: measureLabel(panel.value),
              value: write(day.value),
            },
          ]);
        },
      },
    },
    legend: [],
    legendPosition: 'top',
    aside: scaleRamp(scale, panel, context),
    label: chartLabel(
      input,
      `${shown.length} days, ${measureLabel(panel.value)}: ${write(scale.min)} – ${write(scale.max)}`,
    ),
    sheet: () => ({
      columns: [
        { label: grid.dimension.label, type: 'date' },
        { label: measureLabel(panel.value), type: 'number', format: panel.value.format },
      ],
      rows: days.map(({ key, value }) => [iso(key), value]),
    }),
    pick: ({ dataIndex }) => gridSelection(grid, 0, shown[dataIndex]?.index ?? -1),
    stops: { series: 0, count: shown.length },
  };
}

/** Names of days and months in the language of the chart. */
type Names = (options: Intl.DateTimeFormatOptions, dates: readonly number[]) => string[];

/** Names of the months; of one letter where the short ones of the language would touch each other. */
function monthNames(names: Names, week: number, font: string): string[] {
  const months = Array.from({ length: 12 }, (_, month) => Date.UTC(2024, month, 1));
  const short = names({ month: 'short' }, months);
  const widest = Math.max(...short.map((name) => textWidth(name, `11px ${font}`)));
  // February alone has four weeks; the others have three days more at most.
  return widest + 4 > 4 * week ? names({ month: 'narrow' }, months) : short;
}
