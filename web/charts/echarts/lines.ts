import type { ChartPanel, LinePanel } from '../../model/dashboard.ts';
import { plainColor, ruleColor } from '../data/color.ts';
import type { Input } from '../frame/body.ts';
import type { Place } from './cartesian_drawing.ts';

type LineLook = Pick<LinePanel, 'smooth' | 'points' | 'missing'>;

/** The line, or the line over an area, of one series. */
export function lineSeries(
  input: Input<ChartPanel>,
  place: Place,
  look: LineLook,
  { stack, area }: { readonly stack: boolean; readonly area: 'none' | 'fade' | 'solid' },
): Record<string, unknown> {
  const { panel, context } = input;
  const { series, color, write, grid } = place;
  const rules = panel.colors?.rules;
  const values = series.values.map((value) =>
    value === null && look.missing === 'zero' ? 0 : value,
  );
  const dense = values.length > 1000;
  const at = (value: number | null, index: number) =>
    place.timeLine ? [grid.categories[index]?.key, value] : value;
  const data = dense
    ? values.map(at)
    : values.map((value, index) => {
        const own = ruleColor(rules, value);
        const alone = value !== null && values[index - 1] == null && values[index + 1] == null;
        if (!own && !(alone && !look.points)) return at(value, index);
        return {
          value: at(value, index),
          symbol: 'circle',
          symbolSize: 6,
          ...(own ? { itemStyle: { color: plainColor(own) } } : {}),
        };
      });
  const surface = plainColor(context.theme.surface);
  return {
    id: `${place.index}`,
    name: series.name,
    type: 'line',
    data,
    ...(stack ? { stack: 'all' } : {}),
    ...(look.smooth ? { smooth: 0.35, smoothMonotone: 'x' } : {}),
    connectNulls: look.missing === 'connect',
    symbol: look.points ? 'circle' : 'none',
    symbolSize: 7,
    showAllSymbol: true,
    ...(dense ? { sampling: 'lttb', large: true } : {}),
    itemStyle: { color, borderColor: surface, borderWidth: look.points ? 1.5 : 0 },
    lineStyle: { color, width: area === 'solid' ? 1.25 : 2, cap: 'round', join: 'round' },
    ...(area === 'none' ? {} : { areaStyle: { color: fill(color, area), opacity: 1 } }),
    emphasis: { focus: 'none', lineStyle: { width: 2.5 } },
    label: {
      show: panel.data_labels?.show === true && grid.categories.length <= 24,
      position: 'top',
      distance: 6,
      formatter: ({ dataIndex }: { dataIndex: number }) => write(series.values[dataIndex]),
      color: plainColor(context.theme.text),
      fontSize: 11,
    },
  };
}

function fill(color: string, area: 'fade' | 'solid'): unknown {
  if (area === 'solid') return plainColor(color, 0.55);
  const colorStops = [
    { offset: 0, color: plainColor(color, 0.26) },
    { offset: 1, color: plainColor(color, 0.02) },
  ];
  return { type: 'linear', x: 0, y: 0, x2: 0, y2: 1, colorStops };
}
