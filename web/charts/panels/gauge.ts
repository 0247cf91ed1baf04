import type { GaugePanel } from '../../model/dashboard.ts';
import { toNumber } from '../data/rows.ts';
import type { Body, Input } from '../frame/body.ts';
import { templateNumber } from '../format/template.ts';
import { arc } from './arc.ts';
import { single } from './kpi.ts';

/** Draws a gauge panel. */
export function renderGauge(host: HTMLElement, first: Input<GaugePanel>): Body<GaugePanel> {
  const draw = ({ panel, data, context }: Input<GaugePanel>) => {
    const { value, write } = single(panel.value, data, context);
    const number = toNumber(value);
    const min = templateNumber(panel.min ?? 0, context.variables) ?? 0;
    const max = templateNumber(panel.max ?? 100, context.variables) ?? 100;
    const place = (at: number) => (max === min ? 0 : (at - min) / (max - min));
    const bands = panel.bands ?? [];
    const band = bands.find((each) => number !== null && number <= each.to) ?? bands.at(-1);
    const color =
      band?.color ?? panel.value.color ?? context.theme.palette[0] ?? context.theme.accent;
    const gauge = arc({
      share: number === null ? 0 : place(number),
      color,
      text: write(value),
      note: band?.label ?? '',
      full: false,
      ends: [write(min), write(max)],
      bands: bands.map((each, index) => ({
        from: place(bands[index - 1]?.to ?? min),
        to: place(each.to),
        color: each.color,
      })),
    });
    gauge.setAttribute('role', 'meter');
    gauge.setAttribute('aria-valuemin', String(min));
    gauge.setAttribute('aria-valuemax', String(max));
    gauge.setAttribute('aria-valuenow', String(number ?? min));
    gauge.setAttribute(
      'aria-valuetext',
      band?.label ? `${write(value)}, ${band.label}` : write(value),
    );
    gauge.setAttribute('aria-label', panel.title ?? panel.id);
    host.replaceChildren(gauge);
  };
  draw(first);
  return { update: draw, resize: () => {}, destroy: () => host.replaceChildren() };
}
