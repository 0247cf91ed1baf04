import { html, nothing } from 'lit';
import type { Control, Dashboard, Panel } from '../../model/dashboard.ts';
import { Problem } from '../api/problem.ts';
import { Load } from '../app/load.ts';
import { Page } from '../app/page.ts';
import { readSetup, readTables, type DataSchema } from '../data/calls.ts';
import '../parts/combobox.ts';
import { ago } from '../parts/dates.ts';
import { icon } from '../parts/icon.ts';
import { note } from '../parts/pieces.ts';
import { variablesOf, type CustomerVariable } from '../preview/calls.ts';
import { customerOptions, keepCustomer, usualCustomer } from '../preview/customer_choice.ts';
import { createDashboard, type DefinitionProblem } from './calls.ts';
import './canvas/dashboard_canvas.ts';
import type { CanvasParts, DashboardCanvas } from './canvas/dashboard_canvas.ts';
import { DraftConnection } from './canvas/draft_connection.ts';
import { draftSession } from './canvas/draft_session.ts';
import './dataset_editor.ts';
import './dashboards.css';
import { withBox, type Box } from './definition/layout_moves.ts';
import {
  boxesOf,
  controlKinds,
  freeName,
  newControl,
  newDataset,
  newPanel,
  panelLabel,
  panelTypes,
  takenIds,
  withBoxes,
  without,
  withPanel,
} from './definition/parts.ts';
import { DraftStore } from './draft_store.ts';
import { pasted, withField } from './edits.ts';
import { columnOf, schemaForm } from './form/schema_form.ts';
import { withValue, type JsonSchema, type Path } from './form/json_schema.ts';
import { FIELD } from './canvas/edit_layer.ts';
import './publish_dialog.ts';
import { variablesDebugger } from './variables_debugger.ts';

interface Loaded {
  readonly store: DraftStore;
  readonly schema: JsonSchema;
  readonly schemas: readonly DataSchema[];
}

type Side = 'add' | 'data' | 'parts';
const CLIPBOARD = 'vitrine.clipboard';

/** Where a dashboard is built: on real rows, as any customer, with everything undoable. */
class BuilderPage extends Page {
  get heading(): string {
    return this.#loaded.value?.store.definition.name ?? 'Dashboard';
  }

  #customer = '';
  #own: readonly CustomerVariable[] = [];
  #chosen: ReadonlySet<string> = new Set();
  #side: Side = 'add';
  #phone = false;
  #dark: 'light' | 'dark' | undefined;
  #using = false;
  #debugging = false;
  #problemsShown = false;
  #moving: Dashboard | undefined;
  #connection: DraftConnection | undefined;
  #parts: CanvasParts | undefined;
  #tables: Readonly<Record<string, readonly string[]>> = {};

