import { html, LitElement } from 'lit';
import { icon } from './icon.ts';

export interface Toast {
  readonly kind: 'done' | 'failed';
  readonly text: string;
  /** What can be done about it right here, such as undoing it. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

const SHOWN_MS = 6_000;

/** Short notes in the corner; screen readers hear them. A failure stays until it is closed. */
export class Toasts extends LitElement {
  #shown: readonly Toast[] = [];

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  done(text: string, action?: Toast['action']): void {
    this.show({ kind: 'done', text, ...(action ? { action } : {}) });
  }

  failed(text: string): void {
    this.show({ kind: 'failed', text });
  }

  show(toast: Toast): void {
    this.#shown = [...this.#shown.slice(-3), toast];
    this.requestUpdate();
    if (toast.kind === 'done') setTimeout(() => this.#close(toast), SHOWN_MS);
  }

  #close(toast: Toast): void {
    this.#shown = this.#shown.filter((one) => one !== toast);
    this.requestUpdate();
  }

  protected override render(): unknown {
    return html`<div class="toasts" role="status" aria-live="polite">
      ${this.#shown.map(
        (toast) =>
          html`<div class="toast ${toast.kind}">
            ${icon(toast.kind === 'done' ? 'done' : 'alert')}
            <span class="grow">${toast.text}</span>
            ${
              toast.action
                ? html`<button
                    class="button small"
                    @click=${() => {
                      this.#close(toast);
                      toast.action?.run();
                    }}
                  >
                    ${toast.action.label}
                  </button>`
                : ''
            }
            <button
              class="button quiet icon small"
              aria-label="Close"
              @click=${() => this.#close(toast)}
            >
              ${icon('close', 14)}
            </button>
          </div>`,
      )}
    </div>`;
  }
}
customElements.define('console-toasts', Toasts);
