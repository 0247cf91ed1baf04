import { html, nothing } from 'lit';
import { typedValue, valueText } from '../../preview/template_names.ts';
import { columnField } from './column_field.ts';
import { dropdown } from './dropdown.ts';
import { errorOf, idOf, labelled, type Member } from './field.ts';
import { resolve, words, type SchemaNode } from './json_schema.ts';

/** A member that holds one value: a column, a choice, a switch, a text or a number. */
export function leaf(of: Member): unknown {
  const { form, path, name, node, definition, value } = of;
  if (definition === 'column') return columnField(form, path, name, value);
  if (node.enum) return select(of, node.enum);
  if (node.type === 'boolean') return yesOrNo(of);
  if (path.at(-1) === 'dataset') return select(of, form.datasets);
  if (path.at(-1) === 'markdown' || path.at(-1) === 'description') return longText(of);
  return line(of);
}

function yesOrNo(of: Member): unknown {
  const { form, path, value } = of;
  return dropdown(
    of,
    value === undefined,
    [
      { value: 'yes', text: 'Yes', selected: value === true },
      { value: 'no', text: 'No', selected: value === false },
    ],
    (text) => form.change(path, text === '' ? undefined : text === 'yes'),
  );
}

function longText({ form, path, name, node, value }: Member): unknown {
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
      @input=${(event: InputEvent) =>
        form.change(path, read(node, (event.target as HTMLTextAreaElement).value))}
    ></textarea>`,
  );
}

function line({ form, path, name, node, definition, value }: Member): unknown {
  const colored = /^#[0-9a-f]{6}$/i.test(String(value)) ? String(value) : '#3457d5';
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
              .value=${colored}
              @change=${(event: Event) =>
                form.change(path, (event.target as HTMLInputElement).value)}
            />`
          : nothing
      }
      <input
        class="input"
        id=${idOf(form, path)}
        type=${isNumber(node) ? 'number' : 'text'}
        step="any"
        min=${node.minimum ?? nothing}
        max=${node.maximum ?? nothing}
        autocomplete="off"
        ?disabled=${form.disabled}
        aria-invalid=${errorOf(form, path) === undefined ? nothing : 'true'}
        .value=${valueText(value)}
        @input=${(event: InputEvent) =>
          form.change(path, read(node, (event.target as HTMLInputElement).value))}
      />
    </div>`,
  );
}

const isNumber = ({ type }: SchemaNode): boolean => type === 'number' || type === 'integer';

/** What somebody typed, as the schema has it; empty is no value. */
function read(node: SchemaNode, text: string): unknown {
  if (text === '') return undefined;
  if (isNumber(node)) return Number.isFinite(Number(text)) ? Number(text) : undefined;
  return typeof node.type === 'string' ? text : typedValue(text);
}

function select(of: Member, choices: readonly string[]): unknown {
  const { form, path, value, required } = of;
  const unknown = typeof value === 'string' && !choices.includes(value) ? [value] : [];
  return dropdown(
    of,
    required && value !== undefined ? undefined : value === undefined,
    [...unknown, ...choices].map((choice) => ({
      value: choice,
      text: choices === form.datasets ? choice : words(choice),
      selected: choice === value,
    })),
    (text) => form.change(path, text === '' ? undefined : text),
  );
}

/** A list of texts or numbers, separated by commas. */
export function textList({ form, path, name, node }: Member, items: readonly unknown[]): unknown {
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

/** A value of several shapes: typed as JSON, or as a text. */
export function jsonOrText({ form, path, name, node, value }: Member): unknown {
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
