import { geoEqualEarth, type GeoStreamWrapper } from 'd3-geo';
import { registerMap } from 'echarts/core';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
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
  const kept = features.filter(({ id }) => String(id) !== '010');
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
