import type { Column } from '../../charts/index.ts';
import type { Control, Dashboard, Panel } from '../../model/dashboard.ts';
import { freeName, takenIds, withPanel } from './definition/parts.ts';

const numeric = (type: string): boolean => ['integer', 'decimal', 'number'].includes(type);

/**
 * A panel with a field put onto it: a number becomes what is measured, anything else what it is
 * measured by. A field of another dataset takes the panel over to that one.
 */
export function withField(panel: Panel, dataset: string, column: Column): Panel {
  if (!('dataset' in panel)) return panel;
  const own = panel.dataset === dataset ? panel : ({ ...panel, dataset } as Panel);
  const record = own as unknown as Record<string, unknown>;
  const put = (name: string, value: unknown): Panel =>
    ({ ...record, [name]: value }) as unknown as Panel;
  const field = { column: column.name };
  const list = (name: string): Panel => {
    const items = (record[name] as { column: string }[] | undefined) ?? [];
    return items.some((one) => one.column === column.name) ? own : put(name, [...items, field]);
  };
  if (panel.type === 'table') return panel.columns ? list('columns') : own;
  if (numeric(column.type)) {
    if ('values' in panel)
      return 'series' in panel && panel.series ? put('values', [field]) : list('values');
    if ('bars' in panel) return list('bars');
    return 'y' in panel && panel.type !== 'heat_map' ? put('y', field) : put('value', field);
  }
  if (panel.type === 'pivot_table') return list('rows');
  if (panel.type === 'treemap') return list('levels');
  const isTime = column.type === 'date' || column.type === 'timestamp';
  const dimension = isTime ? { ...field, group: 'month' } : field;
  for (const name of ['category', 'date', 'region', 'source', 'x', 'point'])
    if (name in record) return put(name, name === 'category' ? dimension : field);
  return own;
}

/** A control with a field put onto it: where it offers choices, they are that column's values. */
export function withChoicesOf(control: Control, dataset: string, column: string): Control {
  switch (control.kind) {
    case 'dropdown':
    case 'multiselect':
    case 'toggle':
      return { ...control, options: { dataset, value: column } };
    default:
      return control;
  }
}

/** What was copied, with names that are free where it is pasted. */
export function pasted(
  definition: Dashboard,
  parts: { readonly panels: readonly Panel[]; readonly controls: readonly Control[] },
): { readonly definition: Dashboard; readonly ids: readonly string[] } {
  let next = definition;
  const ids: string[] = [];
  for (const panel of parts.panels) {
    const id = freeName(panel.id.replace(/_\d+$/, ''), takenIds(next));
    next = withPanel(next, { ...panel, id });
    ids.push(id);
  }
  for (const control of parts.controls) {
    const id = freeName(control.id.replace(/_\d+$/, ''), takenIds(next));
    next = { ...next, controls: [...(next.controls ?? []), { ...control, id }] };
    ids.push(`control:${id}`);
  }
  return { definition: next, ids };
}

/** A panel as another type: members that both have stay, and those that say what and where it is. */
export function ofType(panel: Panel, made: Panel): Panel {
  const both = new Set([...Object.keys(made), 'title', 'description', 'layout', 'visibility']);
  const kept = Object.entries(panel).filter(
    ([name, value]) => both.has(name) && name !== 'type' && value !== undefined,
  );
  return { ...made, ...Object.fromEntries(kept) } as Panel;
}

/** The definition with everything that named a dataset naming it by its new name. */
export function renamedDataset(definition: Dashboard, before: string, after: string): Dashboard {
  const rename = <T>(part: T): T => {
    const named = part as { dataset?: string; options?: { dataset?: string } };
    return {
      ...part,
      ...(named.dataset === before ? { dataset: after } : {}),
      ...(named.options?.dataset === before
        ? { options: { ...named.options, dataset: after } }
        : {}),
    };
  };
  return {
    ...definition,
    panels: definition.panels.map(rename),
    ...(definition.controls ? { controls: definition.controls.map(rename) } : {}),
  };
}
