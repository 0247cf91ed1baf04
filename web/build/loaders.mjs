import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * Writes the scripts with names that never change: `bundle.js` for host and iframe pages,
 * `demo.js` for the demo's host page. Each only fetches its entry and the entry's chunks, all at once, by their hashed
 * names. As a classic script from another origin it has no base address of its own (the standard
 * hides it), hence `currentScript`; as a module it has no `currentScript`, but a base address.
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
  ['demo.js', 'embed/demo/demo.ts'],
]) {
  const files = JSON.stringify([...filesOf(entry)].map((file) => `./${file}`));
  const script = `{const at=document.currentScript?.src;for(const file of ${files})import(at?new URL(file,at).href:file);}\n`;
  writeFileSync(`dist/${name}`, script);
}

for (const name of ['demo.html', 'demo.css']) copyFileSync(`embed/demo/${name}`, `dist/${name}`);
