import { html, nothing } from 'lit';
import { icon } from '../../parts/icon.ts';
import type { JsonSchema, Path, SchemaNode } from './json_schema.ts';

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
  /** Whether a field, `dataset/column`, that was dropped is a choice; says why where it is none. */
  takes(field: string): boolean;
}

/** A member of a definition, and where it stands in the part. */
export interface Member {
  readonly form: SchemaForm;
  readonly path: Path;
  readonly name: string;
  readonly node: SchemaNode;
  /** The definition that the schema names for it, such as `column`. */
  readonly definition: string | undefined;
  readonly required: boolean;
  readonly value: unknown;
}

/** A control with its label, and what is wrong with it. */
export function labelled(
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

export const idOf = (form: SchemaForm, path: Path): string => `${form.prefix}-${path.join('-')}`;
export const errorOf = (form: SchemaForm, path: Path): string | undefined =>
  form.errorAt(path.join('/'));
