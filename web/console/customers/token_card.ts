import { html, LitElement, nothing } from 'lit';
import { Problem } from '../api/problem.ts';
import type { Customer } from '../api/types.ts';
import type { Console } from '../app/console.ts';
import { icon } from '../parts/icon.ts';
import { copy } from '../parts/pieces.ts';
import type { CustomerCalls } from './calls.ts';

/** The customer's token: hidden until asked for, copied, or replaced. Fires `refreshed`. */
class TokenCard extends LitElement {
  static override properties = {
    console: { attribute: false },
    calls: { attribute: false },
    customer: { attribute: false },
    readonly: { attribute: false },
  };

  declare console: Console;
  declare calls: CustomerCalls;
  declare customer: Customer;
  declare readonly: boolean;
  #shown = false;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  async #refresh(): Promise<void> {
    const { name, provided_id } = this.customer;
    const agreed = await this.console.confirm({
      title: 'Replace the token?',
      body: html`<p>
        Every embed of <b>${name}</b> (<code>${provided_id}</code>) that carries the present token
        stops at once, until your pages carry the new one. Embeds with a JWT are not affected.
      </p>`,
      action: 'Replace token',
      danger: true,
    });
    if (!agreed) return;
    try {
      await this.calls.refreshToken(this.customer);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.console.toasts.failed(error.message);
      return;
    }
    this.console.toasts.done('The customer has a new token');
    this.dispatchEvent(new CustomEvent('refreshed'));
  }

  protected override render(): unknown {
    const { token } = this.customer;
    return html`<div class="card-head">
        <h2>Token</h2>
        ${
          this.readonly
            ? nothing
            : html`<button class="button quiet small" @click=${() => void this.#refresh()}>
                ${icon('refresh', 14)}Replace
              </button>`
        }
      </div>
      <div class="card-body stack">
        <div class="secret">
          <code>${this.#shown ? token : `${token.slice(0, 6)}…${token.slice(-4)}`}</code>
          <button
            class="button quiet icon small"
            aria-label=${this.#shown ? 'Hide token' : 'Show token'}
            @click=${() => {
              this.#shown = !this.#shown;
              this.requestUpdate();
            }}
          >
            ${icon('eye', 14)}
          </button>
          <button
            class="button quiet icon small"
            aria-label="Copy token"
            title="Copy"
            @click=${() => copy(this.console, token, 'Token')}
          >
            ${icon('copy', 14)}
          </button>
        </div>
        <p class="field-hint">
          Whoever holds it sees this customer's dashboards. It does not expire; embed tokens (JWT)
          do.
        </p>
      </div>`;
  }
}
customElements.define('token-card', TokenCard);
