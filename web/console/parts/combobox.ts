import { html, LitElement, nothing } from 'lit';
import './combobox.css';

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

const PAUSE_MS = 150;

/**
 * A field that finds one of very many while somebody types, as the ARIA practices describe a
 * combobox with a list. The text typed is not a value by itself, unless `free` says so.
 *
 * Fires `picked` with the value, which is empty when the field was emptied.
 */
export class Combobox extends LitElement {
  static override properties = {
    inputId: {},
    value: {},
    placeholder: {},
    disabled: { type: Boolean },
    free: { type: Boolean },
    invalid: { type: Boolean },
    describedBy: {},
    find: { attribute: false },
  };

  /** Of the input, for the label's `for`. */
  declare inputId: string;
  declare value: string;
  declare placeholder: string | undefined;
  declare disabled: boolean;
  declare free: boolean;
  declare invalid: boolean;
  declare describedBy: string | undefined;
  /** The options for a text; an empty text asks for the first ones. */
  declare find: (text: string, signal: AbortSignal) => Promise<readonly Option[]>;

  #text: string | undefined;
  #options: readonly Option[] = [];
  #open = false;
  #at = -1;
  #running: AbortController | undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#pause);
    this.#running?.abort();
  }

  protected override render(): unknown {
    const list = `${this.inputId}-list`;
    return html`<div class="combobox">
      <input
        id=${this.inputId}
        class="input"
        role="combobox"
        autocomplete="off"
        spellcheck="false"
        aria-autocomplete="list"
        aria-expanded=${this.#open ? 'true' : 'false'}
        aria-controls=${list}
        aria-activedescendant=${this.#open && this.#at >= 0 ? `${list}-${this.#at}` : nothing}
        aria-invalid=${this.invalid ? 'true' : nothing}
        aria-describedby=${this.describedBy ?? nothing}
        placeholder=${this.placeholder ?? nothing}
        ?disabled=${this.disabled}
        .value=${this.#text ?? this.value ?? ''}
        @input=${(event: InputEvent) => this.#typed((event.target as HTMLInputElement).value)}
        @focus=${() => this.#ask(0)}
        @click=${() => this.#ask(0)}
        @blur=${() => this.#left()}
        @keydown=${this.#pressed}
      />
      <ul id=${list} role="listbox" ?hidden=${!this.#open} aria-label="Matches">
        ${this.#options.map(
          (option, at) =>
            html`<li
              id="${list}-${at}"
              role="option"
              aria-selected=${at === this.#at ? 'true' : 'false'}
              @mousedown=${(event: Event) => {
                event.preventDefault();
                this.#pick(option);
              }}
            >
              <span class="ellipsis">${option.label}</span>
              ${option.hint ? html`<span class="muted mono ellipsis">${option.hint}</span>` : nothing}
            </li>`,
        )}
      </ul>
    </div>`;
  }

  #typed(text: string): void {
    this.#text = text;
    this.#ask(PAUSE_MS);
  }

  #ask(pause: number): void {
    if (this.disabled) return;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.#search(), pause);
  }

  async #search(): Promise<void> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    // What stands there as the value is no search: the list then shows what else there is.
    const options = await this.find(this.#text ?? '', running.signal).catch(() => []);
    if (running.signal.aborted) return;
    this.#options = options;
    this.#at = -1;
    this.#open = options.length > 0;
    this.requestUpdate();
  }

  #pick({ value }: Option): void {
    this.#close();
    this.#tell(value);
  }

  #left(): void {
    const text = this.#text;
    this.#close();
    if (text === undefined) return;
    const exact = this.#options.find(({ value }) => value === text);
    if (text === '' || exact || this.free) this.#tell(text);
  }

  #close(): void {
    clearTimeout(this.#pause);
    this.#running?.abort();
    this.#open = false;
    this.#text = undefined;
    this.requestUpdate();
  }

  #tell(value: string): void {
    if (value === this.value) return;
    this.value = value;
    this.dispatchEvent(new CustomEvent('picked', { detail: value }));
  }

  readonly #pressed = (event: KeyboardEvent): void => {
    const count = this.#options.length;
    if (event.key === 'Escape' && this.#open) {
      this.#close();
      event.stopPropagation();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (!this.#open) this.#ask(0);
      else if (count > 0)
        this.#at =
          event.key === 'ArrowDown'
            ? (this.#at + 1) % count
            : (Math.max(this.#at, 0) - 1 + count) % count;
      this.requestUpdate();
    } else if (event.key === 'Enter' && this.#open) {
      const option = this.#options[this.#at];
      if (option) this.#pick(option);
      else this.#left();
    } else return;
    event.preventDefault();
  };
}
customElements.define('console-combobox', Combobox);
