/** Query parameters that are settings of an iframe page, not variables. */
const reserved = new Set([
  'environment',
  'refresh-minutes',
  'refresh_minutes',
  'locale_code',
  'locale-code',
  'theme',
  'updateurlparams',
  'isproduction',
]);

/**
 * Variables in a query string: values are JSON (`?region="EMEA"`, `?list=["a","b"]`); what is no
 * JSON is taken as the text it is, so that `?region=EMEA` works too.
 */
export function variablesInUrl(search: string): Readonly<Record<string, unknown>> {
  const variables: Record<string, unknown> = Object.create(null);
  for (const [name, text] of new URLSearchParams(search)) {
    if (name === '' || reserved.has(name.toLowerCase())) continue;
    variables[name] = jsonOrText(text);
  }
  return { ...variables };
}

function jsonOrText(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    // A nested object may come as JSON inside a JSON string.
    return typeof value === 'string' && /^\s*[[{]/.test(value) ? jsonOrText(value) : value;
  } catch {
    return text;
  }
}

/**
 * The query string with the variables written into it, `undefined` ones removed, and every other
 * parameter left as it stands.
 */
export function urlWithVariables(
  search: string,
  variables: Readonly<Record<string, unknown>>,
): string {
  const parameters = new URLSearchParams(search);
  for (const [name, value] of Object.entries(variables)) {
    if (reserved.has(name.toLowerCase())) continue;
    if (value === undefined || value === null) parameters.delete(name);
    else parameters.set(name, JSON.stringify(value));
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}
