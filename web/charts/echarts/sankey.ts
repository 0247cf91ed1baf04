import { SankeyChart } from 'echarts/charts';
import { use } from 'echarts/core';
import type { SankeyPanel } from '../../model/dashboard.ts';
import { categoryGrid, measureLabel } from '../data/category_grid.ts';
import { plainColor } from '../data/color.ts';
import { onwardFlows, type Flow } from '../data/flows.ts';
import type { Body, Input } from '../frame/body.ts';
import { element } from '../frame/dom.ts';
import { say } from '../frame/texts.ts';
import { measureFormatter } from '../panels/kpi.ts';
import { colorOf } from './colors.ts';
import { chartBody, type Drawing, type Room } from './engine.ts';
import { chartLabel } from './summary.ts';
import { tip, tooltipFrame } from './tooltip.ts';

use([SankeyChart]);

/** Draws a Sankey panel. */
export function renderSankey(host: HTMLElement, first: Input<SankeyPanel>): Body<SankeyPanel> {
  return chartBody(host, first, sankeyDrawing);
}

function sankeyDrawing(input: Input<SankeyPanel>, room: Room): Drawing {
  const { panel, data, context } = input;
  const { theme } = context;
  const grid = categoryGrid(
    { category: panel.source, series: panel.target, values: [panel.value] },
    data,
    context,
  );
  const flows = grid.series.flatMap(({ name, values, rows }) =>
    grid.categories.flatMap(({ label }, index): Flow[] => {
      const value = values[index] ?? null;
      return value !== null && value > 0
        ? [{ source: label, target: name, value, rows: rows[index] ?? [] }]
        : [];
    }),
  );
  const { kept, loops } = onwardFlows(flows);
  const names = [...new Set(kept.flatMap(({ source, target }) => [source, target]))];
  const write = measureFormatter(panel.value, data, context);
  const raw = new Map<string, unknown>(
    grid.categories.map(({ label, raw: value }) => [label, value]),
  );
  const targets = new Map<string, unknown>(
    grid.series.map(({ name, raw: value }) => [name, value]),
  );
  const through = (name: string) => {
    const sum = (side: 'source' | 'target') =>
      kept.filter((flow) => flow[side] === name).reduce((total, { value }) => total + value, 0);
    return Math.max(sum('source'), sum('target'));
  };
  const ends = new Set(kept.map(({ target }) => target));
  for (const { source } of kept) ends.delete(source);
  const labelRoom = Math.min(130, room.width * 0.24);
  return {
    option: {
      series: [
        {
          id: 'sankey',
          type: 'sankey',
          left: 2,
          right: labelRoom,
          top: 8,
          bottom: 8,
          nodeWidth: 12,
          nodeGap: 12,
          draggable: false,
          layoutIterations: 32,
          data: names.map((name, index) => ({
            name,
            itemStyle: { color: colorOf(input, name, index), borderWidth: 0, borderRadius: 3 },
          })),
          links: kept.map(({ source, target, value }) => ({ source, target, value })),
          lineStyle: {
            color: 'gradient',
            opacity: theme.mode === 'dark' ? 0.34 : 0.26,
            curveness: 0.5,
          },
          label: {
            color: plainColor(theme.text),
            fontSize: 12,
            width: labelRoom - 10,
            overflow: 'truncate',
            formatter: ({ name }: { name: string }) => name,
          },
          emphasis: { focus: 'adjacency' },
          blur: {
            itemStyle: { opacity: 0.25 },
            lineStyle: { opacity: 0.06 },
            label: { opacity: 0.4 },
          },
        },
      ],
      tooltip: {
        ...tooltipFrame(context),
        show: panel.tooltip?.show ?? true,
        trigger: 'item',
        formatter: ({ dataType, dataIndex }: { dataType: string; dataIndex: number }) => {
          const flow = kept[dataIndex];
          if (dataType === 'edge' && flow) {
            return tip(`${flow.source} → ${flow.target}`, [
              { name: measureLabel(panel.value), value: write(flow.value) },
            ]);
          }
          const name = names[dataIndex] ?? '';
          return tip(name, [{ name: measureLabel(panel.value), value: write(through(name)) }]);
        },
      },
    },
    legend: [],
    legendPosition: 'top',
    aside:
      loops.length > 0
        ? element('div', {
            class: 'v-ramp',
            text: say(context, 'loops', {
              names: loops.map(({ source, target }) => `${source} → ${target}`).join(', '),
            }),
          })
        : undefined,
    label: chartLabel(input, `${kept.length} flows between ${names.length} places`),
    sheet: () => ({
      columns: [
        { label: grid.dimension.label, type: 'string' },
        { label: panel.target.label ?? panel.target.column, type: 'string' },
        { label: measureLabel(panel.value), type: 'number', format: panel.value.format },
      ],
      rows: flows.map(({ source, target, value }) => [source, target, value]),
    }),
    pick: ({ dataType, dataIndex }) => {
      const flow = dataType === 'edge' ? kept[dataIndex] : undefined;
      if (flow) {
        const columns = {
          [panel.source.column]: raw.get(flow.source),
          [panel.target.column]: targets.get(flow.target),
        };
        return { category: raw.get(flow.source), series: flow.target, columns, rows: flow.rows };
      }
      const name = names[dataIndex];
      if (name === undefined) return undefined;
      const from = raw.has(name);
      const side = from ? panel.source.column : panel.target.column;
      const value = from ? raw.get(name) : targets.get(name);
      const touched = kept.filter(({ source, target }) => (from ? source : target) === name);
      return {
        category: value,
        columns: { [side]: value },
        rows: touched.flatMap(({ rows }) => rows),
      };
    },
    stops: { series: 0, count: names.length },
  };
}
