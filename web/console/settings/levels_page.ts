import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Level, Usage } from '../api/types.ts';
import { Load } from '../app/load.ts';
import { Page } from '../app/page.ts';
import { FormState } from '../parts/form.ts';
import { icon } from '../parts/icon.ts';
import { confirmDeletion } from '../parts/impact.ts';
import { note } from '../parts/pieces.ts';
import { settingsPage } from './layout.ts';
import { levelsBody, moved, type LevelRow } from './level_rows.ts';

/** The hierarchy levels: how many there are, what they are called, which stands above which. */
class LevelsPage extends Page {
  readonly heading = 'Levels';
  readonly #form = new FormState(this);
  #rows: readonly LevelRow[] = [];
  #count = 0;
  #changed = false;

  readonly #known = new Load<Usage>(this, async (signal) => {
    const { api } = this.console;
    const [{ levels }, usage] = await Promise.all([
      api.get<{ levels: Level[] }>('/api/v1/levels', {}, signal),
      api.get<Usage>('/api/v1/usage', {}, signal),
    ]);
    this.#rows = levels.map(({ name }) => ({ key: this.#count++, was: name, name }));
    this.#changed = false;
    return usage;
  });

  #set(rows: readonly LevelRow[]): void {
    this.#rows = rows;
    this.#changed = true;
    this.#form.clear();
  }

  /** Takes a level out of the list; Save deletes it. */
  async #remove(row: LevelRow): Promise<void> {
    const agreed =
      row.was === undefined ||
      (await confirmDeletion(this.console, 'level', row.was, {
        name: row.was,
        title: `Remove the level ${row.was}?`,
        body: html`<p>
          No customer is at it. Panels that are for this level are then for nobody, and its
          variables are gone. It goes when you save.
        </p>`,
        action: 'Remove',
        danger: true,
      }));
    if (agreed) this.#set(this.#rows.filter((one) => one !== row));
  }

  async #save(): Promise<void> {
    const { api, toasts } = this.console;
    const saved = await this.#form.send(() => api.put('/api/v1/levels', levelsBody(this.#rows)));
    if (!saved) return;
    toasts.done('Levels saved');
    await this.#known.reload();
  }

  protected override render(): unknown {
    const may = this.console.session.may('admin');
    return settingsPage(
      this.console,
      '/settings/levels',
      {
        title: 'Levels',
        lead: 'Customers stand below each other in these levels, the highest first. Each level gives queries two variables: its id and its name.',
      },
      html`${this.#form.render()}
        <section class="card" aria-label="Levels">
          ${this.#known.render(
            (usage) =>
              html`<div role="list">
                  ${repeat(
                    this.#rows,
                    ({ key }) => key,
                    (row, at) => this.#row(row, at, usage, may),
                  )}
                </div>
                ${
                  may
                    ? html`<div class="card-foot">
                        <button
                          class="button"
                          @click=${() =>
                            this.#set([
                              ...this.#rows,
                              { key: this.#count++, was: undefined, name: '' },
                            ])}
                        >
                          ${icon('add')}Add a level
                        </button>
                        <span class="grow"></span>
                        ${
                          this.#changed
                            ? html`<button class="button" @click=${() => void this.#known.reload()}>
                                Discard
                              </button>`
                            : nothing
                        }
                        <button
                          class="button primary"
                          ?disabled=${!this.#changed || this.#form.busy}
                          @click=${() => void this.#save()}
                        >
                          Save
                        </button>
                      </div>`
                    : nothing
                }`,
          )}
        </section>
        ${
          may && this.#rows.some(({ was, name }) => was !== undefined && was !== name)
            ? note(
                'A renamed level renames its variables: queries that name the old ones no longer save, and show an error.',
                'warn',
              )
            : nothing
        }`,
    );
  }

  #row(row: LevelRow, at: number, usage: Usage, may: boolean): unknown {
    const used =
      usage.levels.find(({ hierarchy_level }) => hierarchy_level === row.was)?.customers ?? 0;
    const variable = row.name
      .trim()
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_');
    return html`<div class="order" role="listitem">
      <span class="number">${at + 1}</span>
      <div>
        ${
          may
            ? html`<input
                class="input"
                aria-label="Name of level ${at + 1}"
                .value=${row.name}
                @input=${(event: InputEvent) =>
                  this.#set(
                    this.#rows.map((one) =>
                      one === row
                        ? { ...one, name: (event.target as HTMLInputElement).value }
                        : one,
                    ),
                  )}
              />`
            : html`<b>${row.name}</b>`
        }
      </div>
      <span class="muted">
        ${used.toLocaleString('en')} ${used === 1 ? 'customer' : 'customers'}
        ${variable === '' ? nothing : html`· <code>{{${variable}_id}}</code>`}
      </span>
      ${
        may
          ? html`<div class="row">
              <button
                class="button quiet icon small"
                aria-label="Move ${row.name} up"
                ?disabled=${at === 0}
                @click=${() => this.#set(moved(this.#rows, at, at - 1))}
              >
                ${icon('up', 14)}
              </button>
              <button
                class="button quiet icon small"
                aria-label="Move ${row.name} down"
                ?disabled=${at === this.#rows.length - 1}
                @click=${() => this.#set(moved(this.#rows, at, at + 1))}
              >
                ${icon('down', 14)}
              </button>
              <button
                class="button quiet icon small"
                aria-label="Remove ${row.name}"
                title=${used > 0 ? 'A level that has customers cannot go' : 'Remove'}
                ?disabled=${used > 0 || this.#rows.length === 1}
                @click=${() => void this.#remove(row)}
              >
                ${icon('delete', 14)}
              </button>
            </div>`
          : nothing
      }
    </div>`;
  }
}
customElements.define('levels-page', LevelsPage);
