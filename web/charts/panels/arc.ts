import { plainColor } from '../data/color.ts';
import { element, svgElement } from '../frame/dom.ts';

export interface ArcParts {
  /** How much of the arc is filled, from 0 to 1; what lies outside is cut. */
  readonly share: number;
  readonly color: string;
  readonly text: string;
  readonly note: string;
  /** A ring; otherwise the upper part of one, open at the bottom. */
  readonly full: boolean;
  /** Texts at the two ends of an open arc. */
  readonly ends?: readonly [string, string];
  readonly bands?: readonly {
    readonly from: number;
    readonly to: number;
    readonly color: string;
  }[];
}

const CENTER = 100;
const RADIUS = 82;

/** An arc that fills up, with a text in its middle. */
export function arc({ share, color, text, note, full, ends, bands = [] }: ArcParts): HTMLElement {
  const [start, sweep] = full ? [-90, 360] : [-200, 220];
  const angle = (part: number) => start + sweep * Math.min(1, Math.max(0, part));
  const width = 16;
  const stroke = (
    from: number,
    to: number,
    paint: Readonly<Record<string, string | number>>,
    radius = RADIUS,
  ) =>
    svgElement('path', {
      attributes: {
        d: curve(angle(from), angle(to), radius),
        fill: 'none',
        'stroke-width': width,
        ...paint,
      },
    });
  const track = { stroke: 'currentColor', 'stroke-opacity': 0.09, 'stroke-linecap': 'round' };
  const rim = bands.map((band) =>
    stroke(
      band.from + 0.004,
      band.to - 0.004,
      { stroke: plainColor(band.color), 'stroke-width': 4 },
      RADIUS + 14,
    ),
  );
  const size = Math.min(full ? 38 : 34, 230 / Math.max(5, text.length));
  const label = (
    y: number,
    content: string,
    parts: Readonly<Record<string, string | number>>,
    names = '',
  ) =>
    svgElement('text', {
      class: names,
      text: content,
      attributes: { x: CENTER, y, 'text-anchor': 'middle', ...parts },
    });
  const middle = full ? 106 : 102;
  const svg = svgElement(
    'svg',
    { attributes: { viewBox: full ? '0 0 200 200' : '0 0 200 156', 'aria-hidden': 'true' } },
    stroke(0, full ? 0.9999 : 1, track),
    ...rim,
    ...(share > 0
      ? [
          stroke(0, Math.min(share, full ? 0.9999 : 1), {
            stroke: plainColor(color),
            'stroke-linecap': 'round',
          }),
        ]
      : []),
    label(middle, text, { 'font-size': size, 'font-weight': 650, 'letter-spacing': '-0.02em' }),
    label(middle + 19, note, { 'font-size': 11.5 }, 'v-arc-note'),
    ...(ends ?? []).map((end, index) =>
      label(150, end, { x: index === 0 ? 22 : 178, 'font-size': 11 }, 'v-arc-note'),
    ),
  );
  return element('div', { class: 'v-arc' }, svg);
}

function curve(from: number, to: number, radius: number): string {
  const at = (degrees: number) => {
    const radians = (degrees * Math.PI) / 180;
    return `${(CENTER + radius * Math.cos(radians)).toFixed(3)} ${(CENTER + radius * Math.sin(radians)).toFixed(3)}`;
  };
  return `M${at(from)}A${radius} ${radius} 0 ${to - from > 180 ? 1 : 0} 1 ${at(to)}`;
}
