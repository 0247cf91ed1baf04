import { html, nothing } from 'lit';
import { Load } from '../app/load.ts';
import { Page } from '../app/page.ts';
import { attempt } from '../parts/attempt.ts';
import { icon } from '../parts/icon.ts';
import { confirmDeletion } from '../parts/impact.ts';
import '../parts/name_dialog.ts';
import type { NameDialog, NameQuestion } from '../parts/name_dialog.ts';
import { emptyState } from '../parts/pieces.ts';
import { settingsPage } from './layout.ts';

interface Tag {
  readonly name: string;
}

/** Group tags: what customers are sorted by, across levels. */
class TagsPage extends Page {
  readonly heading = 'Tags';
  readonly #tags = new Load<readonly Tag[]>(
    this,
    async (signal) =>
      (await this.console.api.get<{ group_tags: Tag[] }>('/api/group_tags/', {}, signal))
        .group_tags,
  );

  #ask(question: NameQuestion): void {
    this.querySelector<NameDialog>('name-dialog')?.ask(question);
  }

  #create(): void {
    const { api, toasts } = this.console;
    this.#ask({
      title: 'New tag',
      label: 'Name',
      hint: 'Such as enterprise or beta.',
      name: '',
      action: 'Create',
      send: async (name) => {
        await api.post('/api/create_group_tag/', { name });
        toasts.done(`The tag ${name} was made`);
        await this.#tags.reload();
      },
    });
  }

  #rename({ name }: Tag): void {
    const { api, toasts } = this.console;
    this.#ask({
      title: `Rename ${name}`,
      label: 'Name',
      hint: 'Customers keep the tag. Calls that name it must name the new one.',
      name,
      action: 'Rename',
      send: async (new_name) => {
        await api.post('/api/rename_group_tag/', { name, new_name });
        toasts.done(`${name} is called ${new_name} now`);
        await this.#tags.reload();
      },
    });
  }

  async #delete({ name }: Tag): Promise<void> {
    const { api } = this.console;
    const agreed = await confirmDeletion(this.console, 'group_tag', name, {
      name,
      title: `Delete the tag ${name}?`,
      body: html`<p>
        It is taken from everybody who has it. Panels, reports and shares that are for this tag are
        then for none of them.
      </p>`,
      action: 'Delete',
      danger: true,
    });
    if (!agreed) return;
    const done = await attempt(
      this.console,
      () => api.post('/api/delete_group_tag/', { name }),
      `The tag ${name} was deleted`,
    );
    if (done) await this.#tags.reload();
  }

  protected override render(): unknown {
    const may = this.console.session.may('editor');
    const create = html`<button class="button primary" @click=${() => this.#create()}>
      ${icon('add')}New tag
    </button>`;
    return html`${settingsPage(
        this.console,
        '/settings/tags',
        {
          title: 'Tags',
          lead: 'Tags gather customers across levels. A customer has its own tags and those of everybody above it.',
          actions: may ? create : nothing,
        },
        html`<section class="card" aria-label="Tags">
          ${this.#tags.render((tags) =>
            tags.length === 0
              ? emptyState({
                  icon: 'tag',
                  title: 'No tags yet',
                  text: 'Make one for each kind of customer that should be found, mailed or shown reports together, then give it to customers on their pages.',
                  actions: may ? create : nothing,
                })
              : html`<div class="scroll-x">
                  <table class="plain-table">
                    <thead>
                      <tr>
                        <th scope="col">Name</th>
                        <th scope="col"><span class="sr-only">Actions</span></th>
                      </tr>
                    </thead>
                    <tbody>
                      ${tags.map((tag) => this.#row(tag))}
                    </tbody>
                  </table>
                </div>`,
          )}
        </section>`,
      )}<name-dialog></name-dialog>`;
  }

  #row(tag: Tag): unknown {
    const { session } = this.console;
    return html`<tr>
      <td><a href="/customers?tag=${encodeURIComponent(tag.name)}">${tag.name}</a></td>
      <td class="number">
        ${
          session.may('editor')
            ? html`<button class="button quiet small" @click=${() => this.#rename(tag)}>
                Rename
              </button>`
            : nothing
        }
        ${
          session.may('publisher')
            ? html`<button
                class="button quiet small danger-text"
                @click=${() => void this.#delete(tag)}
              >
                Delete
              </button>`
            : nothing
        }
      </td>
    </tr>`;
  }
}
customElements.define('tags-page', TagsPage);
