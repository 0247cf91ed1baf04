import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/**
 * Prints the gzip size of every built file and fails the build when an entry, with all that it
 * loads before it can paint, or a chunk loaded on demand is over its budget.
 */
const manifest = JSON.parse(readFileSync('dist/manifest.json', 'utf8'));
const budgets = JSON.parse(readFileSync('build/size-budget.json', 'utf8'));

/** @param {string} file */
const gzipBytes = (file) => gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length;

/** Files that come with a chunk at once: itself and its static imports, each once.
 * @param {string} key @param {Set<string>} [seen] */
function loadedWith(key, seen = new Set()) {
  const chunk = manifest[key];
  if (!chunk || seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const sheet of chunk.css ?? []) seen.add(sheet);
  for (const child of chunk.imports ?? []) loadedWith(child, seen);
  return seen;
}

// A chunk loaded on demand finds the shell in place: what that brought costs nothing more.
const shell = loadedWith('embed/main.ts');

const rows = Object.entries(manifest)
  .filter(([, chunk]) => chunk.file.endsWith('.js'))
  .map(([key, chunk]) => {
    const own = gzipBytes(chunk.file);
    const files = [...loadedWith(key)].filter((file) => chunk.isEntry || !shell.has(file));
    const total = files.reduce((sum, file) => sum + gzipBytes(file), 0);
    const name = chunk.src ?? chunk.name ?? key;
    const budget = budgets[name] ?? (chunk.isEntry ? undefined : budgets['*']);
    return { name, entry: chunk.isEntry === true, own, total, budget };
  })
  .sort((a, b) => Number(b.entry) - Number(a.entry) || b.total - a.total);

const kib = (bytes) => (bytes / 1000).toFixed(1).padStart(8);
console.log(
  `${'gzip kB'.padEnd(58)} ${'own'.padStart(8)} ${'loads'.padStart(8)} ${'budget'.padStart(8)}`,
);
for (const row of rows) {
  const budget = row.budget === undefined ? '–'.padStart(8) : kib(row.budget * 1000);
  console.log(
    `${(row.entry ? '' : '  ') + row.name}`.padEnd(58),
    kib(row.own),
    kib(row.total),
    budget,
  );
}
const missing = rows.filter((row) => row.budget === undefined);
const over = rows.filter((row) => row.budget !== undefined && row.total > row.budget * 1000);
for (const row of missing)
  console.error(`no budget for entry ${row.name} in build/size-budget.json`);
for (const row of over) {
  console.error(`${row.name} loads ${(row.total / 1000).toFixed(1)} kB, over its ${row.budget} kB`);
}
if (missing.length + over.length > 0) process.exit(1);
