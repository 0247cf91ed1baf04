import { rgba } from '../data/color.ts';
import type { Theme, ThemeColors } from '../../model/dashboard.ts';

/** All that a renderer needs to know about looks; every colour is a CSS colour. */
export interface ThemeTokens {
  readonly mode: 'light' | 'dark';
  readonly background: string;
  readonly surface: string;
  readonly border: string;
  readonly text: string;
  readonly text_muted: string;
  readonly accent: string;
  readonly positive: string;
  readonly negative: string;
  readonly warning: string;
  /** Colours of series in order. */
  readonly palette: readonly string[];
  /** CSS font families; `inherit` for the host page's. */
  readonly font: string;
  readonly radius: number;
  readonly panel_style: 'border' | 'shadow' | 'flat';
}

type Colors = Required<ThemeColors>;

// Neighbours in each palette differ in lightness as well as in hue, so that they stay apart for
// viewers who see few colours; each stands at 3:1 or more against its surface (WCAG 1.4.11).
const light: Colors = {
  background: '#f6f7f9',
  surface: '#ffffff',
  border: '#e3e6eb',
  text: '#171b24',
  text_muted: '#5b6474',
  accent: '#3457d5',
  positive: '#0b7a4b',
  negative: '#c4302b',
  warning: '#a35a00',
  palette: [
    '#3e63dd',
    '#0f9488',
    '#d97706',
    '#8b5cf6',
    '#db4b7f',
    '#2b8fc9',
    '#6a8f1f',
    '#b4562b',
    '#5c6b8a',
    '#a23ab8',
  ],
};

const dark: Colors = {
  background: '#0e1117',
  surface: '#161a22',
  border: '#2a303c',
  text: '#eceff4',
  text_muted: '#9aa4b5',
  accent: '#7d9bff',
  positive: '#3ecf8e',
  negative: '#ff7b72',
  warning: '#f0b13c',
  palette: [
    '#6f8dff',
    '#2dbfae',
    '#f2a33a',
    '#a98bfa',
    '#f27aa5',
    '#58b4e8',
    '#a3c45a',
    '#e08a5b',
    '#93a1bd',
    '#cf7be0',
  ],
};

/** The tokens of a theme in one appearance; `auto` has been decided by the caller. */
export function themeTokens(theme: Theme | undefined, mode: 'light' | 'dark'): ThemeTokens {
  const base = mode === 'dark' ? dark : light;
  const own = mode === 'dark' ? theme?.dark : theme?.light;
  return {
    mode,
    ...base,
    ...own,
    palette: own?.palette ?? (own?.accent ? ledBy(own.accent, base.palette) : base.palette),
    font: theme?.font ?? 'inherit',
    radius: theme?.radius ?? 12,
    panel_style: theme?.panel_style ?? 'border',
  };
}

/**
 * A palette that begins with an accent, as a chart of one measure should look like the product around
 * it. A colour that could be mistaken for the accent gives its place to the one that was first.
 */
export function ledBy(accent: string, palette: readonly string[]): readonly string[] {
  const [first = accent, ...others] = palette;
  return [accent, ...others.map((color) => (isNear(color, accent) ? first : color))];
}

/** Whether two colours are hard to tell apart, by their distance in red, green and blue. */
function isNear(left: string, right: string): boolean {
  const [a, b] = [rgba(left), rgba(right)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) < 64;
}
