import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import schema from './dashboard.schema.json' with { type: 'json' };
import { typeKeys } from './samples/type_keys.ts';
import { everyPart } from './samples/every_part.ts';

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
addFormats.default(ajv);
const validate = ajv.compile(schema as object);

/** What the schema says against a definition: `path reason`, one a line. */
function refusals(dashboard: unknown): string[] {
  validate(dashboard);
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
}

interface Node {
  readonly [key: string]: unknown;
  readonly type?: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: unknown;
}

const definitions = schema.$defs as unknown as Readonly<Record<string, Node>>;

describe('the published schema', () => {
  test('accepts a dashboard with every control and panel type', () => {
    expect(refusals(everyPart)).toEqual([]);
  });

  test('knows a sample of every panel type and control kind', () => {
    const panels = definitions['panel']?.properties?.['type']?.['enum'] as string[];
    const controls = definitions['control']?.properties?.['kind']?.['enum'] as string[];
    expect(everyPart.panels.map((panel) => panel.type).sort()).toEqual([...panels].sort());
    expect(everyPart.controls.map((control) => control.kind).sort()).toEqual([...controls].sort());
  });

  test.each(Object.entries(typeKeys))('has the properties of the type behind %s', (name, keys) => {
    const node = name === 'dashboard' ? (schema as unknown as Node) : definitions[name];
    expect(Object.keys(node?.properties ?? {}).sort()).toEqual(Object.keys(keys).sort());
  });

  test('describes every definition and refuses unknown properties in every object', () => {
    const flaws: string[] = [];
    for (const [name, node] of Object.entries(definitions)) {
      if (!node.description) flaws.push(`${name} has no description`);
      const union = node['allOf'] !== undefined;
      if (node.type === 'object' && !union && node.additionalProperties !== false) {
        flaws.push(`${name} takes any property`);
      }
      for (const [property, value] of Object.entries(node.properties ?? {})) {
        const named = value['$ref'] !== undefined || value['const'] !== undefined || union;
        if (!named && !value.description) flaws.push(`${name}.${property} has no description`);
      }
    }
    expect(flaws).toEqual([]);
  });
});

describe('a refused dashboard', () => {
  const dashboard = { name: 'A', datasets: [], panels: [] as unknown[] };

  test('names the unknown property of a panel', () => {
    const panel = { id: 'a', type: 'text', markdown: 'x', colour: 'red' };
    expect(refusals({ ...dashboard, panels: [panel] })).toContain(
      '/panels/0 must NOT have additional properties',
    );
  });

  test('names the panel type that does not exist', () => {
    expect(refusals({ ...dashboard, panels: [{ id: 'a', type: 'pye' }] })).toEqual([
      '/panels/0/type must be equal to one of the allowed values',
    ]);
  });

  test.each(['1a', 'a-b', 'a.b', '', 'ä', 'a b'])('has an id that is no name: %j', (id) => {
    const panel = { id, type: 'text', markdown: 'x' };
    expect(refusals({ ...dashboard, panels: [panel] })[0]).toMatch(/^\/panels\/0\/id must match/);
  });

  test.each(['url(x)', 'red;position:fixed', 'expression(1)', '#12', 'var(--x)'])(
    'has a colour that is none: %s',
    (accent) => {
      const theme = { light: { accent } };
      expect(refusals({ ...dashboard, theme })[0]).toMatch(/^\/theme\/light\/accent must match/);
    },
  );

  const customTrend = {
    id: 'a',
    type: 'kpi_trend',
    dataset: 'd',
    value: { column: 'v' },
    date: { column: 'd' },
    period: 'custom',
  };

  test.each(['yesterday', '2026', '', '1/2/2026'])(
    'has a range that starts at no date: %j',
    (start) => {
      const panel = { ...customTrend, custom_range: { start, end: '2026-02-28' } };
      const said = refusals({ ...dashboard, panels: [panel] });
      expect(said.some((one) => /custom_range\/start must match/.test(one))).toBe(true);
      const given = { start: '2026-01-01T00:00:00Z', end: '{{ days.endDate }}' };
      expect(
        refusals({ ...dashboard, panels: [{ ...panel, custom_range: given }] }).filter((one) =>
          one.includes('custom_range'),
        ),
      ).toEqual([]);
    },
  );

  test('is a custom trend without its range', () => {
    expect(refusals({ ...dashboard, panels: [customTrend] })).toContain(
      "/panels/0 must have required property 'custom_range'",
    );
  });
});
