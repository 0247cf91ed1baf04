import { html, nothing } from 'lit';
import { segment } from '../api/api.ts';
import type { JsonObject } from '../api/types.ts';
import { Page } from '../app/page.ts';
import { FormState } from '../parts/form.ts';
import { note, pageHead } from '../parts/pieces.ts';
import '../table/data_table.ts';
import { REHEARSED, rehearse, sendLines, type LineOutcome } from './bulk.ts';
import { fileChoice } from './import_choice.ts';
import { readImport, type ImportLine } from './import_file.ts';
import { lineColumns, type ShownLine } from './import_lines.ts';
import './import.css';

/** Above this a browser is the wrong tool: the command line sends files of any size, and goes on where it stopped. */
const MAX_BYTES = 100 * 1024 * 1024;

/** A file of customers: chosen, looked at, sent, and what the server said to each line. */
class ImportPage extends Page {
  readonly heading = 'Import customers';
  readonly #form = new FormState(this);
  #name = '';
  #lines: readonly ImportLine[] = [];
  #outcomes = new Map<number, LineOutcome>();
  /** What the server says the first lines would do; gone once the file is sent. */
  #rehearsed = new Map<number, LineOutcome>();
  #rehearsing = false;
  #sent = 0;
  #only = false;
  #over = false;
  #stop: AbortController | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.abort();
  }

  async #take(file: File | undefined): Promise<void> {
    if (!file) return;
    if (file.size > MAX_BYTES) {
      this.#form.refuse(
        'file',
        'The file is larger than 100 MB. Send it with ./vitrine import customers FILE, which takes files of any size.',
      );
      return;
    }
    this.#form.clear();
    this.#name = file.name;
    this.#lines = readImport(file.name, await file.text());
    this.#outcomes = new Map();
    this.#sent = 0;
    this.#only = false;
    this.requestUpdate();
    await this.#rehearse();
  }

  /** Lets the server carry the first lines out and take them back, so that refusals show before anything is written. */
  async #rehearse(): Promise<void> {
    const lines = this.#sendable;
    this.#rehearsed = new Map();
    if (lines.length === 0) return;
    const stop = new AbortController();
    this.#stop = stop;
    this.#rehearsing = true;
    await this.#form
      .send(() =>
        rehearse(
          this.console.api,
          lines.map(({ body }) => body),
          (outcomes) => this.#keep(outcomes, lines, this.#rehearsed),
          stop.signal,
        ),
      )
      .catch((error: unknown) => {
        if (!stop.signal.aborted) throw error;
      });
    this.#stop = undefined;
    this.#rehearsing = false;
    this.#only = this.#refused > 0;
    this.requestUpdate();
  }

  #keep(
    outcomes: readonly LineOutcome[],
    lines: readonly ImportLine[],
    into: Map<number, LineOutcome>,
  ): void {
    for (const outcome of outcomes) {
      const line = lines[outcome.line - 1];
      if (line) into.set(line.at, outcome);
    }
    this.requestUpdate();
  }

  get #sendable(): readonly (ImportLine & { readonly body: JsonObject })[] {
    return this.#lines.filter(
      (line): line is ImportLine & { readonly body: JsonObject } => line.body !== undefined,
    );
  }

  async #send(): Promise<void> {
    const lines = this.#sendable;
    this.#rehearsed = new Map();
    this.#outcomes = new Map();
    this.#sent = 0;
    this.#only = false;
    const stop = new AbortController();
    this.#stop = stop;
    await this.#form
      .send(() =>
        sendLines(
          this.console.api,
          lines.map(({ body }) => body),
          (outcomes) => {
            this.#sent += outcomes.length;
            this.#keep(outcomes, lines, this.#outcomes);
          },
          { signal: stop.signal },
        ),
      )
      .catch((error: unknown) => {
        if (!stop.signal.aborted) throw error;
      });
    this.#stop = undefined;
    this.#only = this.#refused > 0;
    this.requestUpdate();
    if (!stop.signal.aborted && !this.#form.problem)
      this.console.toasts.done(`${this.#sent - this.#refused} customers imported`);
  }

  /** What happened, or before that what would. */
  get #told(): readonly LineOutcome[] {
    return [...(this.#sent > 0 ? this.#outcomes : this.#rehearsed).values()];
  }

  get #refused(): number {
    return this.#told.filter(({ ok }) => !ok).length;
  }

  protected override render(): unknown {
    return html`<div class="page">
      ${pageHead({
        title: 'Import customers',
        lead: 'Makes those that are not there and changes those that are. Each line is all or nothing by itself.',
        back: { href: '/customers', label: 'Customers' },
      })}
      ${this.#form.render()} ${this.#lines.length === 0 ? this.#choose() : this.#preview()}
    </div>`;
  }

  #choose(): unknown {
    return fileChoice(
      this.#over,
      (over) => {
        this.#over = over;
        this.requestUpdate();
      },
      (file) => void this.#take(file),
    );
  }

  #preview(): unknown {
    const sendable = this.#sendable.length;
    const unreadable = this.#lines.length - sendable;
    const done = this.#sent === sendable && this.#sent > 0;
    const shown = this.#lines
      .map((line): ShownLine => ({
        ...line,
        outcome: this.#outcomes.get(line.at),
        rehearsed: this.#rehearsed.get(line.at),
      }))
      .filter(
        ({ problem, outcome, rehearsed }) =>
          !this.#only || problem !== undefined || (outcome ?? rehearsed)?.ok === false,
      );
    return html`<section class="card" aria-labelledby="file-title">
        <div class="card-head">
          <h2 id="file-title" class="ellipsis">${this.#name}</h2>
          <div class="row wrap">
            <button class="button" ?disabled=${this.#form.busy} @click=${() => this.#again()}>
              Another file
            </button>
            ${
              this.#form.busy
                ? html`<button class="button" @click=${() => this.#stop?.abort()}>Stop</button>`
                : html`<button
                    class="button primary"
                    ?disabled=${sendable === 0 || done}
                    @click=${() => void this.#send()}
                  >
                    Import ${count(sendable)} ${sendable === 1 ? 'customer' : 'customers'}
                  </button>`
            }
          </div>
        </div>
        <div class="card-body stack" role="status">
          <p>
            ${count(this.#lines.length)}
            lines${
              unreadable > 0
                ? html`, of which <b>${count(unreadable)}</b> cannot be sent and are left out`
                : nothing
            }.
            ${
              this.#sent > 0
                ? html`${count(this.#sent)} sent: ${count(this.#made)} made,
                  ${count(this.#sent - this.#made - this.#refused)} changed, ${count(this.#refused)}
                  refused.`
                : this.#rehearsal(sendable)
            }
          </p>
          ${
            (this.#form.busy && !this.#rehearsing) || this.#sent > 0
              ? html`<progress
                  aria-label="Sent"
                  max=${Math.max(sendable, 1)}
                  .value=${this.#sent}
                ></progress>`
              : nothing
          }
          ${
            done && this.#refused > 0
              ? note(
                  'Refused lines changed nothing. Mend them in the file and import it again: the others are then changed to what they are.',
                  'warn',
                )
              : nothing
          }
          ${
            unreadable + this.#refused > 0
              ? html`<label class="check">
                  <input
                    type="checkbox"
                    .checked=${this.#only}
                    @change=${(event: Event) => {
                      this.#only = (event.target as HTMLInputElement).checked;
                      this.requestUpdate();
                    }}
                  />
                  Only lines with a problem
                </label>`
              : nothing
          }
        </div>
      </section>
      <data-table
        label="Lines of the file"
        .columns=${lineColumns}
        .rows=${shown}
        .key=${({ at }: ShownLine) => String(at)}
        @open=${({ detail }: CustomEvent<ShownLine>) => {
          const id = detail.outcome?.ok ? detail.outcome.provided_id : undefined;
          if (id !== undefined) void this.console.router.go(`/customers/${segment(id)}`);
        }}
      ></data-table>`;
  }

  #rehearsal(sendable: number): unknown {
    if (this.#rehearsing) return html`Checking with the server; nothing is written yet.`;
    const checked = this.#rehearsed.size;
    if (checked === 0) return nothing;
    return html`Checked${sendable > REHEARSED ? html` the first ${count(checked)}` : nothing},
    nothing is written yet: ${count(this.#made)} would be made,
    ${count(checked - this.#made - this.#refused)} changed, ${count(this.#refused)} refused.`;
  }

  get #made(): number {
    return this.#told.filter(({ ok, isNew }) => ok && isNew).length;
  }

  #again(): void {
    this.#lines = [];
    this.#form.clear();
    this.requestUpdate();
  }
}
customElements.define('import-page', ImportPage);

const count = (value: number): string => value.toLocaleString('en');
