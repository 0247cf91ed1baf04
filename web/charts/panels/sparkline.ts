import { plainColor } from '../data/color.ts';
import { svgElement } from '../frame/dom.ts';
import { element } from '../frame/dom.ts';

let gradients = 0;

/** A small line over a soft area, without axes; gaps stay gaps. Decoration: it has no text. */
export function sparkline(values: readonly (number | null)[], color: string): HTMLElement {
  const host = element('div', { class: 'v-spark', attributes: { 'aria-hidden': 'true' } });
  const present = values.filter((value) => value !== null);
  if (present.length < 2) return host;
  const low = Math.min(...present);
  const high = Math.max(...present);
  const spread = high - low || 1;
  const x = (index: number) => (100 * index) / Math.max(1, values.length - 1);
  const y = (value: number) => 36 - (32 * (value - low)) / spread;
  const runs: string[][] = [[]];
  values.forEach((value, index) => {
    if (value === null) runs.push([]);
    else runs.at(-1)?.push(`${x(index).toFixed(2)} ${y(value).toFixed(2)}`);
  });
  const drawn = runs.filter((run) => run.length > 1);
  const line = drawn.map((run) => `M${run.join('L')}`).join('');
  const area = drawn
    .map((run) => {
      const [start = '', end = ''] = [run[0]?.split(' ')[0], run.at(-1)?.split(' ')[0]];
      return `M${start} 40L${run.join('L')}L${end} 40Z`;
    })
    .join('');
  const id = `v-spark-${++gradients}`;
  const stop = (offset: string, opacity: number) =>
    svgElement('stop', {
      attributes: { offset, 'stop-color': plainColor(color), 'stop-opacity': opacity },
    });
  host.append(
    svgElement(
      'svg',
      { attributes: { viewBox: '0 0 100 40', preserveAspectRatio: 'none' } },
      svgElement(
        'linearGradient',
        { attributes: { id, x1: 0, y1: 0, x2: 0, y2: 1 } },
        stop('0', 0.22),
        stop('1', 0),
      ),
      svgElement('path', { attributes: { d: area, fill: `url(#${id})` } }),
      svgElement('path', {
        attributes: {
          d: line,
          fill: 'none',
          stroke: plainColor(color),
          'stroke-width': 1.75,
          'stroke-linejoin': 'round',
          'stroke-linecap': 'round',
          'vector-effect': 'non-scaling-stroke',
        },
      }),
    ),
  );
  return host;
}
