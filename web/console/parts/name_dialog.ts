import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { html, LitElement, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { choiceField, FormState, onSubmit, textField, type ChoiceText } from './form.ts';

export interface NameQuestion {
  readonly title: string;
  readonly label: string;
  readonly hint?: string;
  /** What stands in the field at first. */
  readonly name: string;
  /** The verb on the button. */
  readonly action: string;
  /** What the name is given within, one of several; the first is chosen at first. */
  readonly among?: {
    readonly label: string;
    readonly hint: string;
    readonly options: ChoiceText['options'];
  };
  /** Does it; a refusal is shown in the dialog, which then stays. */
  readonly send: (name: string, chosen: string) => Promise<void>;
}

/** What a refusal of a name calls the field. */
const fields = ['name', 'new_name', 'definition'];

/** Asks for one name, for what is made or renamed. */
export class NameDialog extends LitElement {
  readonly #form = new FormState(this);
  #question: NameQuestion | undefined;
  #open = false;
  #name = '';
  #chosen = '';

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  ask(question: NameQuestion): void {
    this.#question = question;
    this.#name = question.name;
    this.#chosen = question.among?.options[0]?.value ?? '';
    this.#form.clear();
    this.#open = true;
    this.requestUpdate();
  }

  async #send(): Promise<void> {
    const question = this.#question;
    if (!question) return;
    const send = () => question.send(this.#name.trim(), this.#chosen);
    if (await this.#form.send(send)) this.#close();
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
          ${this.#form.render(...fields)}
          ${
            question.among
              ? choiceField({
                  id: 'name-among',
                  ...question.among,
                  value: this.#chosen,
                  input: (value) => (this.#chosen = value),
                })
              : nothing
          }
          ${textField({
            id: 'name-text',
            label: question.label,
            ...(question.hint ? { hint: question.hint } : {}),
            required: true,
            value: this.#name,
            error: this.#form.errorOf(...fields),
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
