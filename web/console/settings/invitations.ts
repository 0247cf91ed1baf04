import { html, nothing } from 'lit';
import type { Role } from '../api/types.ts';
import type { Confirmation } from '../parts/confirm.ts';
import { moment } from '../parts/dates.ts';
import { choiceField, textField } from '../parts/form.ts';
import { roleOptions } from './member_row.ts';
import type { Once } from './once_dialog.ts';
import type { OnceKind } from './once_list.ts';

interface Invitation {
  readonly id: number;
  readonly kind: 'invitation' | 'password_reset';
  readonly email: string;
  readonly role: Role;
  readonly expires_at: string;
}

/** What is typed to invite somebody. */
export interface Invited {
  email: string;
  role: Role;
}

/** A link that is to be handed on. */
export const linkOnce = (title: string, url: string, expires: string): Once => ({
  title,
  values: [{ label: 'Link', value: url }],
  hint: html`Send it to them over a channel that you trust. It works once, until ${moment(expires)}.`,
});

/** The links that nobody has used yet, and how one is made. */
export const invitations = (
  invited: Invited,
  confirm: (question: Confirmation) => Promise<boolean>,
): OnceKind<Invitation> => ({
  label: 'Open links',
  head: html`<div class="card-head"><h2>Open links</h2></div>`,
  path: '/api/v1/invitations',
  member: 'invitations',
  columns: [{ label: 'For' }, { label: 'Good for' }, { label: 'Until' }],
  cells: ({ email, kind, role, expires_at }) => [
    email,
    kind === 'invitation' ? `Joins as ${role}` : 'Chooses a new password',
    html`<span class="muted">${moment(expires_at)}</span>`,
  ],
  empty: nothing,
  create: {
    title: 'Invite somebody',
    action: 'Make link',
    names: ['email', 'role'],
    fields: (form) =>
      html`${textField({
        id: 'invite-email',
        label: 'E-mail',
        type: 'email',
        required: true,
        hint: 'You get a link to hand on; no mail is sent.',
        value: invited.email,
        error: form.errorOf('email'),
        input: (value) => (invited.email = value),
      })}
      ${choiceField({
        id: 'invite-role',
        label: 'Role',
        value: invited.role,
        options: roleOptions,
        error: form.errorOf('role'),
        input: (value) => (invited.role = value as Role),
      })}`,
    body: () => ({ email: invited.email.trim(), role: invited.role }),
    made: ({ url, expires_at }) => {
      const title = `The invitation of ${invited.email.trim()}`;
      invited.email = '';
      return linkOnce(title, String(url), String(expires_at));
    },
  },
  revoke: {
    verb: 'Withdraw',
    ask: ({ email, kind }) =>
      confirm({
        title: `Withdraw the link for ${email}?`,
        body: html`<p>
          ${
            kind === 'invitation'
              ? 'They cannot join with it any more.'
              : 'They cannot choose a new password with it any more; the present one stays.'
          }
        </p>`,
        action: 'Withdraw',
        danger: true,
      }),
    done: ({ email }) => `The link for ${email} was withdrawn`,
  },
});
