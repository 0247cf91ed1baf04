import { html, nothing } from 'lit';
import type { Dashboard, Panel } from '../../model/dashboard.ts';
import { Load } from '../app/load.ts';
import { Page } from '../app/page.ts';
import { variablesOf, type CustomerVariable } from '../preview/calls.ts';
import { keepCustomer, usualCustomer } from '../preview/customer_choice.ts';
import { builderBar } from './builder/bar.ts';
import { datasetDialog } from './builder/dataset_dialog.ts';
import { draftNote, firstStep, partOf, problemList } from './builder/draft_notes.ts';
import { carryOut, commandOf } from './builder/keys.ts';
import { openDraft, type Opened } from './builder/opened.ts';
import { partLists, type PartList } from './builder/part_lists.ts';
import { previewTools, type Look } from './builder/preview_tools.ts';
import { properties } from './builder/properties.ts';
import { saveCopy } from './builder/save_copy.ts';
import { datasetList, outline, palette } from './builder/side.ts';
import type { DefinitionProblem } from './calls.ts';
import './canvas/dashboard_canvas.ts';
import type { CanvasParts, DashboardCanvas } from './canvas/dashboard_canvas.ts';
import { draftSession } from './canvas/draft_session.ts';
import './dashboards.css';
import type { DraftStore } from './draft_store.ts';
import './publish_dialog.ts';
import { variablesDebugger } from './variables_debugger.ts';

/** Where a dashboard is built: on real rows, as any customer, with everything undoable. */
class BuilderPage extends Page {
  get heading(): string {
    return this.#opened.value?.store.definition.name ?? 'Dashboard';
  }

  #customer = '';
  #own: readonly CustomerVariable[] = [];
  #list: PartList = 'add';
  #look: Look = { phone: false, dark: false, using: false, variables: false };
  #problemsShown = false;
  #openDataset: string | undefined;
  #parts: CanvasParts | undefined;
  #shownFor: Dashboard | undefined;
  #shownAs: readonly CustomerVariable[] | undefined;

  readonly #opened = new Load<Opened>(this, async (signal) => {
    const { api, router } = this.console;
    const [opened, usual] = await Promise.all([
      openDraft(api, this.params['id'] ?? '', signal, {
        customer: () => this.#customer,
        shown: () => this.requestUpdate(),
      }),
      usualCustomer(api, signal),
    ]);
    this.#customer = router.place.search.get('customer') ?? usual;
    this.#own = await variablesOf(api, this.#customer, signal).catch(() => []);
    opened.store.addEventListener('change', () => this.#changed());
    if (opened.store.definition.datasets.length === 0) this.#list = 'data';
    return opened;
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
    if (carryOut(command, opened, () => this.#remove(opened))) event.preventDefault();
  };

  async #lookAs(customer: string): Promise<void> {
    if (customer === '') return;
    keepCustomer(customer);
    this.console.router.setSearch({ customer });
    const own = await variablesOf(this.console.api, customer).catch(() => []);
    this.#customer = customer;
    this.#own = own;
    this.requestUpdate();
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
    return html`${this.#bar(opened)} ${draftNote(store, () => saveCopy(this.console, store))}
      <div class="builder-work ${this.#look.using ? 'using' : ''}">
        ${this.#look.using ? nothing : this.#lists(opened)}
        <div class="builder-stage ${this.#look.phone ? 'phone' : ''}">
          <dashboard-canvas
            .parts=${this.#canvasParts(opened)}
            .editing=${!this.#look.using}
            .selected=${editing.chosen}
            .mode=${this.#look.dark ? 'dark' : undefined}
            @click=${(event: Event) => {
              if (event.target === event.currentTarget && event.composedPath()[0] === event.target)
                editing.choose(undefined);
            }}
          ></dashboard-canvas>
          ${this.#look.using ? nothing : firstStep(store.definition)}
        </div>
        ${
          this.#look.using
            ? nothing
            : html`<aside class="builder-inspector" aria-label="Properties">
                ${properties({
                  loaded: opened,
                  editing,
                  columnsOf: (dataset) => opened.columns.of(dataset),
                  remove: () => this.#remove(opened),
                  refuse: (text) => this.console.toasts.failed(text),
                })}
              </aside>`
        }
      </div>
      ${this.#look.variables ? this.#debugger(opened) : nothing}
      ${this.#problemsShown ? problemList(store.problems, (one) => this.#goTo(opened, one)) : nothing}
      ${this.#datasetDialog(opened)}
      <publish-dialog .console=${this.console} .store=${store}></publish-dialog>`;
  }

  #bar({ store, editing }: Opened): unknown {
    const { api, session } = this.console;
    return builderBar({
      store,
      editing,
      preview: previewTools({
        api,
        customer: this.#customer,
        look: this.#look,
        as: (customer) => void this.#lookAs(customer),
        change: (look) => this.#toggle(() => (this.#look = look)),
      }),
      problemsShown: this.#problemsShown,
      mayPublish: session.may('publisher'),
      showProblems: () => this.#toggle(() => (this.#problemsShown = !this.#problemsShown)),
      publish: () => this.querySelector<HTMLElement & { open(): void }>('publish-dialog')?.open(),
    });
  }

  #lists(opened: Opened): unknown {
    const show = (list: PartList): void => {
      this.#toggle(() => (this.#list = list));
      void this.#describe(opened);
    };
    return partLists(this.#list, show, this.#listed(opened));
  }

  #listed(opened: Opened): unknown {
    const { editing, connection, schemas } = opened;
    const { definition } = opened.store;
    switch (this.#list) {
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
    return datasetDialog({
      console: this.console,
      loaded: opened,
      editing: opened.editing,
      name: this.#openDataset,
      customer: this.#customer,
      own: this.#own,
      values: this.#canvas?.values ?? {},
      renamed: (name) => (this.#openDataset = name),
      closed: () => {
        this.#toggle(() => (this.#openDataset = undefined));
        void this.#describe(opened);
      },
    });
  }
}
customElements.define('builder-page', BuilderPage);
