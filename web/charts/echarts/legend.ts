import { element } from '../frame/dom.ts';

/** One entry of a legend. */
export interface LegendItem {
  readonly name: string;
  readonly color: string;
  readonly line?: boolean;
  /** A number beside the name. */
  readonly value?: string;
}

/** Draws a legend whose entries switch what they name on and off. */
export function drawLegend(
  host: HTMLElement,
  items: readonly LegendItem[],
  hidden: ReadonlySet<string>,
  toggle: (name: string) => void,
): void {
  const names = [...host.querySelectorAll<HTMLElement>('.v-legend-item')];
  const root = host.getRootNode() as Document | ShadowRoot;
  const focused = names.findIndex((each) => each === root.activeElement);
  const entries = items.map(({ name, color, line, value }) => {
    const swatch = element('span', { class: line ? 'v-swatch v-line' : 'v-swatch' });
    swatch.style.setProperty('--swatch', color);
    return element(
      'button',
      {
        class: 'v-legend-item',
        attributes: { type: 'button', 'aria-pressed': String(!hidden.has(name)), title: name },
        on: { click: () => toggle(name) },
      },
      swatch,
      element('span', { class: 'v-legend-name', text: name }),
      ...(value === undefined ? [] : [element('span', { class: 'v-legend-value', text: value })]),
    );
  });
  host.replaceChildren(...entries);
  if (focused >= 0) entries[focused]?.focus();
}

/** A ramp of colours with the numbers at its ends. */
export function ramp(colors: readonly string[], low: string, high: string): HTMLElement {
  const bar = element('i');
  bar.style.setProperty('--ramp', `linear-gradient(90deg, ${colors.join(', ')})`);
  const host = element(
    'div',
    { class: 'v-ramp' },
    element('span', { text: low }),
    bar,
    element('span', { text: high }),
  );
  host.dir = 'ltr';
  host.style.marginInlineStart = 'auto';
  return host;
}
