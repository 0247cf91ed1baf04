import { html } from 'lit';
import { segment } from '../api/api.ts';
import type { Role, SessionBody } from '../api/types.ts';
import { Load } from '../app/load.ts';
import { Page } from '../app/page.ts';
import { FormState, onSubmit, submitButton, textField } from '../parts/form.ts';
import { door } from './door.ts';

interface Invitation {
  readonly kind: 'invitation' | 'password_reset';
  readonly email: string;
  readonly role: Role;
  readonly team: { readonly name: string };
}

/**
 * Where an invitation's link leads: name and password, and in. The code stands behind the hash, so
 * that no proxy and no other site sees it.
 */
class InvitationPage extends Page {
  readonly heading = 'Join';
  readonly #form = new FormState(this);
  readonly #code = location.hash.slice(1);
  #name = '';
  #password = '';

  readonly #invitation = new Load<Invitation>(this, (signal) =>
    this.console.api.get(`/api/v1/invitations/by-code/${segment(this.#code)}`, {}, signal),
  );

  #send({ kind }: Invitation): Promise<boolean> {
    const { api, session, router } = this.console;
    return this.#form.send(async () => {
      const body = {
        code: this.#code,
        password: this.#password,
        ...(kind === 'invitation' ? { name: this.#name } : {}),
      };
      session.signedIn(await api.post<SessionBody>('/api/v1/invitations:accept', body));
      await router.go('/', { replace: true });
    });
  }

  protected override render(): unknown {
    return this.#invitation.render(
      (invitation) => this.#door(invitation),
      door({ title: 'One moment', content: html`<span class="spinner"></span>` }),
    );
  }

  #door(invitation: Invitation): unknown {
    const joins = invitation.kind === 'invitation';
    return door({
      title: joins ? `Join ${invitation.team.name}` : 'A new password',
      lead: joins
        ? html`${invitation.email} is invited to the console as ${invitation.role}.`
        : html`For ${invitation.email}. Your open sessions end.`,
      content: html`
        ${this.#form.render('name', 'password')}
        <form @submit=${onSubmit(() => this.#send(invitation))}>
          ${
            joins
              ? textField({
                  id: 'name',
                  label: 'Your name',
                  autocomplete: 'name',
                  required: true,
                  value: this.#name,
                  error: this.#form.errorOf('name'),
                  input: (value) => (this.#name = value),
                })
              : ''
          }
          <input type="hidden" autocomplete="username" .value=${invitation.email} />
          ${textField({
            id: 'password',
            label: 'Password',
            type: 'password',
            autocomplete: 'new-password',
            required: true,
            value: this.#password,
            error: this.#form.errorOf('password'),
            hint: 'Ten characters or more; a few words are easier to keep than signs.',
            input: (value) => (this.#password = value),
          })}
          ${submitButton(this.#form, joins ? 'Join' : 'Change password', 'wide')}
        </form>
      `,
    });
  }
}
customElements.define('invitation-page', InvitationPage);
