import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { html, nothing } from 'lit';
import { Load } from '../app/load.ts';
import { Page } from '../app/page.ts';
import { attempt } from '../parts/attempt.ts';
import { moment } from '../parts/dates.ts';
import { choiceField, FormState, onSubmit, textField } from '../parts/form.ts';
import { icon } from '../parts/icon.ts';
import { badge, emptyState } from '../parts/pieces.ts';
import { settingsPage } from './layout.ts';
import './once_dialog.ts';
import type { Once } from './once_dialog.ts';

type Access = 'read-only' | 'read-write' | 'admin';

interface ApiToken {
  readonly id: number;
  readonly name: string;
  readonly visibility_group: string;
  readonly access: Access;
  readonly hint: string;
  readonly created_at: string;
  readonly revoked_at: string | null;
}

const accesses: readonly { readonly value: Access; readonly label: string }[] = [
  { value: 'read-write', label: 'Read and write: for your server' },
  { value: 'read-only', label: 'Read only: sees customers, changes nothing' },
  { value: 'admin', label: 'Admin: everything, also these settings' },
];

/** Tokens with which the team's own servers call the API. */
class ApiTokensPage extends Page {
  readonly heading = 'API tokens';
  readonly #form = new FormState(this);
  #creating = false;
  #name = '';
  #access: Access = 'read-write';
  #group: string | undefined;
  #once: Once | undefined;

  readonly #tokens = new Load<readonly ApiToken[]>(
    this,
    async (signal) =>
      (await this.console.api.get<{ api_tokens: ApiToken[] }>('/api/v1/api-tokens', {}, signal))
        .api_tokens,
  );

  get #chosenGroup(): string {
    return this.#group ?? this.console.group.name ?? '';
  }

  async #create(): Promise<void> {
    const done = await this.#form.send(async () => {
      const made = await this.console.api.post<ApiToken & { token: string }>('/api/v1/api-tokens', {
        visibility_group: this.#chosenGroup,
        access: this.#access,
        name: this.#name.trim(),
      });
      this.#once = {
        title: `The token ${made.name}`,
        values: [{ label: 'Token', value: made.token }],
        hint: html`Send it as <code>Authorization: Bearer …</code>, from your server and never from
          a browser.`,
      };
    });
    if (!done) return;
    this.#show(false);
    this.#name = '';
    await this.#tokens.reload();
  }

  #isLast(group: string): boolean {
    const tokens = this.#tokens.value ?? [];
    return (
      tokens.filter((one) => one.visibility_group === group && one.revoked_at === null).length === 1
    );
  }

  async #revoke({ id, name, hint, visibility_group }: ApiToken): Promise<void> {
    const agreed = await this.console.confirm({
      title: `Revoke ${name}?`,
      body: html`<p>
        Every program that calls ${visibility_group} with the token …${hint} is refused from now on.
        This cannot be undone.
        ${
          this.#isLast(visibility_group)
            ? html`It is the last token of ${visibility_group}: no program reaches it then.`
            : nothing
        }
      </p>`,
      action: 'Revoke',
      danger: true,
    });
    if (!agreed) return;
    const done = await attempt(
      this.console,
      () => this.console.api.delete(`/api/v1/api-tokens/${id}`),
      `${name} was revoked`,
    );
    if (done) await this.#tokens.reload();
  }

  #show(creating: boolean): void {
    this.#creating = creating;
    this.#form.clear();
  }

  protected override render(): unknown {
    const create = html`<button class="button primary" @click=${() => this.#show(true)}>
      ${icon('add')}New token
    </button>`;
    return html`${settingsPage(
        this.console,
        '/settings/api-tokens',
        {
          title: 'API tokens',
          lead: html`Your servers call the API with these. Each belongs to one visibility group and
            sees nothing of the others.
            <a href="/docs" target="_blank" rel="noopener">API reference</a>`,
          actions: create,
        },
        html`<section class="card" aria-label="API tokens">
          ${this.#tokens.render((tokens) =>
            tokens.length === 0
              ? emptyState({
                  icon: 'key',
                  title: 'No tokens yet',
                  text: 'Your server needs one to create customers and to make embed tokens.',
                  actions: create,
                })
              : html`<div class="scroll-x">
                  <table class="plain-table">
                    <thead>
                      <tr>
                        <th scope="col">Name</th>
                        <th scope="col">Access</th>
                        <th scope="col">Group</th>
                        <th scope="col">Ends in</th>
                        <th scope="col">Since</th>
                        <th scope="col"><span class="sr-only">Revoke</span></th>
                      </tr>
                    </thead>
                    <tbody>
                      ${tokens.map((token) => this.#row(token))}
                    </tbody>
                  </table>
                </div>`,
          )}
        </section>`,
      )}
      ${this.#dialog()}
      <once-dialog
        .console=${this.console}
        .once=${this.#once}
        @kept=${() => {
          this.#once = undefined;
          this.requestUpdate();
        }}
      ></once-dialog>`;
  }

  #row(token: ApiToken): unknown {
    const gone = token.revoked_at !== null;
    return html`<tr>
      <td class=${gone ? 'struck' : ''}>${token.name}</td>
      <td>${badge(token.access, token.access === 'admin' ? 'warn' : 'neutral')}</td>
      <td>${token.visibility_group}</td>
      <td class="mono">…${token.hint}</td>
      <td>${moment(token.created_at)}</td>
      <td class="number">
        ${
          gone
            ? badge('Revoked', 'danger')
            : html`<button
                class="button quiet small danger-text"
                @click=${() => void this.#revoke(token)}
              >
                Revoke
              </button>`
        }
      </td>
    </tr>`;
  }

  #dialog(): unknown {
    return html`<wa-dialog
      label="New API token"
      ?open=${this.#creating}
      @wa-hide=${(event: Event) => {
        if (event.target === event.currentTarget) this.#creating = false;
      }}
    >
      <form id="new-token" class="stack" @submit=${onSubmit(() => this.#create())}>
        ${this.#form.render('name', 'access', 'visibility_group')}
        ${textField({
          id: 'token-name',
          label: 'Name',
          hint: 'Which program will hold it, such as backend.',
          required: true,
          value: this.#name,
          error: this.#form.errorOf('name'),
          input: (value) => (this.#name = value),
        })}
        ${choiceField({
          id: 'token-access',
          label: 'Access',
          value: this.#access,
          options: accesses,
          error: this.#form.errorOf('access'),
          input: (value) => (this.#access = value as Access),
        })}
        ${choiceField({
          id: 'token-group',
          label: 'Visibility group',
          value: this.#chosenGroup,
          options: this.console.session.groups.map(({ name }) => ({ value: name, label: name })),
          error: this.#form.errorOf('visibility_group'),
          input: (value) => (this.#group = value),
        })}
      </form>
      <button slot="footer" class="button" @click=${() => this.#show(false)}>Cancel</button>
      <button
        slot="footer"
        class="button primary"
        type="submit"
        form="new-token"
        ?disabled=${this.#form.busy}
      >
        Create
      </button>
    </wa-dialog>`;
  }
}
customElements.define('api-tokens-page', ApiTokensPage);
