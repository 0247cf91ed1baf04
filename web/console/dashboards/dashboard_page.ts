import { html, nothing } from 'lit';
import { EmbedError, httpConnection, type Connection } from '../../embed/wire/connection.ts';
import type { Session } from '../../embed/wire/session.ts';
import { Problem, problemOf } from '../api/problem.ts';
import { failure, Load, skeleton } from '../app/load.ts';
import { Page } from '../app/page.ts';
import '../parts/combobox.ts';
import { icon } from '../parts/icon.ts';
import { badge, pageHead } from '../parts/pieces.ts';
import { variablesOf, type CustomerVariable } from '../preview/calls.ts';
import { customerOptions, keepCustomer, usualCustomer } from '../preview/customer_choice.ts';
import {
  listVersions,
  previewToken,
  readDashboard,
  readDefinition,
  type DashboardRecord,
  type Version,
} from './calls.ts';
import './canvas/dashboard_canvas.ts';
import type { CanvasParts, DashboardCanvas } from './canvas/dashboard_canvas.ts';
import './embed_dialog.ts';
import './dashboards.css';
import { datasetReads } from './dataset_reads.ts';
import { variablesDebugger, type DebuggedVariables } from './variables_debugger.ts';

interface Loaded {
  readonly record: DashboardRecord;
  readonly versions: readonly Version[];
}

const DRAFT = 'draft';

/** A dashboard as a customer sees it: any version or the draft, with a viewer's own token. */
class DashboardPage extends Page {
  get heading(): string {
    return this.#loaded.value?.record.name ?? 'Dashboard';
  }

  #customer = '';
  #version = DRAFT;
  #own: readonly CustomerVariable[] = [];
  #phone = false;
  #dark: 'light' | 'dark' | undefined;
  #debugging = false;
  #parts: CanvasParts | undefined;
  #reads: DebuggedVariables['datasets'] = [];
  #problem: Problem | undefined;
  #turn = 0;

