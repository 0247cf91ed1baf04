import { html, nothing } from 'lit';
import { Load } from '../app/load.ts';
import { Page } from '../app/page.ts';
import { attempt } from '../parts/attempt.ts';
import { icon } from '../parts/icon.ts';
import { confirmDeletion } from '../parts/impact.ts';
import { invitations, linkOnce, type Invited } from './invitations.ts';
import { settingsPage } from './layout.ts';
import { called, memberRow, type MemberSteps, type TeamMember } from './member_row.ts';
import { onceList } from './once_list.ts';
import { roleTable } from './role_table.ts';
import './sessions_dialog.ts';

/** The people of the team, what each may do, and who is invited. */
class MembersPage extends Page {
  readonly heading = 'Members';
  readonly #invited: Invited = { email: '', role: 'editor' };
  readonly #invitations = invitations(this.#invited, (question) => this.console.confirm(question));
  /** Whose sessions are shown. */
  #looked: TeamMember | undefined;

  readonly #members = new Load<readonly TeamMember[]>(
    this,
    async (signal) =>
      (await this.console.api.get<{ members: TeamMember[] }>('/api/v1/members', {}, signal))
        .members,
  );

  readonly #steps: MemberSteps = {
    role: (member, role) => this.#change(member, { role }),
    sessions: (member) => this.#look(member),
    password: (member) => this.#resetPassword(member),
    disable: (member) => this.#disable(member),
    remove: (member) => this.#remove(member),
  };

  async #resetPassword({ id, ...member }: TeamMember): Promise<void> {
    await attempt(
      this.console,
      async () => {
        const { url, expires_at } = await this.console.api.post<{
          url: string;
          expires_at: string;
        }>(`/api/v1/members/${id}:reset-password`);
        const title = `A new password for ${called({ id, ...member })}`;
        await onceList(this)?.tell(linkOnce(title, url, expires_at));
      },
      'Link made',
    );
  }

  async #change(
    member: TeamMember,
    change: { readonly role?: string; readonly disabled?: boolean },
  ): Promise<void> {
    await attempt(
      this.console,
      () => this.console.api.patch(`/api/v1/members/${member.id}`, change),
      `${called(member)} was changed`,
    );
    await this.#members.reload();
  }

  async #disable(member: TeamMember): Promise<void> {
    const agreed =
      member.disabled ||
      (await confirmDeletion(this.console, 'member', member.id, {
        name: called(member),
        title: `Lock out ${called(member)}?`,
        body: html`<p>${member.email} cannot sign in until an admin lets them in again.</p>`,
        action: 'Lock out',
        danger: true,
      }));
    if (agreed) await this.#change(member, { disabled: !member.disabled });
  }

  async #remove(member: TeamMember): Promise<void> {
    const agreed = await confirmDeletion(this.console, 'member', member.id, {
      name: called(member),
      title: `Remove ${called(member)}?`,
      body: html`<p>
        ${member.email} cannot sign in again. What they changed stays, with their name in the
        history; API tokens and embed secrets that they made go on working.
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
    await this.#members.reload();
  }

  #look(member: TeamMember | undefined): void {
    this.#looked = member;
    this.requestUpdate();
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
            ? html`<button class="button primary" @click=${() => onceList(this)?.create()}>
                ${icon('invite')}Invite
              </button>`
            : nothing,
        },
        html`<section class="card" aria-label="Members">
            ${this.#members.render((members) => this.#list(members, admin))}
          </section>
          ${
            admin
              ? html`<once-list .console=${this.console} .kind=${this.#invitations}></once-list>`
              : nothing
          }
          ${roleTable()}`,
      )}
      <sessions-dialog
        .console=${this.console}
        .member=${this.#looked}
        @closed=${() => this.#look(undefined)}
      ></sessions-dialog>`;
  }

  #list(members: readonly TeamMember[], admin: boolean): unknown {
    const me = this.console.session.body.member.id;
    return html`<div class="scroll-x">
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
          ${members.map((member) =>
            memberRow(member, member.id === me, admin ? this.#steps : undefined),
          )}
        </tbody>
      </table>
    </div>`;
  }
}
customElements.define('members-page', MembersPage);
