import {
  renderPanel,
  type PanelContent,
  type PanelView,
  type RenderContext,
} from '../../charts/index.ts';
import { applyTheme } from '../../charts/index.ts';
import { element } from '../../charts/frame/dom.ts';
import { clearButton, newId } from '../controls/control_view.ts';
import type { Panel } from '../../model/dashboard.ts';
import { say } from '../texts.ts';

/** A panel shown large, over the page. */
export interface PanelDialog {
  update(changes: { readonly content?: PanelContent; readonly context?: RenderContext }): void;
  close(): void;
}

/**
 * Opens a modal dialog of the browser's own kind: it stands in the top layer, keeps the focus inside
 * and gives it back, and closes on Escape.
 */
export function openPanelDialog(
  root: HTMLElement,
  title: string,
  panel: Panel,
  content: PanelContent,
  context: RenderContext,
  closed: () => void = () => undefined,
): PanelDialog {
  const titleId = newId('dialog');
  const body = element('div', { class: 'e-dialog-body' });
  const close = clearButton(say('close'), () => dialog.close());
  const dialog = element(
    'dialog',
    { class: 'e-dialog', attributes: { 'aria-labelledby': titleId, part: 'dialog' } },
    element(
      'div',
      { class: 'e-dialog-head' },
      element('h2', { text: title, attributes: { id: titleId } }),
      close,
    ),
    body,
  );
  applyTheme(dialog, context.theme);
  dialog.dir = context.direction;
  dialog.style.setProperty('color-scheme', context.theme.mode);
  let view: PanelView | undefined;
  dialog.addEventListener('close', () => {
    view?.destroy();
    dialog.remove();
    closed();
  });
  // A press on the backdrop closes: it reaches the dialog itself, not what is inside.
  dialog.addEventListener('click', (event) => {
    if (event.target !== dialog) return;
    const box = dialog.getBoundingClientRect();
    const inside =
      event.clientX >= box.left &&
      event.clientX <= box.right &&
      event.clientY >= box.top &&
      event.clientY <= box.bottom;
    if (!inside) dialog.close();
  });
  root.append(dialog);
  dialog.showModal();
  view = renderPanel(body, panel, content, context);
  return {
    update: (changes) => view?.update(changes),
    close: () => dialog.close(),
  };
}
