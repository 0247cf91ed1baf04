import { readSettings, type EmbedSettings } from '../settings/attributes.ts';

/**
 * The settings of an iframe page: `/iframe/<jwt>[/<environment>]` or
 * `/iframe/<embed id>/<customer token>[/<environment>]`, with the others as query parameters.
 */
export function iframeSettings(path: string, search: string): EmbedSettings {
  const parts = path.split('/').filter(Boolean).map(decoded);
  const after = parts.slice(parts.indexOf('iframe') + 1);
  const [first = '', second, third] = after;
  // A JWE in its compact form has five parts; an embed id has no dots.
  const isJwt = first.split('.').length === 5;
  const token = isJwt ? first : `${first}:${second ?? ''}`;
  const environment = isJwt ? second : third;
  const query = new Map(
    [...new URLSearchParams(search)].map(([name, value]) => [name.toLowerCase(), value] as const),
  );
  return readSettings((name) => {
    if (name === 'dash-jwt') return token;
    if (name === 'environment') return environment ?? query.get(name) ?? null;
    // Variables are read from the address itself; the token and the server are the path's.
    if (name === 'variables' || name === 'host' || name.startsWith('dash')) return null;
    return query.get(name) ?? null;
  });
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
