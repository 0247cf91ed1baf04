import { html, nothing } from 'lit';
import { icon } from '../../parts/icon.ts';
import { typedValue, valueText } from '../../preview/template_names.ts';
import { FIELD } from '../canvas/edit_layer.ts';
import {
  discriminator,
  resolve,
  shapeOf,
  valueAt,
  words,
  type JsonSchema,
  type Path,
  type SchemaNode,
} from './json_schema.ts';

/** What a form of a part needs to know. */
export interface SchemaForm {
  readonly schema: JsonSchema;
  /** The part that is edited. */
  readonly value: unknown;
  /** Begins the ids of the form's controls. */
  readonly prefix: string;
  readonly disabled: boolean;
  /** Columns that a field of the kind may name. */
  readonly columns: readonly string[];
  readonly datasets: readonly string[];
  /** Members that are edited elsewhere. */
  readonly hidden?: readonly string[];
  /** What is wrong at a path within the part, such as `values/0/column`. */
  errorAt(path: string): string | undefined;
  change(path: Path, value: unknown): void;
}

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
  const value = valueAt(form.value, path);
  if (definition === 'options') return optionsField(form, path, node, value);
  if (node.anyOf) return jsonOrText(form, path, name, node, value);
  const told = discriminator(node);
  if (told) return choiceOfShapes(form, path, name, node, told, value);
  if (node.type === 'array') return list(form, path, name, node, value);
  if (node.properties) return group(form, path, name, node, definition, required);
  if (node.type === 'object') return jsonOrText(form, path, name, node, value);
  return leaf(form, path, name, node, definition, required, value);
}

