import type { Control, Panel } from '../../model/dashboard.ts';
import type { ViewerDashboard } from '../wire/session.ts';

/** Whether a change of `changed` is seen by who reads `used`: `days` covers `days.startDate`. */
export function touches(changed: string, used: string): boolean {
  return used === changed || used.startsWith(`${changed}.`) || changed.startsWith(`${used}.`);
}

/** Whether any of the changed variables is among the used ones. */
export function anyTouches(changed: readonly string[], used: readonly string[]): boolean {
  return used.some((name) => changed.some((other) => touches(other, name)));
}

/** The variables that the query of a dataset reads; `undefined` when the server did not say. */
export function usedByDataset(
  definition: ViewerDashboard,
  dataset: string,
): readonly string[] | undefined {
  return definition.datasets.find(({ name }) => name === dataset)?.variables;
}

/** The variables that a panel's own texts, goals and groupings read. */
export function usedByTexts(panel: Panel): readonly string[] {
  const names = new Set<string>();
  const look = (value: unknown, key: string): void => {
    if (typeof value === 'string') {
      if (key === 'group_variable') names.add(value);
      for (const [, name] of value.matchAll(/\{\{\s*([A-Za-z][\w.]*)\s*\}\}/g)) {
        if (name !== undefined) names.add(name);
      }
    } else if (Array.isArray(value)) {
      for (const item of value) look(item, key);
    } else if (typeof value === 'object' && value !== null) {
      for (const [inner, item] of Object.entries(value)) look(item, inner);
    }
  };
  look(panel, '');
  return [...names];
}

/** The dataset that a control reads its choices from. */
export function optionsDataset(control: Control): string | undefined {
  if (!('options' in control) || control.options === undefined) return undefined;
  return 'dataset' in control.options ? control.options.dataset : undefined;
}

/** Datasets whose first row a panel's texts name, such as `goals` in `{{ goals.revenue }}`. */
export function datasetsNamedInTexts(definition: ViewerDashboard, panel: Panel): readonly string[] {
  const named = usedByTexts(panel).map((name) => name.split('.')[0]);
  return definition.datasets.map(({ name }) => name).filter((name) => named.includes(name));
}

/** Labels of controls, in words. */
export function labelsOf(ids: readonly string[], controls: readonly Control[]): string {
  return ids.map((id) => controls.find((one) => one.id === id)?.label ?? id).join(', ');
}
