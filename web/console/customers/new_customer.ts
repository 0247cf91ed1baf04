import { html, LitElement } from 'lit';
import { segment } from '../api/api.ts';
import type { Level } from '../api/types.ts';
import type { Console } from '../app/console.ts';
import { choiceField, field, FormState, onSubmit, textField } from '../parts/form.ts';
import type { CustomerCalls } from './calls.ts';
import { findCustomers, levelsAbove } from './pick.ts';

/** The dialog that makes a customer; everything else about it is set on its page. */
class NewCustomer extends LitElement {
  static override properties = {
    console: { attribute: false },
    calls: { attribute: false },
    levels: { attribute: false },
    open: { attribute: false },
    parent: { attribute: false },
  };

  declare console: Console;
  declare calls: CustomerCalls;
  declare levels: readonly Level[];
  declare open: boolean;
  readonly #form = new FormState(this);
  #id = '';
  #name = '';
  #level: string | undefined;
  #parent = '';
  #demo = false;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  get #chosenLevel(): string {
    return this.#level ?? this.levels[0]?.name ?? '';
  }

  async #send(): Promise<void> {
    const { router, toasts } = this.console;
    await this.#form.send(async () => {
      const { customer, new_customer } = await this.calls.create({
        provided_id: this.#id,
        ...(this.#name.trim() ? { name: this.#name.trim() } : {}),
        hierarchy_level_name: this.#chosenLevel,
        ...(this.#parent ? { parent_provided_id: this.#parent } : {}),
        is_demo_group: this.#demo,
      });
      if (!new_customer) {
        this.#form.refuse('provided_id', `There is a customer with the id ${this.#id} already.`);
        return;
      }
      toasts.done(`${customer.name} was made`);
      this.#close();
      await router.go(`/customers/${segment(customer.provided_id)}`);
    });
  }

  #close(): void {
    this.dispatchEvent(new CustomEvent('closed'));
  }

  protected override render(): unknown {
    const above = levelsAbove(this.levels, this.#chosenLevel);
    return html`<wa-dialog
      label="New customer"
      ?open=${this.open}
      @wa-hide=${(event: Event) => {
        if (event.target === event.currentTarget) this.#close();
      }}
    >
      <form id="new-customer" class="stack" @submit=${onSubmit(() => this.#send())}>
        ${this.#form.render('provided_id', 'name', 'hierarchy_level_name', 'parent_provided_id')}
        ${textField({
          id: 'new-id',
          label: 'Id',
          hint: 'How your own product knows this customer, such as its account number. Calls and embed tokens name it.',
          required: true,
          mono: true,
          value: this.#id,
          error: this.#form.errorOf('provided_id'),
          input: (value) => (this.#id = value),
        })}
        ${textField({
          id: 'new-name',
          label: 'Name',
          hint: 'The id, if left empty.',
          value: this.#name,
          error: this.#form.errorOf('name'),
          input: (value) => (this.#name = value),
        })}
        ${choiceField({
          id: 'new-level',
          label: 'Level',
          value: this.#chosenLevel,
          options: this.levels.map(({ name }) => ({ value: name, label: name })),
          error: this.#form.errorOf('hierarchy_level_name'),
          input: (value) => {
            this.#level = value;
            if (levelsAbove(this.levels, value).length === 0) this.#parent = '';
            this.requestUpdate();
          },
        })}
        ${
          above.length === 0
            ? ''
            : field(
                {
                  id: 'new-parent',
                  label: 'Parent',
                  hint: 'Its properties, data sources and tags are inherited.',
                  error: this.#form.errorOf('parent_provided_id'),
                },
                html`<console-combobox
                  .inputId=${'new-parent'}
                  .placeholder=${'None'}
                  .value=${this.#parent}
                  .find=${findCustomers(this.calls, (level) => above.includes(level))}
                  @picked=${({ detail }: CustomEvent<string>) => (this.#parent = detail)}
                ></console-combobox>`,
              )
        }
        <label class="check">
          <input
            type="checkbox"
            .checked=${this.#demo}
            @change=${(event: Event) => (this.#demo = (event.target as HTMLInputElement).checked)}
          />
          A demo customer, which nobody pays for
        </label>
      </form>
      <button slot="footer" class="button" @click=${() => this.#close()}>Cancel</button>
      <span slot="footer" class="dialog-submit">
        <button
          class="button primary"
          type="submit"
          form="new-customer"
          ?disabled=${this.#form.busy}
        >
          Create
        </button>
      </span>
    </wa-dialog>`;
  }
}
customElements.define('new-customer', NewCustomer);
