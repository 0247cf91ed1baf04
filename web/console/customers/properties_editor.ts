import { html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { segment } from '../api/api.ts';
import type { JsonObject, Origin } from '../api/types.ts';
import { icon } from '../parts/icon.ts';
import { same } from './draft.ts';
import {
  asKind,
  readValue,
  valueKinds,
  valueLine,
  writeValue,
  type ValueKind,
  type ValueText,
} from './value_text.ts';

interface Row {
  readonly at: number;
  readonly key: string;
  readonly text: ValueText;
}

/**
 * A customer's own properties, as rows or as JSON, and below them what it inherits.
 *
 * Fires `changed` with the properties, or with null while they cannot be read.
 */
class PropertiesEditor extends LitElement {
  static override properties = {
    value: { attribute: false },
    computed: { attribute: false },
    owner: { attribute: false },
    readonly: { attribute: false },
  };

  declare value: JsonObject;
  /** Every property that holds for the customer, with where it comes from. */
  declare computed: Readonly<Record<string, Origin>>;
  /** Id of the customer itself. */
  declare owner: string;
  declare readonly: boolean;

  #rows: readonly Row[] = [];
  #shown: JsonObject | undefined;
  #count = 0;
  #json: string | undefined;
  #problem: string | undefined;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(): void {
    if (this.#shown !== undefined && same(this.#shown, this.value)) return;
    // Another value than the rows stand for: one that was saved, merged or taken back.
    this.#shown = this.value;
    this.#rows = Object.entries(this.value).map(([key, value]) => this.#row(key, value));
    if (this.#json !== undefined) this.#json = pretty(this.value);
    this.#problem = undefined;
  }

  /** Throws away what is typed and cannot be read. */
  reset(): void {
    this.#shown = undefined;
    this.requestUpdate();
  }

  #row(key: string, value: unknown): Row {
    return { at: this.#count++, key, text: writeValue(value) };
  }

  protected override render(): unknown {
    const json = this.#json !== undefined;
    return html`<div class="card-head">
        <h2 id="properties-title">Properties</h2>
        <div class="segments" role="group" aria-label="Show properties as">
          <button
            type="button"
            aria-pressed=${!json}
            ?disabled=${this.#problem !== undefined}
            @click=${() => this.#asJson(false)}
          >
            Rows
          </button>
          <button
            type="button"
            aria-pressed=${json}
            ?disabled=${this.#problem !== undefined}
            @click=${() => this.#asJson(true)}
          >
            JSON
          </button>
        </div>
      </div>
      ${json ? this.#jsonText() : this.#table()}
      ${
        this.#problem === undefined
          ? nothing
          : html`<p class="field-error properties-problem" role="alert">
              ${icon('alert', 14)}${this.#problem}
            </p>`
      }`;
  }

  #asJson(on: boolean): void {
    if (on === (this.#json !== undefined)) return;
    this.#json = on ? pretty(this.value) : undefined;
    this.#shown = undefined;
    this.requestUpdate();
  }

  #jsonText(): unknown {
    return html`<div class="card-body">
      <textarea
        class="textarea code properties-json"
        aria-label="Own properties as JSON"
        spellcheck="false"
        ?readonly=${this.readonly}
        .value=${this.#json ?? ''}
        @input=${(event: InputEvent) => this.#typedJson((event.target as HTMLTextAreaElement).value)}
      ></textarea>
    </div>`;
  }

  #typedJson(text: string): void {
    this.#json = text;
    try {
      const value: unknown = JSON.parse(text);
      if (typeof value !== 'object' || value === null || Array.isArray(value))
        this.#fail('Properties are one JSON object, such as {"region": "EMEA"}.');
      else this.#tell(value as JsonObject);
    } catch (error) {
      this.#fail(error instanceof Error ? `Not JSON yet: ${error.message}` : 'Not JSON yet.');
    }
  }

  #table(): unknown {
    const inherited = Object.entries(this.computed).filter(
      ([key, { from }]) => from !== this.owner && !this.#rows.some((row) => row.key === key),
    );
    return html`<div class="properties">
      ${
        this.#rows.length + inherited.length === 0
          ? html`<p class="muted card-body">
              No properties. They are values such as a region or a plan that queries use as
              <code>{{ customer.region }}</code>.
            </p>`
          : nothing
      }
      ${repeat(
        this.#rows,
        ({ at }) => at,
        (row) => this.#ownRow(row),
      )}
      ${inherited.map(
        ([key, { value, from }]) =>
          html`<div class="property inherited">
            <span class="mono ellipsis">${key}</span>
            <span class="mono ellipsis" title=${valueLine(value)}>${valueLine(value)}</span>
            <span class="muted ellipsis"
              >from <a href="/customers/${segment(from)}">${from}</a></span
            >
            ${
              this.readonly
                ? nothing
                : html`<button
                    type="button"
                    class="button quiet small"
                    @click=${() => this.#set([...this.#rows, this.#row(key, value)])}
                  >
                    Override
                  </button>`
            }
          </div>`,
      )}
      ${
        this.readonly
          ? nothing
          : html`<div class="card-body">
              <button type="button" class="button small" @click=${() => this.#add()}>
                ${icon('add', 14)}Add property
              </button>
            </div>`
      }
    </div>`;
  }

  #ownRow(row: Row): unknown {
    const { key, text, at } = row;
    const change = (part: Partial<Row>) =>
      this.#set(this.#rows.map((one) => (one.at === at ? { ...one, ...part } : one)));
    const type = (next: string) => change({ text: { kind: text.kind, text: next } });
    return html`<div class="property">
      <input
        class="input mono"
        aria-label="Name of the property"
        placeholder="name"
        data-key=${at}
        ?readonly=${this.readonly}
        .value=${key}
        @input=${(event: InputEvent) => change({ key: (event.target as HTMLInputElement).value })}
      />
      ${
        text.kind === 'yes-no'
          ? html`<select
              class="select"
              aria-label="Value of ${key}"
              ?disabled=${this.readonly}
              @change=${(event: Event) => type((event.target as HTMLSelectElement).value)}
            >
              ${['true', 'false'].map((one) => html`<option .selected=${one === text.text}>${one}</option>`)}
            </select>`
          : html`<input
              class="input mono"
              aria-label="Value of ${key}"
              ?readonly=${this.readonly}
              .value=${text.text}
              @input=${(event: InputEvent) => type((event.target as HTMLInputElement).value)}
            />`
      }
      <select
        class="select"
        aria-label="Kind of ${key}"
        ?disabled=${this.readonly}
        @change=${(event: Event) =>
          change({ text: asKind(text, (event.target as HTMLSelectElement).value as ValueKind) })}
      >
        ${valueKinds.map(
          ({ value, label }) =>
            html`<option value=${value} .selected=${value === text.kind}>${label}</option>`,
        )}
      </select>
      ${
        this.readonly
          ? nothing
          : html`<button
              type="button"
              class="button quiet icon small"
              aria-label="Remove ${key}"
              title="Remove"
              @click=${() => this.#set(this.#rows.filter((one) => one.at !== at))}
            >
              ${icon('delete', 14)}
            </button>`
      }
    </div>`;
  }

  #add(): void {
    const row = this.#row('', '');
    this.#set([...this.#rows, row]);
    void this.updateComplete.then(() =>
      this.querySelector<HTMLElement>(`[data-key="${row.at}"]`)?.focus(),
    );
  }

  #set(rows: readonly Row[]): void {
    this.#rows = rows;
    const value: Record<string, unknown> = {};
    for (const { key, text } of rows) {
      if (key === '') return this.#fail('A property needs a name.');
      if (Object.hasOwn(value, key)) return this.#fail(`The property ${key} stands here twice.`);
      const read = readValue(text);
      if (!read.ok) return this.#fail(`${key}: ${read.message}`);
      value[key] = read.value;
    }
    this.#tell(value);
  }

  #tell(value: JsonObject): void {
    this.#problem = undefined;
    this.#shown = value;
    this.dispatchEvent(new CustomEvent('changed', { detail: value }));
    this.requestUpdate();
  }

  #fail(problem: string): void {
    this.#problem = problem;
    this.dispatchEvent(new CustomEvent('changed', { detail: null }));
    this.requestUpdate();
  }
}
customElements.define('properties-editor', PropertiesEditor);

const pretty = (value: unknown): string => JSON.stringify(value, undefined, 2);
