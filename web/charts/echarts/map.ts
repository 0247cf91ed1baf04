import { MapChart } from 'echarts/charts';
import { GeoComponent } from 'echarts/components';
import { use } from 'echarts/core';
import type { MapPanel } from '../../model/dashboard.ts';
import { aggregate } from '../data/aggregate.ts';
import { measureLabel } from '../data/category_grid.ts';
import { colorScale, plainColor, ruleColor, textOn } from '../data/color.ts';
import { toNumber, toText, vector } from '../data/rows.ts';
import type { Body, Input } from '../frame/body.ts';
import { element } from '../frame/dom.ts';
import { say } from '../frame/texts.ts';
import { axisFormatter } from '../format/format.ts';
import { measureFormatter } from '../panels/kpi.ts';
import { statesAtlas, worldAtlas, type Atlas } from './atlas.ts';
import { chartBody, type Drawing, type Room } from './engine.ts';
import { ramp } from './legend.ts';
import { chartLabel } from './summary.ts';
import { tip, tooltipFrame } from './tooltip.ts';

use([MapChart, GeoComponent]);

const atlases = { world: once(worldAtlas), us_states: once(statesAtlas) } as const;

function once(load: () => Promise<Atlas>): () => Promise<Atlas> {
  let promise: Promise<Atlas> | undefined;
  return () => {
    promise ??= load().catch((error: unknown) => {
      promise = undefined;
      throw error;
    });
    return promise;
  };
}

/** Draws a map panel; the shapes come on their own, so that nobody loads a map that is not shown. */
export function renderMap(host: HTMLElement, first: Input<MapPanel>): Body<MapPanel> {
  let body: Body<MapPanel> | undefined;
  let input = first;
  let gone = false;
  let ready: Promise<void>;
  const draw = async () => {
    const atlas = await atlases[input.panel.map]().catch((error: unknown) => {
      throw new Error('The map could not be loaded.', { cause: error });
    });
    if (gone || atlas.name !== input.panel.map) return;
    body?.destroy();
    host.replaceChildren();
    body = chartBody(host, input, (next, room) => mapDrawing(next, room, atlas));
    await body.ready;
  };
  let map = first.panel.map;
  ready = draw();
  return {
    update(next) {
      input = next;
      if (body && next.panel.map === map) body.update(next);
      else ready = draw();
      map = next.panel.map;
    },
    resize: () => body?.resize(),
    destroy() {
      gone = true;
      body?.destroy();
    },
    sheet: () => regionSheet(input),
    get ready() {
      return body?.ready ?? ready;
    },
  };
}

interface Region {
  readonly id: string;
  readonly raw: unknown;
  readonly value: number;
  readonly rows: readonly number[];
}

function regionSheet({ panel, data }: Input<MapPanel>) {
  const regions = vector(data, panel.region.column).cells;
  const groups = grouped(regions, (cell) => toText(cell));
  const { cells } = vector(data, panel.value.column);
  return {
    columns: [
      { label: panel.region.label ?? panel.region.column, type: 'string' as const },
      { label: measureLabel(panel.value), type: 'number' as const, format: panel.value.format },
    ],
    rows: [...groups].map(([name, rows]) => [name, valueOf(panel, rows, cells)]),
  };
}

function grouped(
  cells: readonly unknown[],
  keyOf: (cell: unknown) => string,
): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  cells.forEach((cell, row) => {
    const key = keyOf(cell);
    const found = groups.get(key);
    if (found) found.push(row);
    else groups.set(key, [row]);
  });
  return groups;
}

function valueOf(
  panel: MapPanel,
  rows: readonly number[],
  cells: readonly unknown[],
): number | null {
  const kind = panel.value.aggregate ?? 'sum';
  return toNumber(
    aggregate(
      kind,
      rows.map((row) => cells[row]),
    ),
  );
}

