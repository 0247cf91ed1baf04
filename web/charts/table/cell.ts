import { mix, plainColor, readable, textOn } from '../data/color.ts';
import { toNumber, toText } from '../data/rows.ts';
import { element, safeImageUrl, safeUrl } from '../frame/dom.ts';
import { EMPTY } from '../format/format.ts';
import type { Cell, RenderContext } from '../panel_view.ts';
import { cellColor, type GridColumn } from './grid_columns.ts';

/** Class that aligns a column's cells. */
export const alignment = ({ align }: GridColumn) => (align === 'start' ? '' : `v-${align}`);

/** Draws a value into a cell, which may have held another one. */
export function drawCell(
  cell: HTMLTableCellElement,
  column: GridColumn,
  value: Cell,
  context: RenderContext,
): void {
  const text = column.write(value);
  const names = `${alignment(column)}${column.wrap ? ' v-wrap' : ''}`.trim();
  if (cell.className !== names) cell.className = names;
  const { surface } = context.theme;
  if (column.rules.length > 0 || column.scale) {
    const { background, text: color } = cellColor(column, value);
    cell.style.backgroundColor = background ?? '';
    cell.style.color = background ? textOn(background) : color ? readable(color, surface) : '';
  }
  if (column.display === 'text' && !column.wrap) {
    if (cell.textContent !== text) cell.textContent = text;
    if (text.length > 24) cell.title = text;
    else if (cell.title) cell.removeAttribute('title');
    return;
  }
  cell.replaceChildren(content(column, value, text, context));
}

function content(column: GridColumn, value: Cell, text: string, context: RenderContext): Node {
  if (text === EMPTY) return document.createTextNode(text);
  switch (column.display) {
    case 'link': {
      const href = safeUrl(toText(value));
      if (href === undefined) return element('span', { text });
      const attributes = { href, target: '_blank', rel: 'noopener noreferrer' };
      return element('a', { text: text.replace(/^https?:\/\//, ''), attributes });
    }
    case 'image': {
      const src = safeImageUrl(toText(value));
      // A bare word is no address, whatever the page would make of it.
      if (src === undefined || !/^(https?:|data:|\/)/i.test(src)) return element('span', { text });
      const attributes = { src, alt: '', loading: 'lazy', referrerpolicy: 'no-referrer' };
      return element('img', { attributes });
    }
    case 'badge': {
      const badge = element('span', { class: 'v-badge', text });
      const { background, text: ruled } = cellColor(column, value);
      const color = ruled ?? background;
      if (color) {
        const share = context.theme.mode === 'dark' ? 26 : 14;
        const surface = plainColor(context.theme.surface);
        const tint = mix(surface, color, share / 100);
        badge.style.setProperty('--badge', tint);
        badge.style.setProperty('--badge-text', readable(color, tint));
      }
      return badge;
    }
    case 'bar': {
      const bar = element('span', { class: 'v-bar-cell' }, element('span', { text }));
      const share = column.largest === 0 ? 0 : Math.abs(toNumber(value) ?? 0) / column.largest;
      bar.style.setProperty('--share', `${(100 * share).toFixed(1)}%`);
      return bar;
    }
    case 'text':
      return element('span', { text });
  }
}
