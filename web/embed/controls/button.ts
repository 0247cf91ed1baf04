import { element } from '../../charts/frame/dom.ts';
import type { ButtonControl } from '../../model/dashboard.ts';
import { setBlocked, type ControlContext, type ControlView } from './control_view.ts';

/** A button that fires an event at the host page; without an event name it is disabled. */
export function buttonControl(control: ButtonControl, context: ControlContext): ControlView {
  const button = element('button', {
    class: 'c-fire',
    text: control.label ?? 'JS Event',
    attributes: { type: 'button', part: 'control control-button', title: control.tooltip },
    on: { click: () => context.change(undefined) },
  });
  const box = element('div', { class: 'c-box c-button' }, button);
  return {
    element: box,
    show: ({ blocked }) => {
      button.disabled = blocked !== undefined || control.event.trim() === '';
      setBlocked(box, blocked, control.tooltip);
    },
    destroy: () => undefined,
  };
}
