import { init, use, type ECharts, type EChartsCoreOption } from 'echarts/core';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';
import { plainColor } from '../data/color.ts';
import type { Body, Input, Sheet } from '../frame/body.ts';
import type { Selection } from '../panel_view.ts';
import { element } from '../frame/dom.ts';
import { styleRoot } from '../theme/adopter.ts';
import type { ChartPanel } from '../../model/dashboard.ts';
import { palette } from './colors.ts';
import { drawLegend, type LegendItem } from './legend.ts';
import { adoptChartStyles } from './styles.ts';

use([GridComponent, TooltipComponent, SVGRenderer]);

export type Option = EChartsCoreOption;

/** What ECharts says about a mark that the pointer is on. */
export interface Mark {
  readonly seriesIndex: number;
  readonly dataIndex: number;
  readonly seriesId?: string;
  readonly name?: string;
  readonly data?: unknown;
  readonly dataType?: string;
  readonly componentType?: string;
}

/** A chart, ready for ECharts, with what ECharts does not draw. */
export interface Drawing {
  readonly option: Option;
  readonly legend: readonly LegendItem[];
  readonly legendPosition: 'top' | 'bottom' | 'left' | 'right';
  /** Element shown above the chart's far corner, such as a colour ramp. */
  readonly aside?: HTMLElement | undefined;
  /** What the chart shows, for those who cannot see it. */
  readonly label: string;
  readonly sheet: () => Sheet;
  readonly pick: (mark: Mark) => Omit<Selection, 'panel'> | undefined;
  readonly stops?: Stops | undefined;
  /** Too many marks for one SVG element each. */
  readonly dense?: boolean;
}

/** Marks that the arrow keys go through, in the order of the table view. */
export interface Stops {
  readonly series: number;
  readonly count: number;
  /** Names that ECharts knows the marks by, where their places in the data say nothing. */
  readonly names?: readonly string[];
  /** Where marks stand in a tree: ECharts counts branches too. */
  readonly leaves?: readonly { readonly dataIndex: number; readonly data: unknown }[];
  /** Several series share a place, and a line at the axis shows which. */
  readonly onAxis?: boolean;
}

