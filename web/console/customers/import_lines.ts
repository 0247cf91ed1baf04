import { html } from 'lit';
import type { JsonObject } from '../api/types.ts';
import { badge } from '../parts/pieces.ts';
import type { Column } from '../table/data_table.ts';
import type { LineOutcome } from './bulk.ts';
import type { ImportLine } from './import_file.ts';
import { valueLine } from './value_text.ts';

/** A line of a file with what the server said to it. */
export interface ShownLine extends ImportLine {
  readonly outcome: LineOutcome | undefined;
  readonly rehearsed: LineOutcome | undefined;
}

/** The columns of the table of lines. */
export const lineColumns: readonly Column<ShownLine>[] = [
  { label: 'Line', width: '64px', cell: ({ at }) => html`<span class="muted">${at}</span>` },
  {
    label: 'Id',
    width: 'minmax(100px, 1fr)',
    cell: ({ body }) =>
      html`<span class="mono">${body ? valueLine(body['provided_id']) : '–'}</span>`,
  },
  {
    label: 'What it sets',
    width: 'minmax(140px, 3fr)',
    from: 620,
    cell: ({ body }) => html`<span class="muted mono">${body ? settings(body) : ''}</span>`,
  },
  { label: 'Outcome', width: 'minmax(120px, 2fr)', cell: (line) => outcomeCell(line) },
];

function settings({ provided_id: _id, ...rest }: JsonObject): string {
  return Object.entries(rest)
    .map(([name, value]) => `${name}: ${valueLine(value)}`)
    .join('  ');
}

function outcomeCell({ problem, outcome, rehearsed }: ShownLine): unknown {
  const known = outcome ?? rehearsed;
  const message = problem ?? (known?.ok === false ? known.message : undefined);
  if (message !== undefined) return html`<span class="refusal" title=${message}>${message}</span>`;
  if (!outcome && rehearsed)
    return html`<span class="muted"
      >${rehearsed.isNew ? 'would be made' : 'would be changed'}</span
    >`;
  if (!outcome) return html`<span class="muted">not sent</span>`;
  return outcome.isNew ? badge('Made', 'good') : badge('Changed', 'accent');
}
