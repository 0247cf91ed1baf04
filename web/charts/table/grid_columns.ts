import type { ColorRule, TableColumn } from '../../model/dashboard.ts';
import { aggregate } from '../data/aggregate.ts';
import { colorScale, plainColor, ruleColor, type Scale } from '../data/color.ts';
import { columnLabel } from '../data/dimension.ts';
import { isNumeric, toNumber, toText, vector } from '../data/rows.ts';
import { formatter, type Formatter } from '../format/format.ts';
import type { Cell, Column, PanelData, RenderContext } from '../panel_view.ts';

/** A column of a table, ready to be drawn. */
export interface GridColumn {
  readonly name: string;
  readonly label: string;
  readonly numeric: boolean;
  readonly cells: readonly Cell[];
  readonly write: Formatter;
  readonly display: NonNullable<TableColumn['display']>;
  readonly align: 'start' | 'center' | 'end';
  readonly width: number | undefined;
  readonly wrap: boolean;
  readonly total: TableColumn['total'];
  readonly rules: readonly ColorRule[];
  readonly scale: Scale | undefined;
  /** Largest absolute number, for bars. */
  readonly largest: number;
}

/** The columns that a table shows: those asked for, else all of the rows'. */
export function gridColumns(
  asked: readonly TableColumn[] | undefined,
  data: PanelData,
  context: RenderContext,
): GridColumn[] {
  const wanted = asked ?? data.columns.map((column): TableColumn => ({ column: column.name }));
  return wanted
    .filter((column) => column.hidden !== true)
    .map((column) => gridColumn(column, data, context));
}

function gridColumn(asked: TableColumn, data: PanelData, context: RenderContext): GridColumn {
  const { column, cells } = vector(data, asked.column);
  const numeric = isNumeric(column);
  const found = asked.color_scale || asked.display === 'bar' ? cells.map(toNumber) : [];
  const numbers = found.filter((each) => each !== null);
  const format = asked.format ?? nameFormat(column);
  return {
    name: column.name,
    label: asked.label ?? columnLabel(column.name),
    numeric,
    cells,
    write: formatter(format, column.type, context, numeric ? digitsOf(cells) : undefined),
    display: asked.display ?? 'text',
    align: asked.align ?? (numeric && asked.display !== 'badge' ? 'end' : 'start'),
    width: asked.width,
    wrap: asked.wrap ?? false,
    total: asked.total,
    rules: asked.color_rules ?? [],
    scale: asked.color_scale
      ? colorScale(asked.color_scale, numbers, context.theme.mode)
      : undefined,
    largest: numbers.reduce((most, each) => Math.max(most, Math.abs(each)), 0),
  };
}

/** Numbers that name things (ids, years) are written without separators. */
function nameFormat(column: Column): TableColumn['format'] {
  const naming = /(^|_)(id|year|zip|code|number)$/i.test(column.name);
  return naming && column.type === 'integer' ? { kind: 'number', grouping: false } : undefined;
}

/** Most digits after the point among the first cells, so that a column's points line up. */
function digitsOf(cells: readonly Cell[]): number {
  let most = 0;
  for (const cell of cells.slice(0, 200)) {
    const text = toText(cell);
    const point = text.indexOf('.');
    if (point >= 0 && !text.includes('e')) most = Math.max(most, text.length - point - 1);
  }
  return Math.min(most, 6);
}

/** The total of a column over the given rows, written. */
export function columnTotal(column: GridColumn, rows: readonly number[]): string {
  if (!column.total) return '';
  const value = aggregate(
    column.total,
    rows.map((row) => column.cells[row]),
  );
  const counted = column.total === 'count' || column.total === 'count_distinct';
  return counted ? toText(value) : column.write(value);
}

/** Background of a cell by rule or scale; a rule's colour is softened so that text stays readable. */
export function cellColor(column: GridColumn, cell: Cell): { background?: string; text?: string } {
  const ruled = ruleColor(column.rules, cell);
  if (ruled) return { text: plainColor(ruled) };
  const number = column.scale ? toNumber(cell) : null;
  return column.scale && number !== null ? { background: column.scale.color(number) } : {};
}

let pen: CanvasRenderingContext2D | null | undefined;

/** Width in CSS pixels that a text takes. */
export function textWidth(text: string, font: string): number {
  if (pen === undefined) pen = document.createElement('canvas').getContext?.('2d') ?? null;
  if (!pen) return text.length * 7;
  pen.font = font;
  return pen.measureText(text).width;
}

/** A width that shows the heading and nearly all of a column's cells. */
export function fittingWidth(
  column: GridColumn,
  font: string,
  edge: number,
  total: string,
): number {
  if (column.width !== undefined) return column.width;
  if (column.display === 'image') return 72;
  const heading = textWidth(column.label, `500 12px ${font}`) + 20;
  const step = Math.max(1, Math.floor(column.cells.length / 60));
  const widths: number[] = [];
  for (let row = 0; row < column.cells.length; row += step) {
    widths.push(textWidth(column.write(column.cells[row]), `400 13px ${font}`));
  }
  widths.sort((a, b) => a - b);
  // One stray cell in twenty may be cut rather than stretch the column, if it is far longer.
  const usual = widths[Math.floor((widths.length - 1) * 0.95)] ?? 0;
  const longest = widths.at(-1) ?? 0;
  const body = (column.display === 'badge' || longest < 1.5 * usual ? longest : usual) + 2;
  const extra = column.display === 'badge' || column.display === 'bar' ? 20 : 0;
  const most = column.wrap ? 280 : 340;
  const summed = total === '' ? 0 : textWidth(total, `600 13px ${font}`) + 2;
  return Math.ceil(Math.min(most, Math.max(56, heading, summed, body + extra)) + 24 + edge);
}
