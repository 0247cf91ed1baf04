/** A path's pattern, `/customers/:id/history`; a name matches one segment, decoded. */
export interface Pattern {
  readonly text: string;
  readonly segments: readonly string[];
}

export type Params = Readonly<Record<string, string>>;

export function pattern(text: string): Pattern {
  return { text, segments: split(text) };
}

/** The values of a pattern's names in a path, or undefined where it does not match. */
export function match({ segments }: Pattern, path: string): Params | undefined {
  const given = split(path);
  if (given.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, segment] of segments.entries()) {
    const value = decoded(given[at] ?? '');
    if (value === undefined) return undefined;
    if (segment.startsWith(':')) params[segment.slice(1)] = value;
    else if (segment !== value) return undefined;
  }
  return params;
}

/** The first of several patterns that matches; literal ones stand before those with names. */
export function firstMatch<T extends { readonly pattern: Pattern }>(
  candidates: readonly T[],
  path: string,
): { readonly found: T; readonly params: Params } | undefined {
  for (const found of candidates) {
    const params = match(found.pattern, path);
    if (params) return { found, params };
  }
  return undefined;
}

function split(path: string): string[] {
  return path.split('/').filter((one) => one !== '');
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
