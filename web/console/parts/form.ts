import { html, nothing, type ReactiveControllerHost } from 'lit';
import { Problem } from '../api/problem.ts';
import { icon } from './icon.ts';
import { note } from './pieces.ts';

/**
 * A form that is on its way to the server, and what the server said against it. A refusal that
 * names a field stands beside that field, any other above the form.
 */
export class FormState {
  #problem: Problem | undefined;
  #busy = false;

  constructor(private readonly host: ReactiveControllerHost) {}

  get busy(): boolean {
    return this.#busy;
  }

  get problem(): Problem | undefined {
    return this.#problem;
  }

  /** What is wrong with one of the given fields, by their names on the wire. */
  errorOf(...names: readonly string[]): string | undefined {
    const field = this.#problem?.field;
    return field !== undefined &&
      names.some((name) => field === name || field.startsWith(`${name}.`))
      ? this.#problem?.message
      : undefined;
  }

  /** Refuses a field before anything is sent. */
  refuse(field: string, message: string): void {
    this.#problem = new Problem(400, 'invalid', message, field);
    this.host.requestUpdate();
    this.#focusFirst();
  }

  clear(): void {
    this.#problem = undefined;
    this.host.requestUpdate();
  }

  /** Runs a call; true when the server took it. A second press while it runs does nothing. */
  async send(call: () => Promise<void>): Promise<boolean> {
    if (this.#busy) return false;
    this.#busy = true;
    this.#problem = undefined;
    this.host.requestUpdate();
    try {
      await call();
      return true;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.#problem = error;
      return false;
    } finally {
      this.#busy = false;
      this.host.requestUpdate();
      if (this.#problem) this.#focusFirst();
    }
  }

  /** The refusal, unless one of the fields on the form shows it. */
  render(...shownFields: readonly string[]): unknown {
    if (!this.#problem || this.errorOf(...shownFields) !== undefined) return nothing;
    return note(this.#problem.message, 'danger');
  }

  #focusFirst(): void {
    void this.host.updateComplete.then(() => {
      if (this.host instanceof HTMLElement)
        this.host.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    });
  }
}

export interface FieldText {
  /** Of the control inside. */
  readonly id: string;
  readonly label: unknown;
  readonly hint?: unknown;
  readonly error?: string | undefined;
}

/** A label, a control, a hint and what is wrong, tied together for screen readers. */
export function field(text: FieldText, control: unknown): unknown {
  return html`<div class="field">
    <label for=${text.id}>${text.label}</label>
    ${control}
    ${
      text.error === undefined
        ? nothing
        : html`<div class="field-error" id="${text.id}-error">
            ${icon('alert', 14)}<span>${text.error}</span>
          </div>`
    }
    ${text.hint ? html`<div class="field-hint" id="${text.id}-hint">${text.hint}</div>` : nothing}
  </div>`;
}

export interface InputText extends FieldText {
  readonly value: string;
  readonly type?: 'text' | 'email' | 'password' | 'search' | 'number' | 'url';
  readonly placeholder?: string;
  readonly autocomplete?: string;
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly mono?: boolean;
  readonly input: (value: string) => void;
}

/** A field with a line of text in it. */
export function textField(text: InputText): unknown {
  return field(
    text,
    html`<input
      id=${text.id}
      class="input ${text.mono ? 'mono' : ''}"
      type=${text.type ?? 'text'}
      placeholder=${text.placeholder ?? nothing}
      autocomplete=${(text.autocomplete ?? 'off') as AutoFill}
      spellcheck="false"
      ?required=${text.required ?? false}
      ?disabled=${text.disabled ?? false}
      aria-invalid=${text.error === undefined ? nothing : 'true'}
      aria-describedby=${describedBy(text)}
      .value=${text.value}
      @input=${(event: InputEvent) => text.input((event.target as HTMLInputElement).value)}
    />`,
  );
}

export interface ChoiceText extends FieldText {
  readonly value: string;
  readonly options: readonly {
    readonly value: string;
    readonly label: string;
    readonly disabled?: boolean;
  }[];
  readonly disabled?: boolean;
  readonly input: (value: string) => void;
}

/** A field with one of several; the browser's own select, which every phone and reader knows. */
export function choiceField(text: ChoiceText): unknown {
  return field(
    text,
    html`<select
      id=${text.id}
      class="select"
      ?disabled=${text.disabled ?? false}
      aria-invalid=${text.error === undefined ? nothing : 'true'}
      aria-describedby=${describedBy(text)}
      @change=${(event: Event) => text.input((event.target as HTMLSelectElement).value)}
    >
      ${text.options.map(
        (one) =>
          html`<option
            value=${one.value}
            ?disabled=${one.disabled ?? false}
            .selected=${one.value === text.value}
          >
            ${one.label}
          </option>`,
      )}
    </select>`,
  );
}

function describedBy({ id, hint, error }: FieldText): string | typeof nothing {
  const parts = [error === undefined ? '' : `${id}-error`, hint ? `${id}-hint` : ''];
  const text = parts.filter((one) => one !== '').join(' ');
  return text === '' ? nothing : text;
}

/** The button that sends a form; says that it works. */
export function submitButton(form: FormState, label: string, more = ''): unknown {
  return html`<button class="button primary ${more}" type="submit" ?disabled=${form.busy}>
    ${form.busy ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}${label}
  </button>`;
}

/** Handles a form's submit without leaving the page. */
export const onSubmit =
  (send: () => unknown) =>
  (event: Event): void => {
    event.preventDefault();
    void send();
  };
