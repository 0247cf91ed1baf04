import { html } from 'lit';
import type { SessionBody } from '../api/types.ts';
import { Page } from '../app/page.ts';
import { FormState, onSubmit, submitButton, textField } from '../parts/form.ts';
import { door } from './door.ts';

/** Where an invitation's link leads: name and password, and in. */
class InvitationPage extends Page {
  readonly heading = 'Join';
  readonly #form = new FormState(this);
  #name = '';
  #password = '';

  #send(): Promise<boolean> {
    const { api, session, router } = this.console;
    return this.#form.send(async () => {
      const body = { code: this.params['code'], name: this.#name, password: this.#password };
      session.signedIn(await api.post<SessionBody>('/api/v1/invitations:accept', body));
      await router.go('/', { replace: true });
    });
  }

  protected override render(): unknown {
    return door({
      title: 'Join the team',
      lead: 'You were invited to the team’s console. Choose how you are called and a password.',
      content: html`
        ${this.#form.render('name', 'password')}
        <form @submit=${onSubmit(() => this.#send())}>
          ${textField({
            id: 'name',
            label: 'Your name',
            autocomplete: 'name',
            required: true,
            value: this.#name,
            error: this.#form.errorOf('name'),
            input: (value) => (this.#name = value),
          })}
          ${textField({
            id: 'password',
            label: 'Password',
            type: 'password',
            autocomplete: 'new-password',
            required: true,
            value: this.#password,
            error: this.#form.errorOf('password'),
            hint: 'Twelve characters or more; a few words are easier to keep than signs.',
            input: (value) => (this.#password = value),
          })}
          ${submitButton(this.#form, 'Join', 'wide')}
        </form>
      `,
    });
  }
}
customElements.define('invitation-page', InvitationPage);
