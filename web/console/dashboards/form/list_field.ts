import { html } from 'lit';
import { icon } from '../../parts/icon.ts';
import { fieldDropped, fieldOver } from './column_field.ts';
import type { Member } from './field.ts';
import { resolve, type Path } from './json_schema.ts';

/**
 * A list of parts: each is edited where it stands, moved up, or taken out.
 *
 * @param item what one of them is edited with
 */
export function listField(
  { form, path, name, node, value }: Member,
  item: (path: Path, name: string) => unknown,
): unknown {
  const items = Array.isArray(value) ? (value as unknown[]) : [];
  const { properties } = resolve(form.schema, node.items ?? {}).node;
  const blank = properties?.['column'] ? { column: '' } : {};
  return html`<fieldset class="list">
    <legend title=${node.description ?? ''}>${name}</legend>
    ${items.map(
      (_, at) =>
        html`<div class="list-item">
          <div class="grow">${item([...path, at], `${name} ${at + 1}`)}</div>
          <div class="list-tools">
            <button
              type="button"
              class="button quiet icon small"
              aria-label="Move ${name} ${at + 1} up"
              ?disabled=${form.disabled || at === 0}
              @click=${() => form.change(path, moved(items, at, at - 1))}
            >
              ${icon('up', 12)}
            </button>
            <button
              type="button"
              class="button quiet icon small"
              aria-label="Take out ${name} ${at + 1}"
              ?disabled=${form.disabled}
              @click=${() =>
                form.change(
                  path,
                  items.length === 1 ? undefined : items.filter((_one, index) => index !== at),
                )}
            >
              ${icon('close', 12)}
            </button>
          </div>
        </div>`,
    )}
    <button
      type="button"
      class="button small"
      ?disabled=${form.disabled}
      @click=${() => form.change(path, [...items, blank])}
      @dragover=${fieldOver}
      @drop=${(event: DragEvent) => {
        if (!('column' in blank)) return;
        fieldDropped(form, event, (column) => form.change(path, [...items, { column }]));
      }}
    >
      ${icon('add', 12)}Add
    </button>
  </fieldset>`;
}

const moved = (items: readonly unknown[], from: number, to: number): unknown[] => {
  const next = items.filter((_, at) => at !== from);
  next.splice(to, 0, items[from]);
  return next;
};
