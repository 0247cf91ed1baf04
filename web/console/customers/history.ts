import { html, LitElement, nothing } from 'lit';
import { Problem } from '../api/problem.ts';
import type { Change, JsonObject } from '../api/types.ts';
import type { Console } from '../app/console.ts';
import { failure } from '../app/load.ts';
import { ago } from '../parts/dates.ts';
import { icon, type IconName } from '../parts/icon.ts';
import { PagedRows } from '../table/rows.ts';
import type { CustomerCalls } from './calls.ts';
import { same } from './draft.ts';
import { valueLine } from './value_text.ts';

const pictures: Readonly<Record<Change['action'], IconName>> = {
  create: 'add',
  update: 'edit',
  delete: 'delete',
  refresh_token: 'key',
};

const verbs: Readonly<Record<Change['action'], string>> = {
  create: 'made the customer',
  update: 'changed',
  delete: 'deleted the customer',
  refresh_token: 'gave it a new token',
};

/** One value that a change touched. */
export interface ChangedValue {
  readonly name: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What a change touched, down to the keys of objects. */
export function changedValues(before: JsonObject, after: JsonObject, path = ''): ChangedValue[] {
  const values: ChangedValue[] = [];
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [b, a] = [before[key], after[key]];
    const name = path === '' ? key : `${path}.${key}`;
    if (path === '' && isObject(b) && isObject(a)) values.push(...changedValues(b, a, name));
    else if (!same(b, a)) values.push({ name, before: b, after: a });
  }
  return values;
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Every change of a customer: who, when, from what to what.
 *
 * Fires `undone` (detail: the customer as it is then) when one was taken back.
 */
class CustomerHistory extends LitElement {
  static override properties = {
    calls: { attribute: false },
    customer: { attribute: false },
    version: { attribute: false },
    console: { attribute: false },
    undoable: { attribute: false },
  };

  declare calls: CustomerCalls;
  /** Id of the customer. */
  declare customer: string;
  /** Of the customer; another one reads the history anew. */
  declare version: number;
  declare console: Console;
  /** Whether changes can be taken back: not by who may not change, nor beside what is not saved yet. */
  declare undoable: boolean;
  #changes: PagedRows<Change> | undefined;
  #busy = false;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('version') && !changed.has('customer')) return;
    this.#changes?.stop();
    const { customer } = this;
    this.#changes = new PagedRows(
      async (cursor, signal) => {
        const page = await this.calls.changes(customer, cursor, signal);
        return { rows: page.changes, next: page.next_cursor };
      },
      () => this.requestUpdate(),
    );
    void this.#changes.more();
  }

  protected override render(): unknown {
    const changes = this.#changes;
    if (!changes) return nothing;
    return html`<ol class="history">
        ${changes.rows.map((change) => this.#change(change))}
      </ol>
      ${changes.problem ? failure(changes.problem, () => void changes.again()) : nothing}
      ${
        changes.complete || changes.problem
          ? nothing
          : html`<div class="card-body">
              <button
                class="button small"
                ?disabled=${changes.busy}
                @click=${() => void changes.more()}
              >
                ${changes.busy ? 'Loading' : 'Show older'}
              </button>
            </div>`
      }`;
  }

  async #undo({ version }: Change): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.requestUpdate();
    try {
      const customer = await this.calls.undo(this.customer, version);
      this.console.toasts.done(`Version ${version} was taken back`);
      this.dispatchEvent(new CustomEvent('undone', { detail: customer }));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.console.toasts.failed(error.message);
    } finally {
      this.#busy = false;
      this.requestUpdate();
    }
  }

  #change(change: Change): unknown {
    const values =
      change.action === 'update' ? changedValues(change.before ?? {}, change.after ?? {}) : [];
    return html`<li>
      <span class="history-icon">${icon(pictures[change.action], 14)}</span>
      <div class="grow">
        <p>
          <b>${change.actor_name ?? actor(change.actor)}</b> ${verbs[change.action]}
          <span class="muted">· version ${change.version} · ${ago(change.at)}</span>
          ${
            this.undoable && values.length > 0
              ? html`<button
                  class="button quiet small"
                  aria-label="Undo version ${change.version}"
                  ?disabled=${this.#busy}
                  @click=${() => void this.#undo(change)}
                >
                  ${icon('undo', 14)}Undo
                </button>`
              : nothing
          }
        </p>
        ${
          values.length === 0
            ? nothing
            : html`<dl class="diff">
                ${values.map(
                  ({ name, before, after }) =>
                    html`<div>
                      <dt class="mono">${name}</dt>
                      <dd>
                        ${one(before, 'before')}
                        <span aria-label="became">→</span> ${one(after, 'after')}
                      </dd>
                    </div>`,
                )}
              </dl>`
        }
      </div>
    </li>`;
  }
}
customElements.define('customer-history', CustomerHistory);

function one(value: unknown, side: 'before' | 'after'): unknown {
  const empty = value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  return empty
    ? html`<span class="muted">nothing</span>`
    : html`<code class=${side}
        >${Array.isArray(value) ? value.map(valueLine).join(', ') : valueLine(value)}</code
      >`;
}

const actor = (text: string): string => (text === 'system' ? 'Vitrine' : text.replace(':', ' '));
