import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { html, LitElement } from 'lit';
import { segment } from '../api/api.ts';
import type { Console } from '../app/console.ts';
import { choiceField, FormState, onSubmit, textField } from '../parts/form.ts';
import type { Dashboard } from '../../model/dashboard.ts';
import { withDataset } from './with_dataset.ts';

interface Listed {
  readonly embed_id: string;
  readonly name: string;
}

/** A dialog that puts a query into the draft of a dashboard, as one of its datasets. */
class SaveDataset extends LitElement {
  static override properties = { console: { attribute: false }, schema: {}, sql: {} };

  declare console: Console;
  declare schema: string;
  declare sql: string;
  readonly #form = new FormState(this);
  #shown = false;
  #dashboards: readonly Listed[] = [];
  #dashboard = '';
  #name = '';

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  open(): void {
    this.#shown = true;
    this.#form.clear();
    void this.#form.send(async () => {
      const { dashboards } = await this.console.api.get<{ dashboards: Listed[] }>(
        '/api/v1/dashboards',
      );
      this.#dashboards = dashboards;
      if (!dashboards.some(({ embed_id }) => embed_id === this.#dashboard))
        this.#dashboard = dashboards[0]?.embed_id ?? '';
    });
  }

  #close(): void {
    this.#shown = false;
    this.requestUpdate();
  }

  async #save(): Promise<void> {
    const { api, toasts, router } = this.console;
    const path = `/api/v1/dashboards/${segment(this.#dashboard)}/draft`;
    const done = await this.#form.send(async () => {
      const { value, etag } = await api.tagged<{ definition: Dashboard }>('GET', path);
      const dataset = { name: this.#name, schema: this.schema, sql: this.sql };
      await api.put(
        path,
        { definition: withDataset(value.definition, dataset) },
        { headers: { 'If-Match': etag ?? '*' } },
      );
    });
    if (!done) return;
    this.#close();
    const to = `/dashboards/${segment(this.#dashboard)}/edit`;
    toasts.done(`Dataset ${this.#name} saved in the draft`, {
      label: 'Open',
      run: () => void router.go(to),
    });
  }

  protected override render(): unknown {
    return html`<wa-dialog
      label="Save as dataset"
      ?open=${this.#shown}
      @wa-hide=${(event: Event) => {
        if (event.target === event.currentTarget && this.#shown) this.#close();
      }}
    >
      <form id="save-dataset-form" class="stack" @submit=${onSubmit(() => this.#save())}>
        ${this.#form.render('name')}
        ${choiceField({
          id: 'save-dashboard',
          label: 'Dashboard',
          hint: 'Its draft gets the dataset; what viewers see changes when a version is published.',
          value: this.#dashboard,
          options: this.#dashboards.map(({ embed_id, name }) => ({
            value: embed_id,
            label: `${name} (${embed_id})`,
          })),
          input: (value) => (this.#dashboard = value),
        })}
        ${textField({
          id: 'save-name',
          label: 'Name of the dataset',
          hint: 'One that is there already gets the query in place of its own.',
          required: true,
          value: this.#name,
          error: this.#form.errorOf('name', 'definition'),
          input: (value) => (this.#name = value),
        })}
      </form>
      <button slot="footer" class="button" @click=${() => this.#close()}>Cancel</button>
      <button
        slot="footer"
        class="button primary"
        type="submit"
        form="save-dataset-form"
        ?disabled=${this.#form.busy || this.#dashboard === ''}
      >
        Save dataset
      </button>
    </wa-dialog>`;
  }
}
customElements.define('save-dataset', SaveDataset);