  readonly #loaded = new Load<Loaded>(this, async (signal) => {
    const { api } = this.console;
    const [store, customer, setup, schema] = await Promise.all([
      DraftStore.open(api, this.params['id'] ?? '', signal),
      usualCustomer(api, signal),
      readSetup(api, signal),
      import('../../model/dashboard.schema.json'),
    ]);
    this.#customer = this.console.router.place.search.get('customer') ?? customer;
    this.#own = await variablesOf(api, this.#customer, signal).catch(() => []);
    store.addEventListener('change', () => this.#changed());
    this.#connection = new DraftConnection(
      api,
      () => store.definition,
      () => this.#customer,
      (embedId) => Promise.reject(new Error(embedId)),
      () => this.requestUpdate(),
    );
    if (store.definition.datasets.length === 0) this.#side = 'data';
    return { store, schema: schema.default as unknown as JsonSchema, schemas: setup.schemas };
  });

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#key);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#key);
    this.console.router.guard(undefined);
    void this.#loaded.value?.store.flush();
    this.#loaded.value?.store.close();
  }

  get #store(): DraftStore {
    const store = this.#loaded.value?.store;
    if (!store) throw new Error('the draft is not there yet');
    return store;
  }

  get #canvas(): DashboardCanvas | null {
    return this.querySelector<DashboardCanvas>('dashboard-canvas');
  }

  #changed(): void {
    const { store } = this.#loaded.value ?? {};
    this.console.router.guard(store?.dirty ? () => this.#mayLeave() : undefined);
    this.requestUpdate();
  }

  async #mayLeave(): Promise<boolean> {
    if (await this.#store.flush()) return true;
    return this.console.confirm({
      title: 'Leave without saving?',
      body: html`<p>The last changes of this draft could not be saved.</p>`,
      action: 'Leave',
      danger: true,
    });
  }

  #edit(definition: Dashboard, key?: string): void {
    this.#store.change(definition, key);
  }

  /** What the canvas shows: the draft, or where a box that is being dragged would lead. */
  #canvasParts({ store, schema }: Loaded): CanvasParts {
    const definition = this.#moving ?? store.definition;
    const before = this.#parts;
    const known = before?.session.dashboard.definition as unknown;
    if (before && this.#shownFor === definition && this.#shownAs === this.#own && known)
      return before;
    this.#shownFor = definition;
    this.#shownAs = this.#own;
    this.#parts = {
      session: draftSession(
        store.embedId,
        definition,
        { id: this.#customer, variables: this.#own },
        schema,
      ),
      connection: this.#connection as DraftConnection,
      changed: () => this.requestUpdate(),
      opens: (embedId) => this.console.toasts.done(`Opens the dashboard ${embedId}, in an embed`),
      edit: {
        choose: (id, more) => this.#choose(id, more),
        place: (box, done) => this.#place(box, done),
        drop: (id, field) => this.#drop(id, field),
        enter: () =>
          this.querySelector<HTMLElement>(
            '.builder-inspector select, .builder-inspector input',
          )?.focus(),
      },
    };
    return this.#parts;
  }

  #shownFor: Dashboard | undefined;
  #shownAs: readonly CustomerVariable[] | undefined;

  #choose(id: string | undefined, more = false): void {
    if (id === undefined) this.#chosen = new Set();
    else if (more) {
      const next = new Set(this.#chosen);
      if (!next.delete(id)) next.add(id);
      this.#chosen = next;
    } else this.#chosen = new Set([id]);
    this.#loaded.value?.store.seal();
    this.requestUpdate();
  }

  #place(box: Box, done: boolean): void {
    const { definition } = this.#store;
    const next = withBoxes(definition, withBox(boxesOf(definition), box));
    this.#moving = done ? undefined : next;
    if (done) this.#edit(next, `place ${box.id}`);
    else this.requestUpdate();
  }

  #drop(id: string, field: string): void {
    const { definition } = this.#store;
    const dataset = field.slice(0, field.indexOf('/'));
    const column = this.#columnsOf(dataset).find(({ name }) => name === columnOf(field));
    this.#choose(id);
    this.#edit({
      ...definition,
      panels: definition.panels.map((panel) =>
        panel.id === id
          ? withField(panel, dataset, column ?? { name: columnOf(field), type: 'string' })
          : panel,
      ),
    });
  }

  #columnsOf(dataset: string | undefined) {
    return (
      (dataset === undefined ? undefined : this.#connection?.run(dataset)?.preview?.columns) ?? []
    );
  }

  /** Sees to it that the columns of all datasets are known, those that no panel shows included. */
  async #describe(): Promise<void> {
    const { definition } = this.#store;
    const unknown = definition.datasets.filter(
      ({ name, sql }) => this.#described.get(name) !== `${this.#customer} ${sql}`,
    );
    await Promise.all(
      unknown.map((dataset) => {
        this.#described.set(dataset.name, `${this.#customer} ${dataset.sql}`);
        return this.#connection?.describe(dataset, this.#canvas?.values ?? {});
      }),
    );
  }

  readonly #described = new Map<string, string>();

  async #addPanel(type: Panel['type']): Promise<void> {
    await this.#describe();
    const { definition } = this.#store;
    const dataset = this.#datasetChosen ?? definition.datasets[0]?.name ?? '';
    const id = freeName(type, takenIds(definition));
    this.#edit(withPanel(definition, newPanel(type, id, dataset, this.#columnsOf(dataset))));
    this.#choose(id);
    void this.updateComplete.then(() => this.#canvas?.focusBox(id));
  }

  /** The dataset of the panel that is chosen. */
  get #datasetChosen(): string | undefined {
    const [id] = this.#chosen;
    const panel = this.#store.definition.panels.find((one) => one.id === id);
    return panel && 'dataset' in panel ? panel.dataset : undefined;
  }

  #openDataset: string | undefined;

  #addControl(kind: Control['kind']): void {
    const { definition } = this.#store;
    const id = freeName(kind, takenIds(definition));
    this.#edit({
      ...definition,
      controls: [...(definition.controls ?? []), newControl(kind, id)],
    });
    this.#choose(`control:${id}`);
  }

  #addDataset({ schemas }: Loaded): void {
    const { definition } = this.#store;
    const name = freeName(
      'dataset',
      definition.datasets.map((one) => one.name),
    );
    const schema = definition.datasets.at(-1)?.schema ?? schemas[0]?.name ?? '';
    this.#edit({ ...definition, datasets: [...definition.datasets, newDataset(name, schema)] });
    this.#openDataset = name;
  }

  #remove(): void {
    if (this.#chosen.size === 0) return;
    this.#edit(without(this.#store.definition, this.#chosen));
    const count = this.#chosen.size;
    this.#choose(undefined);
    this.console.toasts.done(count === 1 ? 'Removed' : `${count} removed`, {
      label: 'Undo',
      run: () => this.#store.undo(),
    });
  }

  #copy(): boolean {
    const parts = {
      panels: this.#store.definition.panels.filter(({ id }) => this.#chosen.has(id)),
      controls: (this.#store.definition.controls ?? []).filter(({ id }) =>
        this.#chosen.has(`control:${id}`),
      ),
    };
    if (parts.panels.length + parts.controls.length === 0) return false;
    localStorage.setItem(CLIPBOARD, JSON.stringify(parts));
    return true;
  }

  #paste(): void {
    const kept = localStorage.getItem(CLIPBOARD);
    if (kept === null) return;
    const { definition, ids } = pasted(this.#store.definition, JSON.parse(kept));
    this.#edit(definition);
    this.#chosen = new Set(ids);
    this.requestUpdate();
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (!this.#loaded.value || this.#openDataset !== undefined) return;
    const [target] = event.composedPath();
    const typing =
      target instanceof HTMLElement &&
      target.closest('input, textarea, select, [contenteditable], sql-editor') !== null;
    const command = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (command && !typing && key === 'z') {
      if (event.shiftKey) this.#store.redo();
      else this.#store.undo();
    } else if (command && !typing && key === 'y') this.#store.redo();
    else if (command && !typing && key === 'c') {
      if (getSelection()?.toString() || !this.#copy()) return;
    } else if (command && !typing && key === 'x') {
      if (!this.#copy()) return;
      this.#remove();
    } else if (command && !typing && key === 'v') this.#paste();
    else if (command && !typing && key === 'd') {
      if (!this.#copy()) return;
      this.#paste();
    } else if (!command && !typing && (key === 'delete' || key === 'backspace')) this.#remove();
    else return;
    event.preventDefault();
  };

  async #look(customer: string): Promise<void> {
    if (customer === '') return;
    keepCustomer(customer);
    this.console.router.setSearch({ customer });
    const own = await variablesOf(this.console.api, customer).catch(() => []);
    this.#customer = customer;
    this.#own = own;
    this.requestUpdate();
  }

  async #saveCopy(): Promise<void> {
    const { api, router, toasts } = this.console;
    try {
      const { definition } = this.#store;
      const name = `${definition.name} (my changes)`;
      const made = await createDashboard(api, { ...definition, name });
      this.#store.takeTheirs();
      toasts.done(`Saved as ${name}`);
      await router.go(`/dashboards/${made.embed_id}/edit`);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      toasts.failed(error.message);
    }
  }

  protected override render(): unknown {
    return html`<div class="builder">${this.#loaded.render((loaded) => this.#body(loaded))}</div>`;
  }

  #body(loaded: Loaded): unknown {
    return html`${this.#bar(loaded)} ${this.#conflict(loaded)}
      <div class="builder-work ${this.#using ? 'using' : ''}">
        ${this.#using ? nothing : this.#left(loaded)}
        <div class="builder-stage ${this.#phone ? 'phone' : ''}">
          <dashboard-canvas
            .parts=${this.#canvasParts(loaded)}
            .editing=${!this.#using}
            .selected=${this.#chosen}
            .mode=${this.#dark}
            @click=${(event: Event) => {
              if (event.target === event.currentTarget && event.composedPath()[0] === event.target)
                this.#choose(undefined);
            }}
          ></dashboard-canvas>
          ${
            loaded.store.definition.panels.length === 0 && !this.#using
              ? html`<p class="builder-empty muted">
                  ${
                    loaded.store.definition.datasets.length === 0
                      ? 'Begin with a dataset, on the left: the query whose rows are shown.'
                      : 'Add a panel, on the left: it shows rows at once.'
                  }
                </p>`
              : nothing
          }
        </div>
        ${this.#using ? nothing : this.#inspector(loaded)}
      </div>
      ${this.#debugging ? this.#debugger(loaded) : nothing}
      ${this.#problemsShown ? this.#problems(loaded) : nothing} ${this.#datasetDialog(loaded)}
      <publish-dialog .console=${this.console} .store=${loaded.store}></publish-dialog>`;
  }

  #bar(loaded: Loaded): unknown {
    const { store } = loaded;
    const { problems } = store;
    return html`<header class="builder-bar">
      <a
        class="button quiet icon"
        href="/dashboards/${store.embedId}"
        aria-label="Back to the dashboard"
        title="Back to the dashboard"
        >${icon('back')}</a
      >
      <h1 class="sr-only">${store.definition.name}</h1>
      <input
        class="builder-name"
        aria-label="Name of the dashboard"
        .value=${store.definition.name}
        @input=${(event: InputEvent) => {
          const { value } = event.target as HTMLInputElement;
          if (value.trim() !== '') this.#edit({ ...store.definition, name: value }, 'name');
        }}
      />
      ${this.#saveState(store)}
      <div class="grow"></div>
      <div class="row tight" role="group" aria-label="Undo">
        ${tool('Undo', 'undo', () => store.undo(), { disabled: !store.canUndo })}
        ${tool('Redo', 'redo', () => store.redo(), { disabled: !store.canRedo })}
      </div>
      <div class="row tight" role="group" aria-label="Preview">
        <label class="muted" for="builder-customer">as</label>
        <console-combobox
          .inputId=${'builder-customer'}
          .value=${this.#customer}
          .find=${(text: string, signal: AbortSignal) =>
            customerOptions(this.console.api, text, signal)}
          @picked=${(event: CustomEvent<string>) => this.#look(event.detail)}
        ></console-combobox>
        ${tool('Phone width', 'phone', () => this.#toggle(() => (this.#phone = !this.#phone)), {
          pressed: this.#phone,
        })}
        ${tool(
          'Dark',
          'moon',
          () => this.#toggle(() => (this.#dark = this.#dark === 'dark' ? undefined : 'dark')),
          { pressed: this.#dark === 'dark' },
        )}
        ${tool(
          'Use it, as a viewer would',
          'eye',
          () => this.#toggle(() => (this.#using = !this.#using)),
          {
            pressed: this.#using,
          },
        )}
        ${tool(
          'Variables',
          'variables',
          () => this.#toggle(() => (this.#debugging = !this.#debugging)),
          {
            pressed: this.#debugging,
          },
        )}
      </div>
      ${
        problems.length === 0
          ? nothing
          : html`<button
              class="button small warn-text"
              aria-expanded=${this.#problemsShown ? 'true' : 'false'}
              @click=${() => this.#toggle(() => (this.#problemsShown = !this.#problemsShown))}
            >
              ${icon('warning', 14)}${problems.length}
              ${problems.length === 1 ? 'problem' : 'problems'}
            </button>`
      }
      <button
        class="button primary"
        @click=${() => this.querySelector<HTMLElement & { open(): void }>('publish-dialog')?.open()}
      >
        ${this.console.session.may('publisher') ? 'Save & publish' : 'Save version'}
      </button>
    </header>`;
  }

  #toggle(change: () => void): void {
    change();
    this.requestUpdate();
  }

  #saveState({ state }: DraftStore): unknown {
    const text = {
      saved: 'Draft saved',
      changed: 'Changed',
      saving: 'Saving…',
      failed: 'Not saved',
      conflict: 'Changed by somebody else',
    }[state.kind];
    return html`<span
      class="save-state ${state.kind}"
      role="status"
      title=${state.kind === 'failed' ? state.problem.message : ''}
      >${text}</span
    >`;
  }

  #conflict({ store }: Loaded): unknown {
    const { state } = store;
    if (state.kind === 'failed')
      return html`<div class="builder-note">
        ${note(
          html`The draft was not saved: ${state.problem.message}
            <button class="button small" @click=${() => store.flush()}>Try again</button>`,
          'danger',
        )}
      </div>`;
    if (state.kind !== 'conflict') return nothing;
    const { updated_by, updated_at, revision } = state.theirs.value;
    return html`<div class="builder-note">
      ${note(
        html`<strong>Somebody else has saved this draft</strong> (${updated_by}, ${ago(updated_at)},
          revision ${revision}). Your changes are still here and nothing of theirs was overwritten.
          <span class="row wrap">
            <button class="button small" @click=${() => store.takeTheirs()}>Show theirs</button>
            <button class="button small" @click=${() => this.#saveCopy()}>
              Save mine as a copy
            </button>
          </span>`,
        'warn',
      )}
    </div>`;
  }

  #left(loaded: Loaded): unknown {
    const sides: readonly { readonly id: Side; readonly label: string }[] = [
      { id: 'add', label: 'Add' },
      { id: 'data', label: 'Data' },
      { id: 'parts', label: 'Parts' },
    ];
    return html`<aside class="builder-side" aria-label="Parts of the dashboard">
      <div class="segments" role="group" aria-label="What is listed">
        ${sides.map(
          ({ id, label }) =>
            html`<button
              aria-pressed=${this.#side === id ? 'true' : 'false'}
              @click=${() => {
                this.#toggle(() => (this.#side = id));
                void this.#describe();
              }}
            >
              ${label}
            </button>`,
        )}
      </div>
      ${this.#side === 'add' ? this.#palette(loaded) : nothing}
      ${this.#side === 'data' ? this.#datasets(loaded) : nothing}
      ${this.#side === 'parts' ? this.#outline(loaded) : nothing}
    </aside>`;
  }

  #palette({ store }: Loaded): unknown {
    const lacking = store.definition.datasets.length === 0;
    return html`<h2 class="side-title">Panels</h2>
      <div class="palette">
        ${panelTypes.map(
          ({ type, label }) =>
            html`<button
              class="button small"
              ?disabled=${lacking && type !== 'text' && type !== 'image'}
              @click=${() => this.#addPanel(type)}
            >
              ${label}
            </button>`,
        )}
      </div>
      ${lacking ? html`<p class="muted small-text">Charts need a dataset first.</p>` : nothing}
      <h2 class="side-title">Controls</h2>
      <div class="palette">
        ${controlKinds.map(
          ({ kind, label }) =>
            html`<button class="button small" @click=${() => this.#addControl(kind)}>
              ${label}
            </button>`,
        )}
      </div>`;
  }

  #datasets(loaded: Loaded): unknown {
    const { definition } = loaded.store;
    return html`<div class="row spread">
        <h2 class="side-title">Datasets</h2>
        <button
          class="button small"
          ?disabled=${loaded.schemas.length === 0}
          @click=${() => this.#addDataset(loaded)}
        >
          ${icon('add', 12)}Dataset
        </button>
      </div>
      ${
        loaded.schemas.length === 0
          ? html`<p class="muted small-text">
              <a href="/data/sources/new">Connect data</a> first.
            </p>`
          : nothing
      }
      ${definition.datasets.map(({ name }) => {
        const run = this.#connection?.run(name);
        return html`<details open class="dataset">
          <summary>
            ${icon('data', 14)}<span class="grow ellipsis">${name}</span>
            <button
              class="button quiet icon small"
              aria-label="Edit dataset ${name}"
              @click=${(event: Event) => {
                event.preventDefault();
                this.#toggle(() => (this.#openDataset = name));
              }}
            >
              ${icon('edit', 12)}
            </button>
          </summary>
          ${run?.problem === undefined ? nothing : html`<p class="field-error">${run.problem}</p>`}
          <ul>
            ${(run?.preview?.columns ?? []).map(
              (column) =>
                html`<li
                  draggable="true"
                  title="Drag it onto a panel or a property"
                  @dragstart=${(event: DragEvent) =>
                    event.dataTransfer?.setData(FIELD, `${name}/${column.name}`)}
                >
                  ${icon('grip', 12)}<span class="grow ellipsis">${column.name}</span
                  ><span class="muted">${column.type}</span>
                </li>`,
            )}
          </ul>
        </details>`;
      })}`;
  }

  #outline({ store }: Loaded): unknown {
    const { definition } = store;
    const entry = (id: string, name: string, what: string) =>
      html`<li>
        <button
          aria-pressed=${this.#chosen.has(id) ? 'true' : 'false'}
          @click=${(event: MouseEvent) => {
            this.#choose(id, event.shiftKey);
            this.#canvas?.focusBox(id);
          }}
        >
          <span class="grow ellipsis">${name}</span><span class="muted">${what}</span>
        </button>
      </li>`;
    return html`<h2 class="side-title">Controls</h2>
      <ul class="outline">
        ${(definition.controls ?? []).map(({ id, label, kind }) =>
          entry(`control:${id}`, label ?? id, kind.replaceAll('_', ' ')),
        )}
      </ul>
      <h2 class="side-title">Panels</h2>
      <ul class="outline">
        ${definition.panels.map((panel) =>
          entry(panel.id, panel.title ?? panel.id, panelLabel(panel.type)),
        )}
      </ul>`;
  }

  #inspector(loaded: Loaded): unknown {
    return html`<aside class="builder-inspector" aria-label="Properties">
      ${this.#properties(loaded)}
    </aside>`;
  }

  #properties(loaded: Loaded): unknown {
    const { definition } = loaded.store;
    if (this.#chosen.size > 1)
      return html`<h2>${this.#chosen.size} parts</h2>
        <div class="row wrap">
          <button class="button small" @click=${() => this.#copy()}>${icon('copy', 14)}Copy</button>
          <button class="button small danger-text" @click=${() => this.#remove()}>
            ${icon('delete', 14)}Remove
          </button>
        </div>`;
    const [id] = this.#chosen;
    const panelAt = definition.panels.findIndex((panel) => panel.id === id);
    if (panelAt >= 0) return this.#panelForm(loaded, panelAt);
    const controlAt = (definition.controls ?? []).findIndex(
      (control) => `control:${control.id}` === id,
    );
    if (controlAt >= 0) return this.#controlForm(loaded, controlAt);
    return html`<h2>Dashboard</h2>
      ${this.#form(loaded, [], 'dashboard', { ...loaded.schema } as never, [])}`;
  }

  #panelForm(loaded: Loaded, at: number): unknown {
    const { definition } = loaded.store;
    const panel = definition.panels[at] as Panel;
    const dataset = 'dataset' in panel ? panel.dataset : undefined;
    return html`<div class="row spread">
        <h2>${panelLabel(panel.type)}</h2>
        ${this.#partTools()}
      </div>
      <div class="schema-field">
        <label for="panel-type">Shown as</label>
        <select
          class="select"
          id="panel-type"
          @change=${(event: Event) => {
            const type = (event.target as HTMLSelectElement).value as Panel['type'];
            const made = newPanel(
              type,
              panel.id,
              dataset ?? definition.datasets[0]?.name ?? '',
              this.#columnsOf(dataset),
            );
            const { title, description, layout, visibility } = panel;
            const kept = Object.fromEntries(
              Object.entries({ title, description, layout, visibility }).filter(
                ([, value]) => value !== undefined,
              ),
            );
            this.#edit({
              ...definition,
              panels: definition.panels.map((one, index) =>
                index === at ? ({ ...carried(panel, made), ...kept } as Panel) : one,
              ),
            });
          }}
        >
          ${panelTypes.map(
            ({ type, label }) =>
              html`<option value=${type} .selected=${type === panel.type}>${label}</option>`,
          )}
        </select>
      </div>
      ${this.#form(
        loaded,
        ['panels', at],
        'panel',
        panel,
        this.#columnsOf(dataset).map(({ name }) => name),
      )}`;
  }

  #controlForm(loaded: Loaded, at: number): unknown {
    const control = loaded.store.definition.controls?.[at] as Control;
    const source =
      'options' in control && control.options && !Array.isArray(control.options)
        ? (control.options as { dataset?: string }).dataset
        : undefined;
    return html`<div class="row spread">
        <h2>${controlKinds.find(({ kind }) => kind === control.kind)?.label ?? control.kind}</h2>
        ${this.#partTools()}
      </div>
      <p class="muted small-text">Queries read it as <code>{{ ${control.id} }}</code>.</p>
      ${this.#form(
        loaded,
        ['controls', at],
        'control',
        control,
        this.#columnsOf(source).map(({ name }) => name),
      )}`;
  }

  #partTools(): unknown {
    return html`<div class="row tight">
      <button
        class="button quiet icon small"
        aria-label="Duplicate"
        title="Duplicate (Ctrl D)"
        @click=${() => {
          if (this.#copy()) this.#paste();
        }}
      >
        ${icon('copy', 14)}
      </button>
      <button
        class="button quiet icon small danger-text"
        aria-label="Remove"
        title="Remove (Delete)"
        @click=${() => this.#remove()}
      >
        ${icon('delete', 14)}
      </button>
    </div>`;
  }

  #form(
    loaded: Loaded,
    at: Path,
    definitionName: string,
    value: unknown,
    columns: readonly string[],
  ): unknown {
    const { store, schema } = loaded;
    const { definition } = store;
    const base = `/${at.join('/')}`;
    const whole = at.length === 0;
    return schemaForm(
      {
        schema: whole ? { ...schema, $defs: { ...schema.$defs, dashboard: schema } } : schema,
        value: whole ? definition : value,
        prefix: `at-${at.join('-')}`,
        disabled: false,
        columns,
        datasets: definition.datasets.map(({ name }) => name),
        hidden: whole ? ['name', 'datasets', 'controls', 'panels'] : ['type', 'kind'],
        errorAt: (path) =>
          store.problems.find((one) => one.path === (whole ? `/${path}` : `${base}/${path}`))
            ?.reason,
        change: (path, next) => {
          const full = [...at, ...path];
          this.#edit(withValue(store.definition, full, next) as Dashboard, full.join('/'));
          const renamed = path.length === 1 && path[0] === 'id' && typeof next === 'string';
          if (renamed) this.#chosen = new Set([at[0] === 'controls' ? `control:${next}` : next]);
        },
      },
      definitionName,
    );
  }

  #debugger({ store }: Loaded): unknown {
    const { session } = this.#parts ?? {};
    if (!session) return nothing;
    return html`<div class="builder-drawer">
      ${variablesDebugger({
        definition: store.definition,
        datasets: session.dashboard.definition.datasets,
        values: this.#canvas?.values ?? {},
        setHere: this.#canvas?.setHere ?? new Set(),
        customer: this.#own,
      })}
    </div>`;
  }

  #problems({ store }: Loaded): unknown {
    if (store.problems.length === 0) return nothing;
    return html`<section class="builder-drawer" aria-label="Problems">
      <ul class="outline">
        ${store.problems.map(
          (problem) =>
            html`<li>
              <button @click=${() => this.#goTo(problem)}>
                <code>${problem.path || '/'}</code><span class="grow">${problem.reason}</span>
              </button>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  #goTo({ path }: DefinitionProblem): void {
    const [, list, at] = path.split('/');
    const { definition } = this.#store;
    const index = Number(at);
    if (list === 'panels') this.#choose(definition.panels[index]?.id);
    else if (list === 'controls') this.#choose(`control:${definition.controls?.[index]?.id ?? ''}`);
    else if (list === 'datasets') this.#openDataset = definition.datasets[index]?.name;
    else this.#choose(undefined);
    const [id] = this.#chosen;
    if (id !== undefined) this.#canvas?.focusBox(id);
    this.requestUpdate();
  }

  #datasetDialog(loaded: Loaded): unknown {
    const { store, schemas, schema } = loaded;
    const at = store.definition.datasets.findIndex(({ name }) => name === this.#openDataset);
    const dataset = store.definition.datasets[at];
    return html`<dataset-editor
      .console=${this.console}
      .edited=${dataset}
      .definition=${store.definition}
      .schemas=${schemas}
      .model=${schema}
      .customer=${this.#customer}
      .own=${this.#own}
      .values=${this.#canvas?.values ?? {}}
      .readTables=${(name: string) => this.#tablesOf(schemas, name)}
      .errorAt=${(path: string) =>
        store.problems.find((one) => one.path === `/datasets/${at}/${path}`)?.reason}
      @edited=${(event: CustomEvent<{ path: Path; value: unknown }>) => {
        const { path, value } = event.detail;
        const next = withValue(store.definition, ['datasets', at, ...path], value) as Dashboard;
        if (path[0] === 'name' && typeof value === 'string' && dataset) {
          this.#openDataset = value;
          this.#edit(renamedDataset(next, dataset.name, value), `dataset ${at} name`);
        } else this.#edit(next, `dataset ${at} ${path.join('/')}`);
      }}
      @removed=${() => {
        this.#openDataset = undefined;
        this.#edit({
          ...store.definition,
          datasets: store.definition.datasets.filter((_, index) => index !== at),
        });
      }}
      @closed=${() => {
        this.#toggle(() => (this.#openDataset = undefined));
        void this.#describe();
      }}
    ></dataset-editor>`;
  }

  async #tablesOf(schemas: readonly DataSchema[], name: string) {
    const schema = schemas.find((one) => one.name === name);
    if (!schema) return {};
    const { tables } = await readTables(this.console.api, schema.id);
    this.#tables = Object.fromEntries(
      tables.map((table) => [table.name, table.columns.map((column) => column.name)]),
    );
    return this.#tables;
  }
}
customElements.define('builder-page', BuilderPage);

