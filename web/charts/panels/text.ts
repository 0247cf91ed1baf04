import type { ImagePanel, TextPanel } from '../../model/dashboard.ts';
import type { Body, Input } from '../frame/body.ts';
import { element, safeImageUrl, safeUrl } from '../frame/dom.ts';
import { fillTemplate } from '../format/template.ts';
import { toText } from '../data/rows.ts';
import { markdownNodes } from '../text/markdown.ts';

/** Draws a text panel. */
export function renderText(host: HTMLElement, first: Input<TextPanel>): Body<TextPanel> {
  const draw = ({ panel, context }: Input<TextPanel>) => {
    const align = panel.align && panel.align !== 'start' ? ` v-${panel.align}` : '';
    const nodes = markdownNodes(panel.markdown, context.variables);
    host.replaceChildren(element('div', { class: `v-text${align}` }, ...nodes));
  };
  draw(first);
  return { update: draw, resize: () => {}, destroy: () => host.replaceChildren() };
}

/** Draws an image panel. */
export function renderImage(host: HTMLElement, first: Input<ImagePanel>): Body<ImagePanel> {
  const draw = ({ panel, context }: Input<ImagePanel>) => {
    const whole = /^\s*\{\{[^}]*\}\}\s*$/;
    const fill = (template: string) =>
      fillTemplate(template, context.variables, (value) =>
        whole.test(template) ? toText(value) : encodeURIComponent(toText(value)),
      );
    const alt = fillTemplate(panel.alt, context.variables);
    const src = safeImageUrl(fill(panel.url));
    const attributes = { src, alt, referrerpolicy: 'no-referrer' };
    const image = src ? element('img', { attributes }) : element('span', { text: alt });
    const href = panel.link ? safeUrl(fill(panel.link)) : undefined;
    const link = { href, target: '_blank', rel: 'noopener noreferrer', class: 'v-image' };
    const frame = href
      ? element('a', { attributes: link }, image)
      : element('div', { class: 'v-image' }, image);
    frame.style.setProperty('--fit', panel.fit ?? 'contain');
    host.replaceChildren(frame);
  };
  draw(first);
  return { update: draw, resize: () => {}, destroy: () => host.replaceChildren() };
}
