import { PieChart } from 'echarts/charts';
import { use } from 'echarts/core';
import type { DonutPanel, PiePanel } from '../../model/dashboard.ts';
import { categoryGrid } from '../data/category_grid.ts';
import { plainColor, ruleColor, textOn } from '../data/color.ts';
import type { Body, Input } from '../frame/body.ts';
import { say } from '../frame/texts.ts';
import { axisFormatter, knownLocale } from '../format/format.ts';
import { measureFormatter } from '../panels/kpi.ts';
import { textWidth } from '../table/grid_columns.ts';
import { colorOf, palettePlaces } from './colors.ts';
import { chartBody, type Drawing, type Room } from './engine.ts';
import { gridLabel, gridSelection, gridSheet } from './summary.ts';
import { tip, tooltipFrame } from './tooltip.ts';
import { numberFormat } from '../format/intl.ts';

use([PieChart]);

type SharePanel = PiePanel | DonutPanel;

/** Draws a pie panel. */
export function renderPie(host: HTMLElement, first: Input<PiePanel>): Body<PiePanel> {
  return chartBody(host, first, shareDrawing);
}

/** Draws a donut panel. */
export function renderDonut(host: HTMLElement, first: Input<DonutPanel>): Body<DonutPanel> {
  return chartBody(host, first, shareDrawing);
}

function shareDrawing(input: Input<SharePanel>, room: Room): Drawing {
  const { panel, data, context } = input;
  const { theme } = context;
  const sort = panel.sort ?? { by: 'value' as const, direction: 'desc' as const };
  const request = {
    category: panel.category,
    values: [panel.value],
    sort,
    limit: panel.limit ?? 24,
    other: panel.other ?? true,
  };
  const grid = categoryGrid(request, data, context);
  const values = grid.series[0]?.values ?? [];
  const write = measureFormatter(panel.value, data, context);
  const named = grid.categories.filter(({ other }) => !other).map(({ label }) => label);
  const placed = palettePlaces(input, named);
  const slices = grid.categories.map((category, index) => {
    const value = values[index] ?? 0;
    const own = category.other ? theme.text_muted : undefined;
    const color = plainColor(
      ruleColor(panel.colors?.rules, value) ??
        colorOf(input, category.label, placed(category.label, index), own),
    );
    return { name: category.label, value, color, index };
  });
  const shown = slices.filter(({ name, value }) => !room.hidden.has(name) && value > 0);
  const total = shown.reduce((sum, { value }) => sum + value, 0);
  // ECharts divides the circle by the sum: one that is infinite, or all but 0, leaves no angles.
  const plain = total > 1e-200 && total < 1e200;
  const unit = plain ? 1 : Math.max(...shown.map(({ value }) => value));
  const share = percentWriter(
    shown.map(({ value }) => value),
    total,
    context.locale,
  );
  const labels = panel.data_labels;
  const outside = labels?.position === 'outside';
  const donut = panel.type === 'donut';
  const radius = outside ? '66%' : '92%';
  const compact = axisFormatter(panel.value.format, 'number', context, total);
  const middle = donut && panel.total !== false;
  const small = Math.min(room.width, room.height) < 130;
  // Beside the plot where there is room for both, else below it.
  const wide = room.outer.width > 1.35 * room.outer.height && room.outer.width > 280;
  return {
    option: {
      series: [
        {
          id: 'share',
          type: 'pie',
          radius: donut ? [`${100 * HOLE}%`, radius] : [0, radius],
          center: ['50%', '50%'],
          startAngle: 90,
          minAngle: 1.5,
          avoidLabelOverlap: true,
          data: shown.map(({ name, value, color }, index) => ({
            name,
            value: value / unit,
            itemStyle: { color },
            ...(labels?.show
              ? { label: { color: outside ? plainColor(theme.text) : textOn(color) } }
              : index === 0
                ? {}
                : { label: { show: false } }),
          })),
          itemStyle: {
            borderColor: plainColor(theme.surface),
            borderWidth: 2,
            borderRadius: donut ? 4 : 2,
          },
          emphasis: { scaleSize: 4, label: { show: labels?.show === true } },
          label: {
            show: labels?.show === true || middle,
            ...(labels?.show
              ? {
                  position: outside ? 'outside' : 'inside',

                  fontSize: 11,
                  formatter: ({ dataIndex }: { dataIndex: number }) => {
                    const slice = shown[dataIndex];
                    if (!slice || (!outside && slice.value < total * 0.05)) return '';
                    return outside ? `${slice.name}  ${share(slice.value)}` : share(slice.value);
                  },
                }
              : {
                  // The first slice's label stands in the middle for all.
                  position: 'center',
                  color: plainColor(theme.text),
                  formatter: () => `{value|${compact(total)}}\n{name|${say(context, 'total')}}`,
                  rich: {
                    value: {
                      fontSize: totalSize(compact(total), room),
                      fontWeight: 650,
                      lineHeight: small ? 20 : 28,
                      color: plainColor(theme.text),
                    },
                    name: { fontSize: 11, lineHeight: 15, color: plainColor(theme.text_muted) },
                  },
                }),
          },
          labelLine: {
            show: labels?.show === true && outside,
            length: 8,
            length2: 8,
            lineStyle: { color: plainColor(theme.border) },
          },
        },
      ],
      tooltip: {
        ...tooltipFrame(context),
        show: panel.tooltip?.show ?? true,
        trigger: 'item',
        formatter: ({ dataIndex }: { dataIndex: number }) => {
          const slice = shown[dataIndex];
          if (!slice) return tip('', []);
          return tip(slice.name, [
            { color: slice.color, name: grid.series[0]?.name ?? '', value: write(slice.value) },
            { color: 'transparent', name: '%', value: share(slice.value) },
          ]);
        },
      },
    },
    legend:
      panel.legend?.show === false
        ? []
        : slices.map(({ name, color, value }) => ({
            name,
            color,
            value: room.hidden.has(name) ? '' : share(value),
          })),
    legendPosition: panel.legend?.position ?? (wide ? 'right' : 'bottom'),
    label: gridLabel(input, grid),
    sheet: () => gridSheet(grid),
    pick: ({ dataIndex }) => gridSelection(grid, 0, shown[dataIndex]?.index ?? -1),
    stops: { series: 0, count: shown.length },
  };
}

/** Diameter of a donut's hole in parts of the plot's shorter side. */
const HOLE = 0.64;

/** Size of the total's letters, such that it stays clear of the ring around it. */
function totalSize(text: string, { width, height, font }: Room): number {
  const hole = HOLE * Math.min(width, height);
  const wanted = hole < 83 ? 15 : 22;
  const wide = textWidth(text, `650 ${wanted}px ${font}`);
  return Math.max(9, Math.min(wanted, (wanted * 0.84 * hole) / Math.max(1, wide)));
}

/** Writes values as shares of a total, all with the same digits: none where all are whole. */
function percentWriter(values: readonly number[], total: number, locale: string) {
  const of = (value: number) => (total === 0 ? 0 : value / total);
  const whole = values.every((value) => Math.round(1000 * of(value)) % 10 === 0);
  const digits = whole ? 0 : 1;
  const percent = numberFormat(knownLocale(locale), {
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return (value: number) => percent.format(of(value));
}
