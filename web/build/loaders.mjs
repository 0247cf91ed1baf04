import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Writes the scripts with names that never change: `bundle.js` for host pages, `iframe.js` for the
 * iframe pages. Each only fetches its entry and the entry's chunks, all at once, by their hashed
 * names. `import()` resolves against the script's own address in classic scripts and modules alike,
 * so that pages may load it either way, from any host.
 */
const manifest = JSON.parse(readFileSync('dist/manifest.json', 'utf8'));

/** @param {string} key @param {Set<string>} [seen] */
function filesOf(key, seen = new Set()) {
  const chunk = manifest[key];
  if (!chunk || seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const child of chunk.imports ?? []) filesOf(child, seen);
  return seen;
}

for (const [name, entry] of [
  ['bundle.js', 'embed/main.ts'],
  ['iframe.js', 'embed/iframe.ts'],
]) {
  const calls = [...filesOf(entry)].map((file) => `import(${JSON.stringify(`./${file}`)});`);
  writeFileSync(`dist/${name}`, `${calls.join('\n')}\n`);
}
