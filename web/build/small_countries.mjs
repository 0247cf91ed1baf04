import { writeFileSync } from 'node:fs';
import { geoCentroid } from 'd3-geo';
import { feature } from 'topojson-client';
import { createRequire } from 'node:module';

/**
 * Writes charts/data/small_countries.ts: where the countries lie that the coarse map of the world leaves out for their
 * size. Run it by hand when world-atlas brings other shapes: `node build/small_countries.mjs`.
 */
const atlas = (name) => {
  const topology = createRequire(import.meta.url)(`world-atlas/${name}.json`);
  return feature(topology, topology.objects.countries).features;
};
const drawn = new Set(atlas('countries-110m').map(({ id }) => id));
const missing = atlas('countries-50m')
  .filter(({ id }) => id !== undefined && !drawn.has(id))
  .map((country) => [
    country.id,
    geoCentroid(country).map((degrees) => Math.round(degrees * 10) / 10),
  ])
  .sort(([a], [b]) => a.localeCompare(b));
const lines = missing.map(([id, [east, north]]) => `  '${id}': [${east}, ${north}],`);
writeFileSync(
  'charts/data/small_countries.ts',
  `/**
 * Countries that are too small for the map's shapes, by their ISO 3166 number: degrees east and north of their middle.
 * Written by build/small_countries.mjs.
 */
export const smallCountries: Readonly<Record<string, readonly [number, number]>> = {
${lines.join('\n')}
};
`,
);
