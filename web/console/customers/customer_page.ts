import '@awesome.me/webawesome/dist/components/dropdown/dropdown.js';
import '@awesome.me/webawesome/dist/components/dropdown-item/dropdown-item.js';
import type WaDropdownItem from '@awesome.me/webawesome/dist/components/dropdown-item/dropdown-item.js';
import { html, nothing } from 'lit';
import { segment } from '../api/api.ts';
import { Problem } from '../api/problem.ts';
import type { Computed, Customer, DataSource, JsonObject, Level, Schema } from '../api/types.ts';
import { Load } from '../app/load.ts';
import { Page } from '../app/page.ts';
import { moment } from '../parts/dates.ts';
import { FormState } from '../parts/form.ts';
import { icon } from '../parts/icon.ts';
import { confirmDeletion } from '../parts/impact.ts';
import { badge, copy, pageHead } from '../parts/pieces.ts';
import { belowCard } from './below_card.ts';
import { CustomerCalls } from './calls.ts';
import './customer.css';
import {
  changedFields,
  draftOf,
  fieldNames,
  merge,
  updateOf,
  type Draft,
  type Merge,
} from './draft.ts';
import './history.ts';
import { mappingCard } from './mapping_card.ts';
import './merge_dialog.ts';
import { profileCard } from './profile_card.ts';
import './properties_editor.ts';
import './token_card.ts';
import { variablesCard } from './variables_card.ts';

/** What the page shows of a customer and of what it can be given. */
export interface Known {
  readonly customer: Customer;
  readonly etag: string;
  readonly computed: Computed;
  readonly levels: readonly Level[];
  readonly tags: readonly string[];
  readonly schemas: readonly Schema[];
  readonly sources: readonly DataSource[];
  /** Direct children, the first ones. */
  readonly children: readonly Customer[];
  readonly moreChildren: boolean;
}

/** One customer: everything that can be set, what it inherits and from whom, and what happened. */
class CustomerPage extends Page {
  readonly #form = new FormState(this);
  #draft: Draft | undefined;
  /** The customer's own values as the draft began with them. */
  #base: Draft | undefined;
  #propertiesReadable = true;
  #merge: { readonly merge: Merge; readonly theirs: Known; readonly by: string } | undefined;

