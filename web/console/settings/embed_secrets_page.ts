import { html, nothing } from 'lit';
import { Page } from '../app/page.ts';
import { moment } from '../parts/dates.ts';
import { choiceField, textField, type FormState } from '../parts/form.ts';
import { icon } from '../parts/icon.ts';
import { confirmDeletion } from '../parts/impact.ts';
import { badge, emptyState } from '../parts/pieces.ts';
import { settingsPage } from './layout.ts';
import { onceList, type OnceKind } from './once_list.ts';

interface EmbedSecret {
  readonly id: number;
  readonly name: string;
  readonly visibility_group: string;
  readonly key_id: string;
  readonly generated: boolean;
  readonly created_at: string;
}

const nothingTyped = { name: '', key_id: '', key_value: '' };

/** Secrets with which the team's own servers make embed tokens. */
class EmbedSecretsPage extends Page {
  readonly heading = 'Embed secrets';
  #bringing = false;
  #values = nothingTyped;
  #group: string | undefined;

  get #chosenGroup(): string {
    return this.#group ?? this.console.group.name ?? '';
  }

  protected override render(): unknown {
    return settingsPage(
      this.console,
      '/settings/embed-secrets',
      {
        title: 'Embed secrets',
        lead: 'Your server makes embed tokens (JWT) with these, so that a page shows one customer’s dashboards for a while and nothing else.',
        actions: this.#button(),
      },
      html`<once-list .console=${this.console} .kind=${this.#kind()}></once-list>`,
    );
  }

  #button(): unknown {
    return html`<button class="button primary" @click=${() => onceList(this)?.create()}>
      ${icon('add')}New secret
    </button>`;
  }

  #kind(): OnceKind<EmbedSecret> {
    return {
      label: 'Embed secrets',
      path: '/api/v1/embed-secrets',
      member: 'embed_secrets',
      columns: [
        { label: 'Name' },
        { label: 'Key id', mono: true },
        { label: 'Group' },
        { label: 'Since' },
      ],
      cells: ({ name, generated, key_id, visibility_group, created_at }) => [
        html`${name} ${generated ? badge('Made for generate_jwt') : nothing}`,
        key_id,
        visibility_group,
        moment(created_at),
      ],
      empty: emptyState({
        icon: 'shield',
        title: 'No secrets yet',
        text: html`Make one to encrypt embed tokens on your own server, without a call to Vitrine
          for each. <code>POST /api/generate_jwt/</code> works without.`,
        actions: this.#button(),
      }),
      create: {
        title: 'New embed secret',
        action: 'Create',
        names: ['name', 'key_id', 'key_value', 'visibility_group'],
        fields: (form) => this.#fields(form),
        body: () => {
          const { name, key_id, key_value } = this.#values;
          return {
            visibility_group: this.#chosenGroup,
            ...(name.trim() ? { name: name.trim() } : {}),
            ...(this.#bringing ? { key_id, key_value } : {}),
          };
        },
        made: ({ name, key_id, key_value }) => {
          this.#values = nothingTyped;
          return {
            title: `The secret ${String(name)}`,
            values: [
              { label: 'Key id', value: String(key_id) },
              { label: 'Key value', value: String(key_value) },
            ],
            hint: html`Your server encrypts embed tokens with the value and names the id in their
            header. Never send the value to a browser.`,
          };
        },
      },
      revoke: {
        verb: 'Delete',
        ask: ({ id, name, key_id, visibility_group, generated }) =>
          confirmDeletion(this.console, 'embed_secret', id, {
            name,
            title: `Delete ${name}?`,
            body: html`<p>
              Every embed of ${visibility_group} whose token was made with the key
              <code>${key_id}</code> stops at once, and new ones made with it are refused.
              ${
                generated
                  ? html`The next <code>POST /api/generate_jwt/</code> makes another.`
                  : nothing
              }
            </p>`,
            action: 'Delete',
            danger: true,
            typed: name,
          }),
        done: ({ name }) => `${name} was deleted`,
      },
    };
  }

  #fields(form: FormState): unknown {
    const text = (
      name: 'name' | 'key_id' | 'key_value',
      label: string,
      hint: string,
      required = false,
    ) =>
      textField({
        id: `secret-${name}`,
        label,
        hint,
        required,
        mono: name !== 'name',
        value: this.#values[name],
        error: form.errorOf(name),
        input: (value) => (this.#values = { ...this.#values, [name]: value }),
      });
    return html`${text('name', 'Name', 'Which program will hold it.')}
      ${choiceField({
        id: 'secret-group',
        label: 'Visibility group',
        value: this.#chosenGroup,
        options: this.console.session.groups.map(({ name }) => ({ value: name, label: name })),
        error: form.errorOf('visibility_group'),
        input: (value) => (this.#group = value),
      })}
      <label class="check">
        <input
          type="checkbox"
          .checked=${this.#bringing}
          @change=${(event: Event) => {
            this.#bringing = (event.target as HTMLInputElement).checked;
            this.requestUpdate();
          }}
        />
        I bring a key along, from Explo or another installation
      </label>
      ${
        this.#bringing
          ? html`${text('key_id', 'Key id', 'Tokens that name it go on working.', true)}
            ${text('key_value', 'Key value', '32 characters.', true)}`
          : nothing
      }`;
  }
}
customElements.define('embed-secrets-page', EmbedSecretsPage);
