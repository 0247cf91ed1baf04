import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import '@awesome.me/webawesome/dist/components/dropdown/dropdown.js';
import '@awesome.me/webawesome/dist/components/dropdown-item/dropdown-item.js';
import type WaDropdownItem from '@awesome.me/webawesome/dist/components/dropdown-item/dropdown-item.js';
import { html, nothing } from 'lit';
import type { Member, Role } from '../api/types.ts';
import { Load } from '../app/load.ts';
import { Page } from '../app/page.ts';
import { ROLES } from '../app/session.ts';
import { attempt } from '../parts/attempt.ts';
import { ago, moment } from '../parts/dates.ts';
import { choiceField, FormState, onSubmit, textField } from '../parts/form.ts';
import { icon } from '../parts/icon.ts';
import { confirmDeletion } from '../parts/impact.ts';
import { badge } from '../parts/pieces.ts';
import { settingsPage } from './layout.ts';
import './once_dialog.ts';
import type { Once } from './once_dialog.ts';
import { roleTable } from './role_table.ts';
import './sessions_dialog.ts';

type TeamMember = Member & {
  readonly disabled: boolean;
  readonly last_seen_at: string | null;
};

interface Invitation {
  readonly id: number;
  readonly kind: 'invitation' | 'password_reset';
  readonly email: string;
  readonly role: Role;
  readonly expires_at: string;
}

interface Team {
  readonly members: readonly TeamMember[];
  readonly invitations: readonly Invitation[];
}

const roleOptions = ROLES.map((role) => ({ value: role, label: capital(role) }));

/** The people of the team, what each may do, and who is invited. */
class MembersPage extends Page {
  readonly heading = 'Members';
  readonly #form = new FormState(this);
  #inviting = false;
  #email = '';
  #role: Role = 'editor';
  #once: Once | undefined;
  #watched: TeamMember | undefined;

