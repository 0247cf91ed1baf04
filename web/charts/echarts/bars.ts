import type { ChartPanel } from '../../model/dashboard.ts';
import { namedColor, plainColor, ruleColor, textOn } from '../data/color.ts';
import type { Input } from '../frame/body.ts';
import type { Place } from './cartesian_drawing.ts';

/** Bars of one series. */
export function barSeries(
  input: Input<ChartPanel>,
  place: Place,
  { stack, horizontal }: { readonly stack: boolean; readonly horizontal: boolean },
): Record<string, unknown> {
  const { panel, context } = input;
  const { series, grid, color, shown, write, stackTop } = place;
  const { rules } = panel.colors ?? {};
  const single = grid.series.length === 1;
  // Across the page a language from the right grows its bars the other way.
  const turned = horizontal && context.direction === 'rtl';
  const rounded = !stack || shown === 1 || stackTop;
  const many = grid.categories.length * grid.series.length > 400;
  const data = series.values.map((value, index) => {
    if (value === null) return null;
    const category = grid.categories[index];
    const named = single && category ? namedColor(panel, category.label) : undefined;
    const own = ruleColor(rules, value) ?? named;
    const radius = rounded && !many ? ends(turned ? -value : value, horizontal) : 0;
    return {
      value,
      itemStyle: { borderRadius: radius, ...(own ? { color: plainColor(own) } : {}) },
    };
  });
  const labels = panel.data_labels;
  const inside = labels?.position === 'inside' || (stack && labels?.position !== 'outside');
  return {
    id: `${place.index}`,
    name: series.name,
    type: 'bar',
    data,
    ...(stack ? { stack: 'all' } : {}),
    barMaxWidth: horizontal ? 28 : 46,
    barCategoryGap: grid.categories.length > 40 ? '18%' : '34%',
    barGap: '10%',
    itemStyle: {
      color,
      // A hairline of the surface keeps stacked parts apart.
      ...(stack && !many
        ? { borderColor: plainColor(context.theme.surface), borderWidth: 0.75 }
        : {}),
    },
    emphasis: { focus: 'none', itemStyle: { opacity: 0.86 } },
    label: {
      show: labels?.show === true && (horizontal || grid.categories.length * shown <= 40),
      position: inside ? 'inside' : horizontal ? (turned ? 'left' : 'right') : 'top',
      distance: 5,
      formatter: ({ dataIndex }: { dataIndex: number }) => write(series.values[dataIndex]),
      color: inside ? textOn(color) : plainColor(context.theme.text),
      fontSize: 11,
      // A rim of the surface keeps grid lines from running through the digits.
      ...(inside ? {} : { textBorderColor: plainColor(context.theme.surface), textBorderWidth: 3 }),
    },
  };
}

/** Rounds the end of a bar that is away from zero. */
function ends(value: number, horizontal: boolean): readonly number[] {
  if (horizontal) return value < 0 ? [4, 0, 0, 4] : [0, 4, 4, 0];
  return value < 0 ? [0, 0, 4, 4] : [4, 4, 0, 0];
}
