import type {
  Control,
  ControlKind,
  Dashboard,
  Dataset,
  Panel,
  PanelType,
} from '../../../model/dashboard.ts';
import type { Column } from '../../../charts/index.ts';
import { defaultSize, placed } from '../../../embed/layout/placement.ts';
import { freePlace, withBox, type Box } from './layout_moves.ts';

/** Panel types in the order in which they are offered. */
export const panelTypes: readonly { readonly type: PanelType; readonly label: string }[] = [
  { type: 'kpi', label: 'Number' },
  { type: 'kpi_trend', label: 'Trend' },
  { type: 'progress', label: 'Progress' },
  { type: 'gauge', label: 'Gauge' },
  { type: 'bar', label: 'Bars' },
  { type: 'line', label: 'Lines' },
  { type: 'area', label: 'Areas' },
  { type: 'combo', label: 'Bars and lines' },
  { type: 'pie', label: 'Pie' },
  { type: 'donut', label: 'Donut' },
  { type: 'funnel', label: 'Funnel' },
  { type: 'table', label: 'Table' },
  { type: 'pivot_table', label: 'Pivot table' },
  { type: 'scatter', label: 'Scatter' },
  { type: 'bubble', label: 'Bubbles' },
  { type: 'heat_map', label: 'Heat map' },
  { type: 'calendar_heat_map', label: 'Calendar' },
  { type: 'radar', label: 'Radar' },
  { type: 'box_plot', label: 'Box plot' },
  { type: 'sankey', label: 'Sankey' },
  { type: 'treemap', label: 'Treemap' },
  { type: 'map', label: 'Map' },
  { type: 'text', label: 'Text' },
  { type: 'image', label: 'Image' },
];

export const panelLabel = (type: string): string =>
  panelTypes.find((one) => one.type === type)?.label ?? type;

export const controlKinds: readonly { readonly kind: ControlKind; readonly label: string }[] = [
  { kind: 'dropdown', label: 'Dropdown' },
  { kind: 'multiselect', label: 'Multiselect' },
  { kind: 'toggle', label: 'Toggle' },
  { kind: 'text', label: 'Text' },
  { kind: 'number', label: 'Number' },
  { kind: 'date', label: 'Date' },
  { kind: 'date_range', label: 'Date range' },
  { kind: 'time_period', label: 'Time period' },
  { kind: 'date_group', label: 'Date grouping' },
  { kind: 'button', label: 'Button' },
];

/** A name that is free: the wanted one, or with a number behind it. */
export function freeName(wanted: string, taken: readonly string[]): string {
  const base = wanted.replaceAll(/\W+/g, '_').replace(/^[^A-Za-z]+/, '') || 'part';
  if (!taken.includes(base)) return base;
  for (let at = 2; ; at++) if (!taken.includes(`${base}_${at}`)) return `${base}_${at}`;
}

/** Every id and name that another part must not take. */
export const takenIds = (definition: Dashboard): readonly string[] => [
  ...definition.panels.map(({ id }) => id),
  ...(definition.controls ?? []).map(({ id }) => id),
  ...(definition.variables ?? []).map(({ name }) => name),
];

/** What the columns of a dataset are good for, best first. */
interface Fields {
  readonly number: string;
  readonly second: string;
  readonly text: string;
  readonly other: string;
  readonly date: string;
}

function fieldsOf(columns: readonly Column[]): Fields {
  const of = (...types: string[]) =>
    columns.filter(({ type }) => types.includes(type)).map(({ name }) => name);
  const numbers = of('decimal', 'number', 'integer');
  // Ids count things; they are not what a chart measures.
  const measured = numbers.filter((name) => !/(^|_)id$/i.test(name));
  const [number = numbers[0] ?? columns[0]?.name ?? 'value', second] = measured;
  const dates = of('date', 'timestamp');
  const [text, other] = of('string', 'boolean');
  const first = columns[0]?.name ?? 'category';
  return {
    number,
    second: second ?? number,
    text: text ?? dates[0] ?? first,
    other: other ?? dates[0] ?? text ?? first,
    date: dates[0] ?? text ?? first,
  };
}

/** Stands where a picture will: within the definition, so that no other server is asked for it. */
const picture =
  'data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 96 64%22%3E' +
  '%3Cg fill=%22%238a94a6%22%3E%3Ccircle cx=%2270%22 cy=%2218%22 r=%228%22/%3E' +
  '%3Cpath d=%22M8 56 34 20l18 24 10-12 26 24z%22/%3E%3C/g%3E%3C/svg%3E';

