import '@awesome.me/webawesome/dist/components/dropdown/dropdown.js';
import '@awesome.me/webawesome/dist/components/dropdown-item/dropdown-item.js';
import type WaDropdownItem from '@awesome.me/webawesome/dist/components/dropdown-item/dropdown-item.js';
import { html, nothing } from 'lit';
import type { Customer } from '../api/types.ts';
import type { Console } from '../app/console.ts';
import { attempt } from '../parts/attempt.ts';
import { icon } from '../parts/icon.ts';
import { confirmDeletion } from '../parts/impact.ts';
import { copy } from '../parts/pieces.ts';
import { CustomerCalls } from './calls.ts';

/** What can be done with a customer as a whole. */
export function customerSteps(console: Console, customer: Customer): unknown {
  return html`<button class="button" @click=${() => copy(console, customer.provided_id, 'Id')}>
      ${icon('copy', 14)}Copy id
    </button>
    ${
      console.session.may('publisher')
        ? html`<wa-dropdown
            placement="bottom-end"
            @wa-select=${({ detail }: CustomEvent<{ item: WaDropdownItem }>) => {
              if (detail.item.value === 'delete') void remove(console, customer);
            }}
          >
            <button slot="trigger" class="button icon" aria-label="More">${icon('more')}</button>
            <wa-dropdown-item value="delete" variant="danger">Delete customer</wa-dropdown-item>
          </wa-dropdown>`
        : nothing
    }`;
}

async function remove(console: Console, customer: Customer): Promise<void> {
  const { name, provided_id } = customer;
  const agreed = await confirmDeletion(console, 'customer', provided_id, {
    name,
    title: `Delete ${name}?`,
    body: html`<p>
      The customer <code>${provided_id}</code> goes with its properties, e-mails and token. Its
      embeds stop working at once. This cannot be undone.
    </p>`,
    action: 'Delete',
    danger: true,
    typed: provided_id,
  });
  if (!agreed) return;
  const call = () => new CustomerCalls(console.api).delete(customer);
  if (!(await attempt(console, call, `${name} was deleted`))) return;
  console.router.guard(undefined);
  await console.router.go('/customers', { replace: true });
}
