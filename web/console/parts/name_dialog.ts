import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { html, LitElement } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { FormState, onSubmit, textField } from './form.ts';

export interface NameQuestion {
  readonly title: string;
  readonly label: string;
  readonly hint?: string;
  /** What stands in the field at first. */
  readonly name: string;
  /** The verb on the button. */
  readonly action: string;
  /** Does it; a refusal is shown in the dialog, which then stays. */
  readonly send: (name: string) => Promise<void>;
}

/** Asks for one name, for what is made or renamed. */
export class NameDialog extends LitElement {
  readonly #form = new FormState(this);
  #question: NameQuestion | undefined;
  #open = false;
  #name = '';

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  ask(question: NameQuestion): void {
    this.#question = question;
    this.#name = question.name;
    this.#form.clear();
    this.#open = true;
    this.requestUpdate();
  }

  async #send(): Promise<void> {
    const question = this.#question;
    if (question && (await this.#form.send(() => question.send(this.#name.trim())))) this.#close();
  }

  #close(): void {
    this.#open = false;
    this.requestUpdate();
  }

  protected override render(): unknown {
    const question = this.#question;
    if (!question) return '';
    // A dialog for each question: one that is still closing would swallow the next.
    return keyed(
      question,
      html`<wa-dialog
        label=${question.title}
        ?open=${this.#open}
        @wa-hide=${(event: Event) => {
          if (event.target === event.currentTarget) this.#open = false;
        }}
      >
        <form id="name-form" class="stack" @submit=${onSubmit(() => this.#send())}>
          ${this.#form.render('name', 'new_name')}
          ${textField({
            id: 'name-text',
            label: question.label,
            ...(question.hint ? { hint: question.hint } : {}),
            required: true,
            value: this.#name,
            error: this.#form.errorOf('name', 'new_name'),
            input: (value) => (this.#name = value),
          })}
        </form>
        <button slot="footer" class="button" @click=${() => this.#close()}>Cancel</button>
        <button
          slot="footer"
          class="button primary"
          type="submit"
          form="name-form"
          ?disabled=${this.#form.busy}
        >
          ${question.action}
        </button>
      </wa-dialog>`,
    );
  }
}
customElements.define('name-dialog', NameDialog);
