import type { DataSchema } from '../../data/calls.ts';
import type { DraftStore } from '../draft_store.ts';
import type { JsonSchema } from '../form/json_schema.ts';

/** What the builder works on, once it is there. */
export interface Loaded {
  readonly store: DraftStore;
  /** The schema of dashboards, of which the forms are made. */
  readonly schema: JsonSchema;
  readonly schemas: readonly DataSchema[];
}
