import { BarChart, LineChart } from 'echarts/charts';
import { use } from 'echarts/core';
import type {
  AreaPanel,
  BarPanel,
  CategoryChartBase,
  ComboPanel,
  LinePanel,
  Measure,
} from '../../model/dashboard.ts';
import { categoryGrid, percentGrid, type CategoryGrid } from '../data/category_grid.ts';
import type { Body, Input } from '../frame/body.ts';
import { barSeries } from './bars.ts';
import { cartesianDrawing, type Place } from './cartesian_drawing.ts';
import { chartBody, type Drawing, type Room } from './engine.ts';
import { lineSeries } from './lines.ts';

use([BarChart, LineChart]);

const percentMeasure = (measure: Measure): Measure => ({
  ...measure,
  format: { kind: 'percent', scale: 'whole', decimals: 0 },
});

function asPercent(grid: CategoryGrid): CategoryGrid {
  const shares = percentGrid(grid);
  const series = shares.series.map((each) => ({ ...each, measure: percentMeasure(each.measure) }));
  return { ...shares, series };
}

type Request = Pick<
  CategoryChartBase,
  'category' | 'series' | 'values' | 'sort' | 'limit' | 'other'
>;

const gridOf = (request: Request, input: Input) =>
  categoryGrid({ ...request, fill: true }, input.data, input.context);

/** Draws a bar panel. */
export function renderBar(host: HTMLElement, first: Input<BarPanel>): Body<BarPanel> {
  return chartBody(host, first, (input, room) => {
    const { panel } = input;
    const grid = gridOf(panel, input);
    const percent = panel.mode === 'percent';
    const stack = panel.mode === 'stacked' || percent;
    const horizontal = panel.orientation === 'horizontal';
    return cartesianDrawing(input, room, {
      grid,
      transform: percent ? asPercent : undefined,
      horizontal,
      percent,
      stacked: stack,
      mark: (place) => barSeries(input, place, { stack, horizontal }),
    });
  });
}

/** Draws a line panel. */
export function renderLine(host: HTMLElement, first: Input<LinePanel>): Body<LinePanel> {
  return chartBody(host, first, (input, room) => {
    const { panel } = input;
    return cartesianDrawing(input, room, {
      grid: gridOf(panel, input),
      lines: true,
      mark: (place) => lineSeries(input, place, panel, { stack: false, area: 'none' }),
    });
  });
}

/** Draws an area panel. */
export function renderArea(host: HTMLElement, first: Input<AreaPanel>): Body<AreaPanel> {
  return chartBody(host, first, (input, room) => {
    const { panel } = input;
    const grid = gridOf(panel, input);
    const mode = panel.mode ?? (grid.series.length > 1 ? 'stacked' : 'overlap');
    const percent = mode === 'percent';
    const stack = mode !== 'overlap';
    // A stack with holes would let the upper series fall through.
    const missing = stack ? 'zero' : panel.missing;
    return cartesianDrawing(input, room, {
      grid,
      transform: percent ? asPercent : undefined,
      percent,
      stacked: stack,
      lines: true,
      mark: (place) =>
        lineSeries(
          input,
          place,
          { ...panel, ...(missing ? { missing } : {}) },
          { stack, area: stack ? 'solid' : 'fade' },
        ),
    });
  });
}

/** Draws a combo panel. */
export function renderCombo(host: HTMLElement, first: Input<ComboPanel>): Body<ComboPanel> {
  return chartBody(host, first, (input, room): Drawing => comboDrawing(input, room));
}

function comboDrawing(input: Input<ComboPanel>, room: Room): Drawing {
  const { panel } = input;
  const grid = gridOf({ ...panel, values: [...panel.bars, ...panel.lines] }, input);
  const bars = panel.bars.length;
  const stack = panel.mode === 'stacked';
  return cartesianDrawing(input, room, {
    grid,
    stacked: stack,
    second: panel.y2_axis ? { axis: panel.y2_axis, from: bars } : undefined,
    lineFrom: bars,
    mark: (place: Place) =>
      place.index < bars
        ? barSeries(input, place, { stack, horizontal: false })
        : lineSeries(
            input,
            place,
            { smooth: panel.smooth ?? false, points: place.grid.categories.length <= 40 },
            { stack: false, area: 'none' },
          ),
  });
}
