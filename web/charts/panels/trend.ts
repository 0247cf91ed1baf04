import type { KpiTrendPanel } from '../../model/dashboard.ts';
import { aggregate } from '../data/aggregate.ts';
import {
  cellWallTime,
  DAY,
  filledKeys,
  groupKey,
  wallTime,
  type LinearGroup,
} from '../data/dates.ts';
import {
  contains,
  customSpan,
  periodSpan,
  precedingSpan,
  yearEarlier,
  type Span,
} from '../data/periods.ts';
import { toNumber, vector } from '../data/rows.ts';
import { formatter } from '../format/format.ts';
import { fillTemplate } from '../format/template.ts';
import type { PanelData, RenderContext } from '../panel_view.ts';

/** A measure over a period, over the period compared with, and along the way. */
export interface Trend {
  readonly value: number | string | null;
  readonly before: number | string | null;
  readonly course: readonly (number | null)[];
  /** Both spans, written. */
  readonly spans: string;
}

/** Raised when a custom period's ends are no dates; shown to the viewer. */
export class UnreadablePeriod extends Error {
  constructor(start: string, end: string) {
    super(
      `The period from "${start}" to "${end}" cannot be read: both must be ISO 8601, in order.`,
    );
    this.name = 'UnreadablePeriod';
  }
}

export function trend(panel: KpiTrendPanel, data: PanelData, context: RenderContext): Trend {
  const now = wallTime((context.now ?? Date.now)(), context.timeZone);
  const span = spanOf(panel, now, context);
  const earlier = panel.compare === 'previous_year' ? yearEarlier(span) : precedingSpan(span);
  const dates = vector(data, panel.date.column);
  const measured = vector(data, panel.value.column);
  const kind = panel.value.aggregate ?? 'sum';
  const walls = dates.cells.map((cell) => cellWallTime(cell, dates.column.type, context.timeZone));
  const over = (part: Span) =>
    aggregate(
      kind,
      measured.cells.filter((_, row) => {
        const wall = walls[row];
        return wall !== null && wall !== undefined && contains(part, wall);
      }),
    );
  const group = courseGroup(span);
  const parts = new Map<number, unknown[]>();
  walls.forEach((wall, row) => {
    if (wall === null || !contains(span, wall)) return;
    const key = groupKey(wall, group);
    parts.set(key, [...(parts.get(key) ?? []), measured.cells[row]]);
  });
  const edges = [span.start, Math.min(span.end, now)].map((wall) => groupKey(wall, group));
  const additive = kind === 'sum' || kind === 'count' || kind === 'count_distinct';
  const course = filledKeys(edges, group).map((key) => {
    const cells = parts.get(key);
    return cells ? toNumber(aggregate(kind, cells)) : additive ? 0 : null;
  });
  const additiveValue = (value: number | string | null) => value ?? (additive ? 0 : null);
  return {
    value: additiveValue(over(span)),
    before: additiveValue(over(earlier)),
    course,
    spans: `${written(span, context)} / ${written(earlier, context)}`,
  };
}

function spanOf(panel: KpiTrendPanel, now: number, context: RenderContext): Span {
  if (panel.period !== 'custom') return periodSpan(panel.period, now);
  const start = fillTemplate(panel.custom_range?.start ?? '', context.variables);
  const end = fillTemplate(panel.custom_range?.end ?? '', context.variables);
  const span = customSpan(start, end, context.timeZone);
  if (!span) throw new UnreadablePeriod(start, end);
  return span;
}

/** A step that gives the course some ten to ninety points. */
function courseGroup({ start, end }: Span): LinearGroup {
  const days = (end - start) / DAY;
  if (days <= 2) return 'hour';
  if (days <= 45) return 'day';
  return days <= 200 ? 'week' : 'month';
}

function written({ start, end }: Span, context: RenderContext): string {
  const write = formatter({ kind: 'date', time: 'none' }, 'date', context);
  const [from, to] = [write(start), write(end)];
  return from === to ? from : `${from} – ${to}`;
}