function mapDrawing(input: Input<MapPanel>, room: Room, atlas: Atlas): Drawing {
  const { panel, data, context } = input;
  const { theme } = context;
  const names = vector(data, panel.region.column).cells;
  const { cells } = vector(data, panel.value.column);
  const strangers = new Set<string>();
  const groups = grouped(names, (cell) => {
    const id = atlas.find(cell);
    if (id === undefined && toText(cell) !== '') strangers.add(toText(cell));
    return id ?? '';
  });
  const regions = [...groups].flatMap(([id, rows]): Region[] => {
    const value = id === '' ? null : valueOf(panel, rows, cells);
    return value === null ? [] : [{ id, raw: names[rows[0] ?? 0], value, rows }];
  });
  const scale = colorScale(
    panel.color_scale,
    regions.map(({ value }) => value),
    theme.mode,
  );
  const write = measureFormatter(panel.value, data, context);
  const axis = axisFormatter(panel.value.format, 'number', context, scale.max);
  const find = new Map(regions.map((region) => [region.id, region]));
  const colorAt = (value: number) => ruleColor(panel.colors?.rules, value) ?? scale.color(value);
  const bare = plainColor(theme.text, theme.mode === 'dark' ? 0.1 : 0.07);
  const [width, height] = [room.width - 8, room.height - 8];
  const across = Math.min(width, height / atlas.shape);
  const steps = Array.from({ length: 24 }, (_, step) =>
    scale.color(scale.min + ((scale.max - scale.min) * step) / 23),
  );
  const aside = element('div', { class: 'v-ramp' });
  if (strangers.size > 0) {
    const listed = [...strangers].slice(0, 6).join(', ') + (strangers.size > 6 ? '…' : '');
    aside.append(element('span', { text: say(context, 'off_map', { names: listed }) }));
  }
  if (panel.legend?.show !== false) aside.append(ramp(steps, axis(scale.min), axis(scale.max)));
  aside.style.flex = '1';
  aside.style.justifyContent = 'space-between';
  return {
    option: {
      series: [
        {
          id: 'map',
          type: 'map',
          map: atlas.name,
          ...(atlas.projection ? { projection: atlas.projection } : {}),
          layoutCenter: ['50%', '50%'],
          layoutSize: across,
          aspectScale: 1,
          roam: false,
          selectedMode: false,
          silent: false,
          data: regions.map(({ id, value }) => {
            const color = plainColor(colorAt(value));
            return {
              name: id,
              value,
              itemStyle: { areaColor: color },
              label: { color: textOn(color) },
            };
          }),
          itemStyle: { areaColor: bare, borderColor: plainColor(theme.surface), borderWidth: 0.6 },
          label: {
            show: panel.data_labels?.show === true,
            fontSize: 10,
            formatter: ({ name }: { name: string }) => (find.has(name) ? name : ''),
          },
          emphasis: {
            itemStyle: {
              areaColor: plainColor(theme.accent, 0.55),
              borderColor: plainColor(theme.text),
              borderWidth: 1.5,
            },
            label: { show: false },
          },
        },
      ],
      tooltip: {
        ...tooltipFrame(context),
        show: panel.tooltip?.show ?? true,
        trigger: 'item',
        formatter: ({ name }: { name: string }) => {
          const region = find.get(name);
          const value = region ? write(region.value) : '–';
          const color = region ? colorAt(region.value) : undefined;
          return tip(atlas.title(name), [{ color, name: measureLabel(panel.value), value }]);
        },
      },
    },
    legend: [],
    legendPosition: 'bottom',
    aside,
    label: chartLabel(
      input,
      `${regions.length} regions, ${measureLabel(panel.value)}: ${write(scale.min)} – ${write(scale.max)}`,
    ),
    sheet: () => regionSheet(input),
    pick: ({ name }) => {
      const region = find.get(name ?? '');
      if (!region) return undefined;
      return {
        category: region.raw,
        columns: { [panel.region.column]: region.raw },
        rows: region.rows,
      };
    },
    stops: { series: 0, count: regions.length, names: regions.map(({ id }) => id) },
  };
}