function leaf(
  form: SchemaForm,
  path: Path,
  name: string,
  node: SchemaNode,
  definition: string | undefined,
  required: boolean,
  value: unknown,
): unknown {
  const set = (next: unknown): void => form.change(path, next);
  if (definition === 'column') return columnField(form, path, name, value);
  if (node.enum) return select(form, path, name, node, node.enum, value, required);
  if (node.type === 'boolean')
    return labelled(
      form,
      path,
      name,
      node,
      html`<select
        class="select"
        id=${idOf(form, path)}
        ?disabled=${form.disabled}
        @change=${(event: Event) => {
          const text = (event.target as HTMLSelectElement).value;
          set(text === '' ? undefined : text === 'yes');
        }}
      >
        <option value="" .selected=${value === undefined}>As usual</option>
        <option value="yes" .selected=${value === true}>Yes</option>
        <option value="no" .selected=${value === false}>No</option>
      </select>`,
    );
  if (path.at(-1) === 'dataset')
    return select(form, path, name, node, form.datasets, value, required);
  const number = node.type === 'number' || node.type === 'integer';
  const read = (text: string): unknown => {
    if (text === '') return undefined;
    if (number) return Number.isFinite(Number(text)) ? Number(text) : undefined;
    return typeof node.type === 'string' ? text : typedValue(text);
  };
  const long = path.at(-1) === 'markdown' || path.at(-1) === 'description';
  if (long)
    return labelled(
      form,
      path,
      name,
      node,
      html`<textarea
        class="textarea ${path.at(-1) === 'markdown' ? 'code tall' : 'short'}"
        id=${idOf(form, path)}
        ?disabled=${form.disabled}
        .value=${valueText(value)}
        @input=${(event: InputEvent) => set(read((event.target as HTMLTextAreaElement).value))}
      ></textarea>`,
    );
  return labelled(
    form,
    path,
    name,
    node,
    html`<div class="row tight">
      ${
        definition === 'color'
          ? html`<input
              type="color"
              class="swatch"
              aria-label="${name}: pick"
              ?disabled=${form.disabled}
              .value=${/^#[0-9a-f]{6}$/i.test(String(value)) ? String(value) : '#3457d5'}
              @change=${(event: Event) => set((event.target as HTMLInputElement).value)}
            />`
          : nothing
      }
      <input
        class="input"
        id=${idOf(form, path)}
        type=${number ? 'number' : 'text'}
        step="any"
        min=${node.minimum ?? nothing}
        max=${node.maximum ?? nothing}
        autocomplete="off"
        ?disabled=${form.disabled}
        aria-invalid=${errorOf(form, path) === undefined ? nothing : 'true'}
        .value=${valueText(value)}
        @input=${(event: InputEvent) => set(read((event.target as HTMLInputElement).value))}
      />
    </div>`,
  );
}

function select(
  form: SchemaForm,
  path: Path,
  name: string,
  node: SchemaNode,
  choices: readonly string[],
  value: unknown,
  required: boolean,
): unknown {
  const unknown = typeof value === 'string' && !choices.includes(value) ? [value] : [];
  return labelled(
    form,
    path,
    name,
    node,
    html`<select
      class="select"
      id=${idOf(form, path)}
      ?disabled=${form.disabled}
      @change=${(event: Event) => {
        const text = (event.target as HTMLSelectElement).value;
        form.change(path, text === '' ? undefined : text);
      }}
    >
      ${
        required && value !== undefined
          ? nothing
          : html`<option value="" .selected=${value === undefined}>As usual</option>`
      }
      ${[...unknown, ...choices].map(
        (choice) =>
          html`<option value=${choice} .selected=${choice === value}>
            ${choices === form.datasets ? choice : words(choice)}
          </option>`,
      )}
    </select>`,
  );
}

/** A column: picked from those of the dataset, or dropped here. */
function columnField(form: SchemaForm, path: Path, name: string, value: unknown): unknown {
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
      @dragover=${(event: DragEvent) => {
        if (event.dataTransfer?.types.includes(FIELD)) event.preventDefault();
      }}
      @drop=${(event: DragEvent) => {
        const field = event.dataTransfer?.getData(FIELD);
        if (!field || form.disabled) return;
        event.preventDefault();
        form.change(path, columnOf(field));
      }}
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

/** The column of what was dragged, `dataset/column`. */
export const columnOf = (field: string): string => field.slice(field.indexOf('/') + 1);

function group(
  form: SchemaForm,
  path: Path,
  name: string,
  node: SchemaNode,
  definition: string | undefined,
  required: boolean,
): unknown {
  const set = valueAt(form.value, path) !== undefined;
  const column = node.properties?.['column'];
  const needed = new Set(node.required ?? []);
  const members = Object.entries(node.properties ?? {}).filter(([key]) => key !== 'column');
  const within = members.map(([key, child]) =>
    member(form, [...path, key], child, needed.has(key)),
  );
  // A dimension or measure is its column; all else about it is folded away.
  if (column && (definition === 'dimension' || definition === 'measure'))
    return html`<div class="part">
      ${columnField(form, [...path, 'column'], name, valueAt(form.value, [...path, 'column']))}
      ${
        set
          ? html`<details class="inner">
              <summary>${icon('chevron-right', 12)}${words(definition)}</summary>
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
      ${column ? member(form, [...path, 'column'], column, needed.has('column')) : nothing}${within}
    </div>
  </details>`;
}

function choiceOfShapes(
  form: SchemaForm,
  path: Path,
  name: string,
  node: SchemaNode,
  told: { readonly name: string; readonly values: readonly string[] },
  value: unknown,
): unknown {
  const shape = shapeOf(form.schema, node, value);
  const is = (value as Readonly<Record<string, unknown>> | undefined)?.[told.name];
  const members = Object.entries(shape.properties ?? {}).filter(
    ([key, child]) => key !== told.name && child.const === undefined,
  );
  const needed = new Set(shape.required ?? []);
  return html`<div class="part">
    ${labelled(
      form,
      path,
      name,
      node,
      html`<select
        class="select"
        id=${idOf(form, path)}
        ?disabled=${form.disabled}
        @change=${(event: Event) => {
          const chosen = (event.target as HTMLSelectElement).value;
          form.change(path, chosen === '' ? undefined : { [told.name]: chosen });
        }}
      >
        <option value="" .selected=${is === undefined}>As usual</option>
        ${told.values.map(
          (one) => html`<option value=${one} .selected=${one === is}>${words(one)}</option>`,
        )}
      </select>`,
    )}
    ${
      is === undefined
        ? nothing
        : html`<div class="schema-form indent">
            ${members.map(([key, child]) => member(form, [...path, key], child, needed.has(key)))}
          </div>`
    }
  </div>`;
}

function list(
  form: SchemaForm,
  path: Path,
  name: string,
  node: SchemaNode,
  value: unknown,
): unknown {
  const { node: item, definition } = resolve(form.schema, node.items ?? {});
  const items = Array.isArray(value) ? (value as unknown[]) : [];
  if (!item.properties && !item.allOf) return textList(form, path, name, node, items);
  const blank = item.properties?.['column'] ? { column: '' } : {};
  return html`<fieldset class="list">
    <legend title=${node.description ?? ''}>${name}</legend>
    ${items.map(
      (_, at) =>
        html`<div class="list-item">
          <div class="grow">
            ${
              definition === 'dimension' || definition === 'measure'
                ? group(form, [...path, at], `${name} ${at + 1}`, item, definition, true)
                : html`<div class="schema-form indent">
                    ${Object.entries(item.properties ?? {}).map(([key, child]) =>
                      member(
                        form,
                        [...path, at, key],
                        child,
                        item.required?.includes(key) ?? false,
                      ),
                    )}
                  </div>`
            }
          </div>
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
      @dragover=${(event: DragEvent) => {
        if (event.dataTransfer?.types.includes(FIELD)) event.preventDefault();
      }}
      @drop=${(event: DragEvent) => {
        const field = event.dataTransfer?.getData(FIELD);
        if (!field || form.disabled || !('column' in blank)) return;
        event.preventDefault();
        form.change(path, [...items, { column: columnOf(field) }]);
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

/** A list of texts or numbers, separated by commas. */
function textList(
  form: SchemaForm,
  path: Path,
  name: string,
  node: SchemaNode,
  items: readonly unknown[],
): unknown {
  const { node: item } = resolve(form.schema, node.items ?? {});
  return labelled(
    form,
    path,
    name,
    { description: [node.description, 'Separate them by commas.'].join(' ') },
    html`<input
      class="input"
      id=${idOf(form, path)}
      ?disabled=${form.disabled}
      .value=${items.map(valueText).join(', ')}
      @change=${(event: Event) => {
        const parts = commaParts((event.target as HTMLInputElement).value);
        const values = item.type === 'string' || item.enum ? parts : parts.map(typedValue);
        form.change(path, values.length === 0 ? undefined : values);
      }}
    />`,
  );
}

/** Parts between commas that stand in no parentheses. */
const commaParts = (text: string): string[] =>
  text
    .split(/,(?![^(]*\))/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** The choices of a control: typed in, or those of a dataset. */
function optionsField(form: SchemaForm, path: Path, node: SchemaNode, value: unknown): unknown {
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
          ? list(form, path, 'Choice', typed, value)
          : nothing
    }
  </fieldset>`;
}

/** A value of several shapes: typed as JSON, or as a text. */
function jsonOrText(
  form: SchemaForm,
  path: Path,
  name: string,
  node: SchemaNode,
  value: unknown,
): unknown {
  const named = node.anyOf
    ?.map((one) => resolve(form.schema, one).node)
    .find((one) => one.enum)?.enum;
  return labelled(
    form,
    path,
    name,
    node,
    html`<input
        class="input mono"
        id=${idOf(form, path)}
        list=${named ? `${idOf(form, path)}-list` : nothing}
        placeholder=${node.type === 'object' ? '{"name": "value"}' : ''}
        ?disabled=${form.disabled}
        .value=${valueText(value)}
        @change=${(event: Event) =>
          form.change(path, typedValue((event.target as HTMLInputElement).value))}
      />${
        named
          ? html`<datalist id="${idOf(form, path)}-list">
              ${named.map((one) => html`<option value=${one}></option>`)}
            </datalist>`
          : nothing
      }`,
  );
}

function labelled(
  form: SchemaForm,
  path: Path,
  name: string,
  node: SchemaNode,
  control: unknown,
): unknown {
  const id = idOf(form, path);
  const error = errorOf(form, path);
  return html`<div class="schema-field">
    <label for=${id} title=${node.description ?? ''}>${name}</label>
    ${control}
    ${error === undefined ? nothing : html`<div class="field-error">${icon('alert', 12)}${error}</div>`}
  </div>`;
}

const idOf = (form: SchemaForm, path: Path): string => `${form.prefix}-${path.join('-')}`;
const errorOf = (form: SchemaForm, path: Path): string | undefined => form.errorAt(path.join('/'));
