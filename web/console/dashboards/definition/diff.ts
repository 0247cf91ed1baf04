/** One difference between two definitions, in words of the dashboard. */
export interface Difference {
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  /** What it is about, such as `panel revenue`. */
  readonly of: string;
  /** The field within it, such as `category.column`; absent where the whole part came or went. */
  readonly field?: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

type Json = Readonly<Record<string, unknown>>;

/** Parts that are told apart by a name, wherever they stand in their list. */
const lists = [
  { member: 'datasets', key: 'name', word: 'dataset' },
  { member: 'controls', key: 'id', word: 'control' },
  { member: 'panels', key: 'id', word: 'panel' },
  { member: 'variables', key: 'name', word: 'variable' },
] as const;

/** What is another one between two definitions, part by part. */
export function differences(before: Json, after: Json): readonly Difference[] {
  const found: Difference[] = [];
  for (const { member, key, word } of lists) {
    const old = byKey(before[member], key);
    const now = byKey(after[member], key);
    for (const [name, part] of old) {
      if (!now.has(name)) found.push({ kind: 'removed', of: `${word} ${name}`, before: part });
    }
    for (const [name, part] of now) {
      const was = old.get(name);
      if (!was) found.push({ kind: 'added', of: `${word} ${name}`, after: part });
      else found.push(...inPart(`${word} ${name}`, was, part));
    }
    const kept = (names: Iterable<string>, other: ReadonlyMap<string, Json>) =>
      [...names].filter((name) => other.has(name)).join('\n');
    if (kept(old.keys(), now) !== kept(now.keys(), old))
      found.push({ kind: 'moved', of: `order of ${member}` });
  }
  const rest = (all: Json): Json =>
    Object.fromEntries(
      Object.entries(all).filter(([name]) => !lists.some(({ member }) => member === name)),
    );
  found.push(...inPart('dashboard', rest(before), rest(after)));
  return found;
}

function byKey(list: unknown, key: string): ReadonlyMap<string, Json> {
  const parts = Array.isArray(list) ? (list as Json[]) : [];
  return new Map(parts.map((part) => [String(part[key] ?? ''), part]));
}

function inPart(of: string, before: Json, after: Json): readonly Difference[] {
  const found: Difference[] = [];
  const look = (field: string, old: unknown, now: unknown): void => {
    if (JSON.stringify(old) === JSON.stringify(now)) return;
    if (field === 'layout') {
      found.push({ kind: 'moved', of, before: old, after: now });
    } else if (isObject(old) && isObject(now)) {
      for (const name of new Set([...Object.keys(old), ...Object.keys(now)]))
        look(field === '' ? name : `${field}.${name}`, old[name], now[name]);
    } else if (Array.isArray(old) && Array.isArray(now) && old.length === now.length) {
      for (const at of old.keys()) look(`${field}[${at}]`, old[at], now[at]);
    } else {
      found.push({
        kind: 'changed',
        of,
        field,
        ...(old === undefined ? {} : { before: old }),
        ...(now === undefined ? {} : { after: now }),
      });
    }
  };
  look('', before, after);
  return found;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
