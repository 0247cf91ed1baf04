import type { DateGroup, Dimension } from '../../model/dashboard.ts';
import { axisGroupFormatter, groupFormatter } from '../format/date_groups.ts';
import { formatter } from '../format/format.ts';
import { variableValue } from '../format/template.ts';
import type { PanelData, RenderContext } from '../panel_view.ts';
import { cellWallTime, dateGroup, groupKey, isLinear } from './dates.ts';
import { isNumeric, isTemporal, toNumber, toText, vector } from './rows.ts';

export type Key = string | number | null;

/** A dimension read from rows: the key of each row, and how keys are written and ordered. */
export interface ReadDimension {
  readonly label: string;
  readonly column: string;
  readonly keys: readonly Key[];
  readonly group: DateGroup | undefined;
  /** Keys are wall times. */
  readonly temporal: boolean;
  /** Keys have an order of their own: by time or by size. */
  readonly ordered: boolean;
  write(key: Key): string;
  /** Shorter writing beside the key before it. */
  writeOnAxis(key: Key, previous: Key | undefined): string;
  /** The value handed to drill-downs: dates as ISO 8601 text, all else as the column holds it. */
  raw(key: Key): unknown;
}

/** What a key without a value is called. */
export const NO_VALUE = '(empty)';

/** A column's name for people: `order_count` → `Order count`. */
export function columnLabel(name: string): string {
  const words = name.replaceAll(/[_\s]+/g, ' ').trim();
  return /[A-Z]/.test(words) ? words : words.charAt(0).toUpperCase() + words.slice(1);
}

/** Reads a dimension; its date group is the variable's, if that names one, else its own. */
export function readDimension(
  dimension: Dimension,
  data: PanelData,
  context: RenderContext,
): ReadDimension {
  const { column, cells } = vector(data, dimension.column);
  const chosen = dimension.group_variable
    ? dateGroup(variableValue(dimension.group_variable, context.variables))
    : undefined;
  const group = chosen ?? dimension.group;
  const label = dimension.label ?? columnLabel(column.name);
  if (isTemporal(column) || group !== undefined) {
    const walls = cells.map((cell) => cellWallTime(cell, column.type, context.timeZone));
    if (walls.some((wall) => wall !== null) || cells.length === 0) {
      const common = { label, column: column.name, group };
      return { ...common, ...dates(dimension, walls, column.type === 'date', group, context) };
    }
  }
  const numeric = isNumeric(column);
  const write = formatter(dimension.format, column.type, context);
  // Years and other numbers that name things carry no separators.
  const plain = numeric && !dimension.format;
  const written = (key: Key) => (key === null ? NO_VALUE : plain ? toText(key) : write(key));
  return {
    label,
    column: column.name,
    group: undefined,
    temporal: false,
    ordered: numeric,
    keys: cells.map((cell) => (numeric ? toNumber(cell) : textKey(cell))),
    write: written,
    writeOnAxis: written,
    raw: (key) => key,
  };
}

function textKey(cell: unknown): Key {
  return cell === null || cell === undefined ? null : toText(cell);
}

function dates(
  dimension: Dimension,
  walls: readonly (number | null)[],
  days: boolean,
  group: DateGroup | undefined,
  context: RenderContext,
): Pick<ReadDimension, 'keys' | 'temporal' | 'ordered' | 'write' | 'writeOnAxis' | 'raw'> {
  const temporal = group === undefined || isLinear(group);
  const weekStart = group === 'week' ? context.weekStart?.() : undefined;
  const keys = group
    ? walls.map((wall) => (wall === null ? null : groupKey(wall, group, weekStart)))
    : walls;
  const own = dimension.format?.kind === 'date' && temporal ? dimension.format : undefined;
  const spoken = own ?? { kind: 'date', time: days ? 'none' : 'short' };
  const inGroup = group && !own ? groupFormatter(group, context.locale) : undefined;
  const byFormat = formatter(spoken, 'date', context);
  const write = (key: Key) =>
    key === null ? NO_VALUE : inGroup ? inGroup(Number(key)) : byFormat(key);
  const axis = axisGroupFormatter(group ?? (days ? 'day' : 'hour'), context.locale);
  return {
    keys,
    temporal,
    ordered: true,
    write,
    writeOnAxis: (key, previous) =>
      key === null || own
        ? write(key)
        : axis(Number(key), typeof previous === 'number' ? previous : undefined),
    raw: (key) => {
      if (typeof key !== 'number' || !temporal) return key;
      const text = new Date(key).toISOString();
      return days || (group !== undefined && group !== 'hour')
        ? text.slice(0, 10)
        : text.slice(0, 19);
    },
  };
}
