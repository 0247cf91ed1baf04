import type { CustomerVariable, Declaration } from '../preview/calls.ts';
import {
  declarationsFor,
  nestedValues,
  templateNames,
  typedValue,
} from '../preview/template_names.ts';

/** What is typed for the variables of a query, by name. */
export type TypedValues = Readonly<Record<string, string>>;

/** Names that a query reads and that are not the customer's, each once. */
export function freeNames(sql: string, customer: readonly CustomerVariable[]): readonly string[] {
  const own = new Set(customer.map(({ name }) => name));
  return templateNames(sql).filter((name) => !own.has(name) && !name.startsWith('customer.'));
}

/** The values of free variables as the server takes them. */
export const freeValues = (
  free: readonly string[],
  typed: TypedValues,
): Readonly<Record<string, unknown>> =>
  nestedValues(Object.fromEntries(free.map((name) => [name, typedValue(typed[name] ?? '')])));

/** What the free variables may be; without a value, only those that may be left out are known. */
export function freeDeclarations(
  sql: string,
  free: readonly string[],
  typed: TypedValues,
): readonly Declaration[] {
  const required = templateNames(sql.replaceAll(/\[\[[^\]]*\]\]/g, ''));
  return declarationsFor(
    free.filter((name) => !required.includes(name) || (typed[name] ?? '') !== ''),
  );
}
