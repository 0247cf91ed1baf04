import '@awesome.me/webawesome/dist/components/dropdown/dropdown.js';
import '@awesome.me/webawesome/dist/components/dropdown-item/dropdown-item.js';
import type WaDropdownItem from '@awesome.me/webawesome/dist/components/dropdown-item/dropdown-item.js';
import { html, nothing } from 'lit';
import type { Member, Role } from '../api/types.ts';
import { ROLES } from '../app/session.ts';
import { ago } from '../parts/dates.ts';
import { icon } from '../parts/icon.ts';
import { badge } from '../parts/pieces.ts';

export type TeamMember = Member & {
  readonly disabled: boolean;
  readonly last_seen_at: string | null;
};

/** What an admin does with another member. */
export interface MemberSteps {
  role(member: TeamMember, role: Role): unknown;
  sessions(member: TeamMember): unknown;
  password(member: TeamMember): unknown;
  disable(member: TeamMember): unknown;
  remove(member: TeamMember): unknown;
}

export const called = ({ name, email }: Member): string => name || email;

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

export const roleOptions = ROLES.map((role) => ({ value: role, label: capital(role) }));

/**
 * A member in the list.
 * @param steps undefined where the one who looks is no admin
 */
export function memberRow(
  member: TeamMember,
  own: boolean,
  steps: MemberSteps | undefined,
): unknown {
  return html`<tr>
    <td>
      <div class=${member.disabled ? 'struck' : ''}>
        ${called(member)} ${own ? badge('You', 'accent') : nothing}
      </div>
      ${member.name ? html`<div class="muted">${member.email}</div>` : nothing}
    </td>
    <td>${steps && !own ? roleChoice(member, steps) : capital(member.role)}</td>
    <td class="muted">${member.last_seen_at ? ago(member.last_seen_at) : 'never'}</td>
    ${steps ? html`<td class="number">${own ? nothing : menu(member, steps)}</td>` : nothing}
  </tr>`;
}

const roleChoice = (member: TeamMember, steps: MemberSteps): unknown =>
  html`<select
    class="select"
    aria-label="Role of ${called(member)}"
    @change=${(event: Event) =>
      steps.role(member, (event.target as HTMLSelectElement).value as Role)}
  >
    ${roleOptions.map(
      ({ value, label }) =>
        html`<option value=${value} .selected=${value === member.role}>${label}</option>`,
    )}
  </select>`;

const menu = (member: TeamMember, steps: MemberSteps): unknown =>
  html`<wa-dropdown
    placement="bottom-end"
    @wa-select=${({ detail }: CustomEvent<{ item: WaDropdownItem }>) =>
      steps[detail.item.value as Exclude<keyof MemberSteps, 'role'>](member)}
  >
    <button slot="trigger" class="button quiet icon small" aria-label="More for ${called(member)}">
      ${icon('more')}
    </button>
    <wa-dropdown-item value="sessions">Where they are signed in</wa-dropdown-item>
    <wa-dropdown-item value="password">Link for a new password</wa-dropdown-item>
    <wa-dropdown-item value="disable"
      >${member.disabled ? 'Let in again' : 'Lock out'}</wa-dropdown-item
    >
    <wa-dropdown-item value="remove" variant="danger">Remove</wa-dropdown-item>
  </wa-dropdown>`;
