import { element } from '../../charts/frame/dom.ts';

/** A panel that opens at a control, above everything else on the page. */
export interface Popup {
  readonly element: HTMLElement;
  readonly open: boolean;
  show(): void;
  hide(): void;
  destroy(): void;
}

const GAP = 4;
const EDGE = 8;

/**
 * Makes a popup of the browser's top layer, so that neither transforms nor clipping of the page
 * touch it. It closes on Escape and on a press elsewhere, by the browser's own rules.
 */
export function popup(anchor: HTMLElement, opened: () => void): Popup {
  const panel = element('div', {
    class: 'c-popup',
    attributes: { popover: 'auto', part: 'popup' },
  });
  let open = false;
  const place = () => position(panel, anchor);
  const follow = new AbortController();
  let following: AbortController | undefined;
  panel.addEventListener(
    'beforetoggle',
    (event) => {
      // The focus goes back to where it came from, unless the viewer has taken it elsewhere.
      const closing = (event as ToggleEvent).newState === 'closed';
      if (closing && panel.matches(':focus-within')) anchor.focus({ preventScroll: true });
    },
    { signal: follow.signal },
  );
  panel.addEventListener(
    'toggle',
    (event) => {
      open = (event as ToggleEvent).newState === 'open';
      anchor.setAttribute('aria-expanded', String(open));
      following?.abort();
      if (!open) return;
      following = new AbortController();
      const options = { signal: following.signal, passive: true, capture: true };
      window.addEventListener('scroll', place, options);
      window.addEventListener('resize', place, options);
    },
    { signal: follow.signal },
  );
  return {
    element: panel,
    get open() {
      return open;
    },
    show: () => {
      if (!panel.isConnected || panel.matches(':popover-open')) return;
      panel.showPopover();
      place();
      opened();
    },
    hide: () => {
      if (panel.isConnected && panel.matches(':popover-open')) panel.hidePopover();
    },
    destroy: () => {
      following?.abort();
      follow.abort();
      panel.remove();
    },
  };
}

/** Below the anchor where there is room, else above; kept inside the window. */
function position(panel: HTMLElement, anchor: HTMLElement): void {
  const at = anchor.getBoundingClientRect();
  const width = document.documentElement.clientWidth;
  const height = window.innerHeight;
  panel.style.setProperty('min-width', `${Math.min(at.width, width - 2 * EDGE)}px`);
  const below = height - at.bottom - GAP - EDGE;
  const above = at.top - GAP - EDGE;
  const down = below >= Math.min(panel.scrollHeight, 240) || below >= above;
  panel.style.setProperty('max-height', `${Math.max(120, down ? below : above)}px`);
  const box = panel.getBoundingClientRect();
  const rtl = getComputedStyle(panel).direction === 'rtl';
  const wanted = rtl ? at.right - box.width : at.left;
  const left = Math.max(EDGE, Math.min(wanted, width - box.width - EDGE));
  const top = down ? at.bottom + GAP : Math.max(EDGE, at.top - GAP - box.height);
  panel.style.setProperty('left', `${left}px`);
  panel.style.setProperty('top', `${top}px`);
}
