import { controlsOf, panelsOf, placeOfControl, placesOf } from '../../../embed/viewer/grid.ts';
import type { Session } from '../../../embed/wire/session.ts';
import { GRID_COLUMNS, GRID_GAP, GRID_ROW_HEIGHT } from '../../../model/dashboard.ts';
import type { Box } from '../definition/layout_moves.ts';
import { panelLabel } from '../definition/parts.ts';

/** What somebody does to the boxes of a dashboard. */
export interface EditListener {
  /** A box is chosen; `more`: beside those that are. */
  choose(id: string | undefined, more: boolean): void;
  /** A box is being put somewhere; `done` when it is let go. */
  place(box: Box, done: boolean): void;
  /** A field of a dataset was dropped on a box. */
  drop(id: string, field: string): void;
  /** Goes to the properties of what is chosen. */
  enter(): void;
}

/** Name under which a field travels while it is dragged. */
export const FIELD = 'application/x-vitrine-field';

/**
 * The boxes over a dashboard's panels: with a pointer they are dragged and sized, with the keyboard
 * arrows move and Shift with arrows sizes.
 */
export class EditLayer {
  readonly #layer = document.createElement('div');
  readonly #boxes = new Map<string, HTMLElement>();
  #listener: EditListener | undefined;
  #selected: ReadonlySet<string> = new Set();
  #at = new Map<string, Box>();

  constructor() {
    this.#layer.className = 'e-grid x-layer';
    this.#layer.setAttribute('role', 'group');
    this.#layer.setAttribute('aria-label', 'Panels');
  }

