import type { ChartPanel, ColorRule, ColorScale } from '../../model/dashboard.ts';
import type { Cell } from '../panel_view.ts';
import { toNumber, toText } from './rows.ts';

export type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

let canvas: CanvasRenderingContext2D | null | undefined;

/** The channels of any CSS colour, alpha from 0 to 1; opaque gray for what is none. */
export function rgba(color: string): Rgba {
  const text = color.trim().toLowerCase();
  const hex = /^#([0-9a-f]{3,8})$/.exec(text)?.[1];
  if (hex) {
    const wide = hex.length <= 4 ? [...hex].map((each) => each + each).join('') : hex;
    const at = (index: number) => Number.parseInt(wide.slice(index, index + 2), 16);
    return [at(0), at(2), at(4), wide.length === 8 ? at(6) / 255 : 1];
  }
  const parts = /^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+([\d.]+))?\s*\)$/.exec(text);
  if (parts) {
    return [Number(parts[1]), Number(parts[2]), Number(parts[3]), Number(parts[4] ?? 1)];
  }
  return painted(text) ?? [128, 128, 128, 1];
}

/** Lets the browser paint one pixel, which knows every colour notation there is. */
function painted(color: string): Rgba | null {
  if (canvas === undefined) {
    canvas = document.createElement('canvas').getContext?.('2d', { willReadFrequently: true });
    if (canvas) canvas.canvas.width = canvas.canvas.height = 1;
  }
  if (!canvas) return null;
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = '#808080';
  canvas.fillStyle = color;
  canvas.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 255] = canvas.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha / 255];
}

/** A colour as `#rrggbb` or `rgba(…)`, which every renderer reads. */
export function plainColor(color: string, alpha?: number): string {
  const [red, green, blue, own] = rgba(color);
  const opacity = alpha ?? own;
  const two = (channel: number) => Math.round(channel).toString(16).padStart(2, '0');
  if (opacity < 1) return `rgba(${red}, ${green}, ${blue}, ${Number(opacity.toFixed(3))})`;
  return `#${two(red)}${two(green)}${two(blue)}`;
}

