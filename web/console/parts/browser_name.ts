/** What a browser calls itself, in two words. */
export function browserName(agent: string): string {
  const name = /(Edg|OPR|Firefox|Chrome|Safari)\//.exec(agent)?.[1] ?? 'Unknown browser';
  const system = /(Windows|Macintosh|iPhone|iPad|Android|Linux)/.exec(agent)?.[1];
  const called = { Edg: 'Edge', OPR: 'Opera' }[name] ?? name;
  return system ? `${called} on ${system === 'Macintosh' ? 'macOS' : system}` : called;
}
