import { html, LitElement, nothing } from 'lit';
import type { Customer, Level } from '../api/types.ts';
import type { Console } from '../app/console.ts';
import { choiceField, FormState, onSubmit, textField } from '../parts/form.ts';
import { icon } from '../parts/icon.ts';
import { note } from '../parts/pieces.ts';
import { bulkLine, sendLines, type BulkChange, type LineOutcome } from './bulk.ts';
import './bulk_bar.css';
import { readValue, valueKinds, type ValueKind } from './value_text.ts';

type Kind = BulkChange['kind'];

const kinds: readonly { readonly value: Kind; readonly label: string }[] = [
  { value: 'add-tag', label: 'Add a tag' },
  { value: 'remove-tag', label: 'Remove a tag' },
  { value: 'property', label: 'Set a property' },
  { value: 'remove-property', label: 'Remove a property' },
  { value: 'level', label: 'Set the level' },
  { value: 'demo', label: 'Paid or demo' },
];

/**
 * What can be done with the chosen customers, and the dialog that does it.
 *
 * Fires `done` when customers were changed, `cleared` when the choice is to go.
 */
class BulkBar extends LitElement {
  static override properties = {
    console: { attribute: false },
    customers: { attribute: false },
    levels: { attribute: false },
    tags: { attribute: false },
  };

  declare console: Console;
  declare customers: readonly Customer[];
  declare levels: readonly Level[];
  declare tags: readonly string[];

  readonly #form = new FormState(this);
  #open = false;
  #kind: Kind = 'add-tag';
  #tag = '';
  #level = '';
  #demo = 'true';
  #key = '';
  #value = '';
  #valueKind: ValueKind = 'text';
  #outcomes: readonly LineOutcome[] = [];

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  #change(): BulkChange | undefined {
    switch (this.#kind) {
      case 'add-tag':
      case 'remove-tag':
        return { kind: this.#kind, tag: this.#tag || (this.tags[0] ?? '') };
      case 'level':
        return { kind: 'level', level: this.#level || (this.levels[0]?.name ?? '') };
      case 'demo':
        return { kind: 'demo', demo: this.#demo === 'true' };
      case 'remove-property':
      case 'property': {
        if (this.#key === '') {
          this.#form.refuse('key', 'A property needs a name.');
          return undefined;
        }
        if (this.#kind === 'remove-property') return { kind: 'remove-property', key: this.#key };
        const read = readValue({ kind: this.#valueKind, text: this.#value });
        if (read.ok) return { kind: 'property', key: this.#key, value: read.value };
        this.#form.refuse('value', read.message);
        return undefined;
      }
    }
  }

  async #send(): Promise<void> {
    const change = this.#change();
    if (!change) return;
    this.#outcomes = [];
    const lines = this.customers.map((customer) => bulkLine(customer, change));
    const sent = await this.#form.send(() =>
      sendLines(this.console.api, lines, (outcomes) => {
        this.#outcomes = [...this.#outcomes, ...outcomes];
        this.requestUpdate();
      }),
    );
    if (!sent || this.#outcomes.some(({ ok }) => !ok)) return;
    this.console.toasts.done(`${this.#outcomes.length} customers changed`);
    this.#close();
  }

  #close(): void {
    const changed = this.#outcomes.some(({ ok }) => ok);
    this.#open = false;
    this.#outcomes = [];
    this.requestUpdate();
    if (changed) this.dispatchEvent(new CustomEvent('done'));
  }

  protected override render(): unknown {
    const count = this.customers.length;
    return html`<div class="bulk-bar" role="region" aria-label="Chosen customers">
        <span>${count} chosen</span>
        <button
          class="button small"
          @click=${() => {
            this.#open = true;
            this.requestUpdate();
          }}
        >
          ${icon('edit', 14)}Change all
        </button>
        <button
          class="button quiet small"
          @click=${() => this.dispatchEvent(new CustomEvent('cleared'))}
        >
          Clear
        </button>
      </div>
      <wa-dialog
        label="Change ${count} customers"
        ?open=${this.#open}
        @wa-hide=${(event: Event) => {
          if (event.target !== event.currentTarget || !this.#open) return;
          if (this.#form.busy) event.preventDefault();
          else this.#close();
        }}
      >
        <form id="bulk" class="stack" @submit=${onSubmit(() => this.#send())}>
          ${this.#form.render('key', 'value')}
          ${choiceField({
            id: 'bulk-kind',
            label: 'What to do',
            value: this.#kind,
            options: kinds,
            input: (value) => {
              this.#kind = value as Kind;
              this.#form.clear();
            },
          })}
          ${this.#fields()} ${this.#failures()}
        </form>
        <button
          slot="footer"
          class="button"
          ?disabled=${this.#form.busy}
          @click=${() => this.#close()}
        >
          ${this.#outcomes.length > 0 && !this.#form.busy ? 'Close' : 'Cancel'}
        </button>
        <button
          slot="footer"
          class="button primary"
          type="submit"
          form="bulk"
          ?disabled=${this.#form.busy}
        >
          ${this.#form.busy ? `${this.#outcomes.length} of ${count}` : `Change ${count}`}
        </button>
      </wa-dialog>`;
  }

  #fields(): unknown {
    switch (this.#kind) {
      case 'add-tag':
      case 'remove-tag':
        return this.tags.length === 0
          ? note(html`There are no tags yet. <a href="/settings/tags">Make one</a> first.`)
          : choiceField({
              id: 'bulk-tag',
              label: 'Tag',
              value: this.#tag || (this.tags[0] ?? ''),
              options: this.tags.map((tag) => ({ value: tag, label: tag })),
              input: (value) => (this.#tag = value),
            });
      case 'level':
        return choiceField({
          id: 'bulk-level',
          label: 'Level',
          hint: 'A customer stays below its parent and above its children; where that would not hold, it is refused.',
          value: this.#level || (this.levels[0]?.name ?? ''),
          options: this.levels.map(({ name }) => ({ value: name, label: name })),
          input: (value) => (this.#level = value),
        });
      case 'demo':
        return choiceField({
          id: 'bulk-demo',
          label: 'Counts as',
          value: this.#demo,
          options: [
            { value: 'true', label: 'Demo' },
            { value: 'false', label: 'Paid' },
          ],
          input: (value) => (this.#demo = value),
        });
      case 'remove-property':
      case 'property':
        return html`${textField({
          id: 'bulk-key',
          label: 'Property',
          mono: true,
          value: this.#key,
          error: this.#form.errorOf('key'),
          input: (value) => (this.#key = value),
        })}
        ${
          this.#kind === 'property'
            ? html`${choiceField({
                id: 'bulk-value-kind',
                label: 'Kind',
                value: this.#valueKind,
                options: valueKinds,
                input: (value) => (this.#valueKind = value as ValueKind),
              })}
              ${textField({
                id: 'bulk-value',
                label: 'Value',
                mono: true,
                value: this.#value,
                error: this.#form.errorOf('value'),
                input: (value) => (this.#value = value),
              })}`
            : nothing
        }`;
    }
  }

  #failures(): unknown {
    const failed = this.#outcomes.filter(({ ok }) => !ok);
    if (failed.length === 0) return nothing;
    return html`${note(
        `${failed.length} of ${this.#outcomes.length} customers were refused; the others are changed.`,
        'danger',
      )}
      <ul class="bulk-failures">
        ${failed
          .slice(0, 50)
          .map(
            ({ line, message }) =>
              html`<li>
                <code>${this.customers[line - 1]?.provided_id ?? line}</code> ${message}
              </li>`,
          )}
      </ul>`;
  }
}
customElements.define('bulk-bar', BulkBar);