  readonly #loaded = new Load<Loaded>(this, async (signal) => {
    const { api, router } = this.console;
    const id = this.params['id'] ?? '';
    const [record, versions, usual] = await Promise.all([
      readDashboard(api, id, signal),
      listVersions(api, id, signal),
      usualCustomer(api, signal),
    ]);
    const { search } = router.place;
    this.#customer = search.get('customer') ?? usual;
    this.#version = search.get('version') ?? record.latest_version?.toString() ?? DRAFT;
    this.#debugging = search.get('variables') === 'shown';
    void this.#open(id);
    return { record, versions };
  });

  get #canvas(): DashboardCanvas | null {
    return this.querySelector<DashboardCanvas>('dashboard-canvas');
  }

  /** Opens the preview with a token of its own, as an embed would. */
  async #open(id: string): Promise<void> {
    const turn = ++this.#turn;
    const { api } = this.console;
    try {
      const version = this.#version === DRAFT ? undefined : Number(this.#version);
      const [{ token }, own] = await Promise.all([
        previewToken(api, id, this.#customer, version),
        variablesOf(api, this.#customer),
      ]);
      const connection = httpConnection(
        () => `${location.origin}/`,
        () => ({ token }),
      );
      const session = await connection.session(AbortSignal.timeout(60_000));
      const reads = await this.#readsOf(session);
      if (turn !== this.#turn) return;
      this.#own = own;
      this.#problem = undefined;
      this.#reads = reads;
      this.#parts = this.#canvasParts(session, connection, {});
    } catch (error) {
      if (turn !== this.#turn) return;
      this.#parts = undefined;
      this.#problem =
        error instanceof EmbedError
          ? new Problem(error.status, error.code, error.message)
          : problemOf(error);
    }
    this.requestUpdate();
  }

  /** What each dataset reads of the dashboard that is shown, which may be one that a click has opened. */
  async #readsOf({ dashboard }: Session): Promise<DebuggedVariables['datasets']> {
    const { embed_id, version } = dashboard;
    const definition = await readDefinition(this.console.api, embed_id, version);
    return datasetReads(definition?.datasets ?? []);
  }

  #canvasParts(
    session: Session,
    connection: Connection,
    attributes: Readonly<Record<string, unknown>>,
  ): CanvasParts {
    return {
      session,
      connection,
      attributes,
      changed: () => this.requestUpdate(),
      opens: (embedId, variables) =>
        void this.#follow(connection, embedId, variables).catch((error: unknown) =>
          this.console.toasts.failed(error instanceof Error ? error.message : String(error)),
        ),
    };
  }

  /** Opens the dashboard that a click in this one leads to. */
  async #follow(
    connection: Connection,
    embedId: string,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const turn = this.#turn;
    const opened = await connection.session(AbortSignal.timeout(60_000), embedId);
    const reads = await this.#readsOf(opened);
    if (turn !== this.#turn) return;
    this.#reads = reads;
    this.#parts = this.#canvasParts(opened, connection, variables);
    this.requestUpdate();
  }

  #reopen(): void {
    this.console.router.setSearch({ customer: this.#customer, version: this.#version });
    void this.#open(this.params['id'] ?? '');
  }

  async #export(record: DashboardRecord): Promise<void> {
    const { api, toasts } = this.console;
    try {
      const [{ dashboardYaml }, definition] = await Promise.all([
        import('./definition/bundle_yaml.ts'),
        readDefinition(
          api,
          record.embed_id,
          this.#version === DRAFT ? null : Number(this.#version),
        ),
      ]);
      const file = new Blob([dashboardYaml(record, definition)], { type: 'text/yaml' });
      const link = document.createElement('a');
      link.href = URL.createObjectURL(file);
      link.download = `${record.embed_id}.yaml`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
      toasts.done(`${record.embed_id}.yaml saved: put it into dashboards/ and vitrine apply`);
    } catch (error) {
      toasts.failed(problemOf(error).message);
    }
  }

  protected override render(): unknown {
    return html`<div class="page wide">
      ${this.#loaded.render((loaded) => [this.#head(loaded), this.#preview(loaded)])}
    </div>`;
  }

  #head({ record }: Loaded): unknown {
    const { session } = this.console;
    return html`${pageHead({
        back: { href: '/dashboards', label: 'Dashboards' },
        title: record.name,
        lead: html`<code>${record.embed_id}</code> ${Object.entries(record.environments).map(
            ([name, version]) => badge(`${name} v${version}`, 'good'),
          )}`,
        actions: html`<a class="button" href="/dashboards/${record.embed_id}/versions"
            >${icon('history')}Versions</a
          >
          <button class="button" @click=${() => this.#export(record)}>
            ${icon('download')}YAML
          </button>
          ${
            session.may('editor')
              ? html`<button
                    class="button"
                    @click=${() =>
                      this.querySelector<HTMLElement & { open(): void }>('embed-dialog')?.open()}
                  >
                    ${icon('code')}Embed
                  </button>
                  <a class="button primary" href="/dashboards/${record.embed_id}/edit"
                    >${icon('edit')}Edit</a
                  >`
              : nothing
          }`,
      })}
      <embed-dialog
        .console=${this.console}
        .embedId=${record.embed_id}
        .customer=${this.#customer}
        .environments=${Object.keys(record.environments)}
      ></embed-dialog>`;
  }

  #preview({ versions }: Loaded): unknown {
    return html`<div class="preview-bar" role="group" aria-label="Preview">
        <div class="row">
          <label class="muted" for="preview-customer">As customer</label>
          <console-combobox
            .inputId=${'preview-customer'}
            .value=${this.#customer}
            .find=${(text: string, signal: AbortSignal) =>
              customerOptions(this.console.api, text, signal)}
            @picked=${(event: CustomEvent<string>) => {
              if (event.detail === '') return;
              this.#customer = event.detail;
              keepCustomer(event.detail);
              this.#reopen();
            }}
          ></console-combobox>
        </div>
        <div class="row">
          <label class="muted" for="preview-version">at</label>
          <select
            class="select"
            id="preview-version"
            @change=${(event: Event) => {
              this.#version = (event.target as HTMLSelectElement).value;
              this.#reopen();
            }}
          >
            <option value=${DRAFT} .selected=${this.#version === DRAFT}>Draft</option>
            ${versions.map(
              ({ version, message }) =>
                html`<option value=${version} .selected=${this.#version === version.toString()}>
                  Version ${version}${message === '' ? '' : `: ${message.slice(0, 40)}`}
                </option>`,
            )}
          </select>
        </div>
        <div class="grow"></div>
        <div class="row tight">
          ${this.#switch('Phone width', this.#phone, () => (this.#phone = !this.#phone))}
          ${this.#switch('Dark', this.#dark === 'dark', () => {
            this.#dark = this.#dark === 'dark' ? undefined : 'dark';
          })}
          ${this.#switch('Variables', this.#debugging, () => (this.#debugging = !this.#debugging))}
        </div>
      </div>
      ${this.#debugging && this.#parts ? this.#debugger(this.#parts) : nothing}
      <div class="preview-stage ${this.#phone ? 'phone' : ''}">
        ${
          this.#problem
            ? failure(this.#problem, () => this.#reopen())
            : this.#parts
              ? html`<dashboard-canvas
                  .parts=${this.#parts}
                  .mode=${this.#dark}
                ></dashboard-canvas>`
              : skeleton()
        }
      </div>`;
  }

  #debugger({ session }: CanvasParts): unknown {
    const { definition } = session.dashboard;
    return html`<div class="card">
      ${variablesDebugger({
        definition,
        datasets: this.#reads,
        values: this.#canvas?.values ?? {},
        setHere: this.#canvas?.setHere ?? new Set(),
        customer: this.#own,
      })}
    </div>`;
  }

  #switch(label: string, on: boolean, change: () => void): unknown {
    return html`<button
      class="button small ${on ? 'pressed' : ''}"
      aria-pressed=${on ? 'true' : 'false'}
      @click=${() => {
        change();
        this.requestUpdate();
      }}
    >
      ${label}
    </button>`;
  }
}
customElements.define('dashboard-page', DashboardPage);
