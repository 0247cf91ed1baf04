import { html, nothing } from 'lit';
import { Problem } from '../api/problem.ts';
import type { Console } from '../app/console.ts';
import type { Confirmation } from './confirm.ts';
import { note } from './pieces.ts';

/** What may be deleted, in the words of `/api/v1/impact`. */
export type Subject =
  | 'customer'
  | 'dashboard'
  | 'data_source'
  | 'embed_secret'
  | 'group_tag'
  | 'level'
  | 'member'
  | 'schema'
  | 'visibility_group';

export interface Affected {
  readonly kind: string;
  readonly count: number;
  /** False where there are more than were counted. */
  readonly exact: boolean;
  /** Of the first few. */
  readonly names: readonly string[];
  /** Whether the deletion is refused while there are any. */
  readonly blocks: boolean;
}

const kinds: Readonly<Record<string, readonly [one: string, many: string]>> = {
  api_tokens: ['API token', 'API tokens'],
  customers: ['customer', 'customers'],
  dashboards: ['dashboard', 'dashboards'],
  data_sources: ['data source', 'data sources'],
  embed_secrets: ['embed secret', 'embed secrets'],
  end_users: ['end user', 'end users'],
  environments: ['environment', 'environments'],
  opened_dashboards: ['dashboard opened in the last day', 'dashboards opened in the last day'],
  portals: ['portal', 'portals'],
  schemas: ['schema', 'schemas'],
  sessions: ['open session', 'open sessions'],
};

/** How many of what, such as `more than 10,000 customers`. */
export function amount({ kind, count, exact }: Affected): string {
  const [one, many] = kinds[kind] ?? [kind, kind.replaceAll('_', ' ')];
  return `${exact ? '' : 'more than '}${count.toLocaleString('en')} ${count === 1 && exact ? one : many}`;
}

/** What a deletion touches, a line each with the first few names. */
export function affectedList(affected: readonly Affected[]): unknown {
  return html`<ul class="affected">
    ${affected.map(
      (one) =>
        html`<li>
          <b>${amount(one)}</b>${one.names.length > 0 ? `: ${one.names.join(', ')}` : nothing}${
            one.count > one.names.length && one.names.length > 0 ? ' and others' : nothing
          }
        </li>`,
    )}
  </ul>`;
}

/**
 * Asks before something is deleted, with what that touches. Where something stands in the way, it says what, and
 * there is nothing to agree to.
 */
export async function confirmDeletion(
  console: Console,
  subject: Subject,
  id: string | number,
  question: Confirmation & { readonly name: string },
): Promise<boolean> {
  let affects: readonly Affected[];
  try {
    ({ affects } = await console.api.get<{ affects: Affected[] }>('/api/v1/impact', {
      kind: subject,
      id,
    }));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.toasts.failed(error.message);
    return false;
  }
  const blocking = affects.filter(({ blocks }) => blocks);
  if (blocking.length > 0)
    return console.confirm({
      title: `${question.name} cannot go yet`,
      body: html`<p>It is still used by</p>
        ${affectedList(blocking)}
        <p>Move or delete these first.</p>`,
      action: 'Delete',
      blocked: true,
    });
  return console.confirm({
    ...question,
    body: html`${question.body}
    ${affects.length > 0 ? note(html`This touches ${affectedList(affects)}`, 'warn') : nothing}`,
  });
}
