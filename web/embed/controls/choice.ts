import { element } from '../../charts/frame/dom.ts';
import type {
  DropdownControl,
  MultiselectControl,
  Scalar,
  TimePeriodControl,
} from '../../model/dashboard.ts';
import { say } from '../texts.ts';
import {
  caretIcon,
  clearButton,
  controlBox,
  setBlocked,
  type Choice,
  type ControlContext,
  type ControlState,
  type ControlView,
} from './control_view.ts';
import { Listbox } from './listbox.ts';
import { popup } from './popup.ts';

type ChoiceControl = DropdownControl | MultiselectControl | TimePeriodControl;

/** Values are compared as texts: a URL may say `1` where the dataset says `"1"`. */
const same = (left: unknown, right: unknown) => String(left) === String(right);

/** A button that opens a list to pick one choice, or several, from. */
export function choiceControl(control: ChoiceControl, context: ControlContext): ControlView {
  const multiple = control.kind === 'multiselect';
  const { box, labelId, describedBy } = controlBox(control, 'choice');
  const value = element('span', { class: 'c-value' });
  const trigger = element(
    'button',
    {
      class: 'c-trigger',
      attributes: {
        type: 'button',
        'aria-haspopup': 'listbox',
        'aria-expanded': 'false',
        'aria-describedby': describedBy,
      },
      on: {
        click: () => (list.open ? list.hide() : list.show()),
        keydown: (event) => {
          const { key } = event as KeyboardEvent;
          if (key !== 'ArrowDown' && key !== 'ArrowUp') return;
          event.preventDefault();
          list.show();
        },
      },
    },
    value,
    caretIcon(),
  );
  const clear = clearButton(say('clear', { label: control.label ?? control.id }), () => {
    context.change(undefined);
    trigger.focus();
  });
  let chosen: readonly Scalar[] = [];
  let choices: readonly Choice[] = [];
  const isChosen = (choice: Choice) => chosen.some((one) => same(one, choice.value));

  const pick = (choice: Choice) => {
    if (!multiple) {
      list.hide();
      return context.change(choice.value);
    }
    context.change(
      isChosen(choice)
        ? chosen.filter((one) => !same(one, choice.value))
        : // In the order of the choices, so that the same picks make the same request.
          choices.filter((one) => one === choice || isChosen(one)).map((one) => one.value),
    );
  };
  const listbox = new Listbox({
    multiple,
    search: control.search ?? true,
    labelledBy: labelId,
    pick,
    close: () => list.hide(),
  });
  const list = popup(trigger, () => listbox.focus());
  list.element.append(listbox.element);
  if (multiple) {
    const all = footButton(say('select_all'), () => context.change(choices.map((c) => c.value)));
    const none = footButton(say('clear_all'), () => context.change(undefined));
    list.element.append(element('div', { class: 'c-foot' }, all, none));
  }
  trigger.setAttribute('aria-labelledby', `${labelId} ${(value.id = `${labelId}-value`)}`);
  box.append(trigger, clear, list.element);

  return {
    element: box,
    show: (state) => {
      chosen = listOf(state.value);
      choices = state.choices.state === 'ready' ? state.choices.choices : [];
      const blocked = state.blocked ?? withoutChoices(control, state);
      value.textContent = shown(control, chosen, choices, state);
      value.classList.toggle('c-unset', chosen.length === 0);
      trigger.disabled = blocked !== undefined;
      clear.hidden = chosen.length === 0 || blocked !== undefined || control.required === true;
      box.setAttribute('aria-busy', String(state.choices.state === 'loading'));
      setBlocked(box, blocked, control.tooltip);
      listbox.show(choices, isChosen);
    },
    destroy: () => list.destroy(),
  };
}

function footButton(text: string, act: () => void): HTMLButtonElement {
  return element('button', {
    class: 'c-link',
    text,
    attributes: { type: 'button' },
    on: { click: act },
  });
}

function listOf(value: unknown): readonly Scalar[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]) as readonly Scalar[];
}

function withoutChoices(control: ChoiceControl, { choices }: ControlState): string | undefined {
  if (choices.state === 'failed') return say('choices_failed');
  const disable = control.kind === 'time_period' || (control.disable_when_empty ?? true);
  return disable && choices.state === 'ready' && choices.choices.length === 0
    ? say('no_choices')
    : undefined;
}

function shown(
  control: ChoiceControl,
  chosen: readonly Scalar[],
  choices: readonly Choice[],
  state: ControlState,
): string {
  if (chosen.length === 0) {
    return (
      control.placeholder ??
      say(state.blocked === undefined && !control.required ? 'all' : 'choose')
    );
  }
  const labels = chosen.map(
    (one) => choices.find((choice) => same(choice.value, one))?.label ?? String(one),
  );
  return labels.length <= 2 ? labels.join(', ') : `${labels[0]}, +${labels.length - 1}`;
}
