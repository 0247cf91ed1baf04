import { html, nothing } from 'lit';
import { choiceField, textField } from '../parts/form.ts';
import type { DataSchema } from './calls.ts';

/** Chosen in place of a schema's id. */
export const NEW_SCHEMA = '';

export interface SchemaChoice {
  readonly schemas: readonly DataSchema[];
  /** The id of the chosen one, or {@link NEW_SCHEMA}. */
  readonly chosen: string;
  /** Of the new one. */
  readonly name: string;
  readonly error: string | undefined;
  choose(schema: string): void;
  call(name: string): void;
}

/** The schema that a data source goes into: one that is there, or a new one with its name. */
export function schemaChoice(choice: SchemaChoice): unknown {
  const { schemas, chosen, name, error, choose, call } = choice;
  return html`${choiceField({
    id: 'schema_id',
    label: 'Schema',
    hint: 'All data sources of a schema have the same tables.',
    value: chosen,
    options: [
      ...schemas.map((schema) => ({ value: schema.id.toString(), label: schema.name })),
      { value: NEW_SCHEMA, label: 'A new one…' },
    ],
    error,
    input: choose,
  })}
  ${
    chosen === NEW_SCHEMA
      ? textField({
          id: 'schema_name',
          label: 'Name of the new schema',
          required: true,
          placeholder: 'shop',
          value: name,
          input: call,
        })
      : nothing
  }`;
}
