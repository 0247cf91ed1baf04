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
  /** Marks that the arrow keys go through, by series and place. */
  readonly stops?: { readonly series: number; readonly count: number } | undefined;
  /** Too many marks for one SVG element each. */
  readonly dense?: boolean;
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

  const ensure = (dense: boolean): ECharts => {
    const wanted = dense ? 'canvas' : 'svg';
    if (chart && renderer === wanted) return chart;
    chart?.dispose();
    const { width, height } = room();
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
    const guessed = room();
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
    if (fitted.width !== guessed.width || fitted.height !== guessed.height) {
      drawing = build(input, fitted);
    }
    plot.setAttribute('aria-label', drawing.label);
    if (drawing.dense) await import('./canvas.ts');
    if (turn !== turns) return;
    const still = !animate || matchMedia('(prefers-reduced-motion: reduce)').matches;
    const engine = ensure(drawing.dense ?? false);
    const { width, height } = room();
    engine.resize({ width, height, silent: true });
    size = `${width}x${height}`;
    engine.setOption(
      { ...base(input, room(), still || drawing.dense === true), ...drawing.option },
      { notMerge: true },
    );
  };

  const show = (next: number) => {
    if (!chart || !drawing.stops) return;
    place = (next + drawing.stops.count) % drawing.stops.count;
    chart.dispatchAction({ type: 'showTip', seriesIndex: drawing.stops.series, dataIndex: place });
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
    else if (event.key === 'Escape') chart?.dispatchAction({ type: 'hideTip' });
    else if ((event.key === 'Enter' || event.key === ' ') && place >= 0 && drawing.stops) {
      act({ seriesIndex: drawing.stops.series, dataIndex: place });
    } else return;
    event.preventDefault();
  });
  plot.addEventListener('blur', () => chart?.dispatchAction({ type: 'hideTip' }));

  ready = draw(true);
  return {
    update(next) {
      input = next;
      place = -1;
      ready = draw(false);
    },
    resize() {
      const { width, height } = room();
      if (width === 0 || height === 0 || size === `${width}x${height}`) return;
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

function base(input: Input<ChartPanel>, room: Room, still: boolean): Option {
  const { theme } = input.context;
  return {
    animation: !still,
    animationDuration: 420,
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
