import { html, nothing } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { Role } from '../api/types.ts';
import type { Console } from '../app/console.ts';
import { icon, type IconName } from '../parts/icon.ts';
import { pageHead } from '../parts/pieces.ts';
import './settings.css';

interface Entry {
  readonly href: string;
  readonly label: string;
  readonly icon: IconName;
  readonly role: Role;
}

const entries: readonly Entry[] = [
  { href: '/settings/members', label: 'Members', icon: 'users', role: 'viewer' },
  { href: '/settings/tags', label: 'Tags', icon: 'tag', role: 'viewer' },
  { href: '/settings/levels', label: 'Levels', icon: 'tree', role: 'viewer' },
  {
    href: '/settings/visibility-groups',
    label: 'Visibility groups',
    icon: 'levels',
    role: 'viewer',
  },
  { href: '/settings/api-tokens', label: 'API tokens', icon: 'key', role: 'admin' },
  { href: '/settings/embed-secrets', label: 'Embed secrets', icon: 'shield', role: 'admin' },
  { href: '/settings/origins', label: 'Allowed origins', icon: 'globe', role: 'admin' },
  { href: '/settings/audit', label: 'Audit', icon: 'log', role: 'admin' },
];

/** On a phone the ways stand in a line that scrolls: to where one is, once it has been laid out. */
function bringIntoSight(here: Element | undefined): void {
  requestAnimationFrame(() => {
    if (here instanceof HTMLElement && here.parentElement)
      here.parentElement.scrollLeft = here.offsetLeft - 24;
  });
}

/** A page of the settings: the way to the others beside it. */
export function settingsPage(
  console: Console,
  at: string,
  head: { readonly title: string; readonly lead: unknown; readonly actions?: unknown },
  content: unknown,
): unknown {
  return html`<div class="page settings">
    <nav class="subnav" aria-label="Settings">
      ${entries.map(({ href, label, icon: picture, role }) =>
        console.session.may(role)
          ? html`<a
              class="nav"
              href=${href}
              aria-current=${href === at ? 'page' : nothing}
              ${href === at ? ref(bringIntoSight) : nothing}
              >${icon(picture)}${label}</a
            >`
          : nothing,
      )}
    </nav>
    <div class="stack">${pageHead(head)} ${content}</div>
  </div>`;
}
