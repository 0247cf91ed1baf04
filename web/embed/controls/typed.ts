import { element } from '../../charts/frame/dom.ts';
import type { DateControl, NumberControl, TextControl } from '../../model/dashboard.ts';
import { say } from '../texts.ts';
import { dayOf } from '../variables/defaults.ts';
import {
  clearButton,
  controlBox,
  setBlocked,
  type ControlContext,
  type ControlView,
} from './control_view.ts';

/** How long typing must rest before the value counts, in milliseconds. */
const REST = 400;

/** A field for a text, a number or a day. */
export function typedControl(
  control: TextControl | NumberControl | DateControl,
  context: ControlContext,
): ControlView {
  const { box, labelId, describedBy } = controlBox(control, 'typed');
  let timer: ReturnType<typeof setTimeout> | undefined;
  let told: string | undefined;
  const commit = () => {
    clearTimeout(timer);
    if (input.value === told || !input.validity.valid) return;
    told = input.value;
    context.change(valueIn(control, input.value));
  };
  const input = element('input', {
    class: 'c-input',
    attributes: {
      ...attributesOf(control, context),
      placeholder: control.placeholder,
      autocomplete: 'off',
      'aria-labelledby': labelId,
      'aria-describedby': describedBy,
    },
    on: {
      input: () => {
        clearTimeout(timer);
        timer = setTimeout(commit, REST);
      },
      change: commit,
      keydown: (event) => {
        if ((event as KeyboardEvent).key === 'Enter') commit();
      },
    },
  });
  const clear = clearButton(say('clear', { label: control.label ?? control.id }), () => {
    input.value = '';
    commit();
    input.focus();
  });
  box.append(input, clear);

  return {
    element: box,
    show: ({ value, blocked }) => {
      const text = value === undefined || value === null ? '' : String(value);
      told = control.kind === 'date' ? text.slice(0, 10) : text;
      // What is being typed is the newest there is.
      const typing = input.matches(':focus') && input.value !== told && control.kind !== 'date';
      if (!typing && input.value !== told) input.value = told;
      input.disabled = blocked !== undefined;
      clear.hidden = text === '' || blocked !== undefined || control.required === true;
      setBlocked(box, blocked, control.tooltip);
    },
    destroy: () => clearTimeout(timer),
  };
}

function attributesOf(
  control: TextControl | NumberControl | DateControl,
  context: ControlContext,
): Readonly<Record<string, string | number | undefined>> {
  switch (control.kind) {
    case 'text':
      return { type: 'text', maxlength: control.max_length };
    case 'number':
      return {
        type: 'number',
        inputmode: 'decimal',
        min: control.min,
        max: control.max,
        step: control.step ?? 'any',
      };
    case 'date': {
      const day = (text: string | undefined) =>
        text === undefined ? undefined : dayOf(text, context.now(), context.weekStart);
      return { type: 'date', min: day(control.min), max: day(control.max) };
    }
  }
}

function valueIn(control: TextControl | NumberControl | DateControl, text: string): unknown {
  if (text === '') return undefined;
  return control.kind === 'number' ? Number(text) : text;
}