/** What a panel of another type can keep of one: members that both types have. */
function carried(from: Panel, to: Panel): Panel {
  const known = new Set(Object.keys(to));
  const kept = Object.entries(from).filter(([name]) => known.has(name) && name !== 'type');
  return { ...to, ...Object.fromEntries(kept) } as Panel;
}

/** The definition with everything that named a dataset naming it by its new name. */
function renamedDataset(definition: Dashboard, before: string, after: string): Dashboard {
  const rename = <T>(part: T): T => {
    const named = part as { dataset?: string; options?: { dataset?: string } };
    return {
      ...part,
      ...(named.dataset === before ? { dataset: after } : {}),
      ...(named.options?.dataset === before
        ? { options: { ...named.options, dataset: after } }
        : {}),
    };
  };
  return {
    ...definition,
    panels: definition.panels.map(rename),
    ...(definition.controls ? { controls: definition.controls.map(rename) } : {}),
  };
}

function tool(
  label: string,
  picture: Parameters<typeof icon>[0],
  run: () => void,
  { disabled = false, pressed }: { readonly disabled?: boolean; readonly pressed?: boolean } = {},
): unknown {
  return html`<button
    class="button quiet icon ${pressed ? 'pressed' : ''}"
    aria-label=${label}
    title=${label}
    aria-pressed=${pressed === undefined ? nothing : String(pressed)}
    ?disabled=${disabled}
    @click=${run}
  >
    ${icon(picture)}
  </button>`;
}
