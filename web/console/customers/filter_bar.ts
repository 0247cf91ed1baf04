import { html } from 'lit';
import type { Level } from '../api/types.ts';
import '../parts/combobox.ts';
import type { CustomerCalls, Filter } from './calls.ts';
import { findCustomers } from './pick.ts';

/** What a filter can be set to. */
export interface Choices {
  readonly levels: readonly Level[];
  readonly tags: readonly string[];
}

/** After the last letter of a search this long nothing is asked. */
const PAUSE_MS = 200;

/** No customer is left out. */
export const noFilter: Filter = {
  search: undefined,
  level: undefined,
  tag: undefined,
  demo: undefined,
  under: undefined,
};

export const isFiltered = (filter: Filter): boolean =>
  Object.values(filter).some((one) => one !== undefined && one !== '');

/** The filter that an address names. */
export const filterOf = (search: URLSearchParams): Filter =>
  Object.fromEntries(
    Object.keys(noFilter).map((name) => [name, search.get(name) ?? undefined]),
  ) as Filter;

/**
 * The fields that narrow the table.
 * @param change tells what is different, and after how many milliseconds without another change it counts
 * @param down the arrow that leads from the search into the rows
 */
export function filterBar(
  calls: CustomerCalls,
  filter: Filter,
  { levels, tags }: Choices,
  change: (part: Filter, pause?: number) => void,
  down: () => void,
): unknown {
  const { search = '', level = '', tag = '', demo = '', under = '' } = filter;
  return html`<input
      class="input search"
      type="search"
      aria-label="Search by name, id or e-mail"
      aria-keyshortcuts="/"
      placeholder="Search by name, id or e-mail"
      .value=${search}
      @input=${(event: InputEvent) =>
        change({ search: (event.target as HTMLInputElement).value || undefined }, PAUSE_MS)}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'ArrowDown') return;
        event.preventDefault();
        down();
      }}
    />
    ${choice('Level', level, 'All levels', same(levels.map(({ name }) => name)), (value) =>
      change({ level: value }),
    )}
    ${choice('Tag', tag, 'All tags', same(tags), (value) => change({ tag: value }))}
    ${choice('Paid or demo', demo, 'Paid and demo', paidOrDemo, (value) => change({ demo: value }))}
    <console-combobox
      class="under"
      .inputId=${'under'}
      aria-label="Below"
      .placeholder=${'Below any customer'}
      .value=${under}
      .find=${findCustomers(calls)}
      @picked=${({ detail }: CustomEvent<string>) => change({ under: detail || undefined })}
    ></console-combobox>`;
}

type Option = readonly [value: string, label: string];

const same = (names: readonly string[]): readonly Option[] => names.map((name) => [name, name]);

const paidOrDemo: readonly Option[] = [
  ['false', 'Paid'],
  ['true', 'Demo'],
];

function choice(
  label: string,
  chosen: string,
  all: string,
  options: readonly Option[],
  change: (value: string | undefined) => void,
): unknown {
  return html`<select
    class="select"
    aria-label=${label}
    @change=${(event: Event) => change((event.target as HTMLSelectElement).value || undefined)}
  >
    ${[['', all] as Option, ...options].map(
      ([value, text]) =>
        html`<option value=${value} .selected=${value === chosen}>${text}</option>`,
    )}
  </select>`;
}
