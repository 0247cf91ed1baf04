import type { ChartPanel } from '../../model/dashboard.ts';
import { namedColor, plainColor } from '../data/color.ts';
import type { Input } from '../frame/body.ts';

/** Colours of a chart's series in order. */
export function palette(input: Input<ChartPanel>): readonly string[] {
  return input.panel.colors?.palette ?? input.context.theme.palette;
}

/** Colour of a named series or category. */
export function colorOf(
  input: Input<ChartPanel>,
  name: string,
  index: number,
  own?: string,
): string {
  const colors = palette(input);
  const found = namedColor(input.panel, name) ?? own ?? colors[index % colors.length];
  return plainColor(found ?? '#888888');
}

/**
 * Gives each name its place in the palette. A panel's first names take theirs by the alphabet, not by
 * size or by where they stand, so that a name has the same colour in all charts that show the same
 * names; more names than colours take them in order, so that neighbours differ. From then on a name
 * keeps its place, whatever a filter leaves beside it, until two that are shown would look the same.
 */
export function palettePlaces(
  input: Input<ChartPanel>,
  names: readonly string[],
): (name: string, index: number) => number {
  const { places } = input;
  const colors = palette(input).length;
  const take = () => {
    const fresh = names.filter((name) => !places.has(name));
    if (names.length <= colors) fresh.sort();
    for (const name of fresh) places.set(name, places.size);
  };
  take();
  const looks = new Set(names.map((name) => (places.get(name) ?? 0) % colors));
  if (looks.size < Math.min(names.length, colors)) {
    places.clear();
    take();
  }
  return (name, index) => places.get(name) ?? index;
}
