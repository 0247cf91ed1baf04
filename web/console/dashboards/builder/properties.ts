import { html } from 'lit';
import type { Column } from '../../../charts/index.ts';
import type { Control, Dashboard, Panel } from '../../../model/dashboard.ts';
import { icon } from '../../parts/icon.ts';
import { controlKinds, panelLabel, panelTypes } from '../definition/parts.ts';
import { columnOf, datasetOf } from '../form/column_field.ts';
import { withValue, type Path } from '../form/json_schema.ts';
import { schemaForm } from '../form/schema_form.ts';
import type { Editing } from './editing.ts';
import type { Loaded } from './loaded.ts';

export interface Properties {
  readonly loaded: Loaded;
  readonly editing: Editing;
  columnsOf(dataset: string | undefined): readonly Column[];
  /** Says why something cannot be done. */
  refuse(text: string): void;
  remove(): void;
}

/** The form of what is chosen: a panel, a control, several parts, or else the dashboard itself. */
export function properties(of: Properties): unknown {
  const { editing, loaded } = of;
  const { definition } = loaded.store;
  if (editing.chosen.size > 1) return severalParts(of);
  const [id] = editing.chosen;
  const panelAt = definition.panels.findIndex((panel) => panel.id === id);
  const panel = definition.panels[panelAt];
  if (panel) return panelForm(of, panelAt, panel);
  const controls = definition.controls ?? [];
  const controlAt = controls.findIndex((control) => `control:${control.id}` === id);
  const control = controls[controlAt];
  if (control) return controlForm(of, controlAt, control);
  return html`<h2>Dashboard</h2>
    ${dashboardForm(of)}`;
}

function severalParts({ editing, remove }: Properties): unknown {
  return html`<h2>${editing.chosen.size} parts</h2>
    <div class="row wrap">
      <button class="button small" @click=${() => editing.copy()}>${icon('copy', 14)}Copy</button>
      <button class="button small danger-text" @click=${remove}>${icon('delete', 14)}Remove</button>
    </div>`;
}

function panelForm(of: Properties, at: number, panel: Panel): unknown {
  const dataset = 'dataset' in panel ? panel.dataset : undefined;
  return html`<div class="row spread">
      <h2>${panelLabel(panel.type)}</h2>
      ${partTools(of)}
    </div>
    <div class="schema-field">
      <label for="panel-type">Shown as</label>
      <select
        class="select"
        id="panel-type"
        @change=${(event: Event) =>
          of.editing.retype(at, (event.target as HTMLSelectElement).value as Panel['type'])}
      >
        ${panelTypes.map(
          ({ type, label }) =>
            html`<option value=${type} .selected=${type === panel.type}>${label}</option>`,
        )}
      </select>
    </div>
    ${partForm(of, ['panels', at], 'panel', panel, dataset)}`;
}

function controlForm(of: Properties, at: number, control: Control): unknown {
  const options = 'options' in control ? control.options : undefined;
  const source =
    options && !Array.isArray(options) ? (options as { dataset?: string }).dataset : undefined;
  return html`<div class="row spread">
      <h2>${controlKinds.find(({ kind }) => kind === control.kind)?.label ?? control.kind}</h2>
      ${partTools(of)}
    </div>
    <p class="muted small-text">Queries read it as <code>{{ ${control.id} }}</code>.</p>
    ${partForm(of, ['controls', at], 'control', control, source)}`;
}

function partTools({ editing, remove }: Properties): unknown {
  return html`<div class="row tight">
    <button
      class="button quiet icon small"
      aria-label="Duplicate"
      title="Duplicate (Ctrl D)"
      @click=${() => {
        if (editing.copy()) editing.paste();
      }}
    >
      ${icon('copy', 14)}
    </button>
    <button
      class="button quiet icon small danger-text"
      aria-label="Remove"
      title="Remove (Delete)"
      @click=${remove}
    >
      ${icon('delete', 14)}
    </button>
  </div>`;
}

function partForm(
  { loaded: { store, schema }, editing, columnsOf, refuse }: Properties,
  at: readonly ['panels' | 'controls', number],
  kind: 'panel' | 'control',
  value: Panel | Control,
  dataset: string | undefined,
): unknown {
  return schemaForm(
    {
      schema,
      value,
      prefix: `at-${at.join('-')}`,
      disabled: false,
      columns: columnsOf(dataset).map(({ name }) => name),
      datasets: store.definition.datasets.map(({ name }) => name),
      hidden: ['type', 'kind'],
      errorAt: (path) =>
        store.problems.find((one) => one.path === `/${at.join('/')}/${path}`)?.reason,
      change: (path, next) => {
        change(editing, store.definition, [...at, ...path], next);
        if (path.length === 1 && path[0] === 'id' && typeof next === 'string')
          editing.renamed(kind === 'control' ? `control:${next}` : next);
      },
      takes: (field) => {
        const own = dataset === undefined || datasetOf(field) === dataset;
        if (!own)
          refuse(
            `${columnOf(field)} is of the dataset ${datasetOf(field)}, and this ${kind} shows ${dataset}.`,
          );
        return own;
      },
    },
    kind,
  );
}

/** The schema itself is the definition of a dashboard; its parts are edited where they stand. */
function dashboardForm({ loaded: { store, schema }, editing }: Properties): unknown {
  return schemaForm(
    {
      schema: { ...schema, $defs: { ...schema.$defs, dashboard: schema } },
      value: store.definition,
      prefix: 'at-',
      disabled: false,
      columns: [],
      datasets: store.definition.datasets.map(({ name }) => name),
      hidden: ['name', 'datasets', 'controls', 'panels'],
      errorAt: (path) => store.problems.find((one) => one.path === `/${path}`)?.reason,
      change: (path, next) => change(editing, store.definition, path, next),
      takes: () => true,
    },
    'dashboard',
  );
}

const change = (editing: Editing, definition: Dashboard, path: Path, value: unknown): void =>
  editing.edit(withValue(definition, path, value) as Dashboard, path.join('/'));
