import { html, nothing } from 'lit';
import { segment, type Tagged } from '../api/api.ts';
import { Problem } from '../api/problem.ts';
import type { Customer, JsonObject } from '../api/types.ts';
import { Load } from '../app/load.ts';
import { Page } from '../app/page.ts';
import { moment } from '../parts/dates.ts';
import { FormState } from '../parts/form.ts';
import { badge, pageHead } from '../parts/pieces.ts';
import { belowCard } from './below_card.ts';
import { CustomerCalls } from './calls.ts';
import './customer.css';
import { CustomerEdit } from './customer_edit.ts';
import { customerSteps } from './customer_steps.ts';
import { updateOf, type Draft, type Merge } from './draft.ts';
import './history.ts';
import { fetchKnown, type Known } from './known.ts';
import { mappingCard } from './mapping_card.ts';
import './merge_dialog.ts';
import { profileCard } from './profile_card.ts';
import './properties_editor.ts';
import './token_card.ts';
import { variablesCard } from './variables_card.ts';

/** One customer: everything that can be set, what it inherits and from whom, and what happened. */
class CustomerPage extends Page {
  readonly #form = new FormState(this);
  #edit: CustomerEdit | undefined;
  #merge: { readonly merge: Merge; readonly theirs: Known; readonly by: string } | undefined;

  readonly #known = new Load<Known>(this, async (signal) => {
    const known = await fetchKnown(this.#calls, this.#id, signal);
    signal.throwIfAborted();
    return this.#arrived(known);
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

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.console.router.guard(undefined);
  }

  #begin({ customer }: Known): CustomerEdit {
    this.#edit = new CustomerEdit(this.console, customer, () => this.requestUpdate());
    return this.#edit;
  }

  /** What is typed stays when the customer comes anew: after a save, say, while the next change has begun. */
  #arrived(known: Known): Known {
    const edit = this.#edit;
    if (!edit?.dirty || edit.base.provided_id !== known.customer.provided_id) {
      this.#begin(known);
      return known;
    }
    const { draft, conflicts } = edit.meet(known.customer);
    if (conflicts.length === 0) {
      edit.rebase(known.customer, draft);
      return known;
    }
    // With the version that the change began from, the save is refused as stale and both are put together.
    return { ...known, etag: this.#known.value?.etag ?? known.etag };
  }

  async #save(): Promise<void> {
    const known = this.#known.value;
    const edit = this.#edit;
    if (!known || !edit?.readable) return;
    const { base, draft } = edit;
    let answer: Tagged<Customer> | undefined;
    await this.#form.send(async () => {
      try {
        answer = await this.#calls.update(base.provided_id, updateOf(base, draft), known.etag);
      } catch (error) {
        if (error instanceof Problem && error.isStale) await this.#meet(edit);
        else throw error;
      }
    });
    if (!answer) return;
    // The next save is for the version that this one made, even before the customer was read again.
    this.#known.set({ ...known, customer: answer.value, etag: answer.etag ?? '*' });
    edit.saved(draft, answer.value);
    this.console.toasts.done(`${draft.name} saved`);
    await this.#show(draft.provided_id);
  }

  /** Shows the customer as it is now; its id may be another. */
  async #show(id: string): Promise<void> {
    if (id === this.#id) await this.#known.reload();
    else await this.console.router.go(`/customers/${segment(id)}`, { replace: true });
  }

  /** Somebody else was faster: what they saved, and ours on top of it. */
  async #meet(edit: CustomerEdit): Promise<void> {
    const theirs = await fetchKnown(this.#calls, this.#id);
    const { changes } = await this.#calls.changes(this.#id, undefined);
    this.#merge = {
      merge: edit.meet(theirs.customer),
      theirs,
      by: changes[0]?.actor_name ?? 'Somebody',
    };
  }

  #merged(draft: Draft): void {
    if (!this.#merge) return;
    const { theirs } = this.#merge;
    this.#merge = undefined;
    this.#known.set(theirs);
    this.#begin(theirs).change(draft);
    void this.#save();
  }

  protected override render(): unknown {
    return html`<div class="page">
      ${this.#known.render(
        (known) => (this.#edit ? this.#page(known, this.#edit) : nothing),
        pageHead({ title: this.#id, back }),
      )}
    </div>`;
  }

  #page(known: Known, edit: CustomerEdit): unknown {
    const { customer, computed } = known;
    const { draft } = edit;
    const readonly = !this.console.session.may('editor');
    const card = {
      console: this.console,
      known,
      draft,
      form: this.#form,
      readonly,
      calls: this.#calls,
      change: (part: Partial<Draft>) => edit.change(part),
    };
    return html`${this.#head(customer)}
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
              @changed=${({ detail }: CustomEvent<JsonObject | null>) =>
                edit.change(detail === null ? {} : { properties: detail }, detail !== null)}
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
      ${this.#history(customer, !readonly && !edit.dirty)}
      ${edit.dirty ? this.#saveBar(edit) : nothing}
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

  #head(customer: Customer): unknown {
    const { provided_id, hierarchy_level, parent_provided_id: parent } = customer;
    return pageHead({
      title: customer.name,
      lead: html`<code>${provided_id}</code> · ${hierarchy_level}
        ${parent === null ? nothing : html`below <a href="/customers/${segment(parent)}">${parent}</a>`}
        ${customer.is_demo_group ? badge('Demo', 'warn') : nothing} · made
        ${moment(customer.created_at)}`,
      back,
      actions: customerSteps(this.console, customer),
    });
  }

  /** While something is not saved nothing is taken back: what is typed would go with it. */
  #history({ provided_id, version }: Customer, undoable: boolean): unknown {
    return html`<section class="card" aria-labelledby="history-title">
      <div class="card-head"><h2 id="history-title">History</h2></div>
      <customer-history
        .calls=${this.#calls}
        .customer=${provided_id}
        .version=${version}
        .console=${this.console}
        .undoable=${undoable}
        @undone=${({ detail }: CustomEvent<Customer>) => void this.#show(detail.provided_id)}
      ></customer-history>
    </section>`;
  }

  #saveBar(edit: CustomerEdit): unknown {
    return html`<div class="save-bar" role="region" aria-label="Unsaved changes">
      <span class="grow">Changed: ${edit.names}</span>
      <button
        class="button"
        ?disabled=${this.#form.busy}
        @click=${() => {
          this.#form.clear();
          edit.discard();
          // The editor of properties holds texts of its own, which go too.
          const editor = this.querySelector<HTMLElement & { reset(): void }>('properties-editor');
          editor?.reset();
        }}
      >
        Discard
      </button>
      <button
        class="button primary"
        ?disabled=${this.#form.busy || !edit.readable}
        @click=${() => void this.#save()}
      >
        Save
      </button>
    </div>`;
  }
}
customElements.define('customer-page', CustomerPage);

const back = { href: '/customers', label: 'Customers' };
