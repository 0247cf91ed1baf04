import { html } from 'lit';
import type { Dashboard } from '../../model/dashboard.ts';
import { anyTouches } from '../../embed/variables/uses.ts';
import type { CustomerVariable } from '../preview/calls.ts';

/** What is known of the variables of a dashboard that is looked at. */
export interface DebuggedVariables {
  readonly definition: Pick<Dashboard, 'controls' | 'variables'>;
  /** Names that each dataset's query reads. */
  readonly datasets: readonly { readonly name: string; readonly variables?: readonly string[] }[];
  readonly values: Readonly<Record<string, unknown>>;
  /** Variables that were set by controls and clicks since the dashboard was opened. */
  readonly setHere: ReadonlySet<string>;
  readonly customer: readonly CustomerVariable[];
}

export interface DebuggedRow {
  readonly name: string;
  readonly value: unknown;
  readonly type: string;
  readonly setBy: string;
  readonly datasets: readonly string[];
}

/** Each variable with its value, type, who set it and who reads it; halves of ranges apart. */
export function debuggedRows(all: DebuggedVariables): readonly DebuggedRow[] {
  const own = new Set(all.customer.map(({ name }) => name));
  const readers = (name: string) =>
    all.datasets
      .filter(({ variables }) => anyTouches([name], variables ?? []))
      .map((dataset) => dataset.name);
  const declared = [
    ...(all.definition.controls ?? [])
      .filter(({ kind }) => kind !== 'button')
      .map(({ id, kind }) => ({ name: id, by: 'control', range: kind === 'date_range' })),
    ...(all.definition.variables ?? []).map(({ name, type }) => ({
      name,
      by: 'embed variable',
      range: type === 'date_range',
    })),
  ];
  const named = new Set(declared.map(({ name }) => name));
  const others = Object.keys(all.values)
    .filter((name) => !named.has(name) && !own.has(name))
    .map((name) => ({ name, by: 'click', range: false }));
  const rows = [...declared, ...others].flatMap(({ name, by, range }): DebuggedRow[] => {
    const value = all.values[name];
    const setBy =
      value === undefined
        ? 'nobody'
        : all.setHere.has(name)
          ? by === 'click'
            ? 'a click in a panel'
            : 'the viewer'
          : `the default of the ${by}`;
    const row = (at: string, part: unknown) => ({
      name: at,
      value: part,
      type: typeOf(part),
      setBy,
      datasets: readers(at),
    });
    const halves = value as { startDate?: unknown; endDate?: unknown } | undefined;
    return range
      ? [row(`${name}.startDate`, halves?.startDate), row(`${name}.endDate`, halves?.endDate)]
      : [row(name, value)];
  });
  return [
    ...all.customer.map(({ name, value, type, origin }) => ({
      name,
      value: value ?? undefined,
      type,
      setBy: origin === 'undefined' ? 'nobody' : origin,
      datasets: readers(name),
    })),
    ...rows,
  ];
}

function typeOf(value: unknown): string {
  if (value === undefined || value === null) return 'none';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\d/.test(value) ? 'date' : 'text';
  return typeof value;
}

/** The table of variables that stands below a preview. */
export function variablesDebugger(all: DebuggedVariables): unknown {
  return html`<section class="debugger" aria-label="Variables" tabindex="0">
    <table class="plain-table">
      <thead>
        <tr>
          <th scope="col">Variable</th>
          <th scope="col">Value</th>
          <th scope="col">Type</th>
          <th scope="col">Set by</th>
          <th scope="col">Read by</th>
        </tr>
      </thead>
      <tbody>
        ${debuggedRows(all).map(
          ({ name, value, type, setBy, datasets }) =>
            html`<tr>
              <td><code>${name}</code></td>
              <td>
                ${
                  value === undefined
                    ? html`<span class="muted">no value</span>`
                    : html`<code>${JSON.stringify(value)}</code>`
                }
              </td>
              <td>${type}</td>
              <td>${setBy}</td>
              <td class="muted">${datasets.length === 0 ? '–' : datasets.join(', ')}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}
