import { geoEqualEarth, type GeoStreamWrapper } from 'd3-geo';
import { registerMap } from 'echarts/core';
import type { Feature, Geometry } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { smallCountries } from '../data/small_countries.ts';
import { countryNames, regionFinder, statePostalCodes, type FindRegion } from '../data/regions.ts';

/** A map that ECharts knows by its name. */
export interface Atlas {
  readonly name: 'world' | 'us_states';
  readonly find: FindRegion;
  /** Codes and name of a region, for drill-downs and tooltips. */
  readonly title: (id: string) => string;
  readonly projection?: {
    readonly project: (point: readonly [number, number]) => readonly [number, number];
    readonly unproject: (point: readonly [number, number]) => readonly [number, number];
    readonly stream?: GeoStreamWrapper['stream'];
  };
  /** Height of the drawn map in parts of its width. */
  readonly shape: number;
}

type Shapes = Topology<{ readonly [name: string]: GeometryCollection<{ name: string }> }>;
type Country = Feature<Geometry, { name: string }>;
type MapSource = Parameters<typeof registerMap>[1];

/** The world in the Equal Earth projection: areas compare truly. Antarctica is left out. */
export async function worldAtlas(): Promise<Atlas> {
  const [{ default: topology }, { default: codes }] = await Promise.all([
    import('world-atlas/countries-110m.json'),
    import('i18n-iso-countries/codes.json'),
  ]);
  const shapes = topology as unknown as Shapes;
  const countries = shapes.objects['countries'];
  if (!countries) throw new Error('The world map holds no countries.');
  const { features } = feature(shapes, countries);
  const iso = new Map(
    (codes as readonly string[][]).map(([two, three, number]) => [
      number ?? '',
      { two: two ?? '', three: three ?? '' },
    ]),
  );
  const titles = new Map<string, string>();
  const aliases: [string, string[]][] = [];
  const kept = [
    ...features.filter(({ id }) => String(id) !== '010'),
    ...Object.entries(smallCountries).map(([id, middle]) => dot(id, middle)),
  ];
  for (const country of kept) {
    const name = country.properties.name;
    const code = iso.get(String(country.id ?? ''));
    const id = code?.two ?? name;
    country.properties.name = id;
    const spoken = code
      ? (new Intl.DisplayNames(['en'], { type: 'region' }).of(code.two) ?? name)
      : name;
    titles.set(id, spoken);
    aliases.push([
      id,
      [
        ...(code ? [code.two, code.three, String(country.id)] : []),
        name,
        spoken,
        ...(countryNames[id] ?? []),
      ],
    ]);
  }
  // Cuts at the far side of the globe are part of the projection's stream.
  const projection = geoEqualEarth().rotate([-11, 0]);
  registerMap('world', {
    geoJSON: { type: 'FeatureCollection', features: kept },
  } as unknown as MapSource);
  return {
    name: 'world',
    find: regionFinder(aliases),
    title: (id) => titles.get(id) ?? id,
    shape: 0.46,
    projection: {
      project: (point) => projection([...point]) ?? [0, 0],
      unproject: (point) => projection.invert?.([...point]) ?? [0, 0],
      stream: projection.stream,
    },
  };
}

/** Degrees from the middle of a small country's dot to its rim: wide enough to be seen and met on a phone. */
const DOT_DEGREES = 1.1;

/** A country that has no shape on this map, as a disc at its place that is drawn, named and clicked like any other. */
function dot(id: string, [east, north]: readonly [number, number]): Country {
  const rim = Array.from({ length: 17 }, (_, step) => {
    const angle = (-step * Math.PI) / 8;
    // Towards the poles a degree of longitude is shorter, so more of them make the same width.
    const stretch = DOT_DEGREES / Math.cos((north * Math.PI) / 180);
    return [east + stretch * Math.cos(angle), north + DOT_DEGREES * Math.sin(angle)];
  });
  return {
    type: 'Feature',
    id,
    properties: { name: id },
    geometry: { type: 'Polygon', coordinates: [rim] },
  };
}

/** The states of the USA, Alaska and Hawaii moved beside the others, in Albers' projection. */
export async function statesAtlas(): Promise<Atlas> {
  const { default: topology } = await import('us-atlas/states-albers-10m.json');
  const shapes = topology as unknown as Shapes;
  const states = shapes.objects['states'];
  if (!states) throw new Error('The map of the USA holds no states.');
  const { features } = feature(shapes, states);
  const titles = new Map<string, string>();
  const aliases: [string, string[]][] = [];
  const kept = features.filter(({ id }) => String(id) in statePostalCodes);
  for (const state of kept) {
    const name = state.properties.name;
    const id = statePostalCodes[String(state.id)] ?? name;
    state.properties.name = id;
    titles.set(id, name);
    aliases.push([id, [id, name, String(state.id), `US-${id}`]]);
  }
  registerMap('us_states', {
    geoJSON: { type: 'FeatureCollection', features: kept },
  } as unknown as MapSource);
  const same = (point: readonly [number, number]) => point;
  return {
    name: 'us_states',
    find: regionFinder(aliases),
    title: (id) => titles.get(id) ?? id,
    // The shapes are already projected, with y downwards as on the screen.
    projection: { project: same, unproject: same },
    shape: 0.6,
  };
}
