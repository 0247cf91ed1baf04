import Papa from 'papaparse';
import type { JsonObject } from '../api/types.ts';

/** One customer of a file: the body that is sent for it, or why none can be. */
export interface ImportLine {
  /** As an editor counts lines or a spreadsheet rows, from 1. */
  readonly at: number;
  readonly body: JsonObject | undefined;
  readonly problem: string | undefined;
}

/** Columns that mean a field of a customer; every other column is a property of its name. */
export const fieldColumns = [
  'provided_id',
  'name',
  'hierarchy_level_name',
  'parent_provided_id',
  'is_demo_group',
  'emails',
  'group_tags',
  'properties',
  'mapping',
  'token',
] as const;

type FieldColumn = (typeof fieldColumns)[number];

/** Reads a file of customers, by its name or by how it begins. */
export function readImport(name: string, text: string): readonly ImportLine[] {
  const plain = text.replace(/^\uFEFF/, '');
  const isLines = /\.(ndjson|jsonl|json)$/i.test(name) || plain.trimStart().startsWith('{');
  return isLines ? readLines(plain) : readTable(plain);
}

function readLines(text: string): readonly ImportLine[] {
  return text
    .split(/\r?\n/)
    .map((line, index) => ({ line, at: index + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, at }): ImportLine => {
      try {
        const body: unknown = JSON.parse(line);
        if (typeof body !== 'object' || body === null || Array.isArray(body))
          return refused(at, 'A line holds one JSON object, such as {"provided_id": "acme"}.');
        return withId(at, body as JsonObject);
      } catch (error) {
        return refused(at, error instanceof Error ? `Not JSON: ${error.message}` : 'Not JSON.');
      }
    });
}

function readTable(text: string): readonly ImportLine[] {
  const [head = [], ...rows] = Papa.parse<string[]>(text).data;
  const columns = head.map((one) => one.trim());
  return rows.flatMap((cells, index) => {
    const at = index + 2;
    if (cells.every((cell) => cell.trim() === '')) return [];
    if (cells.length > columns.length)
      return refused(at, `It has ${cells.length} cells; the first row has ${columns.length}.`);
    return readCells(at, columns, cells);
  });
}

function readCells(at: number, columns: readonly string[], cells: readonly string[]): ImportLine {
  const body: Record<string, unknown> = {};
  const properties: Record<string, unknown> = {};
  for (const [index, column] of columns.entries()) {
    const cell = (cells[index] ?? '').trim();
    // An empty cell says nothing: in an update the field stays as it is.
    if (cell === '' || column === '') continue;
    const field = fieldColumns.find((one) => one === column);
    if (!field) properties[column.replace(/^properties\./, '')] = cellValue(cell);
    else {
      const read = fieldValue(field, cell);
      if (!read.ok) return refused(at, `${column}: ${read.message}`);
      body[field] = read.value;
    }
  }
  if (Object.keys(properties).length > 0) {
    // Columns that are not in the file keep their values: a patch, unless the whole is given too.
    if ('properties' in body)
      body['properties'] = { ...(body['properties'] as object), ...properties };
    else body['properties_patch'] = properties;
  }
  return withId(at, body);
}

type Read =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string };

function fieldValue(field: FieldColumn, cell: string): Read {
  switch (field) {
    case 'is_demo_group':
      if (/^(true|yes|1)$/i.test(cell)) return { ok: true, value: true };
      if (/^(false|no|0)$/i.test(cell)) return { ok: true, value: false };
      return { ok: false, message: `"${cell}" is neither true nor false.` };
    case 'emails':
    case 'group_tags':
      return {
        ok: true,
        value: cell
          .split(/[;,]/)
          .map((one) => one.trim())
          .filter((one) => one !== ''),
      };
    case 'properties':
    case 'mapping':
      try {
        return { ok: true, value: JSON.parse(cell) };
      } catch {
        return { ok: false, message: 'This is not a JSON object.' };
      }
    case 'provided_id':
    case 'name':
    case 'hierarchy_level_name':
    case 'parent_provided_id':
    case 'token':
      return { ok: true, value: cell };
  }
}

/** A cell as JSON has it: numbers that are written the one way there is, true and false, else a text. */
export function cellValue(cell: string): unknown {
  if (cell === 'true' || cell === 'false') return cell === 'true';
  // Not 007, 1e9 or +49: those are names that look like numbers.
  if (/^-?(0|[1-9]\d{0,14})(\.\d{1,15})?$/.test(cell)) return Number(cell);
  if (/^[[{]/.test(cell)) {
    try {
      return JSON.parse(cell);
    } catch {
      return cell;
    }
  }
  return cell;
}

function withId(at: number, body: JsonObject): ImportLine {
  const id = body['provided_id'];
  return id === undefined || id === null || id === ''
    ? refused(at, 'It has no provided_id, which says whom it is about.')
    : { at, body, problem: undefined };
}

const refused = (at: number, problem: string): ImportLine => ({ at, body: undefined, problem });
