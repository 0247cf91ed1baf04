import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { html, LitElement, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';

export interface Confirmation {
  readonly title: string;
  /** What will be affected, by name. */
  readonly body: unknown;
  /** The verb on the button. */
  readonly action: string;
  readonly danger?: boolean;
  /** A text that must be typed first, for what takes a lot with it. */
  readonly typed?: string;
  /** Nothing can be agreed to: the body says what stands in the way. */
  readonly blocked?: boolean;
}

/** The dialog that asks before a destructive step; one for the whole console. */
export class ConfirmDialog extends LitElement {
  #question: Confirmation | undefined;
  #open = false;
  #text = '';
  #answer: (agreed: boolean) => void = () => {};

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Resolves to whether the member agrees. */
  ask(question: Confirmation): Promise<boolean> {
    this.#answer(false);
    this.#question = question;
    this.#text = '';
    this.#open = true;
    this.requestUpdate();
    return new Promise((resolve) => {
      this.#answer = resolve;
    });
  }

  #close(agreed: boolean): void {
    this.#open = false;
    this.#answer(agreed);
    this.requestUpdate();
  }

  protected override render(): unknown {
    const question = this.#question;
    if (!question) return nothing;
    const ready = question.typed === undefined || question.typed === this.#text;
    // A dialog for each question: one that is still closing would swallow the next.
    return keyed(
      question,
      html`<wa-dialog
        label=${question.title}
        ?open=${this.#open}
        @wa-hide=${(event: Event) => {
          if (event.target === event.currentTarget && this.#open) this.#close(false);
        }}
      >
        <form
          id="confirm-form"
          class="stack"
          @submit=${(event: Event) => {
            event.preventDefault();
            if (ready && !question.blocked) this.#close(true);
          }}
        >
          <div>${question.body}</div>
          ${
            question.typed === undefined
              ? nothing
              : html`<div class="field">
                  <label for="confirm-text">Type <code>${question.typed}</code> to go on</label>
                  <input
                    id="confirm-text"
                    class="input"
                    autocomplete="off"
                    .value=${this.#text}
                    @input=${(event: InputEvent) => {
                      this.#text = (event.target as HTMLInputElement).value;
                      this.requestUpdate();
                    }}
                  />
                </div>`
          }
        </form>
        <button slot="footer" class="button" @click=${() => this.#close(false)}>
          ${question.blocked ? 'Close' : 'Cancel'}
        </button>
        ${
          question.blocked
            ? nothing
            : html`<button
                slot="footer"
                class="button ${question.danger ? 'danger' : 'primary'}"
                form="confirm-form"
                type="submit"
                ?disabled=${!ready}
                autofocus
              >
                ${question.action}
              </button>`
        }
      </wa-dialog>`,
    );
  }
}
customElements.define('console-confirm', ConfirmDialog);
