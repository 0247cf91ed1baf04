import { plainColor } from '../data/color.ts';
import { element } from '../frame/dom.ts';
import type { RenderContext } from '../panel_view.ts';

export interface TipRow {
  readonly color?: string | undefined;
  readonly name: string;
  readonly value: string;
  readonly total?: boolean;
}

/** The inside of a tooltip, as elements: names and values are text whatever they hold. */
export function tip(title: string, rows: readonly TipRow[]): HTMLElement {
  return element(
    'div',
    { class: 'v-tip' },
    ...(title ? [element('div', { class: 'v-tip-title', text: title })] : []),
    ...rows.map(({ color, name, value, total }) => {
      const swatch = element('span', { class: 'v-swatch' });
      if (color) swatch.style.setProperty('--swatch', color);
      return element(
        'div',
        { class: total ? 'v-tip-row v-total' : 'v-tip-row' },
        ...(color ? [swatch] : []),
        element('span', { text: name }),
        element('span', { text: value }),
      );
    }),
  );
}

/** ECharts' frame around tooltips: only position and looks; the inside is always elements. */
export function tooltipFrame(context: RenderContext): Record<string, unknown> {
  const { theme } = context;
  return {
    confine: true,
    padding: 0,
    borderWidth: 1,
    backgroundColor: theme.mode === 'dark' ? '#1f2530' : plainColor(theme.surface),
    borderColor: plainColor(theme.border),
    extraCssText: 'border-radius:8px;box-shadow:0 4px 16px rgba(10,15,25,.14);z-index:3;',
    transitionDuration: 0.12,
    enterable: false,
    textStyle: { color: plainColor(theme.text) },
  };
}
