import { element } from '../../charts/frame/dom.ts';
import { say, type TextKey } from '../texts.ts';

/** A box that says why there is no dashboard, and offers a way on where there is one. */
export function message(title: TextKey, text: string, retry?: () => void): HTMLElement {
  return element(
    'div',
    { class: 'e-message', attributes: { role: 'alert', part: 'message' } },
    element('strong', { text: say(title) }),
    element('p', { text }),
    ...(retry
      ? [
          element('button', {
            class: 'e-button',
            text: say('retry'),
            attributes: { type: 'button' },
            on: { click: retry },
          }),
        ]
      : []),
  );
}

/** Boxes in the places where a dashboard usually has its panels, while nothing is known of it. */
export function waitingBoxes(): HTMLElement {
  return element(
    'div',
    { class: 'e-wait', attributes: { role: 'status', 'aria-label': say('loading') } },
    ...Array.from({ length: 6 }, () => element('i')),
  );
}
