import { GRID_COLUMNS, type Layout, type Panel } from '../../model/dashboard.ts';

/** Something that takes a place on the grid. */
export interface Placeable {
  readonly id: string;
  readonly layout?: Layout | undefined;
  /** Size when there is no layout. */
  readonly size: { readonly w: number; readonly h: number };
}

/** Grid lines from 1, as CSS counts them. */
export interface Place {
  readonly id: string;
  readonly column: number;
  readonly row: number;
  readonly w: number;
  readonly h: number;
  readonly phone:
    | { readonly hidden: true }
    | {
        readonly hidden: false;
        readonly column: number | undefined;
        readonly row: number | undefined;
        readonly w: number;
        readonly h: number;
      };
}

/** Size that a panel takes when its author gave none. */
export function defaultSize(panel: Panel): { readonly w: number; readonly h: number } {
  switch (panel.type) {
    case 'kpi':
    case 'kpi_trend':
    case 'progress':
      return { w: 3, h: 3 };
    case 'gauge':
      return { w: 3, h: 5 };
    case 'table':
    case 'pivot_table':
    case 'calendar_heat_map':
    case 'map':
      return { w: 12, h: 8 };
    case 'text':
      return { w: 12, h: 2 };
    case 'image':
      return { w: 3, h: 4 };
    case 'bar':
    case 'line':
    case 'area':
    case 'combo':
    case 'scatter':
    case 'bubble':
    case 'pie':
    case 'donut':
    case 'funnel':
    case 'heat_map':
    case 'radar':
    case 'box_plot':
    case 'sankey':
    case 'treemap':
      return { w: 6, h: 6 };
  }
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/**
 * Places everything on the grid, in reading order. What has no layout follows below what has one,
 * side by side while it fits. Rows that nobody occupies (their panels are not for this viewer) are
 * closed up.
 */
export function placed(items: readonly Placeable[]): readonly Place[] {
  const boxes = items.flatMap(({ id, layout }) => (layout ? [{ id, layout: within(layout) }] : []));
  let bottom = boxes.reduce((low, { layout }) => Math.max(low, layout.y + layout.h), 0);
  let x = 0;
  let tallest = 0;
  for (const { id, layout, size } of items) {
    if (layout) continue;
    if (x + size.w > GRID_COLUMNS) {
      bottom += tallest;
      x = tallest = 0;
    }
    boxes.push({ id, layout: { x, y: bottom, w: size.w, h: size.h } });
    x += size.w;
    tallest = Math.max(tallest, size.h);
  }
  const row = closedRows(boxes.map(({ layout }) => layout));
  return boxes
    .sort((a, b) => a.layout.y - b.layout.y || a.layout.x - b.layout.x)
    .map(({ id, layout }) => ({
      id,
      column: layout.x + 1,
      row: row(layout.y) + 1,
      w: layout.w,
      h: layout.h,
      phone: phonePlace(layout),
    }));
}

function within(layout: Layout): Layout {
  const w = clamp(Math.round(layout.w), 1, GRID_COLUMNS);
  return {
    ...layout,
    w,
    h: Math.max(1, Math.round(layout.h)),
    x: clamp(Math.round(layout.x), 0, GRID_COLUMNS - w),
    y: Math.max(0, Math.round(layout.y)),
  };
}

function phonePlace({ phone, h }: Layout): Place['phone'] {
  if (phone?.hidden) return { hidden: true };
  const w = clamp(phone?.w ?? GRID_COLUMNS, 1, GRID_COLUMNS);
  return {
    hidden: false,
    w,
    h: phone?.h ?? h,
    column: phone?.x === undefined ? undefined : clamp(phone.x, 0, GRID_COLUMNS - w) + 1,
    row: phone?.y === undefined ? undefined : phone.y + 1,
  };
}

/** Maps a row to the one it becomes when rows that nobody occupies are left out. */
function closedRows(boxes: readonly Layout[]): (row: number) => number {
  const occupied = new Set<number>();
  for (const { y, h } of boxes) for (let row = y; row < y + h; row++) occupied.add(row);
  const rows = [...occupied].sort((a, b) => a - b);
  const index = new Map(rows.map((row, position) => [row, position]));
  return (row) => index.get(row) ?? row;
}
