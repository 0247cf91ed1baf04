import { html, nothing } from 'lit';
import type { Control, Dashboard, Panel } from '../../../model/dashboard.ts';
import { icon } from '../../parts/icon.ts';
import type { DatasetRun } from '../canvas/draft_connection.ts';
import { FIELD } from '../canvas/edit_layer.ts';
import { controlKinds, panelLabel, panelTypes } from '../definition/parts.ts';

/** Everything that can be added. */
export function palette(
  definition: Dashboard,
  addPanel: (type: Panel['type']) => void,
  addControl: (kind: Control['kind']) => void,
): unknown {
  const lacking = definition.datasets.length === 0;
  return html`<h2 class="side-title" id="palette-panels">Panels</h2>
    <div class="palette" role="group" aria-labelledby="palette-panels">
      ${panelTypes.map(
        ({ type, label }) =>
          html`<button
            class="button small"
            ?disabled=${lacking && type !== 'text' && type !== 'image'}
            @click=${() => addPanel(type)}
          >
            ${label}
          </button>`,
      )}
    </div>
    ${lacking ? html`<p class="muted small-text">Charts need a dataset first.</p>` : nothing}
    <h2 class="side-title" id="palette-controls">Controls</h2>
    <div class="palette" role="group" aria-labelledby="palette-controls">
      ${controlKinds.map(
        ({ kind, label }) =>
          html`<button class="button small" @click=${() => addControl(kind)}>${label}</button>`,
      )}
    </div>`;
}

export interface DatasetList {
  readonly definition: Dashboard;
  /** Whether there is a schema to write a query against. */
  readonly connected: boolean;
  run(dataset: string): DatasetRun | undefined;
  add(): void;
  open(dataset: string): void;
}

/** The datasets with their columns, which can be dragged onto panels and properties. */
export function datasetList({ definition, connected, run, add, open }: DatasetList): unknown {
  return html`<div class="row spread">
      <h2 class="side-title">Datasets</h2>
      <button class="button small" ?disabled=${!connected} @click=${add}>
        ${icon('add', 12)}Dataset
      </button>
    </div>
    ${
      connected
        ? nothing
        : html`<p class="muted small-text"><a href="/data/sources/new">Connect data</a> first.</p>`
    }
    ${definition.datasets.map(({ name }) => dataset(name, run(name), () => open(name)))}`;
}

function dataset(name: string, run: DatasetRun | undefined, open: () => void): unknown {
  return html`<details open class="dataset">
    <summary>
      ${icon('data', 14)}<span class="grow ellipsis">${name}</span>
      <button
        class="button quiet icon small"
        aria-label="Edit dataset ${name}"
        @click=${(event: Event) => {
          event.preventDefault();
          open();
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
}

/** Every part by its name: the way to one that is small, or hidden from this customer. */
export function outline(
  definition: Dashboard,
  chosen: ReadonlySet<string>,
  choose: (id: string, more: boolean) => void,
): unknown {
  const entry = (id: string, name: string, what: string) =>
    html`<li>
      <button
        aria-pressed=${chosen.has(id) ? 'true' : 'false'}
        @click=${(event: MouseEvent) => choose(id, event.shiftKey)}
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
