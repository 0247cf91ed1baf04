import { html, nothing } from 'lit';
import { segment } from '../api/api.ts';
import { problemOf } from '../api/problem.ts';
import { Load } from '../app/load.ts';
import { Page } from '../app/page.ts';
import { ago } from '../parts/dates.ts';
import { FormState, onSubmit, submitButton, textField } from '../parts/form.ts';
import { icon } from '../parts/icon.ts';
import { badge, emptyState, pageHead } from '../parts/pieces.ts';
import {
  createDashboard,
  listDashboards,
  pathOf,
  readDraft,
  type DashboardRecord,
} from './calls.ts';
import './dashboards.css';

/** All dashboards: what each environment shows of them, and what is not saved yet. */
class DashboardsPage extends Page {
  readonly heading = 'Dashboards';
  readonly #form = new FormState(this);
  #naming = false;
  #name = '';
  readonly #list = new Load<readonly DashboardRecord[]>(this, (signal) =>
    listDashboards(this.console.api, signal),
  );

  async #create(): Promise<void> {
    const { api, router } = this.console;
    let made: DashboardRecord | undefined;
    const done = await this.#form.send(async () => {
      made = await createDashboard(api, { name: this.#name, datasets: [], panels: [] });
    });
    if (done && made) await router.go(`/dashboards/${segment(made.embed_id)}/edit`);
  }

  async #duplicate(one: DashboardRecord): Promise<void> {
    const { api, toasts } = this.console;
    try {
      const { value } = await readDraft(api, one.embed_id);
      const name = `${one.name} (copy)`;
      await createDashboard(api, { ...value.definition, name });
      toasts.done(`${name} made`);
      await this.#list.reload();
    } catch (error) {
      toasts.failed(problemOf(error).message);
    }
  }

  async #delete(one: DashboardRecord): Promise<void> {
    const { api, toasts } = this.console;
    const shown = Object.keys(one.environments);
    const agreed = await this.console.confirm({
      title: `Delete ${one.name}?`,
      body: html`<p>
        Its draft and ${one.latest_version ?? 0} versions go, and embeds of
        <code>${one.embed_id}</code> show nothing any
        more${shown.length > 0 ? html` (now in ${shown.join(', ')})` : nothing}.
      </p>`,
      action: 'Delete dashboard',
      danger: true,
      ...(shown.length > 0 ? { typed: one.name } : {}),
    });
    if (!agreed) return;
    try {
      await api.delete(pathOf(one.embed_id));
      toasts.done(`${one.name} deleted`);
      await this.#list.reload();
    } catch (error) {
      toasts.failed(problemOf(error).message);
    }
  }

  #startNaming(): void {
    this.#naming = true;
    this.requestUpdate();
    void this.updateComplete.then(() =>
      this.querySelector<HTMLElement>('#dashboard-name')?.focus(),
    );
  }

  protected override render(): unknown {
    const edits = this.console.session.may('editor');
    return html`<div class="page">
      ${pageHead({
        title: 'Dashboards',
        lead: 'Each is built once and shown to every customer with its own rows.',
        actions: edits
          ? html`<button class="button primary" @click=${() => this.#startNaming()}>
              ${icon('add')}New dashboard
            </button>`
          : nothing,
      })}
      ${this.#naming ? this.#newDashboard() : nothing}
      <section class="card" aria-label="Dashboards">
        ${this.#list.render((list) => this.#table(list))}
      </section>
    </div>`;
  }

  #newDashboard(): unknown {
    return html`<form class="card card-body stack" @submit=${onSubmit(() => this.#create())}>
      ${this.#form.render('name')}
      ${textField({
        id: 'dashboard-name',
        label: 'Name',
        required: true,
        value: this.#name,
        error: this.#form.errorOf('name', 'definition'),
        input: (value) => (this.#name = value),
      })}
      <div class="row">
        ${submitButton(this.#form, 'Make dashboard')}
        <button
          type="button"
          class="button quiet"
          @click=${() => {
            this.#naming = false;
            this.requestUpdate();
          }}
        >
          Cancel
        </button>
      </div>
    </form>`;
  }

  #table(list: readonly DashboardRecord[]): unknown {
    if (list.length === 0)
      return emptyState({
        icon: 'dashboard',
        title: 'No dashboards yet',
        text: 'A dashboard has datasets, which are queries, and panels that show their rows.',
        actions: this.console.session.may('editor')
          ? html`<button class="button primary" @click=${() => this.#startNaming()}>
              New dashboard
            </button>`
          : nothing,
      });
    return html`<div class="scroll-x">
      <table class="plain-table">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Embed id</th>
            <th scope="col">Shown</th>
            <th scope="col">Changed</th>
            <th scope="col"><span class="sr-only">Actions</span></th>
          </tr>
        </thead>
        <tbody>
          ${list.map((one) => this.#row(one))}
        </tbody>
      </table>
    </div>`;
  }

  #row(one: DashboardRecord): unknown {
    const { session } = this.console;
    const id = segment(one.embed_id);
    return html`<tr>
      <td>
        <a class="strong" href="/dashboards/${id}">${one.name}</a>
        ${one.is_drilldown ? badge('drill-down') : nothing}
      </td>
      <td><code>${one.embed_id}</code></td>
      <td>
        <div class="row wrap">
          ${Object.entries(one.environments).map(([name, version]) =>
            badge(`${name} v${version}`, version === one.latest_version ? 'good' : 'warn'),
          )}
          ${one.latest_version === null ? badge('never saved') : nothing}
          ${one.has_unsaved_changes ? badge('draft', 'accent') : nothing}
        </div>
      </td>
      <td class="muted">${ago(one.updated_at)}</td>
      <td>
        <div class="row end">
          ${
            session.may('editor')
              ? html`<a class="button small" href="/dashboards/${id}/edit"
                    >${icon('edit', 14)}Edit</a
                  >
                  <button
                    class="button small quiet icon"
                    aria-label="Duplicate ${one.name}"
                    title="Duplicate"
                    @click=${() => this.#duplicate(one)}
                  >
                    ${icon('copy', 14)}
                  </button>`
              : nothing
          }
          <a
            class="button small quiet icon"
            href="/dashboards/${id}/versions"
            aria-label="Versions of ${one.name}"
            title="Versions"
            >${icon('history', 14)}</a
          >
          ${
            session.may('publisher')
              ? html`<button
                  class="button small quiet icon danger-text"
                  aria-label="Delete ${one.name}"
                  title="Delete"
                  @click=${() => this.#delete(one)}
                >
                  ${icon('delete', 14)}
                </button>`
              : nothing
          }
        </div>
      </td>
    </tr>`;
  }
}
customElements.define('dashboards-page', DashboardsPage);
