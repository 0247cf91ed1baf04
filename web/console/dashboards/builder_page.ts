import { html, nothing } from 'lit';
import type { Dashboard, Panel } from '../../model/dashboard.ts';
import { Problem } from '../api/problem.ts';
import { Load } from '../app/load.ts';
import { Page } from '../app/page.ts';
import { readSetup, readTables, type DataSchema } from '../data/calls.ts';
import '../parts/combobox.ts';
import { icon } from '../parts/icon.ts';
import { variablesOf, type CustomerVariable } from '../preview/calls.ts';
import { customerOptions, keepCustomer, usualCustomer } from '../preview/customer_choice.ts';
import { DatasetColumns } from './builder/dataset_columns.ts';
import { draftNote, partOf, problemList } from './builder/draft_notes.ts';
import { Editing } from './builder/editing.ts';
import { commandOf } from './builder/keys.ts';
import type { Loaded } from './builder/loaded.ts';
import { properties } from './builder/properties.ts';
import { datasetList, outline, palette } from './builder/side.ts';
import { saveState, tool, tools } from './builder/toolbar.ts';
import { createDashboard, type DefinitionProblem } from './calls.ts';
import './canvas/dashboard_canvas.ts';
import type { CanvasParts, DashboardCanvas } from './canvas/dashboard_canvas.ts';
import { DraftConnection } from './canvas/draft_connection.ts';
import { draftSession } from './canvas/draft_session.ts';
import './dataset_editor.ts';
import './dashboards.css';
import { DraftStore } from './draft_store.ts';
import { renamedDataset } from './edits.ts';
import { withValue, type JsonSchema, type Path } from './form/json_schema.ts';
import './publish_dialog.ts';
import { variablesDebugger } from './variables_debugger.ts';

/** What the builder has once a draft is open. */
interface Opened extends Loaded {
  readonly editing: Editing;
  readonly connection: DraftConnection;
  readonly columns: DatasetColumns;
}

type Side = 'add' | 'data' | 'parts';

const sides: readonly { readonly id: Side; readonly label: string }[] = [
  { id: 'add', label: 'Add' },
  { id: 'data', label: 'Data' },
  { id: 'parts', label: 'Parts' },
];

/** Where a dashboard is built: on real rows, as any customer, with everything undoable. */
class BuilderPage extends Page {
  get heading(): string {
    return this.#opened.value?.store.definition.name ?? 'Dashboard';
  }

  #customer = '';
  #own: readonly CustomerVariable[] = [];
  #side: Side = 'add';
  #phone = false;
  #dark: 'light' | 'dark' | undefined;
  #using = false;
  #debugging = false;
  #problemsShown = false;
  #openDataset: string | undefined;
  #parts: CanvasParts | undefined;
  #shownFor: Dashboard | undefined;
  #shownAs: readonly CustomerVariable[] | undefined;

