import { html } from 'lit';
import type { Api } from '../api/api.ts';
import type { DataSchema } from '../data/calls.ts';
import '../parts/combobox.ts';
import { icon } from '../parts/icon.ts';
import '../parts/name_dialog.ts';
import { customerOptions } from '../preview/customer_choice.ts';

export interface QueryBar {
  readonly api: Api;
  readonly schemas: readonly DataSchema[];
  /** The chosen one's name. */
  readonly schema: string;
  readonly customer: string;
  readonly running: boolean;
  /** Whether there is no query yet. */
  readonly empty: boolean;
  choose(schema: string): void;
  as(customer: string): void;
  save(): void;
  run(): void;
  stop(): void;
}

/** As whom a query runs, against which schema, and what is done with it. */
export function queryBar(bar: QueryBar): unknown {
  const { api, schemas, schema, customer } = bar;
  return html`<header class="sql-bar">
    <h1 class="sr-only">SQL</h1>
    <label class="sql-field"
      ><span>Schema</span>
      <select
        class="select"
        @change=${(event: Event) => bar.choose((event.target as HTMLSelectElement).value)}
      >
        ${schemas.map(
          ({ name }) => html`<option value=${name} .selected=${name === schema}>${name}</option>`,
        )}
      </select>
    </label>
    <div class="sql-field">
      <label for="sql-customer">As customer</label>
      <console-combobox
        .inputId=${'sql-customer'}
        .value=${customer}
        .find=${(text: string, signal: AbortSignal) => customerOptions(api, text, signal)}
        @picked=${(event: CustomEvent<string>) => bar.as(event.detail)}
      ></console-combobox>
    </div>
    <div class="grow"></div>
    <button class="button" ?disabled=${bar.empty} @click=${() => bar.save()}>
      ${icon('save')}Save as dataset
    </button>
    ${
      bar.running
        ? html`<button class="button" @click=${() => bar.stop()}>
            <span class="spinner" aria-hidden="true"></span>Stop
          </button>`
        : html`<button class="button primary" title="Ctrl or ⌘ + Enter" @click=${() => bar.run()}>
            ${icon('play')}Run
          </button>`
    }
    <name-dialog></name-dialog>
  </header>`;
}
