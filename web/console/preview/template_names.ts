/**
 * Names of the variables that a template reads, each once, in order: `region`, `days.startDate`.
 * `.raw()` is no part of a name.
 */
export function templateNames(template: string): readonly string[] {
  const names = new Set<string>();
  for (const [, name] of template.matchAll(/\{\{\s*([A-Za-z_][\w.-]*?)(?:\.raw\(\))?\s*\}\}/g)) {
    if (name !== undefined) names.add(name);
  }
  return [...names];
}

/** A value as somebody types it: JSON where it is JSON, else the text itself; empty is no value. */
export function typedValue(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A value as it is shown, and typed again. */
export const valueText = (value: unknown): string =>
  value === undefined || value === null
    ? ''
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);

/**
 * Values by name as the server takes them: `days.startDate` and `days.endDate` become one object
 * under `days`.
 */
export function nestedValues(
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const nested: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    const [, outer, inner] = /^(.+)\.(startDate|endDate)$/.exec(name) ?? [];
    if (outer === undefined || inner === undefined) nested[name] = value;
    else nested[outer] = { ...(nested[outer] as object | undefined), [inner]: value };
  }
  return nested;
}

/** Declares variables by how they are read: two halves of a range as one. */
export function declarationsFor(
  names: readonly string[],
): readonly { readonly name: string; readonly kind: 'any' | 'date_range' }[] {
  const kinds = new Map<string, 'any' | 'date_range'>();
  for (const name of names) {
    const outer = /^(.+)\.(?:startDate|endDate)$/.exec(name)?.[1];
    kinds.set(outer ?? name, outer === undefined ? 'any' : 'date_range');
  }
  return [...kinds].map(([name, kind]) => ({ name, kind }));
}
