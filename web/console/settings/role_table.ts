import { html } from 'lit';
import { icon } from '../parts/icon.ts';

const rows: readonly (readonly [string, number])[] = [
  ['See customers, data sources, dashboards and members', 0],
  ['Create and change customers, tags, data sources and dashboards', 1],
  ['See customers’ tokens and embed code', 1],
  ['Delete, publish and change how dashboards are delivered', 2],
  ['API tokens, embed secrets, levels, visibility groups, members', 3],
];

const roles = ['Viewer', 'Editor', 'Publisher', 'Admin'];

/** What each role may do; each may do what those before it may. */
export function roleTable(): unknown {
  return html`<section class="card" aria-labelledby="roles-title">
    <div class="card-head"><h2 id="roles-title">What the roles may do</h2></div>
    <div class="scroll-x">
      <table class="plain-table role-table">
        <thead>
          <tr>
            <th scope="col"><span class="sr-only">What</span></th>
            ${roles.map((role) => html`<th scope="col">${role}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ([what, from]) =>
              html`<tr>
                <td>${what}</td>
                ${roles.map(
                  (_, at) =>
                    html`<td>
                      ${
                        at >= from
                          ? html`${icon('check', 14)}<span class="sr-only">yes</span>`
                          : html`<span class="muted" aria-label="no">–</span>`
                      }
                    </td>`,
                )}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}
