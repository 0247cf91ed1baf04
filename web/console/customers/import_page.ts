import { html, nothing } from 'lit';
import { segment } from '../api/api.ts';
import type { JsonObject } from '../api/types.ts';
import { Page } from '../app/page.ts';
import { FormState } from '../parts/form.ts';
import { icon } from '../parts/icon.ts';
import { badge, note, pageHead } from '../parts/pieces.ts';
import '../table/data_table.ts';
import type { Column } from '../table/data_table.ts';
import { REHEARSED, rehearse, sendLines, type LineOutcome } from './bulk.ts';
import { fieldColumns, readImport, type ImportLine } from './import_file.ts';
import './import.css';
import { valueLine } from './value_text.ts';

/** Above this a browser is the wrong tool: the command line sends files of any size, and goes on where it stopped. */
const MAX_BYTES = 100 * 1024 * 1024;

interface Shown extends ImportLine {
  readonly outcome: LineOutcome | undefined;
  readonly rehearsed: LineOutcome | undefined;
}

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
    return html`<label
        class="drop ${this.#over ? 'over' : ''}"
        @dragover=${(event: DragEvent) => this.#drag(event, true)}
        @dragleave=${(event: DragEvent) => this.#drag(event, false)}
        @drop=${(event: DragEvent) => {
          this.#drag(event, false);
          void this.#take(event.dataTransfer?.files[0]);
        }}
      >
        ${icon('upload', 28)}
        <b>Drop a file here, or choose one</b>
        <span class="muted">CSV with a head row, or NDJSON with one customer a line</span>
        <input
          class="sr-only"
          type="file"
          accept=".csv,.tsv,.txt,.ndjson,.jsonl,.json"
          aria-label="File of customers"
          @change=${(event: Event) => void this.#take((event.target as HTMLInputElement).files?.[0])}
        />
      </label>
      <section class="card" aria-labelledby="columns-title">
        <div class="card-head"><h2 id="columns-title">Columns of a CSV file</h2></div>
        <div class="card-body stack">
          <p>
            ${fieldColumns.map((name, at) => html`${at > 0 ? ', ' : ''}<code>${name}</code>`)}. Only
            <code>provided_id</code> must be there. Several e-mails or tags in one cell are
            separated by semicolons.
          </p>
          <p>
            Any other column is a property of that name: <code>region</code> becomes
            <code>{{ customer.region }}</code>. Empty cells change nothing.
          </p>
          <pre
            class="sample"
          ><code>provided_id,name,parent_provided_id,hierarchy_level_name,group_tags,region
acme,Acme Ltd,,Customer,sales,EMEA
alice,Alice Abel,acme,User,,</code></pre>
        </div>
      </section>`;
  }

  #drag(event: DragEvent, over: boolean): void {
    event.preventDefault();
    this.#over = over;
    this.requestUpdate();
  }

  #preview(): unknown {
    const sendable = this.#sendable.length;
    const unreadable = this.#lines.length - sendable;
    const done = this.#sent === sendable && this.#sent > 0;
    const shown = this.#lines
      .map((line): Shown => ({
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
        .columns=${columns}
        .rows=${shown}
        .key=${({ at }: Shown) => String(at)}
        @open=${({ detail }: CustomEvent<Shown>) => {
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

const columns: readonly Column<Shown>[] = [
  { label: 'Line', width: '64px', cell: ({ at }) => html`<span class="muted">${at}</span>` },
  {
    label: 'Id',
    width: 'minmax(100px, 1fr)',
    cell: ({ body }) =>
      html`<span class="mono">${body ? valueLine(body['provided_id']) : '–'}</span>`,
  },
  {
    label: 'What it sets',
    width: 'minmax(140px, 3fr)',
    from: 620,
    cell: ({ body }) => html`<span class="muted mono">${body ? settings(body) : ''}</span>`,
  },
  { label: 'Outcome', width: 'minmax(120px, 2fr)', cell: (line) => outcomeCell(line) },
];

function settings({ provided_id: _id, ...rest }: JsonObject): string {
  return Object.entries(rest)
    .map(([name, value]) => `${name}: ${valueLine(value)}`)
    .join('  ');
}

function outcomeCell({ problem, outcome, rehearsed }: Shown): unknown {
  const known = outcome ?? rehearsed;
  const message = problem ?? (known?.ok === false ? known.message : undefined);
  if (message !== undefined) return html`<span class="refusal" title=${message}>${message}</span>`;
  if (!outcome && rehearsed)
    return html`<span class="muted"
      >${rehearsed.isNew ? 'would be made' : 'would be changed'}</span
    >`;
  if (!outcome) return html`<span class="muted">not sent</span>`;
  return outcome.isNew ? badge('Made', 'good') : badge('Changed', 'accent');
}
