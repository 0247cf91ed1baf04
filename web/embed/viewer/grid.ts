import { element } from '../../charts/frame/dom.ts';
import type { Control } from '../../model/dashboard.ts';
import { defaultSize, placed, type Place } from '../layout/placement.ts';
import { say } from '../texts.ts';
import type { Session } from '../wire/session.ts';

/** The id under which a control stands among the places of the grid. */
export const placeOfControl = (control: Control): string => `control:${control.id}`;

/** The controls that a viewer gets: none beside a single chart. */
export function controlsOf(session: Session): readonly Control[] {
  return session.chart_id ? [] : (session.dashboard.definition.controls ?? []);
}

/** The panels that a viewer gets: all, or the one that the token is for. */
export function panelsOf({ dashboard, chart_id: only }: Session) {
  const { panels } = dashboard.definition;
  return only ? panels.filter((panel) => panel.id === only) : panels;
}

/** Where everything stands; a single chart takes the whole width. */
export function placesOf(session: Session): readonly Place[] {
  const panels = panelsOf(session);
  if (session.chart_id) {
    return placed(
      panels.map((panel) => {
        const size = { w: 12, h: panel.layout?.h ?? defaultSize(panel).h };
        return { id: panel.id, layout: { x: 0, y: 0, ...size }, size };
      }),
    );
  }
  const controls = controlsOf(session).filter((control) => control.layout);
  return placed([
    ...controls.map((control) => ({
      id: placeOfControl(control),
      layout: control.layout,
      size: { w: 3, h: 1 },
    })),
    ...panels.map((panel) => ({ id: panel.id, layout: panel.layout, size: defaultSize(panel) })),
  ]);
}

/** Puts children in their places, in reading order; what is not among them is taken out. */
export function arrange(
  grid: HTMLElement,
  places: readonly Place[],
  childAt: (id: string) => HTMLElement | undefined,
  instead: () => HTMLElement,
): void {
  const order = places.flatMap((place) => {
    const child = childAt(place.id);
    return child ? [placeOn(child, place)] : [];
  });
  if (order.length === 0) order.push(instead());
  // Children that stand where they should are not moved: moving one would restart what it shows.
  for (const [index, child] of order.entries()) {
    if (grid.children[index] !== child) grid.insertBefore(child, grid.children[index] ?? null);
  }
  while (grid.children.length > order.length) grid.lastElementChild?.remove();
}

function placeOn(target: HTMLElement, place: Place): HTMLElement {
  const set = (name: string, value: string) => target.style.setProperty(name, value);
  target.classList.add('e-placed');
  set('--c', `${place.column} / span ${place.w}`);
  set('--r', `${place.row} / span ${place.h}`);
  target.classList.toggle('e-phone-hidden', place.phone.hidden);
  if (!place.phone.hidden) {
    const { column, row, w, h } = place.phone;
    set('--pc', `${column ?? 'auto'} / span ${w}`);
    set('--pr', `${row ?? 'auto'} / span ${h}`);
  }
  return target;
}

/** What stands on a grid without panels. */
export function nothingFor(session: Session): HTMLElement {
  return element(
    'div',
    { class: 'e-message', attributes: { role: 'status' } },
    element('strong', { text: say('nothing') }),
    element('p', { text: say(session.chart_id ? 'no_such_panel' : 'nothing_hint') }),
  );
}
