import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { html, LitElement, nothing } from 'lit';
import { fieldNames, takeTheirs, type Conflict, type Draft, type Merge } from './draft.ts';
import { valueLine } from './value_text.ts';

/**
 * Somebody else saved the customer while it was open here: shows what both changed and lets one
 * choose.
 *
 * Fires `merged` with the draft that stands after the choice, or `put-off`.
 */
class MergeDialog extends LitElement {
  static override properties = {
    merge: { attribute: false },
    by: { attribute: false },
  };

  declare merge: Merge | undefined;
  /** Who saved meanwhile. */
  declare by: string;
  readonly #theirs = new Set<Conflict>();

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('merge')) this.#theirs.clear();
  }

  #done(): void {
    if (!this.merge) return;
    const draft = [...this.#theirs].reduce<Draft>(takeTheirs, this.merge.draft);
    this.dispatchEvent(new CustomEvent('merged', { detail: draft }));
  }

  protected override render(): unknown {
    const conflicts = this.merge?.conflicts ?? [];
    return html`<wa-dialog
      label="Somebody else changed this customer"
      ?open=${this.merge !== undefined}
      @wa-hide=${(event: Event) => {
        if (event.target === event.currentTarget && this.merge)
          this.dispatchEvent(new CustomEvent('put-off'));
      }}
    >
      <div class="stack">
        <p>
          ${this.by} saved a newer version while you were editing.
          ${
            conflicts.length === 0
              ? 'Your changes touch other things, so both can stand together.'
              : 'Everything that only one of you changed is kept. For the rest, choose:'
          }
        </p>
        ${conflicts.map((conflict) => this.#conflict(conflict))}
      </div>
      <button
        slot="footer"
        class="button"
        @click=${() => this.dispatchEvent(new CustomEvent('put-off'))}
      >
        Not yet
      </button>
      <button slot="footer" class="button primary" @click=${() => this.#done()}>
        Put together and save
      </button>
    </wa-dialog>`;
  }

  #conflict(conflict: Conflict): unknown {
    const { field, key, mine, theirs } = conflict;
    const name = `conflict-${field}-${key ?? ''}`;
    const choice = (mineWins: boolean, who: string, value: unknown) =>
      html`<label class="check">
        <input
          type="radio"
          name=${name}
          .checked=${this.#theirs.has(conflict) !== mineWins}
          @change=${() => {
            if (mineWins) this.#theirs.delete(conflict);
            else this.#theirs.add(conflict);
            this.requestUpdate();
          }}
        />
        <span
          >${who}:
          ${
            value === undefined ? html`<i>removed</i>` : html`<code>${valueLine(value)}</code>`
          }</span
        >
      </label>`;
    return html`<fieldset class="conflict">
      <legend>
        ${fieldNames[field]}${key === undefined ? nothing : html` · <code>${key}</code>`}
      </legend>
      ${choice(true, 'Yours', mine)} ${choice(false, 'Theirs', theirs)}
    </fieldset>`;
  }
}
customElements.define('merge-dialog', MergeDialog);
