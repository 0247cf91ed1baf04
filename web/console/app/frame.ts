import '@awesome.me/webawesome/dist/components/dropdown/dropdown.js';
import '@awesome.me/webawesome/dist/components/dropdown-item/dropdown-item.js';
import type WaDropdownItem from '@awesome.me/webawesome/dist/components/dropdown-item/dropdown-item.js';
import { html, LitElement, nothing } from 'lit';
import { problemOf } from '../api/problem.ts';
import { icon } from '../parts/icon.ts';
import type { ThemeChoice } from '../theme/theme.ts';
import type { Console } from './console.ts';
import { features } from './features.ts';

type Selected = CustomEvent<{ item: WaDropdownItem }>;

const themes: readonly { value: ThemeChoice; label: string }[] = [
  { value: 'auto', label: 'Theme of the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

/** What stands around every page: the team's groups, the way to each part, and the member. */
export class Frame extends LitElement {
  static override properties = { console: { attribute: false }, page: { attribute: false } };

  declare console: Console;
  /** The page's element. */
  declare page: HTMLElement | undefined;
  #open = false;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.console.router.addEventListener('change', this.#moved);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.console.router.removeEventListener('change', this.#moved);
  }

  readonly #moved = (): void => this.#show(false);

  #show(open: boolean): void {
    this.#open = open;
    this.requestUpdate();
  }

  protected override render(): unknown {
    return html`
      <a class="skip" href="#page" @click=${this.#skip}>Skip to the page</a>
      <div class="top">
        <button
          class="button quiet icon"
          aria-label="Navigation"
          aria-expanded=${this.#open ? 'true' : 'false'}
          aria-controls="side"
          @click=${() => this.#show(!this.#open)}
        >
          ${icon('menu')}
        </button>
        <a class="brand" href="/">${brand()}Vitrine</a>
      </div>
      <div class="scrim" ?hidden=${!this.#open} @click=${() => this.#show(false)}></div>
      <aside
        class="side ${this.#open ? 'open' : ''}"
        id="side"
        @keydown=${(event: KeyboardEvent) => {
          if (event.key === 'Escape') this.#show(false);
        }}
      >
        <a class="brand" href="/">${brand()}Vitrine</a>
        ${this.#groups()}
        <nav aria-label="Main">${this.#links()}</nav>
        <div class="grow"></div>
        ${this.#member()}
      </aside>
      <main id="page" tabindex="-1">${this.page}</main>
    `;
  }

  readonly #skip = (event: Event): void => {
    event.preventDefault();
    this.querySelector<HTMLElement>('#page')?.focus();
  };

  #links(): unknown {
    const { path } = this.console.router.place;
    return features.map(({ nav, routes }) => {
      if (!nav || !routes.some(({ role }) => this.console.session.may(role))) return nothing;
      const here = nav.href === '/' ? path === '/' : `${path}/`.startsWith(`${nav.href}/`);
      return html`<a class="nav" href=${nav.href} aria-current=${here ? 'page' : nothing}
        >${icon(nav.icon)}${nav.label}</a
      >`;
    });
  }

  #groups(): unknown {
    const { group, session } = this.console;
    if (session.groups.length === 0) return nothing;
    return html`<wa-dropdown
      class="group-switch"
      placement="bottom-start"
      @wa-select=${(event: Selected) => this.#chooseGroup(event.detail.item.value ?? '')}
    >
      <button slot="trigger" class="button wide" aria-label="Visibility group: ${group.name}">
        ${icon('levels')}<span class="grow ellipsis">${group.name}</span>${icon('switch', 14)}
      </button>
      <h3 class="menu-head">Data visibility group</h3>
      ${session.groups.map(
        ({ name }) =>
          html`<wa-dropdown-item type="checkbox" value=${name} ?checked=${name === group.name}
            >${name}</wa-dropdown-item
          >`,
      )}
    </wa-dropdown>`;
  }

  #chooseGroup(name: string): void {
    const { group, router } = this.console;
    this.requestUpdate();
    if (name === group.name) return;
    // What is open belongs to the other group: start over at the part's own page.
    const [, part = ''] = router.place.path.split('/');
    group.choose(name);
    void router.go(`/${part}`, { replace: true });
  }

  #member(): unknown {
    const { session, theme } = this.console;
    const { member, team } = session.body;
    return html`<wa-dropdown
      placement="top-start"
      @wa-select=${(event: Selected) => this.#chosen(event.detail.item.value ?? '')}
    >
      <button slot="trigger" class="button quiet wide member">
        <span class="avatar" aria-hidden="true">${initials(member.name || member.email)}</span>
        <span class="grow">
          <span class="ellipsis">${member.name || member.email}</span>
          <span class="ellipsis faint">${team.name} · ${member.role}</span>
        </span>
        ${icon('switch', 14)}
      </button>
      <wa-dropdown-item value="/account">Account</wa-dropdown-item>
      <wa-dropdown-item value="/docs">API reference</wa-dropdown-item>
      ${themes.map(
        ({ value, label }) =>
          html`<wa-dropdown-item
            type="checkbox"
            value="theme:${value}"
            ?checked=${theme.choice === value}
            >${label}</wa-dropdown-item
          >`,
      )}
      <wa-dropdown-item value="leave">Sign out</wa-dropdown-item>
    </wa-dropdown>`;
  }

  #chosen(what: string): void {
    const { theme, router } = this.console;
    if (what === '/docs') window.open('/docs', '_blank', 'noopener');
    else if (what.startsWith('/')) void router.go(what);
    else if (what === 'leave') void this.#leave();
    else theme.choose(what.slice('theme:'.length) as ThemeChoice);
    this.requestUpdate();
  }

  async #leave(): Promise<void> {
    const { api, session, toasts } = this.console;
    try {
      await api.delete('/api/v1/session');
    } catch (error) {
      const problem = problemOf(error);
      // A session that had ended already is what was asked for.
      if (problem.status !== 401) {
        toasts.failed(`You are still signed in. ${problem.message}`);
        return;
      }
    }
    await session.signedOut(api, false);
  }
}
customElements.define('console-frame', Frame);

/** The product's sign. */
export function brand(size = 22): unknown {
  return html`<svg width=${size} height=${size} viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="8" fill="var(--accent)" />
    <path d="M8 9.5h4.2L16 19l3.8-9.5H24L18 23h-4z" fill="#fff" />
  </svg>`;
}

function initials(text: string): string {
  const [first = '', second = ''] = text.split(/[\s.@_-]+/);
  return (first.slice(0, 1) + second.slice(0, 1)).toUpperCase();
}
