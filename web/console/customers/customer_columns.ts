import { html } from 'lit';
import { segment } from '../api/api.ts';
import type { Customer } from '../api/types.ts';
import { ago } from '../parts/dates.ts';
import type { Column } from '../table/data_table.ts';
import { nameCell, tagCell } from './cells.ts';

/** What the table says of each customer; narrow ones leave out what matters least. */
export const customerColumns: readonly Column<Customer>[] = [
  { label: 'Name', width: 'minmax(180px, 2fr)', cell: nameCell },
  {
    label: 'Id',
    width: 'minmax(100px, 1.2fr)',
    from: 560,
    cell: ({ provided_id }) => html`<span class="mono muted">${provided_id}</span>`,
  },
  { label: 'Level', width: '110px', from: 480, cell: ({ hierarchy_level }) => hierarchy_level },
  {
    label: 'Parent',
    width: 'minmax(90px, 1fr)',
    from: 900,
    cell: ({ parent_provided_id }) =>
      parent_provided_id === null
        ? html`<span class="muted">–</span>`
        : html`<a tabindex="-1" href="/customers/${segment(parent_provided_id)}"
            >${parent_provided_id}</a
          >`,
  },
  {
    label: 'Tags',
    width: 'minmax(100px, 1fr)',
    from: 760,
    cell: ({ group_tags }) => tagCell(group_tags),
  },
  {
    label: 'Changed',
    width: '120px',
    end: true,
    from: 640,
    cell: ({ updated_at }) => html`<span class="muted">${ago(updated_at)}</span>`,
  },
];
