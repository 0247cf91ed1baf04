import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { html, LitElement, nothing } from 'lit';
import type { JsonObject } from '../api/types.ts';
import type { Console } from '../app/console.ts';
import { Load } from '../app/load.ts';
import { attempt } from '../parts/attempt.ts';
import { FormState, onSubmit } from '../parts/form.ts';
import './once_dialog.ts';
import type { Once } from './once_dialog.ts';

/** Things that hold a secret which the server shows once: how they are listed, made and revoked. */
export interface OnceKind<Row extends { readonly id: number }> {
  /** Of the list, for screen readers, or a head that is seen. */
  readonly label: string;
  readonly head?: unknown;
  readonly path: string;
  /** The member of the answer that holds the rows. */
  readonly member: string;
  readonly columns: readonly { readonly label: string; readonly mono?: boolean }[];
  /** A cell for each column. */
  readonly cells: (row: Row) => readonly unknown[];
  /** What stands in place of an empty list; nothing leaves it out. */
  readonly empty: unknown;
  readonly create: {
    readonly title: string;
    readonly action: string;
    /** The form's fields, by their names on the wire. */
    readonly names: readonly string[];
    readonly fields: (form: FormState) => unknown;
    readonly body: () => JsonObject;
    readonly made: (answer: JsonObject) => Once;
  };
  readonly revoke: {
    readonly verb: string;
    /** What stands in place of the button where there is nothing to revoke. */
    readonly gone?: (row: Row) => unknown;
    /** Asks before it is done, naming what stops working; `rows` are all of the list. */
    readonly ask: (row: Row, rows: readonly Row[]) => Promise<boolean>;
    readonly done: (row: Row) => string;
  };
}

/** A list of things that hold a secret, with the dialogs that make one and show it this once. */
export class OnceList<
  Row extends { readonly id: number } = { readonly id: number },
> extends LitElement {
  static override properties = { console: { attribute: false }, kind: { attribute: false } };

  declare console: Console;
  declare kind: OnceKind<Row>;

  readonly #form = new FormState(this);
  #creating = false;
  #once: Once | undefined;
  readonly #rows = new Load<readonly Row[]>(this, async (signal) => {
    const { path, member } = this.kind;
    const answer = await this.console.api.get<Record<string, readonly Row[]>>(path, {}, signal);
    return answer[member] ?? [];
  });

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Opens the dialog that makes one. */
  create(): void {
    this.#show(true);
  }

  /** Shows a secret that was made elsewhere, and whatever is in the list since. */
  async tell(once: Once): Promise<void> {
    this.#once = once;
    await this.#rows.reload();
  }

  #show(creating: boolean): void {
    this.#creating = creating;
    this.#form.clear();
  }

  async #make(): Promise<void> {
    const { path, create } = this.kind;
    let once: Once | undefined;
    const done = await this.#form.send(async () => {
      once = create.made(await this.console.api.post<JsonObject>(path, create.body()));
    });
    if (!done || !once) return;
    this.#show(false);
    await this.tell(once);
  }

  async #revoke(row: Row): Promise<void> {
    const { path, revoke } = this.kind;
    if (!(await revoke.ask(row, this.#rows.value ?? []))) return;
    const call = () => this.console.api.delete(`${path}/${row.id}`);
    if (await attempt(this.console, call, revoke.done(row))) await this.#rows.reload();
  }

  protected override render(): unknown {
    return html`${this.#rows.render((rows) => this.#list(rows))} ${this.#dialog()}
      <once-dialog
        .console=${this.console}
        .once=${this.#once}
        @kept=${() => {
          this.#once = undefined;
          this.requestUpdate();
        }}
      ></once-dialog>`;
  }

  #list(rows: readonly Row[]): unknown {
    const { label, head, columns, empty, revoke } = this.kind;
    if (rows.length === 0 && empty === nothing) return nothing;
    return html`<section class="card" aria-label=${label}>
      ${head ?? nothing}
      ${
        rows.length === 0
          ? empty
          : html`<div class="scroll-x">
              <table class="plain-table">
                <thead>
                  <tr>
                    ${columns.map((column) => html`<th scope="col">${column.label}</th>`)}
                    <th scope="col"><span class="sr-only">${revoke.verb}</span></th>
                  </tr>
                </thead>
                <tbody>
                  ${rows.map((row) => this.#row(row))}
                </tbody>
              </table>
            </div>`
      }
    </section>`;
  }

  #row(row: Row): unknown {
    const { columns, cells, revoke } = this.kind;
    return html`<tr>
      ${cells(row).map((cell, at) => html`<td class=${columns[at]?.mono ? 'mono' : ''}>${cell}</td>`)}
      <td class="number">
        ${
          revoke.gone?.(row) ??
          html`<button
            class="button quiet small danger-text"
            @click=${() => void this.#revoke(row)}
          >
            ${revoke.verb}
          </button>`
        }
      </td>
    </tr>`;
  }

  #dialog(): unknown {
    const { title, action, names, fields } = this.kind.create;
    return html`<wa-dialog
      label=${title}
      ?open=${this.#creating}
      @wa-hide=${(event: Event) => {
        if (event.target === event.currentTarget) this.#creating = false;
      }}
    >
      <form id="make-once" class="stack" @submit=${onSubmit(() => this.#make())}>
        ${this.#form.render(...names)} ${fields(this.#form)}
      </form>
      <button slot="footer" class="button" @click=${() => this.#show(false)}>Cancel</button>
      <button
        slot="footer"
        class="button primary"
        type="submit"
        form="make-once"
        ?disabled=${this.#form.busy}
      >
        ${action}
      </button>
    </wa-dialog>`;
  }
}
customElements.define('once-list', OnceList);

/** The list on a page, for the buttons that stand elsewhere. */
export const onceList = (page: HTMLElement): OnceList | null =>
  page.querySelector<OnceList>('once-list');
