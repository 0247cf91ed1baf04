import { BoxplotChart, ScatterChart } from 'echarts/charts';
import { use } from 'echarts/core';
import type { BoxPlotPanel } from '../../model/dashboard.ts';
import { box, numbers, type Box } from '../data/aggregate.ts';
import { categoryGrid, type CategoryGrid } from '../data/category_grid.ts';
import { plainColor } from '../data/color.ts';
import { toNumber, vector } from '../data/rows.ts';
import type { Body, Input } from '../frame/body.ts';
import { formatter } from '../format/format.ts';
import { categoryAxis, plotArea, valueAxis } from './axes.ts';
import { colorOf } from './colors.ts';
import { chartBody, type Drawing, type Room } from './engine.ts';
import { goalSeries } from './goal_lines.ts';
import { chartLabel, gridSelection } from './summary.ts';
import { tip, tooltipFrame } from './tooltip.ts';

use([BoxplotChart, ScatterChart]);

/** Draws a box plot panel. */
export function renderBoxPlot(host: HTMLElement, first: Input<BoxPlotPanel>): Body<BoxPlotPanel> {
  return chartBody(host, first, boxDrawing);
}

function boxDrawing(input: Input<BoxPlotPanel>, room: Room): Drawing {
  const { panel, data, context } = input;
  const measured = panel.value?.column ?? panel.summary?.median ?? '';
  const values = [{ column: measured, aggregate: 'count' as const }];
  const grid = categoryGrid({ category: panel.category, values }, data, context);
  const boxes = panel.summary ? givenBoxes(input, grid) : computedBoxes(input, grid);
  const color = colorOf(input, measured, 0, panel.value?.color);
  const { column } = vector(data, measured);
  const write = formatter(panel.value?.format, column.type, context);
  const highest = Math.max(
    0,
    ...boxes.flatMap((each) => (each ? [Math.abs(each.high), ...each.outliers.map(Math.abs)] : [])),
  );
  const rtl = context.direction === 'rtl';
  const labels = ['Maximum', 'Upper quartile', 'Median', 'Lower quartile', 'Minimum'] as const;
  const numbersOf = (each: Box) => [each.high, each.q3, each.median, each.q1, each.low];
  return {
    option: {
      grid: plotArea,
      xAxis: {
        ...categoryAxis(panel.x_axis, grid, room, context, 'across'),
        ...(rtl ? { inverse: true } : {}),
      },
      yAxis: {
        ...valueAxis(panel.y_axis, panel.value?.format, column.type, highest, context),
        scale: true,
        ...(rtl ? { position: 'right' } : {}),
      },
      series: [
        {
          id: 'boxes',
          type: 'boxplot',
          data: boxes.map((each) =>
            each ? [each.low, each.q1, each.median, each.q3, each.high] : [],
          ),
          boxWidth: [10, 44],
          itemStyle: { color: plainColor(color, 0.2), borderColor: color, borderWidth: 1.5 },
          emphasis: { itemStyle: { borderWidth: 2, shadowBlur: 0 } },
        },
        {
          id: 'outliers',
          type: 'scatter',
          symbolSize: 5,
          itemStyle: { color: plainColor(color, 0.6) },
          data: boxes.flatMap((each, index) =>
            (each?.outliers ?? []).map((value) => [index, value]),
          ),
        },
        ...goalSeries(panel.goal_lines, 'y', 'y', 0, context),
      ],
      tooltip: {
        ...tooltipFrame(context),
        show: panel.tooltip?.show ?? true,
        trigger: 'item',
        formatter: ({
          seriesIndex,
          dataIndex,
          value,
        }: {
          seriesIndex: number;
          dataIndex: number;
          value: readonly number[];
        }) => {
          const index = seriesIndex === 0 ? dataIndex : (value[0] ?? -1);
          const title = grid.categories[index]?.label ?? '';
          if (seriesIndex === 1)
            return tip(title, [{ color, name: 'Outlier', value: write(value[1]) }]);
          const each = boxes[index];
          return tip(
            title,
            each
              ? numbersOf(each).map((number, at) => ({
                  name: labels[at] ?? '',
                  value: write(number),
                }))
              : [],
          );
        },
      },
    },
    legend: [],
    legendPosition: 'top',
    label: chartLabel(
      input,
      boxes
        .map(
          (each, index) =>
            `${grid.categories[index]?.label ?? ''}: ${each ? write(each.median) : '–'}`,
        )
        .join(', '),
    ),
    sheet: () => ({
      columns: [
        { label: grid.dimension.label, type: 'string' },
        ...labels.map((label) => ({ label, type: 'number' as const, format: panel.value?.format })),
      ],
      rows: grid.categories.map(({ label }, index) => {
        const each = boxes[index];
        return [label, ...(each ? numbersOf(each) : labels.map(() => null))];
      }),
    }),
    pick: ({ seriesIndex, dataIndex, data: mark }) =>
      gridSelection(
        grid,
        0,
        seriesIndex === 0 ? dataIndex : Number((mark as readonly number[])[0]),
      ),
    stops: { series: 0, count: boxes.length },
  };
}

function computedBoxes({ panel, data }: Input<BoxPlotPanel>, grid: CategoryGrid): (Box | null)[] {
  const { cells } = vector(data, panel.value?.column ?? '');
  return (grid.series[0]?.rows ?? []).map((rows) => box(numbers(rows.map((row) => cells[row]))));
}

function givenBoxes({ panel, data }: Input<BoxPlotPanel>, grid: CategoryGrid): (Box | null)[] {
  const { summary } = panel;
  if (!summary) return [];
  const read = (column: string) => vector(data, column).cells;
  const columns = [summary.min, summary.q1, summary.median, summary.q3, summary.max].map(read);
  return (grid.series[0]?.rows ?? []).map((rows) => {
    const [low, q1, median, q3, high] = columns.map((cells) => toNumber(cells[rows[0] ?? -1]));
    if (low == null || q1 == null || median == null || q3 == null || high == null) return null;
    return { low, q1, median, q3, high, outliers: [] };
  });
}
