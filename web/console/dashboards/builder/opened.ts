import type { Api } from '../../api/api.ts';
import { readSetup } from '../../data/calls.ts';
import { DraftConnection } from '../canvas/draft_connection.ts';
import { DraftStore } from '../draft_store.ts';
import type { JsonSchema } from '../form/json_schema.ts';
import { DatasetColumns } from './dataset_columns.ts';
import { Editing } from './editing.ts';
import type { Loaded } from './loaded.ts';

/** What the builder has once a draft is open. */
export interface Opened extends Loaded {
  readonly editing: Editing;
  readonly connection: DraftConnection;
  readonly columns: DatasetColumns;
}

export interface Onlooker {
  /** As whom the draft is looked at now. */
  customer(): string;
  /** What is shown has changed: rows have come, or something else is chosen. */
  shown(): void;
}

/** Opens the draft of a dashboard, with all that it takes to build on it. */
export async function openDraft(
  api: Api,
  id: string,
  signal: AbortSignal,
  { customer, shown }: Onlooker,
): Promise<Opened> {
  const [store, setup, schema] = await Promise.all([
    DraftStore.open(api, id, signal),
    readSetup(api, signal),
    import('../../../model/dashboard.schema.json'),
  ]);
  const connection = new DraftConnection(
    api,
    () => store.definition,
    customer,
    (embedId) => Promise.reject(new Error(embedId)),
    shown,
  );
  const columns = new DatasetColumns(connection);
  return {
    store,
    editing: new Editing(store, (dataset) => columns.of(dataset), shown),
    connection,
    columns,
    schema: schema.default as unknown as JsonSchema,
    schemas: setup.schemas,
  };
}
