import { describe, expect, it } from 'vitest';
import { closedUp, freePlace, withBox, type Box } from './layout_moves.ts';

const box = (id: string, x: number, y: number, w: number, h: number): Box => ({ id, x, y, w, h });
const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** Small numbers that are the same in every run. */
function* numbers(seed: number): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (state * 1103515245 + 12345) % 2147483648;
    yield state;
  }
}

describe('moving on the grid', () => {
  const row = [box('a', 0, 0, 3, 3), box('b', 3, 0, 3, 3), box('c', 0, 3, 6, 4)];

  it('pushes down what is in the way, and what lies below that', () => {
    const moved = withBox(row, box('a', 2, 0, 3, 3));
    expect(moved).toEqual([box('a', 2, 0, 3, 3), box('b', 3, 3, 3, 3), box('c', 0, 6, 6, 4)]);
  });

  it('keeps boxes within the twelve columns', () => {
    expect(withBox(row, box('a', 11, -2, 4, 0))[0]).toEqual(box('a', 8, 0, 4, 1));
    expect(withBox(row, box('a', -3, 0, 40, 3))[0]).toMatchObject({ x: 0, w: 12 });
  });

  it('closes rows that are empty', () => {
    expect(closedUp([box('a', 0, 2, 3, 2), box('b', 0, 9, 3, 1)])).toEqual([
      box('a', 0, 0, 3, 2),
      box('b', 0, 2, 3, 1),
    ]);
  });

  it('never lets two boxes overlap, loses none and keeps their sizes, wherever one is put', () => {
    const random = numbers(7);
    const below = (limit: number) => Math.floor((random.next().value / 2147483648) * limit);
    let boxes: readonly Box[] = [];
    for (let at = 0; at < 400; at++) {
      const id = `p${below(12)}`;
      const put = box(id, below(12), below(20), 1 + below(12), 1 + below(6));
      const before = new Map(boxes.map((one) => [one.id, one]));
      boxes = withBox(boxes, put);
      for (const [index, one] of boxes.entries()) {
        expect(one.x + one.w).toBeLessThanOrEqual(12);
        for (const other of boxes.slice(index + 1)) expect(overlap(one, other)).toBe(false);
        const was = before.get(one.id);
        if (was && one.id !== id) expect([one.w, one.h, one.x]).toEqual([was.w, was.h, was.x]);
      }
      expect(boxes.length).toBe(before.size + (before.has(id) ? 0 : 1));
    }
  });

  it('finds room beside what is there before it goes below', () => {
    expect(freePlace(row, { w: 3, h: 3 })).toEqual({ x: 6, y: 0 });
    expect(freePlace(row, { w: 12, h: 2 })).toEqual({ x: 0, y: 7 });
    expect(freePlace([], { w: 6, h: 6 })).toEqual({ x: 0, y: 0 });
  });
});
