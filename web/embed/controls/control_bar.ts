import { cellWallTime } from '../../charts/data/dates.ts';
import { formatter, type PanelContent } from '../../charts/index.ts';
import type { Control, Scalar } from '../../model/dashboard.ts';
import type { Choice, Choices, ControlState, ControlView } from './control_view.ts';
import { groupChoices } from './segments.ts';
import { say } from '../texts.ts';
import { labelsOf } from '../variables/uses.ts';
import { isUnset } from '../variables/variable_store.ts';

/** Writes a scalar that has no label of its own. */
const written = (value: Scalar, locale: string): string =>
  typeof value === 'number'
    ? new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 20 }).format(value)
    : String(value);

/** The choices typed into a control, or those that the rows of its dataset give. */
export function choicesOf(control: Control, rows: PanelContent, locale: string): Choices {
  switch (control.kind) {
    case 'dropdown':
    case 'multiselect':
    case 'toggle': {
      const { options } = control;
      if ('dataset' in options) return choicesIn(rows, options, locale);
      const choices = options.map(({ value, label }) => ({
        value,
        label: label ?? written(value, locale),
      }));
      return { state: 'ready', choices };
    }
    case 'time_period':
      return { state: 'ready', choices: control.options };
    case 'date_group':
      return { state: 'ready', choices: groupChoices(control) };
    case 'text':
    case 'number':
    case 'date':
    case 'date_range':
    case 'button':
      return { state: 'ready', choices: [] };
  }
}

function choicesIn(
  rows: PanelContent,
  options: { readonly value: string; readonly label?: string },
  locale: string,
): Choices {
  if ('loading' in rows) return { state: 'loading' };
  if (!('columns' in rows)) return { state: 'failed' };
  const index = (name: string) => rows.columns.findIndex((column) => column.name === name);
  const values = rows.values[index(options.value)] ?? [];
  const labelAt = index(options.label ?? options.value);
  const labels = rows.values[labelAt] ?? values;
  const type = rows.columns[labelAt]?.type ?? 'string';
  const write = formatter(undefined, type, { locale, timeZone: 'UTC' });
  const seen = new Set<string>();
  const choices: Choice[] = [];
  for (const [row, value] of values.entries()) {
    if (isUnset(value) || seen.has(String(value))) continue;
    seen.add(String(value));
    const label = labels[row];
    const isDate = type === 'date' && cellWallTime(label, 'date', 'UTC') !== null;
    choices.push({
      value: value as Scalar,
      label: isUnset(label) ? String(value) : isDate ? write(label) : String(label),
    });
  }
  return { state: 'ready', choices };
}

/** The labels of the controls that a control waits for. */
export function blockedBy(
  control: Control,
  controls: readonly Control[],
  valueOf: (name: string) => unknown,
): string | undefined {
  const missing = (control.depends_on ?? []).filter((id) => isUnset(valueOf(id)));
  return missing.length === 0 ? undefined : say('depends', { labels: labelsOf(missing, controls) });
}

/** A control with its view and what that showed last. */
export interface BoundControl {
  readonly control: Control;
  readonly view: ControlView;
}

/** Shows every control its value and choices. */
export function showControls(
  bound: readonly BoundControl[],
  valueOf: (name: string) => unknown,
  choices: (control: Control) => Choices,
): void {
  const controls = bound.map(({ control }) => control);
  for (const { control, view } of bound) {
    const blocked = blockedBy(control, controls, valueOf);
    const state: ControlState = {
      value: valueOf(control.id),
      choices: choices(control),
      ...(blocked !== undefined && { blocked }),
    };
    view.show(state);
  }
}
