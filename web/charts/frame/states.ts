import type { RenderContext } from '../panel_view.ts';
import { element, icon } from './dom.ts';
import { say } from './texts.ts';

/** Shown while rows are on their way. */
export function loadingState(context: RenderContext): HTMLElement {
  return element(
    'div',
    { class: 'v-skeleton', attributes: { role: 'status', 'aria-label': say(context, 'loading') } },
    ...Array.from({ length: 6 }, () => element('i')),
  );
}

/** Shown when there are no rows. */
export function emptyState(context: RenderContext, text: string | undefined): HTMLElement {
  return element(
    'div',
    { class: 'v-state v-empty', attributes: { role: 'status' } },
    icon('empty'),
    element('strong', { text: text ?? say(context, 'empty') }),
    ...(text ? [] : [element('p', { text: say(context, 'empty_hint') })]),
  );
}

/** Shown when the rows could not be had or drawn. */
export function errorState(context: RenderContext, message: string): HTMLElement {
  return element(
    'div',
    { class: 'v-state v-error', attributes: { role: 'alert' } },
    icon('warning'),
    element('strong', { text: say(context, 'error') }),
    element('p', { text: message }),
  );
}
