import { themeTokens, type ThemeTokens } from '../../charts/index.ts';
import type { Theme } from '../../model/dashboard.ts';

export type ThemeMode = 'auto' | 'light' | 'dark';

const dark = '(prefers-color-scheme: dark)';

/**
 * The appearance for an element: what the page asked for, then what the dashboard says. Where
 * nobody says anything, a page that declares no dark scheme of its own gets the light one.
 */
export function appearanceOf(
  element: Element,
  asked: ThemeMode | undefined,
  theme: Theme | undefined,
): 'light' | 'dark' {
  const mode = asked ?? theme?.mode;
  if (mode === 'light' || mode === 'dark') return mode;
  const schemes = getComputedStyle(element).colorScheme.split(/\s+/);
  const systemDark = matchMedia(dark).matches;
  const both = schemes.includes('dark') && schemes.includes('light');
  if (schemes.includes('dark') && !both) return 'dark';
  if (schemes.includes('light') && !both) return 'light';
  if (both || mode === 'auto') return systemDark ? 'dark' : 'light';
  return 'light';
}

/** Tokens that the embedding page may set as `--vitrine-<name>`. */
const colors = [
  'background',
  'surface',
  'border',
  'text',
  'text-muted',
  'accent',
  'positive',
  'negative',
  'warning',
] as const;

/**
 * The tokens of a theme with the page's custom properties in their places. Colours are resolved by
 * the browser, so that `var()`, `light-dark()` and named colours may be used. Without a font of the
 * theme's own it is `font`, else the page's.
 */
export function tokensFor(
  host: HTMLElement,
  probe: HTMLElement,
  theme: Theme | undefined,
  mode: 'light' | 'dark',
  font?: string,
): ThemeTokens {
  const style = getComputedStyle(host);
  const said = (name: string) => style.getPropertyValue(`--vitrine-${name}`).trim();
  const own: Record<string, string | readonly string[]> = {};
  for (const name of colors) {
    const color = resolved(probe, said(name));
    if (color !== undefined) own[name.replace('-', '_')] = color;
  }
  const palette = commaParts(said('palette')).flatMap((color) => resolved(probe, color) ?? []);
  if (palette.length > 0) own['palette'] = palette;
  // What the page says stands in for the theme's own colours, so that one rule derives the rest.
  const tokens = themeTokens({ ...theme, [mode]: { ...theme?.[mode], ...own } }, mode);
  const radius = Number.parseFloat(said('radius'));
  return {
    ...tokens,
    ...(Number.isFinite(radius) ? { radius: Math.max(0, radius) } : {}),
    // The page's own font by name: the `font` shorthand takes no `inherit`.
    font: said('font') || theme?.font || font || style.fontFamily,
  };
}

function resolved(probe: HTMLElement, color: string): string | undefined {
  if (color === '' || !CSS.supports('color', color)) return undefined;
  probe.style.setProperty('color', color);
  const value = getComputedStyle(probe).color;
  probe.style.removeProperty('color');
  return value === '' ? undefined : value;
}

/** Parts between the commas that stand in no parentheses: `rgb(1, 2, 3), red` has two. */
export function commaParts(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const character of text) {
    if (character === '(') depth++;
    if (character === ')') depth--;
    if (character === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** Calls back when the page or the system may have changed how things should look. */
export function watchAppearance(host: HTMLElement, changed: () => void): () => void {
  const system = matchMedia(dark);
  const page = new MutationObserver(changed);
  const attributes = { attributes: true, attributeFilter: ['class', 'style', 'dir', 'lang'] };
  system.addEventListener('change', changed);
  page.observe(host, attributes);
  page.observe(document.documentElement, {
    ...attributes,
    attributeFilter: [...attributes.attributeFilter, 'data-theme', 'data-color-mode'],
  });
  if (document.body) page.observe(document.body, attributes);
  return () => {
    system.removeEventListener('change', changed);
    page.disconnect();
  };
}
