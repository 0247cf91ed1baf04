import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { html, nothing } from 'lit';
import { Load } from '../app/load.ts';
import { Page } from '../app/page.ts';
import { attempt } from '../parts/attempt.ts';
import { moment } from '../parts/dates.ts';
import { choiceField, FormState, onSubmit, textField } from '../parts/form.ts';
import { icon } from '../parts/icon.ts';
import { confirmDeletion } from '../parts/impact.ts';
import { badge, emptyState } from '../parts/pieces.ts';
import { settingsPage } from './layout.ts';
import './once_dialog.ts';
import type { Once } from './once_dialog.ts';

interface EmbedSecret {
  readonly id: number;
  readonly name: string;
  readonly visibility_group: string;
  readonly key_id: string;
  readonly generated: boolean;
  readonly created_at: string;
}

/** Secrets with which the team's own servers make embed tokens. */
class EmbedSecretsPage extends Page {
  readonly heading = 'Embed secrets';
  readonly #form = new FormState(this);
  #creating = false;
  #bringing = false;
  #values = { name: '', key_id: '', key_value: '' };
  #group: string | undefined;
  #once: Once | undefined;

  readonly #secrets = new Load<readonly EmbedSecret[]>(
    this,
    async (signal) =>
      (
        await this.console.api.get<{ embed_secrets: EmbedSecret[] }>(
          '/api/v1/embed-secrets',
          {},
          signal,
        )
      ).embed_secrets,
  );

  get #chosenGroup(): string {
    return this.#group ?? this.console.group.name ?? '';
  }

  async #create(): Promise<void> {
    const { name, key_id, key_value } = this.#values;
    const done = await this.#form.send(async () => {
      const made = await this.console.api.post<EmbedSecret & { key_value: string }>(
        '/api/v1/embed-secrets',
        {
          visibility_group: this.#chosenGroup,
          ...(name.trim() ? { name: name.trim() } : {}),
          ...(this.#bringing ? { key_id, key_value } : {}),
        },
      );
      this.#once = {
        title: `The secret ${made.name}`,
        values: [
          { label: 'Key id', value: made.key_id },
          { label: 'Key value', value: made.key_value },
        ],
        hint: html`Your server encrypts embed tokens with the value and names the id in their
        header. Never send the value to a browser.`,
      };
    });
    if (!done) return;
    this.#show(false);
    this.#values = { name: '', key_id: '', key_value: '' };
    await this.#secrets.reload();
  }

  async #delete({ id, name, key_id, visibility_group }: EmbedSecret): Promise<void> {
    const agreed = await confirmDeletion(this.console, 'embed_secret', id, {
      name,
      title: `Delete ${name}?`,
      body: html`<p>
        Every embed of ${visibility_group} whose token was made with the key <code>${key_id}</code>
        stops at once, and new ones made with it are refused.
      </p>`,
      action: 'Delete',
      danger: true,
      typed: name,
    });
    if (!agreed) return;
    const done = await attempt(
      this.console,
      () => this.console.api.delete(`/api/v1/embed-secrets/${id}`),
      `${name} was deleted`,
    );
    if (done) await this.#secrets.reload();
  }

  #show(creating: boolean): void {
    this.#creating = creating;
    this.#form.clear();
  }

  protected override render(): unknown {
    const create = html`<button class="button primary" @click=${() => this.#show(true)}>
      ${icon('add')}New secret
    </button>`;
    return html`${settingsPage(
        this.console,
        '/settings/embed-secrets',
        {
          title: 'Embed secrets',
          lead: 'Your server makes embed tokens (JWT) with these, so that a page shows one customer’s dashboards for a while and nothing else.',
          actions: create,
        },
        html`<section class="card" aria-label="Embed secrets">
          ${this.#secrets.render((secrets) =>
            secrets.length === 0
              ? emptyState({
                  icon: 'shield',
                  title: 'No secrets yet',
                  text: html`Make one to encrypt embed tokens on your own server, without a call to
                    Vitrine for each. <code>POST /api/generate_jwt/</code> works without.`,
                  actions: create,
                })
              : html`<div class="scroll-x">
                  <table class="plain-table">
                    <thead>
                      <tr>
                        <th scope="col">Name</th>
                        <th scope="col">Key id</th>
                        <th scope="col">Group</th>
                        <th scope="col">Since</th>
                        <th scope="col"><span class="sr-only">Delete</span></th>
                      </tr>
                    </thead>
                    <tbody>
                      ${secrets.map(
                        (secret) =>
                          html`<tr>
                            <td>
                              ${secret.name}
                              ${secret.generated ? badge('Made for generate_jwt') : nothing}
                            </td>
                            <td class="mono">${secret.key_id}</td>
                            <td>${secret.visibility_group}</td>
                            <td>${moment(secret.created_at)}</td>
                            <td class="number">
                              <button
                                class="button quiet small danger-text"
                                @click=${() => void this.#delete(secret)}
                              >
                                Delete
                              </button>
                            </td>
                          </tr>`,
                      )}
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

  #dialog(): unknown {
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
        error: this.#form.errorOf(name),
        input: (value) => (this.#values[name] = value),
      });
    return html`<wa-dialog
      label="New embed secret"
      ?open=${this.#creating}
      @wa-hide=${(event: Event) => {
        if (event.target === event.currentTarget) this.#creating = false;
      }}
    >
      <form id="new-secret" class="stack" @submit=${onSubmit(() => this.#create())}>
        ${this.#form.render('name', 'key_id', 'key_value', 'visibility_group')}
        ${text('name', 'Name', 'Which program will hold it.')}
        ${choiceField({
          id: 'secret-group',
          label: 'Visibility group',
          value: this.#chosenGroup,
          options: this.console.session.groups.map(({ name }) => ({ value: name, label: name })),
          error: this.#form.errorOf('visibility_group'),
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
        }
      </form>
      <button slot="footer" class="button" @click=${() => this.#show(false)}>Cancel</button>
      <button
        slot="footer"
        class="button primary"
        type="submit"
        form="new-secret"
        ?disabled=${this.#form.busy}
      >
        Create
      </button>
    </wa-dialog>`;
  }
}
customElements.define('embed-secrets-page', EmbedSecretsPage);
