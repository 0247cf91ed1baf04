import { html, nothing } from 'lit';
import type { SessionBody, VisibilityGroup } from '../api/types.ts';
import { Load } from '../app/load.ts';
import { Page } from '../app/page.ts';
import { attempt } from '../parts/attempt.ts';
import { moment } from '../parts/dates.ts';
import { icon } from '../parts/icon.ts';
import { confirmDeletion } from '../parts/impact.ts';
import '../parts/name_dialog.ts';
import type { NameDialog, NameQuestion } from '../parts/name_dialog.ts';
import { badge } from '../parts/pieces.ts';
import { settingsPage } from './layout.ts';

type Group = VisibilityGroup & { readonly created_at: string };

/** Data visibility groups: worlds apart, such as production and testing. */
class GroupsPage extends Page {
  readonly heading = 'Visibility groups';
  readonly #groups = new Load<readonly Group[]>(
    this,
    async (signal) =>
      (
        await this.console.api.get<{ visibility_groups: Group[] }>(
          '/api/v1/visibility-groups',
          {},
          signal,
        )
      ).visibility_groups,
  );

  #ask(question: NameQuestion): void {
    this.querySelector<NameDialog>('name-dialog')?.ask(question);
  }

  /** The session names the groups, too, for the switch beside the navigation. */
  async #changed(): Promise<void> {
    const { api, session } = this.console;
    session.signedIn(await api.get<SessionBody>('/api/v1/session'));
    await this.#groups.reload();
  }

  #create(): void {
    const { api, toasts } = this.console;
    this.#ask({
      title: 'New visibility group',
      label: 'Name',
      hint: 'Such as Staging.',
      name: '',
      action: 'Create',
      send: async (name) => {
        await api.post('/api/v1/visibility-groups', { name });
        toasts.done(`The group ${name} was made`);
        await this.#changed();
      },
    });
  }

  #rename({ id, name }: Group): void {
    const { api, group, toasts } = this.console;
    this.#ask({
      title: `Rename ${name}`,
      label: 'Name',
      hint: 'API tokens and embed secrets keep working; files for ./vitrine apply must name the new one.',
      name,
      action: 'Rename',
      send: async (next) => {
        await api.patch(`/api/v1/visibility-groups/${id}`, { name: next });
        group.renamed(name, next);
        toasts.done(`${name} is called ${next} now`);
        await this.#changed();
      },
    });
  }

  async #delete({ id, name }: Group): Promise<void> {
    const agreed = await confirmDeletion(this.console, 'visibility_group', id, {
      name,
      title: `Delete the group ${name}?`,
      body: html`<p>No customer, API token or embed secret is in it.</p>`,
      action: 'Delete',
      danger: true,
    });
    if (!agreed) return;
    const done = await attempt(
      this.console,
      () => this.console.api.delete(`/api/v1/visibility-groups/${id}`),
      `The group ${name} was deleted`,
    );
    if (done) await this.#changed();
  }

  protected override render(): unknown {
    const may = this.console.session.may('admin');
    return html`${settingsPage(
        this.console,
        '/settings/visibility-groups',
        {
          title: 'Visibility groups',
          lead: 'Each group has customers, data sources, API tokens and embed secrets of its own, and none sees another’s. Most teams keep production and testing apart this way.',
          actions: may
            ? html`<button class="button primary" @click=${() => this.#create()}>
                ${icon('add')}New group
              </button>`
            : nothing,
        },
        html`<section class="card" aria-label="Visibility groups">
          ${this.#groups.render(
            (groups) =>
              html`<div class="scroll-x">
                <table class="plain-table">
                  <thead>
                    <tr>
                      <th scope="col">Name</th>
                      <th scope="col">Since</th>
                      <th scope="col"><span class="sr-only">Actions</span></th>
                    </tr>
                  </thead>
                  <tbody>
                    ${groups.map((group) => this.#row(group, may, groups.length))}
                  </tbody>
                </table>
              </div>`,
          )}
        </section>`,
      )}<name-dialog></name-dialog>`;
  }

  #row(group: Group, may: boolean, count: number): unknown {
    return html`<tr>
      <td>
        ${group.name}
        ${group.name === this.console.group.name ? badge('Looked at', 'accent') : nothing}
      </td>
      <td>${moment(group.created_at)}</td>
      <td class="number">
        ${
          may
            ? html`<button class="button quiet small" @click=${() => this.#rename(group)}>
                  Rename</button
                ><button
                  class="button quiet small danger-text"
                  ?disabled=${count === 1}
                  @click=${() => void this.#delete(group)}
                >
                  Delete
                </button>`
            : nothing
        }
      </td>
    </tr>`;
  }
}
customElements.define('groups-page', GroupsPage);
