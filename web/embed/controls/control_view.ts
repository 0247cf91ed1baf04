import { element, icon } from '../../charts/frame/dom.ts';
import type { Control, Scalar } from '../../model/dashboard.ts';

/** One choice, with its text written out. */
export interface Choice {
  readonly value: Scalar;
  readonly label: string;
}

/** The choices of a control, or why there are none. */
export type Choices =
  | { readonly state: 'ready'; readonly choices: readonly Choice[] }
  | { readonly state: 'loading' }
  | { readonly state: 'failed' };

/** What a control shows. */
export interface ControlState {
  readonly value: unknown;
  readonly choices: Choices;
  /** Why the control cannot be used now. */
  readonly blocked?: string;
}

/** What a control needs to know and whom it tells. */
export interface ControlContext {
  readonly locale: string;
  readonly weekStart: () => number;
  /** The present moment on the clock of the dashboard's time zone. */
  readonly now: () => number;
  /** The viewer set the value; `undefined` clears it. */
  readonly change: (value: unknown) => void;
}

/** A control on the page. */
export interface ControlView {
  readonly element: HTMLElement;
  show(state: ControlState): void;
  destroy(): void;
}

let count = 0;

/** An id that is unique in the page, to tie labels and lists to what they belong to. */
export const newId = (name: string): string => `vitrine-${name}-${++count}`;

/** The box around a control: label before the value, explanation as its description. */
export function controlBox(
  control: Control,
  kind: string,
): {
  readonly box: HTMLElement;
  readonly labelId: string;
  readonly describedBy: string | undefined;
} {
  const labelId = newId('label');
  const label = control.label ?? '';
  const describedBy = control.tooltip ? newId('hint') : undefined;
  const box = element('div', {
    class: `c-box c-${kind}`,
    attributes: { part: `control control-${control.kind}`, title: control.tooltip },
  });
  box.append(
    element('span', {
      class: label === '' ? 'v-hidden' : 'c-label',
      text: label === '' ? control.id.replaceAll(/[_-]+/g, ' ') : label,
      attributes: { id: labelId },
    }),
  );
  if (describedBy && control.tooltip) {
    box.append(
      element('span', {
        class: 'v-hidden',
        text: control.tooltip,
        attributes: { id: describedBy },
      }),
    );
  }
  return { box, labelId, describedBy };
}

/** The small button that clears a control. */
export function clearButton(label: string, clear: () => void): HTMLButtonElement {
  return element(
    'button',
    {
      class: 'c-clear',
      attributes: { type: 'button', 'aria-label': label },
      on: { click: clear },
    },
    crossIcon(),
  );
}

/** Marks a control as one that cannot be used, and says why. */
export function setBlocked(box: HTMLElement, blocked: string | undefined, title = ''): void {
  box.classList.toggle('c-blocked', blocked !== undefined);
  const text = blocked ?? title;
  if (text === '') box.removeAttribute('title');
  else box.setAttribute('title', text);
}

/** A cross, drawn from the warning icon's frame so that no further icon set is needed. */
export function crossIcon(): SVGSVGElement {
  const cross = icon('after');
  cross.querySelector('path')?.setAttribute('d', 'M4.5 4.5l7 7M11.5 4.5l-7 7');
  return cross;
}

/** A caret that points down. */
export function caretIcon(): SVGSVGElement {
  const caret = icon('after');
  caret.setAttribute('class', 'icon c-caret');
  caret.querySelector('path')?.setAttribute('d', 'M4 6.5 8 10.5l4-4');
  return caret;
}

/** A check mark. */
export function checkIcon(): SVGSVGElement {
  const check = icon('after');
  check.setAttribute('class', 'icon c-check');
  check.querySelector('path')?.setAttribute('d', 'M3.5 8.5 6.5 11.5l6-7');
  return check;
}
