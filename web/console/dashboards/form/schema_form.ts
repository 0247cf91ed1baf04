import { html, nothing } from 'lit';
import { icon } from '../../parts/icon.ts';
import { columnField } from './column_field.ts';
import { dropdown } from './dropdown.ts';
import { type Member, type SchemaForm } from './field.ts';
import {
  discriminator,
  resolve,
  shapeOf,
  valueAt,
  words,
  type Path,
  type SchemaNode,
} from './json_schema.ts';
import { jsonOrText, leaf, textList } from './leaf_fields.ts';
import { listField } from './list_field.ts';

export type { SchemaForm } from './field.ts';

/** Members that say what a part shows; all others are folded away. */
const first: ReadonlySet<string> = new Set(
  'title description dataset markdown url alt label options default category series value values bars lines x y size point date source target levels region map rows columns comparison period compare goal event name type'.split(
    ' ',
  ),
);

/** A form for a definition of the schema: it has what the schema has, so no type lacks a field. */
export function schemaForm(form: SchemaForm, definition: string): unknown {
  const shape = shapeOf(form.schema, form.schema.$defs[definition] ?? {}, form.value);
  const hidden = new Set(form.hidden ?? []);
  const members = Object.entries(shape.properties ?? {}).filter(
    ([name, node]) => !hidden.has(name) && node.const === undefined,
  );
  const required = new Set(shape.required ?? []);
  const isFirst = ([name]: [string, SchemaNode]): boolean => first.has(name) || required.has(name);
  const later = members.filter((member) => !isFirst(member));
  return html`<div class="schema-form">
    ${members.filter(isFirst).map(([name, node]) => member(form, [name], node, required.has(name)))}
    ${
      later.length === 0
        ? nothing
        : html`<details class="more">
            <summary>${icon('chevron-right', 14)}More</summary>
            <div class="schema-form">
              ${later.map(([name, node]) => member(form, [name], node, false))}
            </div>
          </details>`
    }
  </div>`;
}

function member(form: SchemaForm, path: Path, given: SchemaNode, required: boolean): unknown {
  const { node, definition } = resolve(form.schema, given);
  const name = words(String(path.at(-1) ?? ''));
  const of: Member = {
    form,
    path,
    name,
    node,
    definition,
    required,
    value: valueAt(form.value, path),
  };
  if (definition === 'options') return optionsField(of);
  if (node.anyOf) return jsonOrText(of);
  const told = discriminator(node);
  if (told) return choiceOfShapes(of, told);
  if (node.type === 'array') return list(of);
  if (node.properties) return group(of);
  return node.type === 'object' ? jsonOrText(of) : leaf(of);
}

/** The members of an object within the part, those that a test lets through. */
function membersOf(
  form: SchemaForm,
  path: Path,
  { properties = {}, required = [] }: SchemaNode,
  which: (one: [string, SchemaNode]) => boolean = () => true,
): readonly unknown[] {
  return Object.entries(properties)
    .filter(which)
    .map(([key, child]) => member(form, [...path, key], child, required.includes(key)));
}

function list(of: Member): unknown {
  const { form, node, value } = of;
  const { node: item, definition } = resolve(form.schema, node.items ?? {});
  if (!item.properties && !item.allOf)
    return textList(of, Array.isArray(value) ? (value as unknown[]) : []);
  return listField(of, (path, name) =>
    isColumn(definition)
      ? group({ form, path, name, node: item, definition, required: true, value: undefined })
      : html`<div class="schema-form indent">${membersOf(form, path, item)}</div>`,
  );
}

/** A dimension or measure is its column; all else about it is folded away. */
const isColumn = (definition: string | undefined): boolean =>
  definition === 'dimension' || definition === 'measure';

/** Several members under one name. */
function group({ form, path, name, node, definition, required }: Member): unknown {
  const set = valueAt(form.value, path) !== undefined;
  const column = node.properties?.['column'];
  const within = membersOf(form, path, node, ([key]) => key !== 'column');
  if (column && isColumn(definition))
    return html`<div class="part">
      ${columnField(form, [...path, 'column'], name, valueAt(form.value, [...path, 'column']))}
      ${
        set
          ? html`<details class="inner">
              <summary>${icon('chevron-right', 12)}${words(definition ?? '')}</summary>
              <div class="schema-form">
                ${within}
                ${
                  required
                    ? nothing
                    : html`<button
                        type="button"
                        class="button small quiet"
                        ?disabled=${form.disabled}
                        @click=${() => form.change(path, undefined)}
                      >
                        Take out
                      </button>`
                }
              </div>
            </details>`
          : nothing
      }
    </div>`;
  return html`<details class="group">
    <summary title=${node.description ?? ''}>
      ${icon('chevron-right', 14)}<span class="grow">${name}</span>
      ${set ? html`<span class="dot" title="Set"></span>` : nothing}
    </summary>
    <div class="schema-form">
      ${column ? member(form, [...path, 'column'], column, node.required?.includes('column') ?? false) : nothing}${within}
    </div>
  </details>`;
}

/** A part of one of several shapes, which a member tells apart. */
function choiceOfShapes(
  of: Member,
  told: { readonly name: string; readonly values: readonly string[] },
): unknown {
  const { form, path, node, value } = of;
  const shape = shapeOf(form.schema, node, value);
  const is = (value as Readonly<Record<string, unknown>> | undefined)?.[told.name];
  return html`<div class="part">
    ${dropdown(
      of,
      is === undefined,
      told.values.map((one) => ({ value: one, text: words(one), selected: one === is })),
      (chosen) => form.change(path, chosen === '' ? undefined : { [told.name]: chosen }),
    )}
    ${
      is === undefined
        ? nothing
        : html`<div class="schema-form indent">
            ${membersOf(
              form,
              path,
              shape,
              ([key, child]) => key !== told.name && child.const === undefined,
            )}
          </div>`
    }
  </div>`;
}

/** The choices of a control: typed in, or those of a dataset. */
function optionsField(base: Member): unknown {
  const { form, path, node, value } = base;
  const typed = node.anyOf?.find(({ type }) => type === 'array');
  const read = node.anyOf?.find(({ type }) => type === 'object');
  const fromDataset = !Array.isArray(value) && value !== undefined;
  return html`<fieldset class="list">
    <legend>Choices</legend>
    <select
      class="select"
      aria-label="Where the choices come from"
      ?disabled=${form.disabled}
      @change=${(event: Event) => {
        const wanted = (event.target as HTMLSelectElement).value;
        form.change(
          path,
          wanted === 'dataset'
            ? { dataset: form.datasets[0] ?? '', value: '' }
            : [{ value: 'a', label: 'A' }],
        );
      }}
    >
      <option value="typed" .selected=${!fromDataset}>Typed in</option>
      <option value="dataset" .selected=${fromDataset}>Rows of a dataset</option>
    </select>
    ${
      fromDataset && read
        ? Object.entries(read.properties ?? {}).map(([key, child]) =>
            member(form, [...path, key], child, key !== 'label'),
          )
        : typed
          ? list({ ...base, name: 'Choice', node: typed })
          : nothing
    }
  </fieldset>`;
}
