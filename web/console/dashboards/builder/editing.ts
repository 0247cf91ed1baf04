import type { Column } from '../../../charts/index.ts';
import type { Control, Dashboard, Panel } from '../../../model/dashboard.ts';
import { withBox, type Box } from '../definition/layout_moves.ts';
import {
  boxesOf,
  freeName,
  newControl,
  newDataset,
  newPanel,
  takenIds,
  withBoxes,
  withPanel,
  without,
} from '../definition/parts.ts';
import type { DraftStore } from '../draft_store.ts';
import { ofType, pasted, withChoicesOf, withField } from '../edits.ts';
import { columnOf, datasetOf } from '../form/column_field.ts';
import { copiedParts, copyParts } from './clipboard.ts';

/**
 * Which parts of a draft are chosen, and what is done to them. A part is named by its id, a control
 * with `control:` before it.
 */
export class Editing {
  #chosen: ReadonlySet<string> = new Set();
  #moving: Dashboard | undefined;

  /**
   * @param columnsOf the columns of a dataset, as far as its rows have been seen
   * @param changed called when what is chosen or shown changes; changes of the draft the store tells
   */
  constructor(
    private readonly store: DraftStore,
    private readonly columnsOf: (dataset: string | undefined) => readonly Column[],
    private readonly changed: () => void,
  ) {}

  get chosen(): ReadonlySet<string> {
    return this.#chosen;
  }

  /** The draft, or where a box that is being dragged would lead. */
  get shown(): Dashboard {
    return this.#moving ?? this.store.definition;
  }

  edit(definition: Dashboard, key?: string): void {
    this.store.change(definition, key);
  }

  choose(id: string | undefined, more = false): void {
    if (id === undefined) this.#chosen = new Set();
    else if (more) {
      const next = new Set(this.#chosen);
      if (!next.delete(id)) next.add(id);
      this.#chosen = next;
    } else this.#chosen = new Set([id]);
    this.store.seal();
    this.changed();
  }

  /** The one part that is chosen has another id now; the same field goes on being edited. */
  renamed(id: string): void {
    this.#chosen = new Set([id]);
  }

  place(box: Box, done: boolean): void {
    const { definition } = this.store;
    const next = withBoxes(definition, withBox(boxesOf(definition), box));
    this.#moving = done ? undefined : next;
    if (done) this.edit(next, `place ${box.id}`);
    else this.changed();
  }

  /** A field, `dataset/column`, was dropped on a part. */
  drop(id: string, field: string): void {
    const { definition } = this.store;
    const dataset = datasetOf(field);
    const name = columnOf(field);
    const column = this.columnsOf(dataset).find((one) => one.name === name);
    this.choose(id);
    this.edit({
      ...definition,
      panels: definition.panels.map((panel) =>
        panel.id === id ? withField(panel, dataset, column ?? { name, type: 'string' }) : panel,
      ),
      ...(definition.controls && {
        controls: definition.controls.map((control) =>
          `control:${control.id}` === id ? withChoicesOf(control, dataset, name) : control,
        ),
      }),
    });
  }

  /** Adds a panel that shows the dataset of the chosen one, and chooses it; its id. */
  addPanel(type: Panel['type']): string {
    const { definition } = this.store;
    const dataset = this.#datasetChosen ?? definition.datasets[0]?.name ?? '';
    const id = freeName(type, takenIds(definition));
    this.edit(withPanel(definition, newPanel(type, id, dataset, this.columnsOf(dataset))));
    this.choose(id);
    return id;
  }

  addControl(kind: Control['kind']): void {
    const { definition } = this.store;
    const id = freeName(kind, takenIds(definition));
    this.edit({ ...definition, controls: [...(definition.controls ?? []), newControl(kind, id)] });
    this.choose(`control:${id}`);
  }

  /** Adds a dataset of the schema that the last one has, else of the given one; its name. */
  addDataset(schema: string): string {
    const { definition } = this.store;
    const taken = definition.datasets.map((one) => one.name);
    const name = freeName('dataset', taken);
    const dataset = newDataset(name, definition.datasets.at(-1)?.schema ?? schema);
    this.edit({ ...definition, datasets: [...definition.datasets, dataset] });
    return name;
  }

  /** Shows a panel as another type, with what the two have in common. */
  retype(at: number, type: Panel['type']): void {
    const { definition } = this.store;
    const panel = definition.panels[at];
    if (!panel) return;
    const dataset = 'dataset' in panel ? panel.dataset : (definition.datasets[0]?.name ?? '');
    const made = newPanel(type, panel.id, dataset, this.columnsOf(dataset));
    const panels = definition.panels.map((one, index) => (index === at ? ofType(one, made) : one));
    this.edit({ ...definition, panels });
  }

  /** Takes out what is chosen; how many parts that were. */
  remove(): number {
    const count = this.#chosen.size;
    if (count === 0) return 0;
    this.edit(without(this.store.definition, this.#chosen));
    this.choose(undefined);
    return count;
  }

  copy(): boolean {
    return copyParts(this.store.definition, this.#chosen);
  }

  paste(): void {
    const parts = copiedParts();
    if (!parts) return;
    const { definition, ids } = pasted(this.store.definition, parts);
    this.edit(definition);
    this.#chosen = new Set(ids);
    this.changed();
  }

  /** The dataset of the panel that is chosen. */
  get #datasetChosen(): string | undefined {
    const [id] = this.#chosen;
    const panel = this.store.definition.panels.find((one) => one.id === id);
    return panel && 'dataset' in panel ? panel.dataset : undefined;
  }
}
