import { html } from 'lit';
import { choiceField, field, textField } from '../parts/form.ts';
import type { SourceKind, SourceSetting } from './calls.ts';

/** What somebody has filled in, by the settings' names; absent: left as it is. */
export type Filled = Readonly<Record<string, string>>;

/**
 * The whole connection as the server takes it: what is empty is left out, so that its presets hold
 * and a secret that is kept stays.
 */
export function connectionOf(
  kind: SourceKind,
  filled: Filled,
  kept: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const connection: Record<string, unknown> = {};
  for (const { name } of kind.settings) {
    const text = filled[name] ?? String(kept[name] ?? '');
    if (text !== '') connection[name] = text;
  }
  return connection;
}

/** The first required setting that has no value. */
export function missingSetting(
  kind: SourceKind,
  filled: Filled,
  kept: Readonly<Record<string, unknown>> = {},
): SourceSetting | undefined {
  return kind.settings.find(
    ({ name, required, preset, secret }) =>
      required && preset === null && !secret && (filled[name] ?? String(kept[name] ?? '')) === '',
  );
}

export interface ConnectionFields {
  readonly kind: SourceKind;
  readonly filled: Filled;
  /** What is connected at present; secrets are not among it. */
  readonly kept?: Readonly<Record<string, unknown>>;
  readonly disabled: boolean;
  errorOf(name: string): string | undefined;
  input(name: string, value: string): void;
}

/** A field for each setting of a kind. */
export function connectionFields(fields: ConnectionFields): unknown {
  return html`<div class="fields">
    ${fields.kind.settings.map((setting) => oneField(setting, fields))}
  </div>`;
}

function oneField(
  setting: SourceSetting,
  { filled, kept, disabled, errorOf, input }: ConnectionFields,
): unknown {
  const { name, type, hint, preset } = setting;
  const held = kept?.[name];
  const value = filled[name] ?? (held === undefined || held === null ? '' : String(held));
  const common = {
    id: `setting-${name}`,
    label: html`${setting.label}${
      setting.required ? '' : html` <span class="muted">(optional)</span>`
    }`,
    hint,
    error: errorOf(name),
    value,
    disabled,
    input: (text: string) => input(name, text),
  };
  switch (type) {
    case 'boolean':
      return choiceField({
        ...common,
        options: [
          ...(preset === null ? [{ value: '', label: '–' }] : []),
          { value: 'true', label: 'Yes' },
          { value: 'false', label: 'No' },
        ],
        value: value === '' ? (preset ?? '') : value,
      });
    case 'choice':
      return choiceField({
        ...common,
        options: setting.choices.map((choice) => ({ value: choice, label: choice })),
        value: value === '' ? (preset ?? setting.choices[0] ?? '') : value,
      });
    case 'lines':
      return field(
        common,
        html`<textarea
          id=${common.id}
          class="textarea code"
          spellcheck="false"
          autocomplete="off"
          placeholder=${secretPlaceholder(setting, kept)}
          ?disabled=${disabled}
          aria-invalid=${common.error === undefined ? 'false' : 'true'}
          .value=${value}
          @input=${(event: InputEvent) => input(name, (event.target as HTMLTextAreaElement).value)}
        ></textarea>`,
      );
    case 'integer':
    case 'text':
      return textField({
        ...common,
        type: setting.secret ? 'password' : 'text',
        autocomplete: setting.secret ? 'new-password' : 'off',
        placeholder: setting.secret ? secretPlaceholder(setting, kept) : (preset ?? ''),
      });
  }
}

/** Secrets are never sent back: an empty field keeps what is there. */
const secretPlaceholder = ({ secret }: SourceSetting, kept: unknown): string =>
  secret && kept !== undefined ? 'Unchanged' : '';
