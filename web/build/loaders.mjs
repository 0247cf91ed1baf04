import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * Writes the scripts with names that never change: `bundle.js` for host and iframe pages,
 * `demo.js` for the demo's host page. Each only fetches its entry and the entry's chunks, all at once, by their hashed
 * names. As a classic script from another origin it has no base address of its own (the standard
 * hides it), hence `currentScript`; as a module it has no `currentScript`, but a base address.
 */
const manifestOf = (build) => JSON.parse(readFileSync(`dist/${build}`, 'utf8'));
const manifest = manifestOf('manifest.json');
const consoleManifest = manifestOf('console-manifest.json');

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

writeConsolePage();

/**
 * The console's page: every file that its first view needs is named in it, so that none waits for
 * another. Paths start at the server's root, for the page answers at every address of the console.
 */
function writeConsolePage() {
  const entry = 'console/main.ts';
  const keys = [...keysOf(entry)];
  const sheets = [...new Set(keys.flatMap((key) => consoleManifest[key].css ?? []))];
  const fonts = Object.values(consoleManifest)
    .map(({ file }) => file)
    .filter((file) => /inter-latin-wght-normal.*\.woff2$/.test(file));
  const icon = `assets/icon-${hashOf('console/icon.svg')}.svg`;
  copyFileSync('console/icon.svg', `dist/${icon}`);
  const head = [
    `<link rel="icon" type="image/svg+xml" href="/${icon}" />`,
    ...fonts.map(
      (file) => `<link rel="preload" as="font" type="font/woff2" crossorigin href="/${file}" />`,
    ),
    ...sheets.map((file) => `<link rel="stylesheet" href="/${file}" />`),
    ...keys.map((key) => `<link rel="modulepreload" href="/${consoleManifest[key].file}" />`),
    `<script type="module" src="/${consoleManifest[entry].file}"></script>`,
  ];
  const page = readFileSync('console/index.html', 'utf8').replace(
    /<!-- .* -->/,
    head.join('\n    '),
  );
  writeFileSync('dist/console.html', page);
}

/** @param {string} key @param {Set<string>} [seen] */
function keysOf(key, seen = new Set()) {
  if (!consoleManifest[key] || seen.has(key)) return seen;
  seen.add(key);
  for (const child of consoleManifest[key].imports ?? []) keysOf(child, seen);
  return seen;
}

/** @param {string} file */
function hashOf(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 8);
}

for (const name of ['demo.html', 'demo.css']) copyFileSync(`embed/demo/${name}`, `dist/${name}`);