/** What a drawing is made for. */
export interface Room {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly font: string;
  /** Size of plot and legend together. */
  readonly outer: { readonly width: number; readonly height: number };
  /** Legend names that the viewer switched off. */
  readonly hidden: ReadonlySet<string>;
  /** Size of a mark of the first series as ECharts laid it out, for formatters of its label. */
  readonly sizeOf: (dataIndex: number) => Size | undefined;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** What ECharts tells no formatter, though it knows it by then. */
interface Laid {
  getModel(): {
    getSeriesByIndex(index: number): {
      getData(): { getItemLayout(index: number): Size | undefined };
    };
  };
}

/** Draws a chart by way of ECharts: the plot in SVG or canvas, the legend and table as elements. */
export function chartBody<P extends ChartPanel>(
  host: HTMLElement,
  first: Input<P>,
  build: (input: Input<P>, room: Room) => Drawing,
): Body<P> {
  adoptChartStyles(styleRoot(host));
  const hidden = new Set<string>();
  const legend = element('div', { class: 'v-legend', attributes: { role: 'group' } });
  const plot = element('div', { class: 'v-plot', attributes: { role: 'img', tabindex: 0 } });
  const spoken = element('div', { class: 'v-hidden', attributes: { 'aria-live': 'polite' } });
  const frame = element('div', { class: 'v-chart' }, legend, plot);
  host.append(frame, spoken);
  let input = first;
  let chart: ECharts | undefined;
  let renderer: 'svg' | 'canvas' | undefined;
  let drawing: Drawing;
  let place = -1;
  let size = '';
  let measured: Room | undefined;
  let turns = 0;
  let ready: Promise<void>;

  const room = (): Room => ({
    width: plot.clientWidth || host.clientWidth || 400,
    height: plot.clientHeight || host.clientHeight || 240,
    outer: { width: frame.clientWidth || 400, height: frame.clientHeight || 240 },
    font: getComputedStyle(host).fontFamily || 'sans-serif',
    hidden,
    sizeOf: (dataIndex) =>
      (chart as unknown as Laid | undefined)
        ?.getModel()
        .getSeriesByIndex(0)
        .getData()
        .getItemLayout(dataIndex),
  });

  const ensure = (dense: boolean, { width, height }: Room): ECharts => {
    const wanted = dense ? 'canvas' : 'svg';
    if (chart && renderer === wanted) return chart;
    chart?.dispose();
    chart = init(plot, null, { renderer: wanted, width, height });
    renderer = wanted;
    chart.on('click', (params) => act(params as unknown as Mark));
    return chart;
  };

  const act = (mark: Mark) => {
    const selection = drawing.pick(mark);
    if (selection) input.pick(selection);
  };

  const draw = async (animate: boolean): Promise<void> => {
    const turn = ++turns;
    // Each measure has the browser lay the page out: one per draw, and one more before the first.
    const guessed = measured ?? room();
    drawing = build(input, guessed);
    const position = drawing.legend.length > 0 ? drawing.legendPosition : 'top';
    frame.className = `v-chart v-legend-${position}`;
    frame.classList.toggle('v-pickable', input.panel.drill_down !== undefined);
    drawLegend(legend, drawing.legend, hidden, (name) => {
      if (hidden.has(name)) hidden.delete(name);
      else hidden.add(name);
      ready = draw(true);
    });
    if (drawing.aside) legend.append(drawing.aside);
    legend.style.display = legend.childElementCount > 0 ? '' : 'none';
    // The legend took or gave space: what depends on the plot's size is built for its real one.
    const fitted = room();
    measured = fitted;
    if (!alike(fitted, guessed)) {
      drawing = build(input, fitted);
    }
    plot.setAttribute('aria-label', drawing.label);
    if (drawing.dense) await import('./canvas.ts');
    if (turn !== turns) return;
    const still = !animate || matchMedia('(prefers-reduced-motion: reduce)').matches;
    const { width, height } = fitted;
    const engine = ensure(drawing.dense ?? false, fitted);
    if (engine.getWidth() !== width || engine.getHeight() !== height) {
      engine.resize({ width, height, silent: true });
    }
    size = `${width}x${height}`;
    engine.setOption(
      { ...base(input, fitted, still || drawing.dense === true), ...drawing.option },
      { notMerge: true },
    );
  };

  /** The mark that the arrow keys stand on. */
  const stop = () => {
    const { series = 0, names, leaves } = drawing.stops ?? {};
    const name = names?.[place];
    const leaf = leaves?.[place];
    if (leaf) return { seriesIndex: series, ...leaf };
    return name === undefined
      ? { seriesIndex: series, dataIndex: place }
      : { seriesIndex: series, name };
  };

  const leave = () => {
    chart?.dispatchAction({ type: 'downplay' });
    chart?.dispatchAction({ type: 'hideTip' });
  };

  const show = (next: number) => {
    const count = drawing.stops?.count ?? 0;
    if (!chart || count === 0) return;
    // The first step back goes to the last mark.
    const ahead = next < 0 ? count - 1 : next % count;
    chart.dispatchAction({ type: 'downplay' });
    place = ahead;
    if (!drawing.stops?.onAxis) chart.dispatchAction({ type: 'highlight', ...stop() });
    chart.dispatchAction({ type: 'showTip', ...stop() });
    const tip = plot.querySelector('.v-tip');
    spoken.textContent = tip
      ? [...tip.querySelectorAll('div')]
          .map(
            (row) => [...row.children].map((part) => part.textContent).join(' ') || row.textContent,
          )
          .join(', ')
      : '';
  };

  plot.addEventListener('keydown', (event) => {
    const ahead = input.context.direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const back = input.context.direction === 'rtl' ? 'ArrowRight' : 'ArrowLeft';
    if (event.key === ahead) show(place + 1);
    else if (event.key === back) show(place - 1);
    else if (event.key === 'Escape') leave();
    else if ((event.key === 'Enter' || event.key === ' ') && place >= 0 && drawing.stops) {
      act({ dataIndex: place, data: dataAt(drawing, place), ...stop() });
    } else return;
    event.preventDefault();
  });
  plot.addEventListener('blur', leave);

  // Panels come in one after the other: grown from nothing, they would be read late and cost each other frames.
  ready = draw(false);
  return {
    update(next) {
      input = next;
      place = -1;
      ready = draw(false);
    },
    resize() {
      const now = room();
      if (size === `${now.width}x${now.height}`) return;
      measured = now;
      ready = draw(false);
    },
    destroy() {
      turns++;
      chart?.dispose();
      frame.remove();
      spoken.remove();
    },
    sheet: () => drawing.sheet(),
    get ready() {
      return ready;
    },
  };
}

function alike(one: Room, other: Room): boolean {
  return one.width === other.width && one.height === other.height && one.font === other.font;
}

/** What stands at a place of the series that the arrow keys go through. */
function dataAt({ option, stops }: Drawing, place: number): unknown {
  const all = option['series'] as readonly { readonly data?: readonly unknown[] }[] | undefined;
  return all?.[stops?.series ?? 0]?.data?.[place];
}

function base(input: Input<ChartPanel>, room: Room, still: boolean): Option {
  const { theme } = input.context;
  return {
    animation: !still,
    animationDuration: 220,
    animationEasing: 'cubicOut',
    animationDurationUpdate: 220,
    backgroundColor: 'transparent',
    // Moments are handed over as wall time, which is read in UTC.
    useUTC: true,
    color: palette(input).map((color) => plainColor(color)),
    textStyle: { fontFamily: room.font, color: plainColor(theme.text), fontSize: 12 },
    stateAnimation: { duration: still ? 0 : 120 },
    hoverLayerThreshold: 100_000,
  };
}
