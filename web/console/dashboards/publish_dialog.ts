import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { html, LitElement, nothing } from 'lit';
import { Problem } from '../api/problem.ts';
import type { Console } from '../app/console.ts';
import { FormState, onSubmit, textField } from '../parts/form.ts';
import { note } from '../parts/pieces.ts';
import { publish, readShown, saveVersion } from './calls.ts';
import type { DraftStore } from './draft_store.ts';

/** Saves the draft as a version with a message, and publishes it where the member may. */
class PublishDialog extends LitElement {
  static override properties = { console: { attribute: false }, store: { attribute: false } };

  declare console: Console;
  declare store: DraftStore;
  readonly #form = new FormState(this);
  #shown = false;
  #message = '';
  #environments: readonly string[] = [];
  #chosen: ReadonlySet<string> = new Set(['production']);

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  open(): void {
    this.#shown = true;
    this.#message = '';
    this.#form.clear();
    void readShown(this.console.api, this.store.embedId).then((shown) => {
      this.#environments = shown.map(({ name }) => name);
      this.requestUpdate();
    });
  }

  #close(): void {
    this.#shown = false;
    this.requestUpdate();
  }

  async #send(publishes: boolean): Promise<void> {
    const { api, toasts } = this.console;
    const { store } = this;
    let saved = 0;
    const done = await this.#form.send(async () => {
      if (!(await store.flush()))
        throw new Problem(
          409,
          'draft_not_saved',
          store.state.kind === 'conflict'
            ? 'Somebody else has saved this draft. Decide first which of the two goes on.'
            : 'The draft could not be saved, so there is nothing to make a version of.',
        );
      const { version } = await saveVersion(api, store.embedId, this.#message, store.etag);
      saved = version;
      await store.reread();
      if (publishes)
        for (const environment of this.#chosen)
          await publish(api, store.embedId, environment, version);
    });
    if (!done || saved === 0) return;
    this.#close();
    const where = [...this.#chosen].join(', ');
    toasts.done(publishes ? `Version ${saved} is in ${where}` : `Version ${saved} saved`);
  }

  protected override render(): unknown {
    const publisher = this.console.session.may('publisher');
    const { problems } = this.store;
    return html`<wa-dialog
      label="Save a version"
      ?open=${this.#shown}
      @wa-hide=${(event: Event) => {
        if (event.target === event.currentTarget && this.#shown) this.#close();
      }}
    >
      <form
        id="publish-form"
        class="stack"
        @submit=${onSubmit(() => this.#send(publisher && this.#chosen.size > 0))}
      >
        ${this.#form.render()}
        ${
          problems.length > 0
            ? note(
                html`A version must be complete:
                  <code>${problems[0]?.path}</code> ${problems[0]?.reason}`,
                'warn',
              )
            : nothing
        }
        ${textField({
          id: 'version-message',
          label: 'What has changed',
          value: this.#message,
          input: (value) => (this.#message = value),
        })}
        ${
          publisher
            ? html`<fieldset class="field bare">
                <legend class="legend">Publish to</legend>
                ${this.#environments.map(
                  (name) =>
                    html`<label class="check"
                      ><input
                        type="checkbox"
                        .checked=${this.#chosen.has(name)}
                        @change=${() => {
                          const next = new Set(this.#chosen);
                          if (!next.delete(name)) next.add(name);
                          this.#chosen = next;
                          this.requestUpdate();
                        }}
                      />${name}</label
                    >`,
                )}
              </fieldset>`
            : html`<p class="muted">A publisher decides where a version is shown.</p>`
        }
      </form>
      <button slot="footer" class="button" @click=${() => this.#close()}>Cancel</button>
      <button
        slot="footer"
        class="button primary"
        type="submit"
        form="publish-form"
        ?disabled=${this.#form.busy}
      >
        ${publisher && this.#chosen.size > 0 ? 'Save and publish' : 'Save version'}
      </button>
    </wa-dialog>`;
  }
}
customElements.define('publish-dialog', PublishDialog);