  show(over: HTMLElement, session: Session, listener: EditListener): void {
    this.#listener = listener;
    over.classList.add('x-edited');
    if (this.#layer.parentElement !== over) over.append(this.#layer);
    const names = new Map([
      ...panelsOf(session).map(
        (panel) => [panel.id, `${panel.title ?? panel.id} · ${panelLabel(panel.type)}`] as const,
      ),
      ...controlsOf(session).map(
        (control) => [placeOfControl(control), `${control.label ?? control.id} · Control`] as const,
      ),
    ]);
    const places = placesOf(session);
    const order = places.map((place) => {
      this.#at.set(place.id, {
        id: place.id,
        x: place.column - 1,
        y: place.row - 1,
        w: place.w,
        h: place.h,
      });
      const box = this.#box(place.id, names.get(place.id) ?? place.id);
      const set = (name: string, value: string) => box.style.setProperty(name, value);
      set('--c', `${place.column} / span ${place.w}`);
      set('--r', `${place.row} / span ${place.h}`);
      box.hidden = false;
      if (!place.phone.hidden) {
        set('--pc', `${place.phone.column ?? 'auto'} / span ${place.phone.w}`);
        set('--pr', `${place.phone.row ?? 'auto'} / span ${place.phone.h}`);
      }
      box.classList.toggle('e-phone-hidden', place.phone.hidden);
      return box;
    });
    const kept = new Set(places.map(({ id }) => id));
    for (const [id, box] of this.#boxes) {
      if (kept.has(id)) continue;
      box.remove();
      this.#boxes.delete(id);
      this.#at.delete(id);
    }
    for (const [index, box] of order.entries()) {
      // A box that is dragged must stay where it is among its neighbours, or the drag would end.
      if (this.#layer.children[index] !== box && !this.#dragging)
        this.#layer.insertBefore(box, this.#layer.children[index] ?? null);
    }
    this.select(this.#selected);
  }

  hide(): void {
    this.#layer.parentElement?.classList.remove('x-edited');
    this.#layer.remove();
  }

  select(ids: ReadonlySet<string>): void {
    this.#selected = ids;
    for (const [id, box] of this.#boxes)
      box.setAttribute('aria-pressed', ids.has(id) ? 'true' : 'false');
  }

  focus(id: string): void {
    const box = this.#boxes.get(id);
    box?.focus({ preventScroll: true });
    box?.scrollIntoView({ block: 'nearest' });
  }

  #dragging = false;

  #box(id: string, name: string): HTMLElement {
    let box = this.#boxes.get(id);
    if (!box) {
      box = this.#make(id);
      this.#boxes.set(id, box);
      this.#layer.append(box);
    }
    box.setAttribute('aria-label', name);
    const badge = box.querySelector('.x-badge');
    if (badge) badge.textContent = name;
    return box;
  }

  #make(id: string): HTMLElement {
    const box = document.createElement('div');
    box.className = 'x-box e-placed';
    box.tabIndex = 0;
    box.dataset['box'] = id;
    box.setAttribute('role', 'button');
    const badge = document.createElement('span');
    badge.className = 'x-badge';
    const grip = document.createElement('span');
    grip.className = 'x-grip';
    box.append(badge, grip);
    box.addEventListener('pointerdown', (event) => this.#pressed(event, id, event.target === grip));
    box.addEventListener('keydown', (event) => this.#key(event, id));
    box.addEventListener('dragover', (event) => {
      if (!event.dataTransfer?.types.includes(FIELD)) return;
      event.preventDefault();
      box.classList.add('x-target');
    });
    box.addEventListener('dragleave', () => box.classList.remove('x-target'));
    box.addEventListener('drop', (event) => {
      box.classList.remove('x-target');
      const field = event.dataTransfer?.getData(FIELD);
      if (!field) return;
      event.preventDefault();
      this.#listener?.drop(id, field);
    });
    return box;
  }

  #pressed(event: PointerEvent, id: string, sizes: boolean): void {
    if (event.button !== 0) return;
    const start = this.#at.get(id);
    const box = this.#boxes.get(id);
    if (!start || !box) return;
    const more = event.shiftKey || event.metaKey || event.ctrlKey;
    if (more || !this.#selected.has(id)) this.#listener?.choose(id, more);
    const grid = this.#layer.getBoundingClientRect();
    // On a phone's width the order is the reading order: nothing is dragged there.
    if (grid.width < 600) return;
    const column = (grid.width + GRID_GAP) / GRID_COLUMNS;
    const row = GRID_ROW_HEIGHT + GRID_GAP;
    let last = start;
    const move = (moved: PointerEvent): void => {
      const dx = Math.round((moved.clientX - event.clientX) / column);
      const dy = Math.round((moved.clientY - event.clientY) / row);
      const next = sizes
        ? {
            ...start,
            w: Math.min(GRID_COLUMNS - start.x, Math.max(1, start.w + dx)),
            h: Math.max(1, start.h + dy),
          }
        : {
            ...start,
            x: Math.min(GRID_COLUMNS - start.w, Math.max(0, start.x + dx)),
            y: Math.max(0, start.y + dy),
          };
      if (next.x === last.x && next.y === last.y && next.w === last.w && next.h === last.h) return;
      last = next;
      box.classList.add('x-moving');
      this.#listener?.place(next, false);
    };
    const end = (): void => {
      box.removeEventListener('pointermove', move);
      this.#dragging = false;
      box.classList.remove('x-moving');
      if (last !== start) this.#listener?.place(last, true);
    };
    this.#dragging = true;
    box.setPointerCapture(event.pointerId);
    box.addEventListener('pointermove', move);
    box.addEventListener('pointerup', end, { once: true });
    box.addEventListener('pointercancel', end, { once: true });
  }

  #key(event: KeyboardEvent, id: string): void {
    const at = this.#at.get(id);
    if (!at || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.#listener?.choose(id, event.shiftKey);
      if (event.key === 'Enter') this.#listener?.enter();
      return;
    }
    if (event.key === 'Escape') return this.#listener?.choose(undefined, false);
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    if (!this.#selected.has(id)) this.#listener?.choose(id, false);
    const [dx, dy] = step;
    const box = event.shiftKey
      ? { ...at, w: Math.max(1, at.w + dx), h: Math.max(1, at.h + dy) }
      : { ...at, x: at.x + dx, y: at.y + dy };
    this.#listener?.place(box, true);
  }
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
