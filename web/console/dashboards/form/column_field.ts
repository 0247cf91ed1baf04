import { html, nothing } from 'lit';
import { valueText } from '../../preview/template_names.ts';
import { FIELD } from '../canvas/edit_layer.ts';
import { errorOf, idOf, labelled, type SchemaForm } from './field.ts';
import type { Path } from './json_schema.ts';

/** A column: picked from those of the dataset, or dropped here. */
export function columnField(form: SchemaForm, path: Path, name: string, value: unknown): unknown {
  const text = valueText(value);
  const unknown = text !== '' && !form.columns.includes(text) ? [text] : [];
  return labelled(
    form,
    path,
    name,
    { description: '' },
    html`<select
      class="select column"
      id=${idOf(form, path)}
      ?disabled=${form.disabled}
      aria-invalid=${errorOf(form, path) === undefined ? nothing : 'true'}
      @dragover=${fieldOver}
      @drop=${(event: DragEvent) => fieldDropped(form, event, (column) => form.change(path, column))}
      @change=${(event: Event) => {
        const chosen = (event.target as HTMLSelectElement).value;
        form.change(path, chosen === '' ? undefined : chosen);
      }}
    >
      <option value="" .selected=${text === ''}>Choose a column</option>
      ${[...unknown, ...form.columns].map(
        (column) => html`<option value=${column} .selected=${column === text}>${column}</option>`,
      )}
    </select>`,
  );
}

/** The parts of what was dragged, `dataset/column`. */
export const columnOf = (field: string): string => field.slice(field.indexOf('/') + 1);
export const datasetOf = (field: string): string => field.slice(0, field.indexOf('/'));

/** Lets a field be dropped where it is held. */
export function fieldOver(event: DragEvent): void {
  if (event.dataTransfer?.types.includes(FIELD)) event.preventDefault();
}

/** Takes a field that was dropped, where it is a choice. */
export function fieldDropped(
  form: SchemaForm,
  event: DragEvent,
  take: (column: string) => void,
): void {
  const field = event.dataTransfer?.getData(FIELD);
  if (!field || form.disabled) return;
  event.preventDefault();
  if (form.takes(field)) take(columnOf(field));
}
