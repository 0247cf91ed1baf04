import { MarkAreaComponent, MarkLineComponent } from 'echarts/components';
import { use } from 'echarts/core';
import type { GoalLine } from '../../model/dashboard.ts';
import { plainColor, readable } from '../data/color.ts';
import { fillTemplate, templateNumber } from '../format/template.ts';
import type { RenderContext } from '../panel_view.ts';

use([MarkAreaComponent, MarkLineComponent]);

type Parts = Record<string, unknown>;

/** A goal line with its numbers read. */
interface Goal {
  readonly at: number;
  readonly to: number | null;
  readonly label: string;
  readonly color: string;
}

function readGoals(
  lines: readonly GoalLine[] | undefined,
  axis: 'y' | 'y2' | 'x',
  context: RenderContext,
): Goal[] {
  return (lines ?? []).flatMap((line) => {
    if ((line.axis ?? 'y') !== axis) return [];
    const at = templateNumber(line.value, context.variables);
    if (at === null) return [];
    const to = line.to === undefined ? null : templateNumber(line.to, context.variables);
    const label = fillTemplate(line.label ?? '', context.variables);
    return [{ at, to, label, color: plainColor(line.color ?? context.theme.text_muted) }];
  });
}

/** Prefix of the ids of series that carry goal lines and stand for no rows. */
export const GOAL_SERIES = 'goal:';

/**
 * Series that draw goal lines on an axis of numbers; an invisible point at each goal makes the axis
 * reach it. `along` says where that axis runs on the page.
 */
export function goalSeries(
  lines: readonly GoalLine[] | undefined,
  axis: 'y' | 'y2' | 'x',
  along: 'x' | 'y',
  anchor: string | number,
  context: RenderContext,
): Parts[] {
  const goals = readGoals(lines, axis, context);
  if (goals.length === 0) return [];
  const reach = goals.flatMap(({ at, to }) => (to === null ? [at] : [at, to]));
  const key = along === 'y' ? 'yAxis' : 'xAxis';
  const surface = context.theme.surface;
  return [
    {
      id: `${GOAL_SERIES}${axis}`,
      type: 'line',
      yAxisIndex: axis === 'y2' ? 1 : 0,
      data: reach.map((at) => (along === 'y' ? [anchor, at] : [at, anchor])),
      silent: true,
      symbol: 'none',
      lineStyle: { width: 0, opacity: 0 },
      tooltip: { show: false },
      z: 5,
      markLine: {
        silent: true,
        symbol: 'none',
        animation: false,
        data: goals
          .filter(({ to }) => to === null)
          .map(({ at, label, color }) => ({
            [key]: at,
            lineStyle: { color, type: [5, 4], width: 1.5 },
            label: {
              show: label !== '',
              formatter: () => label,
              position: along === 'y' ? 'insideEndTop' : 'end',
              color: readable(color, surface),
              fontSize: 11,
              fontWeight: 600,
              distance: along === 'y' ? [0, 4] : 4,
              backgroundColor: plainColor(surface, 0.8),
              borderRadius: 3,
              padding: [1, 4],
            },
          })),
      },
      markArea: {
        silent: true,
        animation: false,
        data: goals
          .filter(({ to }) => to !== null)
          .map(({ at, to, label, color }) => [
            {
              [key]: at,
              itemStyle: { color: plainColor(color, 0.12) },
              label: {
                show: label !== '',
                formatter: () => label,
                position: 'insideTopRight',
                color: readable(color, surface),
                fontSize: 11,
                fontWeight: 600,
              },
            },
            { [key]: to },
          ]),
      },
    },
  ];
}
