import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { html, LitElement, nothing } from 'lit';
import type { Console } from '../app/console.ts';
import { copyable, note } from '../parts/pieces.ts';

/** A secret that the server shows this once. */
export interface Once {
  readonly title: string;
  readonly values: readonly { readonly label: string; readonly value: string }[];
  readonly hint: unknown;
}

/** Shows a new secret until somebody says that it is kept. */
class OnceDialog extends LitElement {
  static override properties = { console: { attribute: false }, once: { attribute: false } };

  declare console: Console;
  declare once: Once | undefined;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  #close(): void {
    this.dispatchEvent(new CustomEvent('kept'));
  }

  protected override render(): unknown {
    return html`<wa-dialog
      label=${this.once?.title ?? ''}
      ?open=${this.once !== undefined}
      @wa-hide=${(event: Event) => {
        if (event.target === event.currentTarget && this.once) this.#close();
      }}
    >
      ${
        this.once
          ? html`<div class="stack">
              ${note('Copy it now: it is shown this once, and nobody can read it again.', 'warn')}
              ${this.once.values.map(
                ({ label, value }) =>
                  html`<div class="field">
                    <span class="legend">${label}</span>
                    ${copyable(this.console, value, label)}
                  </div>`,
              )}
              <p class="field-hint">${this.once.hint}</p>
            </div>`
          : nothing
      }
      <button slot="footer" class="button primary" @click=${() => this.#close()}>
        I have kept it
      </button>
    </wa-dialog>`;
  }
}
customElements.define('once-dialog', OnceDialog);
