import { TreemapChart } from 'echarts/charts';
import { use } from 'echarts/core';
import type { TreemapPanel } from '../../model/dashboard.ts';
import { measureLabel } from '../data/category_grid.ts';
import { mix, plainColor, textOn } from '../data/color.ts';
import { pivot } from '../data/pivot.ts';
import { toNumber, toText } from '../data/rows.ts';
import type { Body, Input } from '../frame/body.ts';
import { measureFormatter } from '../panels/kpi.ts';
import { textWidth } from '../table/grid_columns.ts';
import { colorOf, palettePlaces } from './colors.ts';
import { chartBody, type Drawing, type Room } from './engine.ts';
import { chartLabel } from './summary.ts';
import { tip, tooltipFrame } from './tooltip.ts';
import { numberFormat } from '../format/intl.ts';

use([TreemapChart]);

/** Draws a treemap panel. */
export function renderTreemap(host: HTMLElement, first: Input<TreemapPanel>): Body<TreemapPanel> {
  return chartBody(host, first, treemapDrawing);
}

interface Leaf {
  readonly path: readonly string[];
  readonly value: number;
  readonly row: number;
}

interface Tile {
  readonly name: string;
  readonly value: number;
  readonly dataIndex: number;
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

function treemapDrawing(input: Input<TreemapPanel>, room: Room): Drawing {
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
  const grown = branches(leaves, 0, depth);
  const placed = palettePlaces(
    input,
    grown.map(({ name }) => name),
  );
  const roots = grown.map((branch, index) =>
    painted(
      branch,
      colorOf(input, branch.name, placed(branch.name, index)),
      theme.surface,
      depth > 1,
    ),
  );
  const texts = tileTexts(room, write);
  const order = new Map(leaves.map(({ row }, index) => [row, index]));
  const stops = numbered(roots)
    .filter(({ data: { place } }) => place !== undefined)
    .sort((a, b) => (order.get(a.data.place ?? -1) ?? 0) - (order.get(b.data.place ?? -1) ?? 0));
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
            lineHeight: LINE,
            padding: [3, 4],
            position: 'insideTopLeft',
            overflow: 'truncate',
            ellipsis: '…',
            formatter: texts,
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
          const share = numberFormat(context.locale, {
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
    stops: { series: 0, count: stops.length, leaves: stops },
  };
}

const LINE = 16;
/** Width of a tile from which the beginning of a name says something, in pixels. */
const LEAST = 44;

/**
 * What is written on a tile: its name, on as many lines as it takes, and its value, each only where
 * it fits.
 */
function tileTexts(room: Room, write: (value: unknown) => string) {
  const width = (text: string) => textWidth(text, `12px ${room.font}`) + 14;
  return ({ name, value, dataIndex }: Tile): string => {
    const tile = room.sizeOf(dataIndex) ?? { width: 0, height: 0 };
    const lines: string[] = [];
    for (const word of name.split(/\s+/)) {
      const longer = `${lines.at(-1) ?? ''} ${word}`.trim();
      if (width(longer) <= tile.width) lines.splice(-1, 1, longer);
      else lines.push(word);
    }
    const fitting = Math.floor((tile.height - 5) / LINE);
    const written = write(value);
    if (lines.length > fitting || Math.max(...lines.map(width)) > tile.width) {
      // A name that begins is still told from its neighbours'.
      return fitting > 0 && tile.width >= LEAST ? name : '';
    }
    if (lines.length < fitting && width(written) <= tile.width) lines.push(written);
    return lines.join('\n');
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

/** All branches with the numbers that ECharts gives them: each before its children, the root first. */
function numbered(
  roots: readonly Branch[],
): { readonly dataIndex: number; readonly data: Branch }[] {
  const flat = (branch: Branch): Branch[] => [branch, ...(branch.children ?? []).flatMap(flat)];
  return roots.flatMap(flat).map((data, index) => ({ dataIndex: index + 1, data }));
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
