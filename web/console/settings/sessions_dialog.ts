import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { html, LitElement, nothing } from 'lit';
import type { Member } from '../api/types.ts';
import { Load } from '../app/load.ts';
import type { Console } from '../app/console.ts';
import { attempt } from '../parts/attempt.ts';
import { browserName } from '../parts/browser_name.ts';
import { ago, moment } from '../parts/dates.ts';

interface OpenSession {
  readonly id: number;
  readonly created_at: string;
  readonly last_seen_at: string;
  readonly user_agent: string;
  readonly address: string;
}

/** Where a member is signed in, for an admin who wants an end of it. Fires `closed`. */
class SessionsDialog extends LitElement {
  static override properties = { console: { attribute: false }, member: { attribute: false } };

  declare console: Console;
  declare member: Member | undefined;
  readonly #sessions = new Load<readonly OpenSession[]>(this, async (signal) => {
    if (!this.member) return [];
    const { sessions } = await this.console.api.get<{ sessions: OpenSession[] }>(
      '/api/v1/sessions',
      { member: this.member.id },
      signal,
    );
    return sessions;
  });

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('member') && this.member) void this.#sessions.reload();
  }

  async #end(sessions: readonly OpenSession[]): Promise<void> {
    await attempt(
      this.console,
      async () => {
        for (const { id } of sessions) await this.console.api.delete(`/api/v1/sessions/${id}`);
      },
      sessions.length === 1 ? 'Session ended' : `${sessions.length} sessions ended`,
    );
    await this.#sessions.reload();
  }

  protected override render(): unknown {
    const { member } = this;
    const sessions = this.#sessions.value ?? [];
    return html`<wa-dialog
      class="wide-dialog"
      label=${member ? `Where ${member.name || member.email} is signed in` : ''}
      ?open=${member !== undefined}
      @wa-hide=${(event: Event) => {
        if (event.target === event.currentTarget && this.member) this.#close();
      }}
    >
      ${
        member
          ? this.#sessions.render((open) =>
              open.length === 0
                ? html`<p class="muted">Nowhere at present.</p>`
                : html`<ul class="facts">
                    ${open.map((one) => this.#row(one))}
                  </ul>`,
            )
          : nothing
      }
      ${
        sessions.length > 1
          ? html`<button
              slot="footer"
              class="button danger-text"
              @click=${() => void this.#end(sessions)}
            >
              End all
            </button>`
          : nothing
      }
      <button slot="footer" class="button" @click=${() => this.#close()}>Close</button>
    </wa-dialog>`;
  }

  #row(session: OpenSession): unknown {
    return html`<li class="row">
      <div class="grow">
        <div>
          ${browserName(session.user_agent)} <span class="muted mono">${session.address}</span>
        </div>
        <div class="muted">
          since ${moment(session.created_at)}, seen ${ago(session.last_seen_at)}
        </div>
      </div>
      <button
        class="button small"
        aria-label="End the session of ${session.address}"
        @click=${() => void this.#end([session])}
      >
        End
      </button>
    </li>`;
  }

  #close(): void {
    this.dispatchEvent(new CustomEvent('closed'));
  }
}
customElements.define('sessions-dialog', SessionsDialog);
