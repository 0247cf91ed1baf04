import { html, LitElement, nothing } from 'lit';
import type { SessionBody, SetupBody } from '../api/types.ts';
import type { Console } from '../app/console.ts';
import { FormState, onSubmit, submitButton, textField } from '../parts/form.ts';
import { note } from '../parts/pieces.ts';
import { door } from './door.ts';

/** Signing in; stands in place of whatever page was asked for, which then opens. */
class SignInPage extends LitElement {
  static override properties = {
    console: { attribute: false },
    setup: { attribute: false },
    ended: { attribute: false },
  };

  declare console: Console;
  declare setup: SetupBody;
  /** Whether a session was there and is not any more. */
  declare ended: boolean;
  readonly #form = new FormState(this);
  #email = '';
  #password = '';

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override firstUpdated(): void {
    document.title = 'Sign in · Vitrine';
    this.querySelector<HTMLElement>('input')?.focus();
  }

  #send(): Promise<boolean> {
    const { api, session } = this.console;
    return this.#form.send(async () => {
      const body = { email: this.#email, password: this.#password };
      session.signedIn(await api.post<SessionBody>('/api/v1/session', body));
    });
  }

  protected override render(): unknown {
    const { oidc } = this.setup;
    return door({
      title: 'Sign in',
      lead: 'Your team’s console.',
      content: html`
        ${
          this.ended
            ? note('Your session has ended. After signing in you are where you were.')
            : nothing
        }
        ${
          this.#form.problem?.code === 'unauthorized' || this.#form.problem?.status === 401
            ? note('The e-mail or the password is not right.', 'danger')
            : this.#form.render('email', 'password')
        }
        <form @submit=${onSubmit(() => this.#send())}>
          ${textField({
            id: 'email',
            label: 'E-mail',
            type: 'email',
            autocomplete: 'username',
            required: true,
            value: this.#email,
            error: this.#form.errorOf('email'),
            input: (value) => (this.#email = value),
          })}
          ${textField({
            id: 'password',
            label: 'Password',
            type: 'password',
            autocomplete: 'current-password',
            required: true,
            value: this.#password,
            error: this.#form.errorOf('password'),
            input: (value) => (this.#password = value),
          })}
          ${submitButton(this.#form, 'Sign in', 'wide')}
        </form>
        ${
          oidc
            ? html`<a class="button wide" href=${this.#oidcLink()}>Continue with ${oidc.label}</a>`
            : nothing
        }
      `,
    });
  }

  #oidcLink(): string {
    const back = location.pathname + location.search;
    return `/api/v1/session/oidc?return_to=${encodeURIComponent(back)}`;
  }
}
customElements.define('sign-in-page', SignInPage);
