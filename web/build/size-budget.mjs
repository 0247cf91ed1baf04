import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/**
 * Prints the gzip size of every built entry and of every chunk that is fetched on demand, and what an
 * embed loads beside what its peers load; fails the build when a size is over its budget. An entry
 * counts with all that it loads at once; a chunk with all that it loads besides what every chunk that
 * asks for it has loaded already.
 */
const budgets = JSON.parse(readFileSync('build/size-budget.json', 'utf8'));

const sizes = new Map();
const gzipBytes = (file) => {
  if (!sizes.has(file))
    sizes.set(file, gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length);
  return sizes.get(file);
};

/** One of the two builds: what of it is loaded with what. */
function build(manifestFile) {
  const manifest = JSON.parse(readFileSync(`dist/${manifestFile}`, 'utf8'));

  /** Files that come with a chunk at once: itself, its styles and its static imports, each once. */
  function loadedWith(key, seen = new Set()) {
    const chunk = manifest[key];
    if (!chunk || seen.has(chunk.file)) return seen;
    seen.add(chunk.file);
    for (const sheet of chunk.css ?? []) seen.add(sheet);
    for (const child of chunk.imports ?? []) loadedWith(child, seen);
    return seen;
  }

  const onDemand = new Set(Object.values(manifest).flatMap((chunk) => chunk.dynamicImports ?? []));

  /** Files that are there already, whichever chunk it is that asks for this one. */
  function present(key) {
    const asking = Object.keys(manifest)
      .filter((other) => manifest[other].dynamicImports?.includes(key))
      .map((other) => loadedWith(other));
    const [first = new Set(), ...others] = asking;
    return new Set([...first].filter((file) => others.every((files) => files.has(file))));
  }

  const rows = Object.entries(manifest)
    .filter(([key, chunk]) => chunk.file.endsWith('.js') && (chunk.isEntry || onDemand.has(key)))
    .map(([key, chunk]) => {
      const entry = chunk.isEntry === true;
      const there = entry ? new Set() : present(key);
      const files = [...loadedWith(key)].filter((file) => !there.has(file));
      const total = files.reduce((sum, file) => sum + gzipBytes(file), 0);
      const name = chunk.src ?? chunk.name ?? key;
      return {
        name,
        entry,
        own: gzipBytes(chunk.file),
        total,
        budget: budgets[name] ?? (entry ? undefined : budgets['*']),
      };
    })
    .sort((a, b) => Number(b.entry) - Number(a.entry) || b.total - a.total);
  return { rows, loadedWith };
}

const embedBuild = build('manifest.json');
const rows = [...embedBuild.rows, ...build('console-manifest.json').rows];

const kilobytes = (bytes) => (bytes / 1000).toFixed(1).padStart(8);
console.log(
  `${'kB of gzip'.padEnd(52)} ${'own'.padStart(8)} ${'loads'.padStart(8)} ${'budget'.padStart(8)}`,
);
for (const row of rows) {
  const budget = row.budget === undefined ? '–'.padStart(8) : kilobytes(row.budget * 1000);
  console.log(
    `${row.entry ? '' : '  '}${row.name}`.padEnd(52),
    kilobytes(row.own),
    kilobytes(row.total),
    budget,
  );
}

/** What a page with an embed loads: before its first numbers, and before its first chart. */
const embed = 'embed/main.ts';
const charted = new Set([
  ...embedBuild.loadedWith(embed),
  ...embedBuild.loadedWith('charts/echarts/cartesian.ts'),
]);
const weigh = (files) => [...files].reduce((sum, file) => sum + gzipBytes(file), 0) / 1000;
const peers = JSON.parse(readFileSync('build/peer-sizes.json', 'utf8'));
const beside = [
  { name: '> Vitrine: tables, KPIs, progress, texts', kB: weigh(embedBuild.loadedWith(embed)) },
  { name: '> Vitrine: the same and bars, lines, areas', kB: weigh(charted) },
  ...peers,
].sort((a, b) => a.kB - b.kB);
console.log('\nBeside its peers (packages of npm, gzip -9; peer-sizes.json)');
for (const { name, kB } of beside) console.log(name.padEnd(61), kilobytes(kB * 1000));

const missing = rows.filter((row) => row.budget === undefined);
const over = rows.filter((row) => row.budget !== undefined && row.total > row.budget * 1000);
for (const row of missing)
  console.error(`no budget for the entry ${row.name} in build/size-budget.json`);
for (const row of over) {
  console.error(
    `${row.name} loads ${(row.total / 1000).toFixed(1)} kB, over its budget of ${row.budget} kB`,
  );
}
if (missing.length + over.length > 0) process.exit(1);
