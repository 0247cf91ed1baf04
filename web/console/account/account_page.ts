import { html, nothing } from 'lit';
import { Load } from '../app/load.ts';
import { Page } from '../app/page.ts';
import { browserName } from '../parts/browser_name.ts';
import { ago, moment } from '../parts/dates.ts';
import { FormState, onSubmit, submitButton, textField } from '../parts/form.ts';
import { badge, pageHead } from '../parts/pieces.ts';

interface OpenSession {
  readonly id: number;
  readonly current: boolean;
  readonly created_at: string;
  readonly last_seen_at: string;
  readonly user_agent?: string | null;
  readonly address?: string | null;
}

/** The member's own: who they are, their password, where they are signed in. */
class AccountPage extends Page {
  readonly heading = 'Account';
  readonly #form = new FormState(this);
  #current = '';
  #new = '';
  readonly #sessions = new Load<readonly OpenSession[]>(
    this,
    async (signal) =>
      (await this.console.api.get<{ sessions: OpenSession[] }>('/api/v1/sessions', {}, signal))
        .sessions,
  );

  async #changePassword(): Promise<void> {
    const { api, toasts } = this.console;
    const done = await this.#form.send(() =>
      api.post('/api/v1/session/password', { current: this.#current, new: this.#new }),
    );
    if (!done) return;
    this.#current = '';
    this.#new = '';
    this.requestUpdate();
    toasts.done('Password changed');
    await this.#sessions.reload();
  }

  async #end(session: OpenSession): Promise<void> {
    const { api, toasts } = this.console;
    await api.delete(`/api/v1/sessions/${session.id}`);
    toasts.done('Session ended');
    await this.#sessions.reload();
  }

  protected override render(): unknown {
    const { member, team } = this.console.session.body;
    return html`<div class="page">
      ${pageHead({
        title: member.name || member.email,
        lead: html`${member.email} · ${member.role} of ${team.name}`,
      })}
      <section class="card" aria-labelledby="password-title">
        <div class="card-head"><h2 id="password-title">Password</h2></div>
        <form class="card-body stack" @submit=${onSubmit(() => this.#changePassword())}>
          ${this.#form.render('current', 'new')}
          <input type="hidden" name="username" autocomplete="username" .value=${member.email} />
          <div class="fields">
            ${textField({
              id: 'current',
              label: 'Present password',
              type: 'password',
              autocomplete: 'current-password',
              required: true,
              value: this.#current,
              error: this.#form.errorOf('current'),
              input: (value) => (this.#current = value),
            })}
            ${textField({
              id: 'new',
              label: 'New password',
              type: 'password',
              autocomplete: 'new-password',
              required: true,
              value: this.#new,
              error: this.#form.errorOf('new'),
              hint: 'Ten characters or more. Your other sessions end.',
              input: (value) => (this.#new = value),
            })}
          </div>
          <div>${submitButton(this.#form, 'Change password')}</div>
        </form>
      </section>
      <section class="card" aria-labelledby="sessions-title">
        <div class="card-head"><h2 id="sessions-title">Where you are signed in</h2></div>
        ${this.#sessions.render(
          (sessions) =>
            html`<div class="scroll-x">
              <table class="plain-table">
                <thead>
                  <tr>
                    <th scope="col">Browser</th>
                    <th scope="col">Since</th>
                    <th scope="col">Last seen</th>
                    <th scope="col"><span class="sr-only">End</span></th>
                  </tr>
                </thead>
                <tbody>
                  ${sessions.map((session) => this.#row(session))}
                </tbody>
              </table>
            </div>`,
        )}
      </section>
    </div>`;
  }

  #row(session: OpenSession): unknown {
    return html`<tr>
      <td>
        ${browserName(session.user_agent ?? '')}
        ${session.current ? badge('This one', 'accent') : nothing}
        ${session.address ? html`<div class="muted mono">${session.address}</div>` : nothing}
      </td>
      <td>${moment(session.created_at)}</td>
      <td>${ago(session.last_seen_at)}</td>
      <td class="number">
        ${
          session.current
            ? nothing
            : html`<button class="button small" @click=${() => this.#end(session)}>End</button>`
        }
      </td>
    </tr>`;
  }
}
customElements.define('account-page', AccountPage);
