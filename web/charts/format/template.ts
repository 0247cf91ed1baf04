import { toNumber, toText } from '../data/rows.ts';

type Variables = Readonly<Record<string, unknown>>;

/** The value of a variable; `a.b` reads a variable of that name, then key `b` of `a`. */
export function variableValue(name: string, variables: Variables): unknown {
  if (Object.hasOwn(variables, name)) return variables[name];
  let value: unknown = variables;
  for (const key of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Variables)[key];
  }
  return value;
}

/** Text with every `{{ variable }}` replaced by its value; lists are joined, missing ones empty. */
export function fillTemplate(
  text: string,
  variables: Variables,
  write: (value: unknown) => string = shown,
): string {
  return text.replaceAll(/\{\{\s*([A-Za-z][\w.]*)\s*\}\}/g, (_, name: string) =>
    write(variableValue(name, variables)),
  );
}

function shown(value: unknown): string {
  return Array.isArray(value) ? value.map(toText).join(', ') : toText(value);
}

/** The number that a template gives; `null` while it gives none. */
export function templateNumber(value: number | string, variables: Variables): number | null {
  return typeof value === 'number' ? value : toNumber(fillTemplate(value, variables));
}
