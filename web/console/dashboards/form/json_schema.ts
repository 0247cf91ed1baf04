/** As much of JSON Schema as the schema of dashboards uses. */
export interface SchemaNode {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly const?: unknown;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: boolean | SchemaNode;
  readonly required?: readonly string[];
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly allOf?: readonly {
    readonly if?: { readonly properties?: Readonly<Record<string, { readonly const?: unknown }>> };
    readonly then?: SchemaNode;
  }[];
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface JsonSchema extends SchemaNode {
  readonly $defs: Readonly<Record<string, SchemaNode>>;
}

/** A node without its reference, with the name of the definition that it led to. */
export interface Resolved {
  readonly node: SchemaNode;
  readonly definition: string | undefined;
}

const PREFIX = '#/$defs/';

/** Follows a reference; what stands beside it says more than what it leads to. */
export function resolve(schema: JsonSchema, node: SchemaNode): Resolved {
  if (node.$ref === undefined) return { node, definition: undefined };
  const definition = node.$ref.slice(PREFIX.length);
  const { $ref: _, ...beside } = node;
  const target = resolve(schema, schema.$defs[definition] ?? {});
  return { node: { ...target.node, ...beside }, definition };
}

/** The member by which a choice of shapes is told apart, and the values that it has. */
export function discriminator(
  node: SchemaNode,
): { readonly name: string; readonly values: readonly string[] } | undefined {
  if (!node.allOf) return undefined;
  for (const name of ['type', 'kind']) {
    const values = node.properties?.[name]?.enum;
    if (values) return { name, values };
  }
  return undefined;
}

/** The shape that a value has among those of a choice; the node itself where there is no choice. */
export function shapeOf(schema: JsonSchema, node: SchemaNode, value: unknown): SchemaNode {
  const told = discriminator(node);
  if (!told) return node;
  const is = (value as Readonly<Record<string, unknown>> | undefined)?.[told.name];
  const branch = node.allOf?.find((one) => one.if?.properties?.[told.name]?.const === is);
  return branch?.then ? resolve(schema, branch.then).node : node;
}

/** Required members of a definition that a value lacks, such as `category` or `value.column`. */
export function missingFields(
  schema: JsonSchema,
  definition: string,
  value: unknown,
): readonly string[] {
  return missingIn(schema, schema.$defs[definition] ?? {}, value, '');
}

function missingIn(
  schema: JsonSchema,
  given: SchemaNode,
  value: unknown,
  path: string,
): readonly string[] {
  const { node } = resolve(schema, given);
  if (Array.isArray(value))
    return node.items
      ? value.flatMap((item, at) => missingIn(schema, node.items ?? {}, item, `${path} ${at + 1}`))
      : [];
  if (typeof value !== 'object' || value === null) return [];
  const shape = shapeOf(schema, node, value);
  const record = value as Readonly<Record<string, unknown>>;
  const lacking = (shape.required ?? []).filter((name) => isNothing(record[name]));
  const within = Object.entries(shape.properties ?? {}).flatMap(([name, child]) =>
    missingIn(schema, child, record[name], path === '' ? name : `${path} ${name}`),
  );
  return [...lacking.map((name) => (path === '' ? name : `${path} ${name}`)), ...within];
}

const isNothing = (value: unknown): boolean =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

export type Path = readonly (string | number)[];

/**
 * A value with another one at a path; `undefined` takes it out. Objects that are empty then go too,
 * unless they stand in a list.
 */
export function withValue(whole: unknown, path: Path, value: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  if (typeof first === 'number') {
    const list = Array.isArray(whole) ? [...(whole as unknown[])] : [];
    if (rest.length === 0 && value === undefined) list.splice(first, 1);
    else list[first] = withValue(list[first], rest, value) ?? {};
    return list;
  }
  const record = (typeof whole === 'object' && whole !== null ? whole : {}) as Record<
    string,
    unknown
  >;
  const inner = withValue(record[first], rest, value);
  const next = { ...record };
  if (inner === undefined || (rest.length > 0 && isEmptyObject(inner))) delete next[first];
  else next[first] = inner;
  return next;
}

const isEmptyObject = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).length === 0;

/** The value at a path. */
export const valueAt = (whole: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (value, key) => (value as Readonly<Record<string | number, unknown>> | undefined)?.[key],
    whole,
  );

/** `y_axis` as people write it. */
export const words = (name: string): string => {
  const text = name.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
};