/** A panel of a type that shows something of a dataset at once. */
export function newPanel(
  type: PanelType,
  id: string,
  dataset: string,
  columns: readonly Column[],
): Panel {
  const { number, second, text, other, date } = fieldsOf(columns);
  const isTime = columns.some(({ name, type: is }) => name === date && /date|timestamp/.test(is));
  const along = isTime ? { column: date, group: 'month' as const } : { column: text };
  const base = { id, dataset };
  const category = { column: text };
  const value = { column: number };
  switch (type) {
    case 'table':
      return { ...base, type, title: 'Rows' };
    case 'pivot_table':
      return { ...base, type, rows: [category], values: [value] };
    case 'bar':
      return { ...base, type, category, values: [value] };
    case 'line':
    case 'area':
      return { ...base, type, category: along, values: [value] };
    case 'combo':
      return { ...base, type, category: along, bars: [value], lines: [{ column: second }] };
    case 'scatter':
      return { ...base, type, x: value, y: { column: second } };
    case 'bubble':
      return { ...base, type, x: value, y: { column: second }, size: value };
    case 'pie':
    case 'donut':
    case 'funnel':
      return { ...base, type, category, value };
    case 'heat_map':
      return { ...base, type, x: { column: other }, y: category, value };
    case 'calendar_heat_map':
      return { ...base, type, date: { column: date }, value };
    case 'radar':
      return { ...base, type, category, values: [value] };
    case 'box_plot':
      return { ...base, type, category, value };
    case 'sankey':
      return { ...base, type, source: category, target: { column: other }, value };
    case 'treemap':
      return { ...base, type, levels: [category], value };
    case 'map':
      return { ...base, type, map: 'world', region: category, value };
    case 'gauge':
    case 'kpi':
      return { ...base, type, title: title(number), value };
    case 'kpi_trend':
      return {
        ...base,
        type,
        title: title(number),
        value,
        date: { column: date },
        period: 'last_12_months',
      };
    case 'progress':
      return { ...base, type, title: title(number), value, goal: 100 };
    case 'text':
      return { id, type, markdown: '## Heading\n\nWhat this dashboard tells.' };
    case 'image':
      return { id, type, url: picture, alt: 'A picture' };
  }
}

const title = (column: string): string =>
  column.charAt(0).toUpperCase() + column.slice(1).replaceAll('_', ' ');

export function newControl(kind: ControlKind, id: string): Control {
  const label = controlKinds.find((one) => one.kind === kind)?.label ?? id;
  const options = [{ value: 'a', label: 'A' }];
  switch (kind) {
    case 'dropdown':
    case 'multiselect':
    case 'toggle':
      return { id, kind, label, options };
    case 'time_period':
      return { id, kind, label, options: [{ label: '7 days', value: 10080 }] };
    case 'button':
      return { id, kind, label, event: 'pressed' };
    case 'text':
    case 'number':
    case 'date':
      return { id, kind, label };
    case 'date_range':
      return { id, kind, label, default: 'last_12_months' };
    case 'date_group':
      return { id, kind, label, default: 'month' };
  }
}

export const newDataset = (name: string, schema: string): Dataset => ({
  name,
  schema,
  sql: 'select *\nfrom \nwhere customer_id = {{ customer_id }}',
});

/** Where everything that stands on the grid is now, laid out by its author or not. */
export function boxesOf(definition: Dashboard): readonly Box[] {
  return placed([
    ...(definition.controls ?? [])
      .filter(({ layout }) => layout)
      .map((control) => ({
        id: `control:${control.id}`,
        layout: control.layout,
        size: { w: 3, h: 1 },
      })),
    ...definition.panels.map((panel) => ({
      id: panel.id,
      layout: panel.layout,
      size: defaultSize(panel),
    })),
  ]).map(({ id, column, row, w, h }) => ({ id, x: column - 1, y: row - 1, w, h }));
}

/** The definition with its parts at places; what was nobody's choice before is one from now on. */
export function withBoxes(definition: Dashboard, boxes: readonly Box[]): Dashboard {
  const at = new Map(boxes.map((box) => [box.id, box]));
  const laid = <T extends Panel | Control>(part: T, id: string): T => {
    const box = at.get(id);
    if (!box) return part;
    const { x, y, w, h } = box;
    const phone = part.layout?.phone;
    return { ...part, layout: { x, y, w, h, ...(phone ? { phone } : {}) } };
  };
  return {
    ...definition,
    ...(definition.controls
      ? {
          controls: definition.controls.map((control) =>
            control.layout ? laid(control, `control:${control.id}`) : control,
          ),
        }
      : {}),
    panels: definition.panels.map((panel) => laid(panel, panel.id)),
  };
}

/** The definition with another panel, in the first free place. */
export function withPanel(definition: Dashboard, panel: Panel): Dashboard {
  const boxes = boxesOf(definition);
  const size = panel.layout ? { w: panel.layout.w, h: panel.layout.h } : defaultSize(panel);
  const box = { id: panel.id, ...size, ...freePlace(boxes, size) };
  return withBoxes({ ...definition, panels: [...definition.panels, panel] }, withBox(boxes, box));
}

/** The definition without some of its panels and controls. */
export function without(definition: Dashboard, ids: ReadonlySet<string>): Dashboard {
  return {
    ...definition,
    ...(definition.controls
      ? { controls: definition.controls.filter(({ id }) => !ids.has(`control:${id}`)) }
      : {}),
    panels: definition.panels.filter(({ id }) => !ids.has(id)),
  };
}
