import { element } from '../../charts/frame/dom.ts';
import type { DateGroup, DateGroupControl, ToggleControl } from '../../model/dashboard.ts';
import { say } from '../texts.ts';
import {
  controlBox,
  newId,
  setBlocked,
  type Choice,
  type ControlContext,
  type ControlView,
} from './control_view.ts';

const usualGroups: readonly DateGroup[] = ['day', 'week', 'month', 'year'];

/** The groupings that a date group control offers. */
export const groupChoices = (control: DateGroupControl): readonly Choice[] =>
  (control.options ?? usualGroups).map((group) => ({ value: group, label: say(group) }));

/** One value out of a few that stand side by side: radio buttons drawn as one strip. */
export function segmentsControl(
  control: ToggleControl | DateGroupControl,
  context: ControlContext,
): ControlView {
  const { box, labelId, describedBy } = controlBox(control, 'segments');
  const name = newId('segments');
  const strip = element('div', {
    class: 'c-strip',
    attributes: {
      role: 'radiogroup',
      'aria-labelledby': labelId,
      'aria-describedby': describedBy,
    },
  });
  box.append(strip);
  let drawn: readonly Choice[] = [];

  const segment = (choice: Choice) => {
    const input = element('input', {
      class: 'c-radio',
      attributes: { type: 'radio', name, value: String(choice.value) },
      on: { change: () => context.change(choice.value) },
    });
    return element('label', { class: 'c-segment' }, input, element('span', { text: choice.label }));
  };

  return {
    element: box,
    show: (state) => {
      const choices = state.choices.state === 'ready' ? state.choices.choices : [];
      if (choices !== drawn) {
        drawn = choices;
        strip.replaceChildren(...choices.map(segment));
      }
      for (const [index, input] of [...strip.querySelectorAll('input')].entries()) {
        input.checked = String(choices[index]?.value) === String(state.value);
        input.disabled = state.blocked !== undefined;
      }
      setBlocked(box, state.blocked, control.tooltip);
    },
    destroy: () => undefined,
  };
}