  readonly #team = new Load<Team>(this, async (signal) => {
    const { api, session } = this.console;
    const [{ members }, { invitations }] = await Promise.all([
      api.get<{ members: TeamMember[] }>('/api/v1/members', {}, signal),
      session.may('admin')
        ? api.get<{ invitations: Invitation[] }>('/api/v1/invitations', {}, signal)
        : { invitations: [] },
    ]);
    return { members, invitations };
  });

  async #invite(): Promise<void> {
    const email = this.#email.trim();
    const done = await this.#form.send(async () => {
      const { url, expires_at } = await this.console.api.post<{ url: string; expires_at: string }>(
        '/api/v1/invitations',
        { email, role: this.#role },
      );
      this.#once = this.#link(`The invitation of ${email}`, url, expires_at);
    });
    if (!done) return;
    this.#show(false);
    this.#email = '';
    await this.#team.reload();
  }

  #link(title: string, url: string, expires: string): Once {
    return {
      title,
      values: [{ label: 'Link', value: url }],
      hint: html`Send it to them over a channel that you trust. It works once, until
      ${moment(expires)}.`,
    };
  }

  async #resetPassword(member: TeamMember): Promise<void> {
    await attempt(
      this.console,
      async () => {
        const { url, expires_at } = await this.console.api.post<{
          url: string;
          expires_at: string;
        }>(`/api/v1/members/${member.id}:reset-password`);
        this.#once = this.#link(`A new password for ${called(member)}`, url, expires_at);
      },
      'Link made',
    );
    await this.#team.reload();
  }

  async #change(member: TeamMember, change: { role?: Role; disabled?: boolean }): Promise<void> {
    await attempt(
      this.console,
      () => this.console.api.patch(`/api/v1/members/${member.id}`, change),
      `${called(member)} was changed`,
    );
    await this.#team.reload();
  }

  async #remove(member: TeamMember): Promise<void> {
    const agreed = await confirmDeletion(this.console, 'member', member.id, {
      name: called(member),
      title: `Remove ${called(member)}?`,
      body: html`<p>
        ${called(member)} (${member.email}) is signed out everywhere and cannot sign in again. What
        they changed stays, with their name in the history.
      </p>`,
      action: 'Remove',
      danger: true,
    });
    if (!agreed) return;
    await attempt(
      this.console,
      () => this.console.api.delete(`/api/v1/members/${member.id}`),
      `${called(member)} was removed`,
    );
    await this.#team.reload();
  }

  async #revoke({ id, email }: Invitation): Promise<void> {
    await attempt(
      this.console,
      () => this.console.api.delete(`/api/v1/invitations/${id}`),
      `The invitation of ${email} was withdrawn`,
    );
    await this.#team.reload();
  }

  #showSessions(member: TeamMember): void {
    this.#watched = member;
    this.requestUpdate();
  }

  #show(inviting: boolean): void {
    this.#inviting = inviting;
    this.#form.clear();
  }

  protected override render(): unknown {
    const admin = this.console.session.may('admin');
    return html`${settingsPage(
        this.console,
        '/settings/members',
        {
          title: 'Members',
          lead: 'The people of your team who use this console, and what each of them may do.',
          actions: admin
            ? html`<button class="button primary" @click=${() => this.#show(true)}>
                ${icon('invite')}Invite
              </button>`
            : nothing,
        },
        html`<section class="card" aria-label="Members">
            ${this.#team.render(
              ({ members }) =>
                html`<div class="scroll-x">
                  <table class="plain-table">
                    <thead>
                      <tr>
                        <th scope="col">Name</th>
                        <th scope="col">Role</th>
                        <th scope="col">Last seen</th>
                        ${admin ? html`<th scope="col"><span class="sr-only">Actions</span></th>` : nothing}
                      </tr>
                    </thead>
                    <tbody>
                      ${members.map((member) => this.#row(member, admin))}
                    </tbody>
                  </table>
                </div>`,
            )}
          </section>
          ${this.#invitations()} ${roleTable()}`,
      )}
      ${admin ? this.#dialog() : nothing}
      <sessions-dialog
        .console=${this.console}
        .member=${this.#watched}
        @closed=${() => {
          this.#watched = undefined;
          this.requestUpdate();
        }}
      ></sessions-dialog>
      <once-dialog
        .console=${this.console}
        .once=${this.#once}
        @kept=${() => {
          this.#once = undefined;
          this.requestUpdate();
        }}
      ></once-dialog>`;
  }

  #row(member: TeamMember, admin: boolean): unknown {
    const own = member.id === this.console.session.body.member.id;
    return html`<tr>
      <td>
        <div class=${member.disabled ? 'struck' : ''}>
          ${called(member)} ${own ? badge('You', 'accent') : nothing}
        </div>
        <div class="muted">${member.email}</div>
      </td>
      <td>
        ${
          admin && !own
            ? html`<select
                class="select"
                aria-label="Role of ${called(member)}"
                @change=${(event: Event) =>
                  void this.#change(member, {
                    role: (event.target as HTMLSelectElement).value as Role,
                  })}
              >
                ${roleOptions.map(
                  ({ value, label }) =>
                    html`<option value=${value} .selected=${value === member.role}>
                      ${label}
                    </option>`,
                )}
              </select>`
            : capital(member.role)
        }
      </td>
      <td class="muted">${member.last_seen_at ? ago(member.last_seen_at) : 'never'}</td>
      ${admin ? html`<td class="number">${own ? nothing : this.#menu(member)}</td>` : nothing}
    </tr>`;
  }

  #menu(member: TeamMember): unknown {
    return html`<wa-dropdown
      placement="bottom-end"
      @wa-select=${({ detail }: CustomEvent<{ item: WaDropdownItem }>) => {
        if (detail.item.value === 'password') void this.#resetPassword(member);
        else if (detail.item.value === 'disable')
          void this.#change(member, { disabled: !member.disabled });
        else if (detail.item.value === 'sessions') this.#showSessions(member);
        else void this.#remove(member);
      }}
    >
      <button
        slot="trigger"
        class="button quiet icon small"
        aria-label="More for ${called(member)}"
      >
        ${icon('more')}
      </button>
      <wa-dropdown-item value="sessions">Where they are signed in</wa-dropdown-item>
      <wa-dropdown-item value="password">Link for a new password</wa-dropdown-item>
      <wa-dropdown-item value="disable"
        >${member.disabled ? 'Let in again' : 'Lock out'}</wa-dropdown-item
      >
      <wa-dropdown-item value="remove" variant="danger">Remove</wa-dropdown-item>
    </wa-dropdown>`;
  }

  #invitations(): unknown {
    const invitations = this.#team.value?.invitations ?? [];
    if (invitations.length === 0) return nothing;
    return html`<section class="card" aria-labelledby="invited-title">
      <div class="card-head"><h2 id="invited-title">Open links</h2></div>
      <div class="scroll-x">
        <table class="plain-table">
          <tbody>
            ${invitations.map(
              (one) =>
                html`<tr>
                  <td>${one.email}</td>
                  <td>
                    ${one.kind === 'invitation' ? html`Joins as ${one.role}` : 'Chooses a new password'}
                  </td>
                  <td class="muted">until ${moment(one.expires_at)}</td>
                  <td class="number">
                    <button
                      class="button quiet small danger-text"
                      @click=${() => void this.#revoke(one)}
                    >
                      Withdraw
                    </button>
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  #dialog(): unknown {
    return html`<wa-dialog
      label="Invite somebody"
      ?open=${this.#inviting}
      @wa-hide=${(event: Event) => {
        if (event.target === event.currentTarget) this.#inviting = false;
      }}
    >
      <form id="invite" class="stack" @submit=${onSubmit(() => this.#invite())}>
        ${this.#form.render('email', 'role')}
        ${textField({
          id: 'invite-email',
          label: 'E-mail',
          type: 'email',
          required: true,
          hint: 'You get a link to hand on; no mail is sent.',
          value: this.#email,
          error: this.#form.errorOf('email'),
          input: (value) => (this.#email = value),
        })}
        ${choiceField({
          id: 'invite-role',
          label: 'Role',
          value: this.#role,
          options: roleOptions,
          error: this.#form.errorOf('role'),
          input: (value) => (this.#role = value as Role),
        })}
      </form>
      <button slot="footer" class="button" @click=${() => this.#show(false)}>Cancel</button>
      <button
        slot="footer"
        class="button primary"
        type="submit"
        form="invite"
        ?disabled=${this.#form.busy}
      >
        Make link
      </button>
    </wa-dialog>`;
  }
}
customElements.define('members-page', MembersPage);

const called = ({ name, email }: Member): string => name || email;

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
