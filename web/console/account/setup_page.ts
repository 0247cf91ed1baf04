import { html, LitElement, nothing } from 'lit';
import type { SessionBody, SetupBody } from '../api/types.ts';
import type { Console } from '../app/console.ts';
import { FormState, onSubmit, submitButton, textField } from '../parts/form.ts';
import { door } from './door.ts';

/** The very first visit: makes the first admin. */
class SetupPage extends LitElement {
  static override properties = { console: { attribute: false }, setup: { attribute: false } };

  declare console: Console;
  declare setup: SetupBody;
  readonly #form = new FormState(this);
  #values = { name: '', email: '', password: '', code: '' };

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override firstUpdated(): void {
    document.title = 'Set up · Vitrine';
    this.querySelector<HTMLElement>('input')?.focus();
  }

  #send(): Promise<boolean> {
    const { api, session } = this.console;
    const { name, email, password, code } = this.#values;
    return this.#form.send(async () => {
      const body = {
        email,
        password,
        ...(name.trim() ? { name: name.trim() } : {}),
        ...(this.setup.code_required ? { code: code.trim() } : {}),
      };
      session.signedIn(await api.post<SessionBody>('/api/v1/setup', body));
    });
  }

  #text(
    name: 'name' | 'email' | 'password' | 'code',
    more: Pick<
      Parameters<typeof textField>[0],
      'label' | 'hint' | 'type' | 'autocomplete' | 'required' | 'mono'
    >,
  ): unknown {
    return textField({
      id: name,
      value: this.#values[name],
      error: this.#form.errorOf(name),
      input: (value) => (this.#values[name] = value),
      ...more,
    });
  }

  protected override render(): unknown {
    return door({
      title: 'Welcome to Vitrine',
      lead: 'Nobody can sign in yet. Make the first account: it is an admin of the team.',
      content: html`
        ${this.#form.render('name', 'email', 'password', 'code')}
        <form @submit=${onSubmit(() => this.#send())}>
          ${this.#text('name', { label: 'Your name', autocomplete: 'name' })}
          ${this.#text('email', {
            label: 'E-mail',
            type: 'email',
            autocomplete: 'username',
            required: true,
          })}
          ${this.#text('password', {
            label: 'Password',
            type: 'password',
            autocomplete: 'new-password',
            required: true,
            hint: 'Ten characters or more; a few words are easier to keep than signs.',
          })}
          ${
            this.setup.code_required
              ? this.#text('code', {
                  label: 'Setup code',
                  required: true,
                  mono: true,
                  hint: 'The server wrote it to its log when it started, so that nobody else can be first.',
                })
              : nothing
          }
          ${submitButton(this.#form, 'Create account', 'wide')}
        </form>
      `,
    });
  }
}
customElements.define('setup-page', SetupPage);
