import { RadarChart } from 'echarts/charts';
import { RadarComponent } from 'echarts/components';
import { use } from 'echarts/core';
import type { RadarPanel } from '../../model/dashboard.ts';
import { categoryGrid } from '../data/category_grid.ts';
import { plainColor } from '../data/color.ts';
import type { Body, Input } from '../frame/body.ts';
import { measureFormatter } from '../panels/kpi.ts';
import { colorOf, palettePlaces } from './colors.ts';
import { chartBody, type Drawing, type Room } from './engine.ts';
import { gridLabel, gridSheet } from './summary.ts';
import { tip, tooltipFrame } from './tooltip.ts';

use([RadarChart, RadarComponent]);

/** Draws a radar panel. */
export function renderRadar(host: HTMLElement, first: Input<RadarPanel>): Body<RadarPanel> {
  return chartBody(host, first, radarDrawing);
}

function radarDrawing(input: Input<RadarPanel>, room: Room): Drawing {
  const { panel, data, context } = input;
  const { theme } = context;
  const grid = categoryGrid(panel, data, context);
  const placed = palettePlaces(input, panel.series ? grid.series.map(({ name }) => name) : []);
  const all = grid.series.map((series, index) => ({
    series,
    color: colorOf(input, series.name, placed(series.name, index), series.measure.color),
    write: measureFormatter(series.measure, data, context),
  }));
  const shown = all.filter(({ series }) => !room.hidden.has(series.name));
  const highest = Math.max(
    ...grid.series.flatMap(({ values }) => values.map((value) => value ?? 0)),
    0,
  );
  const max = panel.max ?? (highest > 0 ? highest * 1.05 : 1);
  const line = plainColor(theme.border);
  return {
    option: {
      radar: {
        indicator: grid.categories.map(({ label }) => ({ name: label, max })),
        radius: Math.max(30, Math.min(room.height / 2 - 26, room.width / 2 - 64)),
        center: ['50%', '52%'],
        splitNumber: 4,
        axisName: {
          color: plainColor(theme.text_muted),
          fontSize: 11,
          width: Math.max(56, room.width * 0.24),
          overflow: 'truncate',
        },
        axisNameGap: 8,
        splitArea: { show: false },
        splitLine: { lineStyle: { color: line } },
        axisLine: { lineStyle: { color: line } },
      },
      series: [
        {
          id: 'radar',
          type: 'radar',
          symbol: 'circle',
          symbolSize: 5,
          data: shown.map(({ series, color }) => ({
            name: series.name,
            value: series.values.map((value) => value ?? 0),
            itemStyle: { color },
            lineStyle: { color, width: 2 },
            areaStyle: { color: plainColor(color, 0.13) },
          })),
        },
      ],
      tooltip: {
        ...tooltipFrame(context),
        show: panel.tooltip?.show ?? true,
        trigger: 'item',
        formatter: ({ dataIndex }: { dataIndex: number }) => {
          const shape = shown[dataIndex];
          if (!shape) return tip('', []);
          const rows = grid.categories.map(({ label }, index) => ({
            name: label,
            value: shape.write(shape.series.values[index] ?? null),
          }));
          return tip(shape.series.name, rows);
        },
      },
    },
    legend:
      (panel.legend?.show ?? all.length > 1)
        ? all.map(({ series, color }) => ({ name: series.name, color }))
        : [],
    legendPosition: panel.legend?.position ?? 'top',
    label: gridLabel(input, grid),
    sheet: () => gridSheet(grid),
    pick: ({ dataIndex }) => {
      const shape = shown[dataIndex];
      if (!shape) return undefined;
      const { name, raw, rows } = shape.series;
      const columns = grid.seriesColumn ? { [grid.seriesColumn]: raw } : {};
      return { series: name, category: raw, columns, rows: rows.flat() };
    },
    stops: { series: 0, count: shown.length },
  };
}