  readonly #opened = new Load<Opened>(this, async (signal) => {
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
    const connection = new DraftConnection(
      api,
      () => store.definition,
      () => this.#customer,
      (embedId) => Promise.reject(new Error(embedId)),
      () => this.requestUpdate(),
    );
    const columns = new DatasetColumns(connection);
    const editing = new Editing(
      store,
      (dataset) => columns.of(dataset),
      () => this.requestUpdate(),
    );
    if (store.definition.datasets.length === 0) this.#side = 'data';
    return {
      store,
      editing,
      connection,
      columns,
      schema: schema.default as unknown as JsonSchema,
      schemas: setup.schemas,
    };
  });

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#key);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#key);
    this.console.router.guard(undefined);
    void this.#opened.value?.store.flush();
    this.#opened.value?.store.close();
  }

  get #canvas(): DashboardCanvas | null {
    return this.querySelector<DashboardCanvas>('dashboard-canvas');
  }

  #changed(): void {
    const { store } = this.#opened.value ?? {};
    this.console.router.guard(store?.dirty ? () => this.#mayLeave(store) : undefined);
    this.requestUpdate();
  }

  async #mayLeave(store: DraftStore): Promise<boolean> {
    if (await store.flush()) return true;
    return this.console.confirm({
      title: 'Leave without saving?',
      body: html`<p>The last changes of this draft could not be saved.</p>`,
      action: 'Leave',
      danger: true,
    });
  }

  /** What the canvas shows: the draft, or where a box that is being dragged would lead. */
  #canvasParts({ store, schema, editing, connection }: Opened): CanvasParts {
    const definition = editing.shown;
    if (this.#parts && this.#shownFor === definition && this.#shownAs === this.#own)
      return this.#parts;
    this.#shownFor = definition;
    this.#shownAs = this.#own;
    this.#parts = {
      session: draftSession(
        store.embedId,
        definition,
        { id: this.#customer, variables: this.#own },
        schema,
      ),
      connection,
      changed: () => this.requestUpdate(),
      opens: (embedId) => this.console.toasts.done(`Opens the dashboard ${embedId}, in an embed`),
      edit: {
        choose: (id, more) => editing.choose(id, more),
        place: (box, done) => editing.place(box, done),
        drop: (id, field) => editing.drop(id, field),
        enter: () =>
          this.querySelector<HTMLElement>(
            '.builder-inspector select, .builder-inspector input',
          )?.focus(),
      },
    };
    return this.#parts;
  }

  #describe({ store, columns }: Opened): Promise<void> {
    const values = this.#canvas?.values ?? {};
    return columns.describe(store.definition.datasets, this.#customer, values);
  }

  async #addPanel(opened: Opened, type: Panel['type']): Promise<void> {
    await this.#describe(opened);
    const id = opened.editing.addPanel(type);
    await this.updateComplete;
    this.#canvas?.focusBox(id);
  }

  #remove({ editing, store }: Opened): void {
    const count = editing.remove();
    if (count === 0) return;
    this.console.toasts.done(count === 1 ? 'Removed' : `${count} removed`, {
      label: 'Undo',
      run: () => store.undo(),
    });
  }

  readonly #key = (event: KeyboardEvent): void => {
    const opened = this.#opened.value;
    const command = commandOf(event);
    if (!opened || !command || this.#openDataset !== undefined) return;
    const { store, editing } = opened;
    switch (command) {
      case 'undo':
        store.undo();
        break;
      case 'redo':
        store.redo();
        break;
      case 'copy':
        if (!editing.copy()) return;
        break;
      case 'cut':
        if (!editing.copy()) return;
        this.#remove(opened);
        break;
      case 'paste':
        editing.paste();
        break;
      case 'duplicate':
        if (!editing.copy()) return;
        editing.paste();
        break;
      case 'remove':
        this.#remove(opened);
        break;
    }
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

  async #saveCopy(store: DraftStore): Promise<void> {
    const { api, router, toasts } = this.console;
    try {
      const { definition } = store;
      const name = `${definition.name} (my changes)`;
      const made = await createDashboard(api, { ...definition, name });
      store.takeTheirs();
      toasts.done(`Saved as ${name}`);
      await router.go(`/dashboards/${made.embed_id}/edit`);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      toasts.failed(error.message);
    }
  }

  #goTo({ store, editing }: Opened, problem: DefinitionProblem): void {
    const { chosen, dataset } = partOf(store.definition, problem);
    if (dataset === undefined) editing.choose(chosen);
    else this.#openDataset = dataset;
    if (chosen !== undefined) this.#canvas?.focusBox(chosen);
    this.requestUpdate();
  }

  #toggle(change: () => void): void {
    change();
    this.requestUpdate();
  }

  protected override render(): unknown {
    return html`<div class="builder">${this.#opened.render((opened) => this.#body(opened))}</div>`;
  }

  #body(opened: Opened): unknown {
    const { store, editing } = opened;
    return html`${this.#bar(opened)} ${draftNote(store, () => this.#saveCopy(store))}
      <div class="builder-work ${this.#using ? 'using' : ''}">
        ${this.#using ? nothing : this.#left(opened)}
        <div class="builder-stage ${this.#phone ? 'phone' : ''}">
          <dashboard-canvas
            .parts=${this.#canvasParts(opened)}
            .editing=${!this.#using}
            .selected=${editing.chosen}
            .mode=${this.#dark}
            @click=${(event: Event) => {
              if (event.target === event.currentTarget && event.composedPath()[0] === event.target)
                editing.choose(undefined);
            }}
          ></dashboard-canvas>
          ${this.#emptyHint(store.definition)}
        </div>
        ${
          this.#using
            ? nothing
            : html`<aside class="builder-inspector" aria-label="Properties">
                ${properties({
                  loaded: opened,
                  editing,
                  columnsOf: (dataset) => opened.columns.of(dataset),
                  remove: () => this.#remove(opened),
                })}
              </aside>`
        }
      </div>
      ${this.#debugging ? this.#debugger(opened) : nothing}
      ${this.#problemsShown ? problemList(store.problems, (one) => this.#goTo(opened, one)) : nothing}
      ${this.#datasetDialog(opened)}
      <publish-dialog .console=${this.console} .store=${store}></publish-dialog>`;
  }

  #emptyHint({ panels, datasets }: Dashboard): unknown {
    if (panels.length > 0 || this.#using) return nothing;
    return html`<p class="builder-empty muted">
      ${
        datasets.length === 0
          ? 'Begin with a dataset, on the left: the query whose rows are shown.'
          : 'Add a panel, on the left: it shows rows at once.'
      }
    </p>`;
  }

  #bar({ store, editing }: Opened): unknown {
    const { definition } = store;
    return html`<header class="builder-bar">
      <a
        class="button quiet icon"
        href="/dashboards/${store.embedId}"
        aria-label="Back to the dashboard"
        title="Back to the dashboard"
        >${icon('back')}</a
      >
      <h1 class="sr-only">${definition.name}</h1>
      <input
        class="builder-name"
        aria-label="Name of the dashboard"
        .value=${definition.name}
        @input=${(event: InputEvent) => {
          const { value } = event.target as HTMLInputElement;
          if (value.trim() !== '') editing.edit({ ...definition, name: value }, 'name');
        }}
      />
      ${saveState(store)}
      <div class="grow"></div>
      ${tools(
        'Undo',
        { label: 'Undo', picture: 'undo', disabled: !store.canUndo, run: () => store.undo() },
        { label: 'Redo', picture: 'redo', disabled: !store.canRedo, run: () => store.redo() },
      )}
      ${this.#previewTools()} ${this.#problemButton(store)}
      <button
        class="button primary"
        @click=${() => this.querySelector<HTMLElement & { open(): void }>('publish-dialog')?.open()}
      >
        ${this.console.session.may('publisher') ? 'Save & publish' : 'Save version'}
      </button>
    </header>`;
  }

  #previewTools(): unknown {
    return html`<div class="row tight" role="group" aria-label="Preview">
      <label class="muted" for="builder-customer">as</label>
      <console-combobox
        .inputId=${'builder-customer'}
        .value=${this.#customer}
        .find=${(text: string, signal: AbortSignal) =>
          customerOptions(this.console.api, text, signal)}
        @picked=${(event: CustomEvent<string>) => this.#look(event.detail)}
      ></console-combobox>
      ${tool({
        label: 'Phone width',
        picture: 'phone',
        pressed: this.#phone,
        run: () => this.#toggle(() => (this.#phone = !this.#phone)),
      })}
      ${tool({
        label: 'Dark',
        picture: 'moon',
        pressed: this.#dark === 'dark',
        run: () => this.#toggle(() => (this.#dark = this.#dark === 'dark' ? undefined : 'dark')),
      })}
      ${tool({
        label: 'Use it, as a viewer would',
        picture: 'eye',
        pressed: this.#using,
        run: () => this.#toggle(() => (this.#using = !this.#using)),
      })}
      ${tool({
        label: 'Variables',
        picture: 'variables',
        pressed: this.#debugging,
        run: () => this.#toggle(() => (this.#debugging = !this.#debugging)),
      })}
    </div>`;
  }

  #problemButton({ problems }: DraftStore): unknown {
    if (problems.length === 0) return nothing;
    return html`<button
      class="button small warn-text"
      aria-expanded=${this.#problemsShown ? 'true' : 'false'}
      @click=${() => this.#toggle(() => (this.#problemsShown = !this.#problemsShown))}
    >
      ${icon('warning', 14)}${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}
    </button>`;
  }

  #left(opened: Opened): unknown {
    return html`<aside class="builder-side" aria-label="Parts of the dashboard">
      <div class="segments" role="group" aria-label="What is listed">
        ${sides.map(
          ({ id, label }) =>
            html`<button
              aria-pressed=${this.#side === id ? 'true' : 'false'}
              @click=${() => {
                this.#toggle(() => (this.#side = id));
                void this.#describe(opened);
              }}
            >
              ${label}
            </button>`,
        )}
      </div>
      ${this.#listed(opened)}
    </aside>`;
  }

  #listed(opened: Opened): unknown {
    const { editing, connection, schemas } = opened;
    const { definition } = opened.store;
    switch (this.#side) {
      case 'add':
        return palette(
          definition,
          (type) => void this.#addPanel(opened, type),
          (kind) => editing.addControl(kind),
        );
      case 'data':
        return datasetList({
          definition,
          connected: schemas.length > 0,
          run: (name) => connection.run(name),
          add: () => {
            this.#openDataset = editing.addDataset(schemas[0]?.name ?? '');
          },
          open: (name) => this.#toggle(() => (this.#openDataset = name)),
        });
      case 'parts':
        return outline(definition, editing.chosen, (id, more) => {
          editing.choose(id, more);
          this.#canvas?.focusBox(id);
        });
    }
  }

  #debugger({ store }: Opened): unknown {
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

  #datasetDialog(opened: Opened): unknown {
    const { store, schemas, schema, editing } = opened;
    const { definition } = store;
    const at = definition.datasets.findIndex(({ name }) => name === this.#openDataset);
    const dataset = definition.datasets[at];
    return html`<dataset-editor
      .console=${this.console}
      .edited=${dataset}
      .definition=${definition}
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
        const next = withValue(definition, ['datasets', at, ...path], value) as Dashboard;
        if (path[0] === 'name' && typeof value === 'string' && dataset) {
          this.#openDataset = value;
          editing.edit(renamedDataset(next, dataset.name, value), `dataset ${at} name`);
        } else editing.edit(next, `dataset ${at} ${path.join('/')}`);
      }}
      @removed=${() => {
        this.#openDataset = undefined;
        const datasets = definition.datasets.filter((_, index) => index !== at);
        editing.edit({ ...definition, datasets });
      }}
      @closed=${() => {
        this.#toggle(() => (this.#openDataset = undefined));
        void this.#describe(opened);
      }}
    ></dataset-editor>`;
  }

  async #tablesOf(schemas: readonly DataSchema[], name: string) {
    const schema = schemas.find((one) => one.name === name);
    if (!schema) return {};
    const { tables } = await readTables(this.console.api, schema.id);
    return Object.fromEntries(
      tables.map((table) => [table.name, table.columns.map((column) => column.name)]),
    );
  }
}
customElements.define('builder-page', BuilderPage);
