import type { KpiTrendPanel } from '../../model/dashboard.ts';
import { aggregate } from '../data/aggregate.ts';
import { addMonths, cellWallTime, DAY, wallTime } from '../data/dates.ts';
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

const HOUR = DAY / 24;

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
  const additive = kind === 'sum' || kind === 'count' || kind === 'count_distinct';
  const edges = courseEdges(span, now);
  const parts = edges.slice(1).map((): unknown[] => []);
  walls.forEach((wall, row) => {
    if (wall === null) return;
    const step = edges.findLastIndex((edge) => edge <= wall);
    parts[step]?.push(measured.cells[row]);
  });
  const course = parts.map((cells) =>
    cells.length > 0 ? toNumber(aggregate(kind, cells)) : additive ? 0 : null,
  );
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

/**
 * Ends of the steps of a period's course, some ten to ninety: counted back from its last moment, so
 * that all steps are whole and none looks like a fall that was none.
 */
function courseEdges({ start, end }: Span, now: number): number[] {
  const days = (end - start) / DAY;
  const unit = days <= 2 ? HOUR : DAY;
  const last = Math.min(end + 1, Math.ceil((now + 1) / unit) * unit);
  const back = (steps: number) =>
    days <= 45
      ? last - steps * unit
      : days <= 200
        ? last - steps * 7 * DAY
        : addMonths(last, -steps);
  const edges: number[] = [];
  for (let steps = 0; back(steps) >= start; steps++) edges.unshift(back(steps));
  return edges;
}

function written({ start, end }: Span, context: RenderContext): string {
  const write = formatter({ kind: 'date', time: 'none' }, 'date', context);
  const [from, to] = [write(start), write(end)];
  return from === to ? from : `${from} – ${to}`;
}
