import type { Customer, JsonObject } from '../api/types.ts';
import type { CustomerUpdate } from './calls.ts';

/** What of a customer can be changed on its page, all of it together. */
export interface Draft {
  readonly provided_id: string;
  readonly name: string;
  readonly hierarchy_level: string;
  /** Empty for none. */
  readonly parent: string;
  readonly demo: boolean;
  readonly emails: readonly string[];
  readonly tags: readonly string[];
  readonly properties: JsonObject;
  readonly mapping: Readonly<Record<string, string>>;
}

export type DraftField = keyof Draft;

/** Names of the fields for people, in the order of the page. */
export const fieldNames: Readonly<Record<DraftField, string>> = {
  provided_id: 'Id',
  name: 'Name',
  hierarchy_level: 'Level',
  parent: 'Parent',
  demo: 'Demo',
  emails: 'E-mails',
  tags: 'Tags',
  properties: 'Properties',
  mapping: 'Data sources',
};

export const draftFields = Object.keys(fieldNames) as readonly DraftField[];

export function draftOf(customer: Customer): Draft {
  return {
    provided_id: customer.provided_id,
    name: customer.name,
    hierarchy_level: customer.hierarchy_level,
    parent: customer.parent_provided_id ?? '',
    demo: customer.is_demo_group,
    emails: customer.emails,
    tags: customer.group_tags,
    properties: customer.properties,
    mapping: customer.parent_schema_datasource_mapping,
  };
}

/** Whether two JSON values are the same; the order of an object's keys does not matter. */
export function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one, at) => same(one, b[at]));
  if (isObject(a) && isObject(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]))
    );
  }
  return a === b;
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields that differ. */
export function changedFields(base: Draft, draft: Draft): readonly DraftField[] {
  return draftFields.filter((name) => !same(base[name], draft[name]));
}

/** The body of the update that leads from one to the other. */
export function updateOf(base: Draft, draft: Draft): CustomerUpdate {
  const changed = new Set(changedFields(base, draft));
  const has = (emails: readonly string[], email: string): boolean =>
    emails.some((one) => one.toLowerCase() === email.toLowerCase());
  const added = draft.emails.filter((email) => !has(base.emails, email));
  const removed = base.emails.filter((email) => !has(draft.emails, email));
  return {
    ...(changed.has('provided_id') ? { new_provided_id: draft.provided_id } : {}),
    ...(changed.has('name') ? { name: draft.name } : {}),
    ...(changed.has('hierarchy_level') ? { hierarchy_level_name: draft.hierarchy_level } : {}),
    ...(changed.has('parent') ? { parent_provided_id: draft.parent } : {}),
    ...(changed.has('demo') ? { is_demo_group: draft.demo } : {}),
    ...(added.length > 0 ? { emails: added } : {}),
    ...(removed.length > 0 ? { emails_remove: removed } : {}),
    ...(changed.has('tags') ? { group_tags: draft.tags } : {}),
    ...(changed.has('properties') ? { properties: draft.properties } : {}),
    ...(changed.has('mapping') ? { mapping: draft.mapping } : {}),
  };
}

/** One thing that two people changed, each to another value. */
export interface Conflict {
  readonly field: DraftField;
  /** The key within properties or mapping. */
  readonly key: string | undefined;
  readonly mine: unknown;
  readonly theirs: unknown;
}

export interface Merge {
  /** Theirs with mine put on top; where both changed a thing, mine stands. */
  readonly draft: Draft;
  readonly conflicts: readonly Conflict[];
}

/** Brings a change together with what somebody else saved meanwhile, key by key. */
export function merge(base: Draft, mine: Draft, theirs: Draft): Merge {
  const conflicts: Conflict[] = [];
  const draft: Record<string, unknown> = {};
  for (const field of draftFields) {
    const [b, m, t] = [base[field], mine[field], theirs[field]];
    if (isObject(b) && isObject(m) && isObject(t)) {
      draft[field] = mergeKeys(b, m, t, (key) =>
        conflicts.push({ field, key, mine: m[key], theirs: t[key] }),
      );
    } else if (same(b, m)) draft[field] = t;
    else {
      draft[field] = m;
      if (!same(b, t) && !same(m, t)) conflicts.push({ field, key: undefined, mine: m, theirs: t });
    }
  }
  return { draft: draft as unknown as Draft, conflicts };
}

function mergeKeys(
  base: JsonObject,
  mine: JsonObject,
  theirs: JsonObject,
  conflict: (key: string) => void,
): JsonObject {
  const merged: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    const iChanged = !sameAt(base, mine, key);
    const from = iChanged ? mine : theirs;
    if (Object.hasOwn(from, key)) merged[key] = from[key];
    if (iChanged && !sameAt(base, theirs, key) && !sameAt(mine, theirs, key)) conflict(key);
  }
  return merged;
}

const sameAt = (a: JsonObject, b: JsonObject, key: string): boolean =>
  Object.hasOwn(a, key) === Object.hasOwn(b, key) && same(a[key], b[key]);

/** The draft with their value in place of mine, for one conflict. */
export function takeTheirs(draft: Draft, { field, key, theirs }: Conflict): Draft {
  if (key === undefined) return { ...draft, [field]: theirs };
  const object: Record<string, unknown> = { ...(draft[field] as JsonObject) };
  if (theirs === undefined) delete object[key];
  else object[key] = theirs;
  return { ...draft, [field]: object };
}