/** Relative luminance as WCAG 2 defines it. */
export function luminance(color: string): number {
  const [red, green, blue] = rgba(color).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

/** Contrast ratio of two colours, from 1 to 21. */
export function contrast(left: string, right: string): number {
  const [a, b] = [luminance(left), luminance(right)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** The text colour, near black or white, that reads better on a background; at 4.5:1 at least. */
export function textOn(background: string): string {
  const [white, ink] = [contrast(background, '#ffffff'), contrast(background, '#10141c')];
  if (white >= ink) return white >= 4.5 ? '#ffffff' : '#000000';
  // Between the two, only black itself has enough contrast.
  return ink >= 4.5 ? '#10141c' : '#000000';
}

/** A colour moved towards text colour until it reads on the surface at 4.5:1. */
export function readable(color: string, surface: string): string {
  const target = textOn(surface);
  for (let share = 0; share <= 1; share += 0.1) {
    const mixed = mix(color, target, share);
    if (contrast(mixed, surface) >= 4.5) return mixed;
  }
  return target;
}

/** The colour some way from one to another. */
export function mix(from: string, to: string, share: number): string {
  const [a, b] = [rgba(from), rgba(to)];
  const channel = (index: 0 | 1 | 2) => Math.round(a[index] + (b[index] - a[index]) * share);
  return plainColor(`rgb(${channel(0)}, ${channel(1)}, ${channel(2)})`);
}

const schemes: Readonly<Record<NonNullable<ColorScale['scheme']>, readonly string[]>> = {
  blue: ['#dbe6ff', '#b9ccfb', '#7f9ff2', '#4a6fe0', '#2847b0', '#172a72'],
  green: ['#d3efe3', '#aee3cc', '#66c6a0', '#27a176', '#0d7452', '#064a35'],
  purple: ['#e4dbfc', '#d3c4fb', '#ab8ff3', '#8560e3', '#613bb5', '#3d2278'],
  orange: ['#fee6cb', '#fdd2a6', '#f8a95b', '#e47e1f', '#b25709', '#713404'],
  gray: ['#e2e6ec', '#cfd5df', '#a3adbd', '#75819a', '#4d5870', '#2a3245'],
  red_green: ['#c4302b', '#e88a7f', '#f5e9dc', '#7cc7a0', '#0b7a4b'],
  blue_orange: ['#2b5fc9', '#8aaef0', '#f0eee9', '#f0b070', '#c2600a'],
};

const diverging = new Set(['red_green', 'blue_orange']);

/** A function from numbers to colours, with the span that it covers. */
export interface Scale {
  readonly min: number;
  readonly max: number;
  readonly colors: readonly string[];
  color(value: number): string;
}

/**
 * The scale over the given numbers. In dark mode a one-way scheme runs from dark to bright, so that
 * more always stands out more.
 */
export function colorScale(
  options: ColorScale | undefined,
  values: Iterable<number>,
  mode: 'light' | 'dark',
): Scale {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const min = options?.min ?? (low === Infinity ? 0 : low);
  const max = options?.max ?? (high === -Infinity ? 1 : high);
  const colors = stops(options, mode);
  const middle = options?.middle ?? (min + max) / 2;
  return {
    min,
    max,
    colors,
    color(value) {
      return interpolate(colors, position(value, min, middle, max));
    },
  };
}

function stops(options: ColorScale | undefined, mode: 'light' | 'dark'): readonly string[] {
  if (options?.colors && options.colors.length >= 2)
    return options.colors.map((c) => plainColor(c));
  const scheme = options?.scheme ?? 'blue';
  const colors = schemes[scheme];
  if (mode === 'light') return colors;
  if (diverging.has(scheme)) {
    return colors.map((color, index) => (index === 2 ? '#3a4150' : color));
  }
  return [...colors]
    .reverse()
    .map((color, index) => (index === 0 ? mix(color, '#161a22', 0.45) : color));
}

function position(value: number, min: number, middle: number, max: number): number {
  if (max === min) return 1;
  if (value <= middle) return middle === min ? 0.5 : (0.5 * (value - min)) / (middle - min);
  return max === middle ? 0.5 : 0.5 + (0.5 * (value - middle)) / (max - middle);
}

function interpolate(colors: readonly string[], share: number): string {
  const place = Math.min(1, Math.max(0, share)) * (colors.length - 1);
  const index = Math.min(colors.length - 2, Math.floor(place));
  return mix(colors[index] ?? '#888888', colors[index + 1] ?? '#888888', place - index);
}

/** The colour of the first rule that holds for a value. */
export function ruleColor(
  rules: readonly ColorRule[] | undefined,
  value: Cell,
): string | undefined {
  return rules?.find((rule) => holds(rule, value))?.color;
}

function holds({ operator, value: bound }: ColorRule, value: Cell): boolean {
  const empty = value === null || value === undefined || value === '';
  if (operator === 'empty') return empty;
  if (empty) return false;
  if (operator === 'contains') {
    return toText(value).toLowerCase().includes(toText(bound).toLowerCase());
  }
  if (operator === 'between') {
    const number = toNumber(value);
    if (!Array.isArray(bound) || number === null) return false;
    return number >= (bound as [number, number])[0] && number <= (bound as [number, number])[1];
  }
  const order = compared(value, bound);
  switch (operator) {
    case '=':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

function compared(value: Cell, bound: Cell): number {
  const [left, right] = [toNumber(value), toNumber(bound)];
  if (left !== null && right !== null) return left - right;
  const [a, b] = [toText(value), toText(bound)];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Colour that the author gave a name; rows may bring names such as `constructor`. */
export function namedColor({ colors }: ChartPanel, name: string): string | undefined {
  const named = colors?.by_name;
  return named && Object.hasOwn(named, name) ? named[name] : undefined;
}
