import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { html, LitElement, nothing } from 'lit';
import type { Console } from '../app/console.ts';
import { FormState } from '../parts/form.ts';
import { icon } from '../parts/icon.ts';
import { copy, copyable } from '../parts/pieces.ts';
import '../preview/preview.css';
import { pageSnippets, serverSnippets, type Snippet } from './embed/snippets.ts';

/** Ready code to embed a dashboard, and a token to try it with. */
class EmbedDialog extends LitElement {
  static override properties = {
    console: { attribute: false },
    embedId: {},
    customer: {},
    environments: { attribute: false },
  };

  declare console: Console;
  declare embedId: string;
  declare customer: string;
  declare environments: readonly string[];
  readonly #form = new FormState(this);
  #shown = false;
  #environment = '';
  #page = 'component';
  #server = 'node';
  #jwt: string | undefined;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  open(): void {
    this.#shown = true;
    this.#jwt = undefined;
    this.#environment = this.environments.includes('production')
      ? 'production'
      : (this.environments[0] ?? '');
    this.#form.clear();
  }

  async #token(): Promise<void> {
    await this.#form.send(async () => {
      const { jwt } = await this.console.api.post<{ jwt: string }>('/api/generate_jwt/', {
        provided_id: this.customer,
        embed_id: this.embedId,
        expiration: 'PT1H',
      });
      this.#jwt = jwt;
    });
    this.requestUpdate();
  }

  protected override render(): unknown {
    return html`<wa-dialog
      class="wide-dialog"
      label="Embed"
      ?open=${this.#shown}
      @wa-hide=${(event: Event) => {
        if (event.target !== event.currentTarget) return;
        this.#shown = false;
        this.requestUpdate();
      }}
    >
      ${this.#shown ? this.#body() : nothing}
    </wa-dialog>`;
  }

  #body(): unknown {
    const names = {
      server: location.origin,
      embedId: this.embedId,
      customer: this.customer,
      environment: this.#environment === '' ? undefined : this.#environment,
    };
    return html`<div class="embed-code">
      <div class="row wrap">
        <label for="embed-environment" class="muted">Environment</label>
        <select
          class="select small-select"
          id="embed-environment"
          @change=${(event: Event) => {
            this.#environment = (event.target as HTMLSelectElement).value;
            this.requestUpdate();
          }}
        >
          <option value="" .selected=${this.#environment === ''}>None named</option>
          ${this.environments.map(
            (name) =>
              html`<option value=${name} .selected=${name === this.#environment}>${name}</option>`,
          )}
        </select>
      </div>
      <h3>1. Your server asks for a token, for the customer who has signed in to it</h3>
      ${this.#choice(serverSnippets(names), this.#server, (id) => (this.#server = id))}
      <h3>2. Your page shows the dashboard with it</h3>
      ${this.#choice(pageSnippets(names), this.#page, (id) => (this.#page = id))}
      <h3>Try it</h3>
      ${this.#form.render()}
      <div class="row wrap">
        <button class="button" ?disabled=${this.#form.busy} @click=${() => this.#token()}>
          ${icon('key')}Token for ${this.customer}, good for an hour
        </button>
        ${
          this.#jwt === undefined
            ? nothing
            : html`<a
                class="button"
                target="_blank"
                rel="noopener"
                href="/iframe/${this.#jwt}${this.#environment === '' ? '' : `/${this.#environment}`}"
                >${icon('external')}Open as an iframe page</a
              >`
        }
      </div>
      ${this.#jwt === undefined ? nothing : copyable(this.console, this.#jwt, 'Token')}
    </div>`;
  }

  #choice(snippets: readonly Snippet[], chosen: string, choose: (id: string) => void): unknown {
    const snippet = snippets.find(({ id }) => id === chosen) ?? snippets[0];
    return html`<div class="row wrap spread">
        <div class="segments" role="group" aria-label="Language">
          ${snippets.map(
            ({ id, label }) =>
              html`<button
                aria-pressed=${id === snippet?.id ? 'true' : 'false'}
                @click=${() => {
                  choose(id);
                  this.requestUpdate();
                }}
              >
                ${label}
              </button>`,
          )}
        </div>
        <button
          class="button small"
          @click=${() => copy(this.console, snippet?.code ?? '', 'Code')}
        >
          ${icon('copy', 14)}Copy
        </button>
      </div>
      <pre
        class="code-block"
        tabindex="0"
        role="region"
        aria-label=${snippet?.label ?? ''}
      ><code>${snippet?.code}</code></pre>`;
  }
}
customElements.define('embed-dialog', EmbedDialog);
