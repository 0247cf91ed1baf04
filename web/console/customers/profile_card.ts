import { html, nothing } from 'lit';
import { segment } from '../api/api.ts';
import type { Console } from '../app/console.ts';
import { chips } from '../parts/chips.ts';
import '../parts/combobox.ts';
import { choiceField, field, textField, type FormState } from '../parts/form.ts';
import type { CustomerCalls } from './calls.ts';
import type { Known } from './known.ts';
import type { Draft } from './draft.ts';
import { findCustomers, levelsAbove } from './pick.ts';

/** What each card of the page works on. */
export interface CardOf {
  readonly console: Console;
  readonly calls: CustomerCalls;
  readonly known: Known;
  readonly draft: Draft;
  readonly form: FormState;
  readonly readonly: boolean;
  readonly change: (part: Partial<Draft>) => void;
}

/** Name, id, place in the tree, tags and addresses. */
export function profileCard(card: CardOf): unknown {
  const { draft, known, form, readonly, change } = card;
  const above = levelsAbove(known.levels, draft.hierarchy_level);
  return html`<section class="card" aria-labelledby="profile-title">
    <div class="card-head"><h2 id="profile-title">Profile</h2></div>
    <div class="card-body stack">
      <div class="fields">
        ${textField({
          id: 'name',
          label: 'Name',
          value: draft.name,
          disabled: readonly,
          error: form.errorOf('name'),
          input: (name) => change({ name }),
        })}
        ${textField({
          id: 'provided-id',
          label: 'Id',
          mono: true,
          hint:
            draft.provided_id === known.customer.provided_id
              ? nothing
              : 'Calls and embed tokens must name the new id from then on.',
          value: draft.provided_id,
          disabled: readonly,
          error: form.errorOf('new_provided_id', 'provided_id'),
          input: (provided_id) => change({ provided_id }),
        })}
        ${choiceField({
          id: 'level',
          label: 'Level',
          value: draft.hierarchy_level,
          disabled: readonly,
          options: known.levels.map(({ name }) => ({ value: name, label: name })),
          error: form.errorOf('hierarchy_level_name'),
          input: (hierarchy_level) => change({ hierarchy_level }),
        })}
        ${field(
          {
            id: 'parent',
            label: 'Parent',
            hint:
              above.length === 0
                ? 'The top level stands below nothing.'
                : 'What it does not set itself, it inherits from there.',
            error: form.errorOf('parent_provided_id'),
          },
          html`<console-combobox
            .inputId=${'parent'}
            .placeholder=${'None'}
            .value=${draft.parent}
            .disabled=${readonly || (above.length === 0 && draft.parent === '')}
            .invalid=${form.errorOf('parent_provided_id') !== undefined}
            .describedBy=${'parent-hint'}
            .find=${findCustomers(card.calls, (level) => above.includes(level))}
            @picked=${({ detail }: CustomEvent<string>) => change({ parent: detail })}
          ></console-combobox>`,
        )}
      </div>
      <label class="check">
        <input
          type="checkbox"
          .checked=${draft.demo}
          ?disabled=${readonly}
          @change=${(event: Event) => change({ demo: (event.target as HTMLInputElement).checked })}
        />
        A demo customer, which nobody pays for
      </label>
      ${tags(card)} ${emails(card)}
    </div>
  </section>`;
}

function tags({ draft, known, form, readonly, change }: CardOf): unknown {
  const inherited = Object.entries(known.computed.group_tags).filter(
    ([tag, { from }]) => from !== known.customer.provided_id && !draft.tags.includes(tag),
  );
  const left = known.tags.filter((tag) => !draft.tags.includes(tag));
  return field(
    { id: 'add-tag', label: 'Tags', error: form.errorOf('group_tags') },
    html`<div class="stack tight">
      ${chips(
        'Own tags',
        draft.tags,
        readonly ? undefined : (tag) => change({ tags: draft.tags.filter((one) => one !== tag) }),
      )}
      ${
        inherited.length === 0
          ? nothing
          : html`<p class="muted">
              Inherited:
              ${inherited.map(
                ([tag, { from }], at) =>
                  html`${at > 0 ? ', ' : ''}${tag} from
                    <a href="/customers/${segment(from)}">${from}</a>`,
              )}
            </p>`
      }
      <select
        id="add-tag"
        class="select"
        ?disabled=${readonly || left.length === 0}
        @change=${(event: Event) => {
          const select = event.target as HTMLSelectElement;
          if (select.value !== '') change({ tags: [...draft.tags, select.value] });
          select.value = '';
        }}
      >
        <option value="">${addText(known.tags.length, left.length)}</option>
        ${left.map((tag) => html`<option value=${tag}>${tag}</option>`)}
      </select>
    </div>`,
  );
}

function addText(all: number, left: number): string {
  if (all === 0) return 'The team has no tags yet';
  return left === 0 ? 'It has every tag' : 'Add a tag';
}

function emails({ draft, form, readonly, change }: CardOf): unknown {
  return field(
    {
      id: 'add-email',
      label: 'E-mails',
      hint: 'Who gets reports about this customer. Press Enter to add an address.',
      error: form.errorOf('emails', 'emails_remove'),
    },
    html`<div class="stack tight">
      ${chips(
        'E-mails',
        draft.emails,
        readonly
          ? undefined
          : (email) => change({ emails: draft.emails.filter((one) => one !== email) }),
      )}
      <input
        id="add-email"
        class="input"
        type="email"
        placeholder="name@example.com"
        ?disabled=${readonly}
        aria-describedby="add-email-hint"
        @keydown=${(event: KeyboardEvent) => {
          if (event.key !== 'Enter' && event.key !== ',') return;
          event.preventDefault();
          add(event.target as HTMLInputElement, draft.emails, change);
        }}
        @blur=${(event: Event) => add(event.target as HTMLInputElement, draft.emails, change)}
      />
    </div>`,
  );
}

function add(input: HTMLInputElement, emails: readonly string[], change: CardOf['change']): void {
  const email = input.value.trim();
  if (email === '') return;
  if (!emails.some((one) => one.toLowerCase() === email.toLowerCase()))
    change({ emails: [...emails, email] });
  input.value = '';
}
