import type { Control, Dashboard, EmbedVariable } from '../../../model/dashboard.ts';
import type { Declaration } from '../../preview/calls.ts';

/** The variables that a dashboard's controls, panels and embed variables make known to its queries. */
export function declarationsOf(definition: Dashboard): readonly Declaration[] {
  return [
    ...(definition.controls ?? []).flatMap(ofControl),
    ...(definition.variables ?? []).map(ofVariable),
    ...definition.panels.flatMap((panel): Declaration[] =>
      'drill_down' in panel && panel.drill_down?.kind === 'variable'
        ? [
            {
              name:
                panel.type === 'table' || panel.type === 'pivot_table'
                  ? panel.id
                  : `${panel.id}.category`,
              kind: 'any',
            },
          ]
        : [],
    ),
  ];
}

function ofControl(control: Control): Declaration[] {
  const { id: name } = control;
  switch (control.kind) {
    case 'dropdown':
    case 'multiselect':
    case 'toggle':
      return [
        Array.isArray(control.options)
          ? {
              name,
              kind: 'any',
              options: control.options.map(({ value }: { value: unknown }) => String(value)),
            }
          : { name, kind: 'any' },
      ];
    case 'text':
      return [{ name, kind: 'text' }];
    case 'number':
    case 'time_period':
      return [{ name, kind: 'number' }];
    case 'date':
      return [{ name, kind: 'date' }];
    case 'date_range':
      return [{ name, kind: 'date_range' }];
    case 'date_group':
      return [{ name, kind: 'text' }];
    case 'button':
      return [];
  }
}

function ofVariable({ name, type }: EmbedVariable): Declaration {
  switch (type) {
    case 'string':
      return { name, kind: 'text' };
    case 'number':
    case 'boolean':
    case 'date':
    case 'date_range':
      return { name, kind: type };
    case 'timestamp':
      return { name, kind: 'date' };
    case 'string_list':
    case 'number_list':
      return { name, kind: 'any' };
  }
}
