import { element } from '../../charts/frame/dom.ts';
import type { DateRangeControl, DateSpan } from '../../model/dashboard.ts';
import { say } from '../texts.ts';
import { dayOf, relativeRange, relativeRanges } from '../variables/defaults.ts';
import {
  caretIcon,
  clearButton,
  controlBox,
  newId,
  setBlocked,
  type ControlContext,
  type ControlView,
} from './control_view.ts';
import { popup } from './popup.ts';

/** The range in a variable's value; `undefined` when it is none. */
export function spanOf(value: unknown): DateSpan | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { startDate, endDate } = value as Partial<Record<keyof DateSpan, unknown>>;
  return typeof startDate === 'string' && typeof endDate === 'string'
    ? { startDate, endDate }
    : undefined;
}

/** A range in words: a shortcut's name, or its first and last day. */
export function rangeText(
  span: DateSpan,
  control: DateRangeControl,
  context: ControlContext,
): string {
  const named = (control.presets ?? relativeRanges).find((range) => {
    const { startDate, endDate } = relativeRange(range, context.now());
    return startDate === span.startDate && endDate === span.endDate;
  });
  if (named) return say(named);
  const [start, end] = [Date.parse(span.startDate), Date.parse(span.endDate)];
  if (Number.isNaN(start) || Number.isNaN(end)) return `${span.startDate} – ${span.endDate}`;
  const days = new Intl.DateTimeFormat(context.locale, { dateStyle: 'medium', timeZone: 'UTC' });
  return days.formatRange(start, end);
}

/** A button that opens shortcuts and two day fields. */
export function rangeControl(control: DateRangeControl, context: ControlContext): ControlView {
  const { box, labelId, describedBy } = controlBox(control, 'choice');
  const value = element('span', { class: 'c-value', attributes: { id: newId('value') } });
  let span: DateSpan | undefined;
  const trigger = element(
    'button',
    {
      class: 'c-trigger',
      attributes: {
        type: 'button',
        'aria-haspopup': 'dialog',
        'aria-expanded': 'false',
        'aria-labelledby': `${labelId} ${value.id}`,
        'aria-describedby': describedBy,
      },
      on: { click: () => (panel.open ? panel.hide() : panel.show()) },
    },
    value,
    caretIcon(),
  );
  const clear = clearButton(say('clear', { label: control.label ?? control.id }), () => {
    context.change(undefined);
    trigger.focus();
  });
  const limit = (text: string | undefined) =>
    text === undefined ? undefined : dayOf(text, context.now(), context.weekStart);
  const from = dayField(say('from'), limit(control.min), limit(control.max));
  const to = dayField(say('to'), limit(control.min), limit(control.max));
  const apply = element('button', {
    class: 'c-apply',
    text: say('apply'),
    attributes: { type: 'submit' },
  });
  const form = element(
    'form',
    {
      class: 'c-days',
      on: {
        submit: (event) => {
          event.preventDefault();
          const [first, last] = [from.input.value, to.input.value].sort();
          if (!first || !last) return;
          panel.hide();
          context.change({ startDate: first, endDate: last });
        },
      },
    },
    from.label,
    to.label,
    apply,
  );
  const shortcuts = (control.presets ?? relativeRanges).map((range) => ({
    range,
    button: element('button', {
      class: 'c-shortcut',
      text: say(range),
      attributes: { type: 'button' },
      on: {
        click: () => {
          panel.hide();
          context.change(relativeRange(range, context.now()));
        },
      },
    }),
  }));
  const panel = popup(trigger, () => {
    from.input.value = span?.startDate.slice(0, 10) ?? '';
    to.input.value = span?.endDate.slice(0, 10) ?? '';
    (
      shortcuts.find(({ button }) => button.ariaPressed === 'true')?.button ??
      shortcuts[0]?.button ??
      from.input
    ).focus({ preventScroll: true });
  });
  panel.element.setAttribute('role', 'dialog');
  panel.element.setAttribute('aria-labelledby', labelId);
  panel.element.classList.add('c-range');
  panel.element.append(
    element('div', { class: 'c-shortcuts' }, ...shortcuts.map(({ button }) => button)),
    form,
  );
  box.append(trigger, clear, panel.element);

  return {
    element: box,
    show: (state) => {
      span = spanOf(state.value);
      value.textContent = span
        ? rangeText(span, control, context)
        : (control.placeholder ?? say('any'));
      value.classList.toggle('c-unset', span === undefined);
      for (const { range, button } of shortcuts) {
        const days = relativeRange(range, context.now());
        button.ariaPressed = String(
          days.startDate === span?.startDate && days.endDate === span.endDate,
        );
      }
      trigger.disabled = state.blocked !== undefined;
      clear.hidden = !span || state.blocked !== undefined || control.required === true;
      setBlocked(box, state.blocked, control.tooltip);
    },
    destroy: () => panel.destroy(),
  };
}

function dayField(text: string, min: string | undefined, max: string | undefined) {
  const input = element('input', {
    class: 'v-input',
    attributes: { type: 'date', min, max, required: true },
  });
  const label = element('label', { class: 'c-day' }, element('span', { text }), input);
  return { input, label };
}
