import { html, nothing } from 'lit';
import { segment } from '../api/api.ts';
import { problemOf } from '../api/problem.ts';
import { Load } from '../app/load.ts';
import { Page } from '../app/page.ts';
import { ago } from '../parts/dates.ts';
import { icon } from '../parts/icon.ts';
import { badge, emptyState, pageHead } from '../parts/pieces.ts';
import {
  listVersions,
  publish,
  readDashboard,
  readDraft,
  readShown,
  readVersion,
  restoreVersion,
  type DashboardRecord,
  type ShownVersion,
  type Version,
} from './calls.ts';
import { differences, type Difference } from './definition/diff.ts';
import './dashboards.css';

interface Loaded {
  readonly record: DashboardRecord;
  readonly versions: readonly Version[];
  readonly shown: readonly ShownVersion[];
}

/** Every version of a dashboard: who made it, what it changed, where it is shown; and the way back. */
class VersionsPage extends Page {
  get heading(): string {
    return `Versions of ${this.#loaded.value?.record.name ?? 'a dashboard'}`;
  }

  readonly #diffs = new Map<number, readonly Difference[] | 'loading'>();
  readonly #loaded = new Load<Loaded>(this, async (signal) => {
    const { api } = this.console;
    const id = this.params['id'] ?? '';
    const [record, versions, shown] = await Promise.all([
      readDashboard(api, id, signal),
      listVersions(api, id, signal),
      readShown(api, id, signal),
    ]);
    return { record, versions: [...versions].sort((a, b) => b.version - a.version), shown };
  });

  /** What a version changed from the one before; 0: what the draft changes from the latest. */
  async #compare({ record }: Loaded, version: number): Promise<void> {
    if (this.#diffs.delete(version)) return this.requestUpdate();
    const { api, toasts } = this.console;
    const id = record.embed_id;
    this.#diffs.set(version, 'loading');
    this.requestUpdate();
    const empty = { datasets: [], controls: [], panels: [] };
    const of = async (number: number) =>
      number < 1 ? empty : ((await readVersion(api, id, number)).definition ?? empty);
    try {
      const [before, after] =
        version === 0
          ? await Promise.all([
              of(record.latest_version ?? 0),
              readDraft(api, id).then(({ value }) => value.definition),
            ])
          : await Promise.all([of(version - 1), of(version)]);
      this.#diffs.set(version, differences(before as never, after as never));
    } catch (error) {
      this.#diffs.delete(version);
      toasts.failed(problemOf(error).message);
    }
    this.requestUpdate();
  }

  async #restore({ record }: Loaded, version: number): Promise<void> {
    const { api, toasts } = this.console;
    const agreed = await this.console.confirm({
      title: `Restore version ${version}?`,
      body: html`<p>
        It becomes the newest version and the draft; nothing is lost, the versions in between stay.
        ${record.has_unsaved_changes ? 'Changes of the draft that are in no version are replaced.' : ''}
      </p>`,
      action: 'Restore',
    });
    if (!agreed) return;
    try {
      const made = await restoreVersion(api, record.embed_id, version);
      toasts.done(`Version ${made.version} is version ${version} again`);
      this.#diffs.clear();
      await this.#loaded.reload();
    } catch (error) {
      toasts.failed(problemOf(error).message);
    }
  }

  async #publish({ record }: Loaded, version: number, environment: string): Promise<void> {
    const { api, toasts } = this.console;
    const agreed = await this.console.confirm({
      title: `Show version ${version} in ${environment}?`,
      body: html`<p>Every embed of ${record.name} in ${environment} shows it at once.</p>`,
      action: 'Publish',
    });
    if (!agreed) return;
    try {
      await publish(api, record.embed_id, environment, version);
      toasts.done(`${environment} shows version ${version}`);
      await this.#loaded.reload();
    } catch (error) {
      toasts.failed(problemOf(error).message);
    }
  }

  protected override render(): unknown {
    const id = this.params['id'] ?? '';
    return html`<div class="page">
      ${pageHead({
        back: { href: `/dashboards/${segment(id)}`, label: this.#loaded.value?.record.name ?? id },
        title: 'Versions',
        lead: 'A version never changes. An environment points to one.',
      })}
      <section class="card" aria-label="Versions">
        ${this.#loaded.render((loaded) => this.#list(loaded))}
      </section>
    </div>`;
  }

  #list(loaded: Loaded): unknown {
    const { record, versions } = loaded;
    if (versions.length === 0)
      return emptyState({
        icon: 'history',
        title: 'No version yet',
        text: 'Saving the draft as a version makes one that can be published.',
        actions: html`<a class="button" href="/dashboards/${record.embed_id}/edit"
          >Edit the draft</a
        >`,
      });
    return html`<ul class="version-list">
      ${
        record.has_unsaved_changes
          ? html`<li class="version-row">
              <strong>Draft</strong>${badge('in no version yet', 'accent')}
              <span class="grow"></span>
              <button class="button small" @click=${() => this.#compare(loaded, 0)}>Changes</button>
              ${this.#diff(0)}
            </li>`
          : nothing
      }
      ${versions.map((version) => this.#row(loaded, version))}
    </ul>`;
  }

  #row(
    loaded: Loaded,
    { version, message, created_by, created_by_name, created_at, restored_from }: Version,
  ): unknown {
    const { session } = this.console;
    const here = loaded.shown.filter((one) => one.version === version);
    return html`<li class="version-row">
      <a class="strong" href="/dashboards/${loaded.record.embed_id}?version=${version}"
        >Version ${version}</a
      >
      <span>${message}</span>
      ${restored_from === null ? nothing : badge(`as version ${restored_from}`)}
      ${here.map(({ name }) => badge(name, 'good'))}
      <span class="muted small-text">${created_by_name ?? created_by}, ${ago(created_at)}</span>
      <div class="version-steps">
        <button
          class="button small"
          aria-expanded=${this.#diffs.has(version) ? 'true' : 'false'}
          @click=${() => this.#compare(loaded, version)}
        >
          Changes
        </button>
        ${
          session.may('editor')
            ? html`<button class="button small" @click=${() => this.#restore(loaded, version)}>
                ${icon('undo', 14)}Restore
              </button>`
            : nothing
        }
        ${
          session.may('publisher')
            ? html`<select
                class="select small-select"
                aria-label="Publish version ${version} to"
                @change=${(event: Event) => {
                  const select = event.target as HTMLSelectElement;
                  const { value } = select;
                  select.value = '';
                  void this.#publish(loaded, version, value);
                }}
              >
                <option value="">Publish to…</option>
                ${loaded.shown
                  .filter((one) => one.version !== version)
                  .map(({ name }) => html`<option value=${name}>${name}</option>`)}
              </select>`
            : nothing
        }
      </div>
      ${this.#diff(version)}
    </li>`;
  }

  #diff(version: number): unknown {
    const diff = this.#diffs.get(version);
    if (diff === undefined) return nothing;
    if (diff === 'loading') return html`<div class="skeleton version-diff"></div>`;
    if (diff.length === 0) return html`<p class="muted version-diff">Nothing has changed.</p>`;
    return html`<ul class="version-diff">
      ${diff.map(
        ({ kind, of, field, before, after }) =>
          html`<li>
            <span>${badge(kind, tones[kind])}</span>
            <span>${of}${field === undefined ? nothing : html` · <code>${field}</code>`}</span>
            <pre>
${
                kind === 'changed' || kind === 'moved'
                  ? html`${before === undefined ? nothing : html`<del>− ${shown(before)}</del> `}${
                      after === undefined ? nothing : html`<ins>+ ${shown(after)}</ins>`
                    }`
                  : nothing
              }</pre>
          </li>`,
      )}
    </ul>`;
  }
}
customElements.define('versions-page', VersionsPage);

const tones = { added: 'good', removed: 'danger', changed: 'accent', moved: 'neutral' } as const;

const shown = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);
