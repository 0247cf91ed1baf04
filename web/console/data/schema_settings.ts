import { html } from 'lit';
import { choiceField, type FormState } from '../parts/form.ts';
import type { DataSchema, Source } from './calls.ts';

export interface SchemaSettings {
  readonly schema: DataSchema;
  readonly sources: readonly Source[];
  readonly form: FormState;
  /** Whether the one who looks may not change it, or not now. */
  readonly fixed: boolean;
  change(change: Partial<DataSchema>): void;
}

/** Where a schema's tables and the rows of customers without a mapping come from. */
export function schemaSettings({ schema, sources, form, fixed, change }: SchemaSettings): unknown {
  return html`<section class="card" aria-label="Settings of the schema">
    <div class="card-body stack">
      ${form.render()}
      <div class="fields">
        ${choiceField({
          id: 'default-source',
          label: 'Default data source',
          hint: schema.strict_mapping
            ? 'Tables are read from it. Customers without a mapping get an error, not its rows.'
            : 'Customers without a mapping of their own get their rows from it.',
          disabled: fixed || sources.length === 0,
          value: schema.default_data_source_id?.toString() ?? '',
          options: [
            ...(schema.default_data_source_id === null ? [{ value: '', label: 'None' }] : []),
            ...sources.map(({ id, name }) => ({ value: id.toString(), label: name })),
          ],
          input: (value) =>
            value === '' ? undefined : change({ default_data_source_id: Number(value) }),
        })}
        <div class="field">
          <span class="legend">Strict mapping</span>
          <label class="check">
            <input
              type="checkbox"
              ?disabled=${fixed}
              .checked=${schema.strict_mapping}
              @change=${(event: Event) =>
                change({
                  strict_mapping: (event.target as HTMLInputElement).checked,
                })}
            />Every customer must be mapped
          </label>
          <div class="field-hint">
            With it, a forgotten mapping is an error that is seen, not another database’s rows.
            <a href="/data/mapping">See the mapping</a>
          </div>
        </div>
      </div>
    </div>
  </section>`;
}
