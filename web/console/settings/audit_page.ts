import { html, nothing } from 'lit';
import type { JsonObject } from '../api/types.ts';
import { Page } from '../app/page.ts';
import { moment } from '../parts/dates.ts';
import { emptyState } from '../parts/pieces.ts';
import '../table/data_table.ts';
import type { Column } from '../table/data_table.ts';
import type { RowSource } from '../table/rows.ts';
import { settingsPage } from './layout.ts';

interface Entry {
  readonly id: number;
  readonly at: string;
  readonly actor: string;
  readonly actor_name: string | null;
  readonly action: string;
  readonly subject: string;
  readonly detail: JsonObject | null;
  readonly address: string | null;
}

const columns: readonly Column<Entry>[] = [
  { label: 'When', width: '156px', cell: ({ at }) => moment(at) },
  {
    label: 'Who',
    width: 'minmax(70px, 1fr)',
    cell: ({ actor, actor_name }) => html`<span>${actor_name ?? actor}</span>`,
  },
  {
    label: 'What',
    width: 'minmax(100px, 1fr)',
    cell: ({ action }) => html`<span>${sentence(action)}</span>`,
  },
  {
    label: 'About',
    width: 'minmax(110px, 1.4fr)',
    from: 560,
    cell: ({ subject, detail }) =>
      html`<span title=${detail ? JSON.stringify(detail) : nothing}
        >${subject}
        <span class="muted mono"
          >${detail && Object.keys(detail).length > 0 ? details(detail) : nothing}</span
        ></span
      >`,
  },
  {
    label: 'From',
    width: '130px',
    from: 820,
    cell: ({ address }) => html`<span class="mono muted">${address ?? '–'}</span>`,
  },
];

/** Who did what to the team itself: sign-ins, members, tokens, secrets, publications. */
class AuditPage extends Page {
  readonly heading = 'Audit';
  readonly #source: RowSource<Entry> = async (cursor, signal) => {
    const page = await this.console.api.get<{ entries: Entry[]; next_cursor: string | null }>(
      '/api/v1/audit',
      { cursor },
      signal,
    );
    return { rows: page.entries, next: page.next_cursor };
  };

  protected override render(): unknown {
    return settingsPage(
      this.console,
      '/settings/audit',
      {
        title: 'Audit',
        lead: 'Sign-ins, members, tokens, secrets and publications, the newest first. What happened to a customer stands on its own page.',
      },
      html`<data-table
        label="Audit"
        .columns=${columns}
        .source=${this.#source}
        .key=${({ id }: Entry) => String(id)}
        .empty=${emptyState({ icon: 'log', title: 'Nothing yet', text: 'What happens from now on is kept here.' })}
      ></data-table>`,
    );
  }
}
customElements.define('audit-page', AuditPage);

const sentence = (action: string): string => {
  const text = action.replaceAll('_', ' ');
  return text.slice(0, 1).toUpperCase() + text.slice(1);
};

const details = (detail: JsonObject): string =>
  Object.entries(detail)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
