import { SankeyChart, TreemapChart } from 'echarts/charts';
import { use } from 'echarts/core';
import type { SankeyPanel, TreemapPanel } from '../../model/dashboard.ts';
import { categoryGrid, measureLabel } from '../data/category_grid.ts';
import { mix, plainColor, textOn } from '../data/color.ts';
import { onwardFlows, type Flow } from '../data/flows.ts';
import { pivot } from '../data/pivot.ts';
import { toNumber, toText } from '../data/rows.ts';
import type { Body, Input } from '../frame/body.ts';
import { element } from '../frame/dom.ts';
import { say } from '../frame/texts.ts';
import { measureFormatter } from '../panels/kpi.ts';
import { chartBody, colorOf, type Drawing, type Room } from './engine.ts';
import { chartLabel } from './summary.ts';
import { tip, tooltipFrame } from './tooltip.ts';

use([SankeyChart, TreemapChart]);

/** Draws a Sankey panel. */
export function renderSankey(host: HTMLElement, first: Input<SankeyPanel>): Body<SankeyPanel> {
  return chartBody(host, first, sankeyDrawing);
}

/** Draws a treemap panel. */
export function renderTreemap(host: HTMLElement, first: Input<TreemapPanel>): Body<TreemapPanel> {
  return chartBody(host, first, treemapDrawing);
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

interface Leaf {
  readonly path: readonly string[];
  readonly value: number;
  readonly row: number;
}

interface Branch {
  readonly name: string;
  readonly value: number;
  readonly place?: number;
  readonly children?: readonly Branch[];
  readonly itemStyle?: unknown;
  readonly label?: unknown;
  readonly upperLabel?: unknown;
}

function treemapDrawing(input: Input<TreemapPanel>): Drawing {
  const { panel, data, context } = input;
  const { theme } = context;
  const table = pivot({ rows: panel.levels, columns: [], values: [panel.value] }, data, context);
  const leaves = table.rows.flatMap((header, row): Leaf[] => {
    const value = toNumber(table.value(row, null, 0)) ?? 0;
    return value > 0 ? [{ path: header.labels, value, row }] : [];
  });
  const total = leaves.reduce((sum, { value }) => sum + value, 0);
  const write = measureFormatter(panel.value, data, context);
  const depth = panel.levels.length;
  const roots = branches(leaves, 0, depth).map((branch, index) =>
    painted(branch, colorOf(input, branch.name, index), theme.surface, depth > 1),
  );
  return {
    option: {
      series: [
        {
          id: 'treemap',
          type: 'treemap',
          left: 0,
          right: 0,
          top: 0,
          bottom: 0,
          roam: false,
          nodeClick: false,
          breadcrumb: { show: false },
          data: roots,
          visibleMin: 1,
          label: {
            show: true,
            fontSize: 12,
            lineHeight: 17,
            padding: [3, 4],
            position: 'insideTopLeft',
            overflow: 'truncate',
            formatter: ({ name, value }: { name: string; value: number }) =>
              `${name}\n${write(value)}`,
          },
          upperLabel: {
            show: depth > 1,
            height: 22,
            fontSize: 12,
            fontWeight: 600,
            padding: [0, 5],
            overflow: 'truncate',
            formatter: ({ name }: { name: string }) => name,
          },
          itemStyle: {
            borderColor: plainColor(theme.surface),
            borderWidth: 1,
            gapWidth: 1,
            borderRadius: 3,
          },
          levels: [
            { itemStyle: { borderWidth: 0, gapWidth: 3 }, upperLabel: { show: false } },
            { itemStyle: { borderWidth: 0, gapWidth: 1.5, borderRadius: 4 } },
            { itemStyle: { gapWidth: 1 } },
          ],
          emphasis: { itemStyle: { opacity: 0.9 }, upperLabel: { show: depth > 1 } },
        },
      ],
      tooltip: {
        ...tooltipFrame(context),
        show: panel.tooltip?.show ?? true,
        trigger: 'item',
        formatter: (mark: { value: number; treePathInfo: readonly { name: string }[] }) => {
          const path = mark.treePathInfo.slice(1).map(({ name }) => name);
          const share = new Intl.NumberFormat(context.locale, {
            style: 'percent',
            maximumFractionDigits: 1,
          });
          return tip(path.join(' · '), [
            { name: measureLabel(panel.value), value: write(mark.value) },
            { name: '%', value: share.format(total === 0 ? 0 : mark.value / total) },
          ]);
        },
      },
    },
    legend: [],
    legendPosition: 'top',
    label: chartLabel(input, `${leaves.length} areas, ${write(total)}`),
    sheet: () => ({
      columns: [
        ...table.rowLabels.map((label) => ({ label, type: 'string' as const })),
        { label: measureLabel(panel.value), type: 'number', format: panel.value.format },
      ],
      rows: leaves.map(({ path, value }) => [...path, value]),
    }),
    pick: ({ data: mark }) => {
      const place = (mark as Partial<Branch> | undefined)?.place;
      if (place === undefined) return undefined;
      const columns = table.fixed(place, null);
      const last = panel.levels.at(-1)?.column ?? '';
      return { category: columns[last], columns, rows: table.rowsAt(place, null) };
    },
  };
}

function branches(leaves: readonly Leaf[], level: number, depth: number): Branch[] {
  const groups = new Map<string, Leaf[]>();
  for (const leaf of leaves) {
    const name = toText(leaf.path[level]);
    const found = groups.get(name);
    if (found) found.push(leaf);
    else groups.set(name, [leaf]);
  }
  return [...groups]
    .map(([name, own]): Branch => {
      const value = own.reduce((sum, leaf) => sum + leaf.value, 0);
      if (level === depth - 1) return { name, value, place: own[0]?.row ?? -1 };
      return { name, value, children: branches(own, level + 1, depth) };
    })
    .sort((a, b) => b.value - a.value);
}

/** Gives a branch its colour, and its leaves shades of it, the larger the stronger. */
function painted(branch: Branch, color: string, surface: string, nested: boolean): Branch {
  const most = branch.children?.[0]?.value ?? 1;
  const head = mix(color, surface, 0.82);
  if (!branch.children) {
    return { ...branch, itemStyle: { color }, label: { color: textOn(color) } };
  }
  return {
    ...branch,
    itemStyle: { color: head, borderColor: head },
    upperLabel: { color: textOn(head), backgroundColor: nested ? head : 'transparent' },
    children: branch.children.map((child) =>
      painted(child, mix(color, surface, 0.45 * (1 - child.value / most)), surface, nested),
    ),
  };
}
