import { renderPanel, themeTokens, type PanelData, type RenderContext } from '../index.ts';
import type { Control, Panel, Theme } from '../../model/dashboard.ts';
import { choicesOf, controlView, showControls } from '../../embed/controls/index.ts';

/** What may differ around a definition. */
export interface Surroundings {
  readonly theme: Theme;
  readonly mode: 'light' | 'dark';
  readonly locale: string;
  readonly timeZone: string;
  readonly direction: 'ltr' | 'rtl';
  readonly width: number;
  readonly height: number;
}

/**
 * Draws a panel and does with it what viewers do: other rows, another size, the arrow keys, the table
 * view. Gives what the error states said, and "blank" where nothing at all was drawn.
 */
export async function attemptPanel(
  place: HTMLElement,
  base: RenderContext,
  panel: Panel,
  first: PanelData,
  second: PanelData,
  around: Surroundings,
): Promise<string[]> {
  const { theme, mode, locale, timeZone, direction, width, height } = around;
  const said: string[] = [];
  const look = (when: string) => {
    for (const state of place.querySelectorAll('.v-error p'))
      said.push(`${when}: ${state.textContent}`);
    const body = place.querySelector('.v-body');
    if (!body || body.childElementCount === 0) said.push(`${when}: blank`);
  };
  place.style.width = `${width}px`;
  place.style.height = `${height}px`;
  const context = { ...base, theme: themeTokens(theme, mode), locale, timeZone, direction };
  const view = renderPanel(place, panel, first, context);
  await view.drawn;
  look('first rows');
  const plot = place.querySelector('.v-plot');
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft', 'Enter', 'Escape']) {
    plot?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  }
  place.querySelector<HTMLElement>('.v-action[aria-pressed]')?.click();
  if (place.querySelector('.v-action[aria-pressed=true]') && !place.querySelector('.v-table')) {
    said.push('table view: none');
  }
  view.update({ content: second });
  await view.drawn;
  look('other rows');
  place.style.width = `${Math.max(60, Math.round(width / 2))}px`;
  view.resize();
  await view.drawn;
  look('narrower');
  view.destroy();
  place.replaceChildren();
  return said;
}

/** Shows a control with choices from rows, without a value and with each of its first choices. */
export function attemptControl(
  place: HTMLElement,
  control: Control,
  rows: PanelData,
  { locale }: Surroundings,
): string[] {
  const set: unknown[] = [];
  const view = controlView(control, {
    locale,
    weekStart: () => 1,
    now: () => Date.UTC(2024, 11, 18, 15, 30),
    change: (value) => set.push(value),
  });
  place.append(view.element);
  const choices = choicesOf(control, rows, locale);
  const values = choices.state === 'ready' ? choices.choices.map(({ value }) => value) : [];
  const stated = 'default' in control ? [control.default] : [];
  for (const value of [undefined, ...stated, ...values.slice(0, 3), values.slice(0, 2)]) {
    const valueOf = (name: string) => (name === control.id ? value : undefined);
    showControls([{ control, view }], valueOf, () => choices);
  }
  view.element.querySelector<HTMLElement>('button:not(:disabled), input')?.click();
  const blank = view.element.childElementCount === 0 ? ['blank'] : [];
  view.destroy();
  place.replaceChildren();
  return blank;
}
