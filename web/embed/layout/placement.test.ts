import { describe, expect, it } from 'vitest';
import { placed } from './placement.ts';

const size = { w: 6, h: 4 };
const at = (id: string, x: number, y: number, w: number, h: number) => ({
  id,
  layout: { x, y, w, h },
  size,
});

describe('placing panels', () => {
  it('keeps what the author laid out, in reading order', () => {
    const places = placed([at('b', 6, 0, 6, 2), at('c', 0, 2, 12, 4), at('a', 0, 0, 6, 2)]);
    expect(places.map(({ id, column, row, w, h }) => [id, column, row, w, h])).toEqual([
      ['a', 1, 1, 6, 2],
      ['b', 7, 1, 6, 2],
      ['c', 1, 3, 12, 4],
    ]);
  });

  it('closes rows whose panels are not for this viewer', () => {
    const places = placed([at('a', 0, 0, 12, 2), at('c', 0, 9, 12, 3)]);
    expect(places.map(({ row }) => row)).toEqual([1, 3]);
  });

  it('puts what has no layout below, side by side while it fits', () => {
    const places = placed([
      { id: 'x', size },
      at('a', 0, 0, 12, 2),
      { id: 'y', size },
      { id: 'z', size },
    ]);
    expect(places.map(({ id, column, row }) => [id, column, row])).toEqual([
      ['a', 1, 1],
      ['x', 1, 3],
      ['y', 7, 3],
      ['z', 1, 7],
    ]);
  });

  it('keeps within the grid what would stand out of it', () => {
    expect(placed([at('a', 10, 0, 6, 2)])[0]).toMatchObject({ column: 7, w: 6 });
    expect(placed([at('a', 0, 0, 99, 2)])[0]).toMatchObject({ column: 1, w: 12 });
  });

  it('gives phones the full width and the same height, unless the author says otherwise', () => {
    const [plain] = placed([at('a', 3, 0, 3, 2)]);
    expect(plain?.phone).toEqual({ hidden: false, w: 12, h: 2, column: undefined, row: undefined });
    const [half] = placed([
      { id: 'a', layout: { x: 3, y: 0, w: 3, h: 2, phone: { w: 6, h: 3 } }, size },
    ]);
    expect(half?.phone).toMatchObject({ w: 6, h: 3 });
    const [gone] = placed([
      { id: 'a', layout: { x: 0, y: 0, w: 3, h: 2, phone: { hidden: true } }, size },
    ]);
    expect(gone?.phone).toEqual({ hidden: true });
  });
});
