import { html, nothing } from 'lit';
import { Page } from '../app/page.ts';
import { ago, moment } from '../parts/dates.ts';
import { choiceField, textField, type FormState } from '../parts/form.ts';
import { icon } from '../parts/icon.ts';
import { badge, emptyState } from '../parts/pieces.ts';
import { settingsPage } from './layout.ts';
import { onceList, type OnceKind } from './once_list.ts';

type Access = 'read-only' | 'read-write' | 'admin';

interface ApiToken {
  readonly id: number;
  readonly name: string;
  readonly visibility_group: string;
  readonly access: Access;
  readonly hint: string;
  readonly created_at: string;
  readonly last_used_at: string | null;
  readonly revoked_at: string | null;
}

const accesses: readonly { readonly value: Access; readonly label: string }[] = [
  { value: 'read-write', label: 'Read and write: for your server' },
  { value: 'read-only', label: 'Read only: sees customers, changes nothing' },
  { value: 'admin', label: 'Admin: everything, also these settings' },
];

const abilities: Readonly<Record<Access, string>> = {
  'read-only': 'reads customers',
  'read-write': 'reads and changes customers, and makes embed tokens',
  admin: 'may do everything, also these settings',
};

/** To the hour, which is what the server keeps; so a use within it is no more exact. */
const used = (iso: string | null): unknown => (iso === null ? 'never' : ago(iso));

/** Tokens with which the team's own servers call the API. */
class ApiTokensPage extends Page {
  readonly heading = 'API tokens';
  #name = '';
  #access: Access = 'read-write';
  #group: string | undefined;

  get #chosenGroup(): string {
    return this.#group ?? this.console.group.name ?? '';
  }

  protected override render(): unknown {
    return settingsPage(
      this.console,
      '/settings/api-tokens',
      {
        title: 'API tokens',
        lead: html`Your servers call the API with these. Each belongs to one visibility group and
          sees nothing of the others.
          <a href="/docs" target="_blank" rel="noopener">API reference</a>`,
        actions: this.#button(),
      },
      html`<once-list .console=${this.console} .kind=${this.#kind()}></once-list>`,
    );
  }

  #button(): unknown {
    return html`<button class="button primary" @click=${() => onceList(this)?.create()}>
      ${icon('add')}New token
    </button>`;
  }

  #kind(): OnceKind<ApiToken> {
    return {
      label: 'API tokens',
      path: '/api/v1/api-tokens',
      member: 'api_tokens',
      columns: [
        { label: 'Name' },
        { label: 'Access' },
        { label: 'Group' },
        { label: 'Ends in', mono: true },
        { label: 'Since' },
        { label: 'Last used' },
      ],
      cells: ({ name, access, visibility_group, hint, created_at, last_used_at, revoked_at }) => [
        html`<span class=${revoked_at === null ? '' : 'struck'}>${name}</span>`,
        badge(access, access === 'admin' ? 'warn' : 'neutral'),
        visibility_group,
        html`…${hint}`,
        moment(created_at),
        used(last_used_at),
      ],
      empty: emptyState({
        icon: 'key',
        title: 'No tokens yet',
        text: 'Your server needs one to create customers and to make embed tokens.',
        actions: this.#button(),
      }),
      create: {
        title: 'New API token',
        action: 'Create',
        names: ['name', 'access', 'visibility_group'],
        fields: (form) => this.#fields(form),
        body: () => ({
          visibility_group: this.#chosenGroup,
          access: this.#access,
          name: this.#name.trim(),
        }),
        made: ({ name, token }) => {
          this.#name = '';
          return {
            title: `The token ${String(name)}`,
            values: [{ label: 'Token', value: String(token) }],
            hint: html`Send it as <code>Authorization: Bearer …</code>, from your server and never
              from a browser.`,
          };
        },
      },
      revoke: {
        verb: 'Revoke',
        gone: ({ revoked_at }) => (revoked_at === null ? undefined : badge('Revoked', 'danger')),
        ask: ({ name, hint, access, visibility_group, last_used_at }, tokens) =>
          this.console.confirm({
            title: `Revoke ${name}?`,
            body: html`<p>
              The token …${hint} ${abilities[access]} in ${visibility_group}. Every program that
              calls with it is refused from now on. It was last used: ${used(last_used_at)}. This
              cannot be undone.
              ${
                tokens.filter(
                  (one) => one.visibility_group === visibility_group && one.revoked_at === null,
                ).length === 1
                  ? html`It is the last token of ${visibility_group}: no program reaches it then.`
                  : nothing
              }
            </p>`,
            action: 'Revoke',
            danger: true,
          }),
        done: ({ name }) => `${name} was revoked`,
      },
    };
  }

  #fields(form: FormState): unknown {
    return html`${textField({
      id: 'token-name',
      label: 'Name',
      hint: 'Which program will hold it, such as backend.',
      required: true,
      value: this.#name,
      error: form.errorOf('name'),
      input: (value) => (this.#name = value),
    })}
    ${choiceField({
      id: 'token-access',
      label: 'Access',
      value: this.#access,
      options: accesses,
      error: form.errorOf('access'),
      input: (value) => (this.#access = value as Access),
    })}
    ${choiceField({
      id: 'token-group',
      label: 'Visibility group',
      value: this.#chosenGroup,
      options: this.console.session.groups.map(({ name }) => ({ value: name, label: name })),
      error: form.errorOf('visibility_group'),
      input: (value) => (this.#group = value),
    })}`;
  }
}
customElements.define('api-tokens-page', ApiTokensPage);
