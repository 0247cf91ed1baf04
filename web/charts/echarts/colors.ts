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
 * Gives each name its place in the palette by the alphabet, not by its size or by where it stands: a
 * name then has the same colour in all charts that show the same names. More names than colours take
 * them in order, so that neighbours differ.
 */
export function palettePlaces(
  input: Input<ChartPanel>,
  names: readonly string[],
): (name: string, index: number) => number {
  if (names.length > palette(input).length) return (_, index) => index;
  const places = new Map([...names].sort().map((name, place) => [name, place]));
  return (name, index) => places.get(name) ?? index;
}