  readonly #known = new Load<Known>(this, async (signal) => {
    const known = await this.#fetch(signal);
    this.#begin(known);
    return known;
  });

  get heading(): string {
    return this.#known.value?.customer.name ?? this.#id;
  }

  get #id(): string {
    return this.params['id'] ?? '';
  }

  get #calls(): CustomerCalls {
    return new CustomerCalls(this.console.api);
  }

  get #dirty(): boolean {
    return (
      this.#draft !== undefined &&
      this.#base !== undefined &&
      (!this.#propertiesReadable || changedFields(this.#base, this.#draft).length > 0)
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.console.router.guard(undefined);
  }

  async #fetch(signal?: AbortSignal, id = this.#id): Promise<Known> {
    const calls = this.#calls;
    const [customer, computed, levels, tags, schemas, sources, below] = await Promise.all([
      calls.get(id, signal),
      calls.computed(id, signal),
      calls.levels(signal),
      calls.tags(signal),
      orNothing(calls.schemas(signal)),
      orNothing(calls.dataSources(signal)),
      calls.childrenOf(id, undefined, 10, signal),
    ]);
    return {
      customer: customer.value,
      etag: customer.etag ?? '*',
      computed,
      levels,
      tags,
      schemas,
      sources,
      children: below.customers,
      moreChildren: below.next_cursor !== null,
    };
  }

  #begin({ customer }: Known): void {
    this.#base = draftOf(customer);
    this.#draft = this.#base;
    this.#propertiesReadable = true;
    this.#guard();
  }

  readonly #change = (part: Partial<Draft>): void => {
    if (!this.#draft) return;
    this.#draft = { ...this.#draft, ...part };
    this.#guard();
    this.requestUpdate();
  };

  #guard(): void {
    this.console.router.guard(
      this.#dirty
        ? () =>
            this.console.confirm({
              title: 'Leave without saving?',
              body: html`<p>
                What you changed of <b>${this.heading}</b> is not saved yet:
                ${this.#changedNames()}.
              </p>`,
              action: 'Leave',
              danger: true,
            })
        : undefined,
    );
  }

  #changedNames(): string {
    if (!this.#draft || !this.#base) return '';
    const names = changedFields(this.#base, this.#draft).map((name) => fieldNames[name]);
    if (!this.#propertiesReadable && !names.includes(fieldNames.properties))
      names.push(fieldNames.properties);
    return names.join(', ').toLowerCase();
  }

  async #save(): Promise<void> {
    const known = this.#known.value;
    const draft = this.#draft;
    const base = this.#base;
    if (!known || !draft || !base || !this.#propertiesReadable) return;
    const saved = await this.#form.send(async () => {
      try {
        const update = updateOf(base, draft);
        await this.#calls.update(base.provided_id, update, known.etag);
      } catch (error) {
        if (error instanceof Problem && error.isStale) await this.#meet(base, draft);
        else throw error;
      }
    });
    if (!saved || this.#merge) return;
    this.#base = draft;
    this.#guard();
    this.console.toasts.done(`${draft.name} saved`);
    await this.#moveTo(draft.provided_id);
  }

  /** Shows the customer anew, under its id of now. */
  async #moveTo(id: string): Promise<void> {
    if (id !== this.#id)
      await this.console.router.go(`/customers/${segment(id)}`, { replace: true });
    else await this.#known.reload();
  }

  /** Somebody else was faster: what they saved, and ours on top of it. */
  async #meet(base: Draft, mine: Draft): Promise<void> {
    const theirs = await this.#fetch();
    const { changes } = await this.#calls.changes(this.#id, undefined);
    const [last] = changes;
    this.#merge = {
      merge: merge(base, mine, draftOf(theirs.customer)),
      theirs,
      by: last?.actor_name ?? 'Somebody',
    };
  }

  #merged(draft: Draft): void {
    if (!this.#merge) return;
    const { theirs } = this.#merge;
    this.#merge = undefined;
    this.#known.set(theirs);
    this.#base = draftOf(theirs.customer);
    this.#draft = draft;
    void this.#save();
  }

  protected override render(): unknown {
    return html`<div class="page">
      ${this.#known.render(
        (known) => this.#page(known, this.#draft ?? draftOf(known.customer)),
        pageHead({ title: this.#id, back }),
      )}
    </div>`;
  }

  #page(known: Known, draft: Draft): unknown {
    const { customer, computed } = known;
    const readonly = !this.console.session.may('editor');
    const card = {
      console: this.console,
      known,
      draft,
      form: this.#form,
      readonly,
      calls: this.#calls,
      change: this.#change,
    };
    return html`${pageHead({
        title: customer.name,
        lead: html`<code>${customer.provided_id}</code> · ${customer.hierarchy_level}
          ${
            customer.parent_provided_id === null
              ? nothing
              : html`below
                  <a href="/customers/${segment(customer.parent_provided_id)}"
                    >${customer.parent_provided_id}</a
                  >`
          }
          ${customer.is_demo_group ? badge('Demo', 'warn') : nothing} · made
          ${moment(customer.created_at)}`,
        back,
        actions: this.#menu(customer),
      })}
      ${this.#form.render(
        'provided_id',
        'new_provided_id',
        'name',
        'hierarchy_level_name',
        'parent_provided_id',
        'emails',
        'group_tags',
        'mapping',
      )}
      <div class="columns">
        <div class="stack">
          ${profileCard(card)}
          <section class="card" aria-labelledby="properties-title">
            <properties-editor
              .value=${draft.properties}
              .computed=${computed.properties}
              .owner=${customer.provided_id}
              .readonly=${readonly}
              @changed=${({ detail }: CustomEvent<JsonObject | null>) => {
                this.#propertiesReadable = detail !== null;
                this.#change(detail === null ? {} : { properties: detail });
              }}
            ></properties-editor>
          </section>
          ${mappingCard(card)}
        </div>
        <div class="stack">
          ${
            customer.token
              ? html`<token-card
                  class="card"
                  .console=${this.console}
                  .calls=${this.#calls}
                  .customer=${customer}
                  .readonly=${readonly}
                  @refreshed=${() => void this.#known.reload()}
                ></token-card>`
              : nothing
          }
          ${variablesCard(this.console, computed, customer.provided_id)} ${belowCard(known)}
        </div>
      </div>
      <section class="card" aria-labelledby="history-title">
        <div class="card-head"><h2 id="history-title">History</h2></div>
        <customer-history
          .calls=${this.#calls}
          .customer=${customer.provided_id}
          .version=${customer.version}
          .console=${this.console}
          .undoable=${!readonly && !this.#dirty}
          @undone=${({ detail }: CustomEvent<Customer>) => void this.#moveTo(detail.provided_id)}
        ></customer-history>
      </section>
      ${this.#dirty ? this.#saveBar() : nothing}
      <merge-dialog
        .merge=${this.#merge?.merge}
        .by=${this.#merge?.by ?? ''}
        @merged=${({ detail }: CustomEvent<Draft>) => this.#merged(detail)}
        @put-off=${() => {
          this.#merge = undefined;
          this.requestUpdate();
        }}
      ></merge-dialog>`;
  }

  #saveBar(): unknown {
    return html`<div class="save-bar" role="region" aria-label="Unsaved changes">
      <span class="grow">Changed: ${this.#changedNames()}</span>
      <button
        class="button"
        ?disabled=${this.#form.busy}
        @click=${() => {
          this.#form.clear();
          this.#draft = this.#base;
          this.#propertiesReadable = true;
          this.#guard();
          // The editor of properties holds texts of its own, which go too.
          const editor = this.querySelector<HTMLElement & { reset(): void }>('properties-editor');
          editor?.reset();
        }}
      >
        Discard
      </button>
      <button
        class="button primary"
        ?disabled=${this.#form.busy || !this.#propertiesReadable}
        @click=${() => void this.#save()}
      >
        Save
      </button>
    </div>`;
  }

  #menu(customer: Customer): unknown {
    const { session } = this.console;
    return html`<button
        class="button"
        @click=${() => copy(this.console, customer.provided_id, 'Id')}
      >
        ${icon('copy', 14)}Copy id
      </button>
      ${
        session.may('publisher')
          ? html`<wa-dropdown
              placement="bottom-end"
              @wa-select=${({ detail }: CustomEvent<{ item: WaDropdownItem }>) => {
                if (detail.item.value === 'delete') void this.#delete(customer);
              }}
            >
              <button slot="trigger" class="button icon" aria-label="More">${icon('more')}</button>
              <wa-dropdown-item value="delete" variant="danger">Delete customer</wa-dropdown-item>
            </wa-dropdown>`
          : nothing
      }`;
  }

  async #delete(customer: Customer): Promise<void> {
    const { router, toasts } = this.console;
    const agreed = await confirmDeletion(this.console, 'customer', customer.provided_id, {
      name: customer.name,
      title: `Delete ${customer.name}?`,
      body: html`<p>
        The customer <code>${customer.provided_id}</code> goes with its properties, e-mails and
        token. Its embeds stop working at once. This cannot be undone.
      </p>`,
      action: 'Delete',
      danger: true,
      typed: customer.provided_id,
    });
    if (!agreed) return;
    try {
      await this.#calls.delete(customer);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      toasts.failed(error.message);
      return;
    }
    router.guard(undefined);
    toasts.done(`${customer.name} was deleted`);
    await router.go('/customers', { replace: true });
  }
}
customElements.define('customer-page', CustomerPage);

const back = { href: '/customers', label: 'Customers' };

/** A list that the member's role may not see is an empty one. */
async function orNothing<T>(list: Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await list;
  } catch (error) {
    if (error instanceof Problem && error.status === 403) return [];
    throw error;
  }
}
