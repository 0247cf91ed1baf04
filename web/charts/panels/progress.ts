import type { ProgressPanel } from '../../model/dashboard.ts';
import { plainColor, ruleColor } from '../data/color.ts';
import { toNumber } from '../data/rows.ts';
import type { Body, Input } from '../frame/body.ts';
import { element } from '../frame/dom.ts';
import { say } from '../frame/texts.ts';
import { knownLocale } from '../format/format.ts';
import { templateNumber } from '../format/template.ts';
import { arc } from './arc.ts';
import { kpiValue, single } from './kpi.ts';
import { numberFormat } from '../format/intl.ts';

/** Draws a progress panel, as a bar or a ring. */
export function renderProgress(
  host: HTMLElement,
  first: Input<ProgressPanel>,
): Body<ProgressPanel> {
  const draw = ({ panel, data, context }: Input<ProgressPanel>) => {
    const { value, write } = single(panel.value, data, context);
    const number = toNumber(value) ?? 0;
    const goal =
      panel.goal === undefined
        ? panel.goal_column && toNumber(single(panel.goal_column, data, context).value)
        : templateNumber(panel.goal, context.variables);
    const share = goal ? number / goal : 0;
    const percent = numberFormat(knownLocale(context.locale), {
      style: 'percent',
      maximumFractionDigits: Math.abs(share) < 0.1 ? 1 : 0,
    }).format(share);
    const note = say(context, 'of_goal', { goal: write(goal ?? null) });
    const color =
      ruleColor(panel.color_rules, value) ??
      panel.value.color ??
      context.theme.palette[0] ??
      context.theme.accent;
    const meter = {
      role: 'progressbar',
      'aria-valuemin': 0,
      'aria-valuemax': goal ?? 0,
      'aria-valuenow': number,
      'aria-valuetext': `${percent}, ${write(value)} ${note}`,
      'aria-label': panel.title ?? panel.id,
    };
    if (panel.shape === 'ring') {
      const ring = arc({
        share,
        color,
        text: percent,
        note: `${write(value)} ${note}`,
        full: true,
      });
      for (const [name, each] of Object.entries(meter)) ring.setAttribute(name, String(each));
      host.replaceChildren(ring);
      return;
    }
    const fill = element('i');
    fill.style.setProperty('--share', `${Math.min(100, Math.max(0, 100 * share)).toFixed(2)}%`);
    fill.style.setProperty('--fill', plainColor(color));
    host.replaceChildren(
      element(
        'div',
        { class: 'v-kpi' },
        element(
          'div',
          { class: 'v-progress-row' },
          element(
            'div',
            { class: 'v-kpi-row' },
            kpiValue(write(value)),
            element('span', { class: 'v-kpi-note', text: note }),
          ),
          element('strong', { text: percent }),
        ),
        element('div', { class: 'v-track', attributes: meter }, fill),
      ),
    );
  };
  draw(first);
  return { update: draw, resize: () => {}, destroy: () => host.replaceChildren() };
}
