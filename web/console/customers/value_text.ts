/** How a property's value is written by hand: which kind it is, and its text. */
export type ValueKind = 'text' | 'number' | 'yes-no' | 'json';

export interface ValueText {
  readonly kind: ValueKind;
  readonly text: string;
}

export const valueKinds: readonly { readonly value: ValueKind; readonly label: string }[] = [
  { value: 'text', label: 'Text' },
  { value: 'number', label: 'Number' },
  { value: 'yes-no', label: 'True or false' },
  { value: 'json', label: 'JSON' },
];

export function writeValue(value: unknown): ValueText {
  switch (typeof value) {
    case 'string':
      return { kind: 'text', text: value };
    case 'number':
      return { kind: 'number', text: String(value) };
    case 'boolean':
      return { kind: 'yes-no', text: String(value) };
    default:
      return { kind: 'json', text: JSON.stringify(value) ?? 'null' };
  }
}

export type ReadValue =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string };

/** The value that a text of a kind stands for, or why it stands for none. */
export function readValue({ kind, text }: ValueText): ReadValue {
  switch (kind) {
    case 'text':
      return { ok: true, value: text };
    case 'number': {
      const value = Number(text);
      return text.trim() !== '' && Number.isFinite(value)
        ? { ok: true, value }
        : { ok: false, message: 'This is not a number, such as 12 or 0.5.' };
    }
    case 'yes-no':
      return { ok: true, value: text === 'true' };
    case 'json':
      try {
        return { ok: true, value: JSON.parse(text) };
      } catch {
        return { ok: false, message: 'This is not JSON, such as ["a", "b"] or {"a": 1}.' };
      }
  }
}

/** The same value as another kind, as far as that makes sense. */
export function asKind({ text }: ValueText, kind: ValueKind): ValueText {
  switch (kind) {
    case 'text':
      return { kind, text };
    case 'number':
      return { kind, text: Number.isFinite(Number(text)) ? text : '' };
    case 'yes-no':
      return { kind, text: text === 'true' ? 'true' : 'false' };
    case 'json':
      return { kind, text: readValue({ kind, text }).ok ? text : JSON.stringify(text) };
  }
}

/** A value in one line, for tables. */
export const valueLine = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
