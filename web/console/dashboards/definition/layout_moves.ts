import { GRID_COLUMNS } from '../../../model/dashboard.ts';

/** A place on the grid of twelve columns, counted from 0. */
export interface Box {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

const overlaps = (a: Box, b: Box): boolean =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

const within = (box: Box): Box => {
  const w = Math.min(GRID_COLUMNS, Math.max(1, box.w));
  return {
    ...box,
    w,
    h: Math.max(1, box.h),
    x: Math.min(GRID_COLUMNS - w, Math.max(0, box.x)),
    y: Math.max(0, box.y),
  };
};

/**
 * The boxes with one of them in another place or size. It stays where it was put; what it now
 * covers moves down, and pushes on what lies below it. Rows that nobody occupies are closed.
 */
export function withBox(boxes: readonly Box[], moved: Box): readonly Box[] {
  const fixed = within(moved);
  const placed: Box[] = [fixed];
  const others = boxes.filter(({ id }) => id !== fixed.id).sort((a, b) => a.y - b.y || a.x - b.x);
  for (const box of others) {
    let at = box;
    for (;;) {
      const hit = placed.find((one) => overlaps(one, at));
      if (!hit) break;
      at = { ...at, y: hit.y + hit.h };
    }
    placed.push(at);
  }
  const closed = closedUp(placed);
  const byId = new Map(closed.map((box) => [box.id, box]));
  return boxes.some(({ id }) => id === fixed.id)
    ? boxes.map((box) => byId.get(box.id) ?? box)
    : [...boxes.map((box) => byId.get(box.id) ?? box), byId.get(fixed.id) ?? fixed];
}

/** The boxes without rows that nobody occupies. */
export function closedUp(boxes: readonly Box[]): readonly Box[] {
  const rows = new Set<number>();
  for (const { y, h } of boxes) for (let row = y; row < y + h; row++) rows.add(row);
  const sorted = [...rows].sort((a, b) => a - b);
  const index = new Map(sorted.map((row, at) => [row, at]));
  return boxes.map((box) => ({ ...box, y: index.get(box.y) ?? box.y }));
}

/** The first free place of a size, in reading order. */
export function freePlace(
  boxes: readonly Box[],
  size: { readonly w: number; readonly h: number },
): { readonly x: number; readonly y: number } {
  const bottom = boxes.reduce((low, { y, h }) => Math.max(low, y + h), 0);
  for (let y = 0; y < bottom; y++) {
    for (let x = 0; x + size.w <= GRID_COLUMNS; x++) {
      const box = { id: '', x, y, ...size };
      if (!boxes.some((one) => overlaps(one, box))) return { x, y };
    }
  }
  return { x: 0, y: bottom };
}
