import { html } from 'lit';
import type { Dashboard } from '../../../model/dashboard.ts';
import type { Console } from '../../app/console.ts';
import { readTables, type DataSchema } from '../../data/calls.ts';
import type { CustomerVariable } from '../../preview/calls.ts';
import '../dataset_editor.ts';
import { renamedDataset } from '../edits.ts';
import { withValue, type Path } from '../form/json_schema.ts';
import type { Editing } from './editing.ts';
import type { Loaded } from './loaded.ts';

export interface DatasetDialog {
  readonly console: Console;
  readonly loaded: Loaded;
  readonly editing: Editing;
  /** The dataset that is edited; none: the dialog is closed. */
  readonly name: string | undefined;
  readonly customer: string;
  readonly own: readonly CustomerVariable[];
  readonly values: Readonly<Record<string, unknown>>;
  /** The dataset that is edited has another name, or is gone. */
  renamed(name: string | undefined): void;
  closed(): void;
}

/** The editor of a dataset of the draft, with its query as the customer would run it. */
export function datasetDialog(dialog: DatasetDialog): unknown {
  const { loaded, editing, name, customer, own, values, renamed, closed } = dialog;
  const { store, schemas, schema } = loaded;
  const { definition } = store;
  const at = definition.datasets.findIndex((one) => one.name === name);
  const dataset = definition.datasets[at];
  return html`<dataset-editor
    .console=${dialog.console}
    .edited=${dataset}
    .definition=${definition}
    .schemas=${schemas}
    .model=${schema}
    .customer=${customer}
    .own=${own}
    .values=${values}
    .readTables=${(of: string) => tablesOf(dialog.console, schemas, of)}
    .errorAt=${(path: string) =>
      store.problems.find((one) => one.path === `/datasets/${at}/${path}`)?.reason}
    @edited=${(event: CustomEvent<{ path: Path; value: unknown }>) => {
      const { path, value } = event.detail;
      const next = withValue(definition, ['datasets', at, ...path], value) as Dashboard;
      if (path[0] === 'name' && typeof value === 'string' && dataset) {
        renamed(value);
        editing.edit(renamedDataset(next, dataset.name, value), `dataset ${at} name`);
      } else editing.edit(next, `dataset ${at} ${path.join('/')}`);
    }}
    @removed=${() => {
      renamed(undefined);
      const datasets = definition.datasets.filter((_, index) => index !== at);
      editing.edit({ ...definition, datasets });
    }}
    @closed=${closed}
  ></dataset-editor>`;
}

/** The columns of each table of a schema, for completion. */
async function tablesOf({ api }: Console, schemas: readonly DataSchema[], name: string) {
  const schema = schemas.find((one) => one.name === name);
  if (!schema) return {};
  const { tables } = await readTables(api, schema.id);
  return Object.fromEntries(
    tables.map((table) => [table.name, table.columns.map((column) => column.name)]),
  );
}
