import type { Dashboard, Panel } from '../../../model/dashboard.ts';
import type { Session } from '../../../embed/wire/session.ts';
import type { CustomerVariable } from '../../preview/calls.ts';
import { datasetReads } from '../dataset_reads.ts';
import { panelLabel } from '../definition/parts.ts';
import type { JsonSchema } from '../form/json_schema.ts';
import { missingFields } from '../form/json_schema.ts';

/** As whom a dashboard is looked at, with the variables that are that customer's own. */
export interface Onlooker {
  readonly id: string;
  readonly variables: readonly CustomerVariable[];
}

/**
 * What a viewer would get of a definition that nobody has saved. Panels that still lack something
 * stand as a text that says what, so that one unfinished panel takes nothing from the others.
 */
export function draftSession(
  embedId: string,
  definition: Dashboard,
  onlooker: Onlooker,
  schema: JsonSchema,
): Session {
  const { cache: _, ...shown } = definition;
  return {
    dashboard: {
      embed_id: embedId,
      name: definition.name,
      version: null,
      definition: {
        ...shown,
        live: false,
        datasets: datasetReads(definition.datasets),
        panels: definition.panels.map((panel) => shownPanel(panel, schema)),
      },
    },
    customer: { name: onlooker.id, provided_id: onlooker.id, is_demo_group: false },
    variables: nested(onlooker.variables),
    chart_id: null,
    revision: { customer: onlooker.id, dashboard: '' },
    live: false,
  };
}

function shownPanel(panel: Panel, schema: JsonSchema): Panel {
  const missing = missingFields(schema, 'panel', panel);
  if (missing.length === 0) return panel;
  const name = panel.title ?? panelLabel(panel.type);
  return {
    id: panel.id,
    type: 'text',
    ...(panel.layout ? { layout: panel.layout } : {}),
    markdown: `**${name}**\n\nStill needs ${missing.map((one) => one.replaceAll('_', ' ')).join(', ')}.`,
  };
}

/** `customer.region` as member `region` of `customer`, which is how texts read them. */
function nested(variables: readonly CustomerVariable[]): Readonly<Record<string, unknown>> {
  const all: Record<string, unknown> = {};
  for (const { name, value } of variables) {
    if (value === null) continue;
    const at = name.indexOf('.');
    if (at < 0) all[name] = value;
    else {
      const outer = name.slice(0, at);
      all[outer] = { ...(all[outer] as object | undefined), [name.slice(at + 1)]: value };
    }
  }
  return all;
}
