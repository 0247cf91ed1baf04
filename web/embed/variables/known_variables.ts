import type { Session } from '../wire/session.ts';

/** Only variables that the dashboard knows: a page's other parameters are none of the server's. */
export function knownVariables(
  session: Session,
  variables: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const { definition } = session.dashboard;
  const known = new Set([
    ...(definition.variables ?? []).map(({ name }) => name),
    ...(definition.controls ?? []).map(({ id }) => id),
    ...definition.panels.map(({ id }) => id),
  ]);
  return Object.fromEntries(
    Object.entries(variables).filter(
      ([name]) => known.has(name) || known.has(name.split('.')[0] ?? name),
    ),
  );
}
