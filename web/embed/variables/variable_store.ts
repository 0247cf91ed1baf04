import type { WallTime } from '../../charts/data/dates.ts';
import type { RequestVariables, ViewerDashboard } from '../wire/session.ts';
import { defaultOf } from './defaults.ts';

type Values = Readonly<Record<string, unknown>>;

/** What decides the defaults. */
export interface Today {
  /** The present moment on the clock of the dashboard's time zone. */
  readonly now: WallTime;
  /** First day of the week, 1 = Monday … 7 = Sunday. */
  readonly weekStart: () => number;
}

const has = (values: Values, name: string) => Object.hasOwn(values, name);

/** Whether two values of variables are the same. */
export const sameValue = (left: unknown, right: unknown): boolean =>
  left === right || JSON.stringify(left) === JSON.stringify(right);

/** No value: nothing, an empty text, an empty list. */
export const isUnset = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0);

/** The values, with what is no value as `null`: it covers the layers below. */
const nulled = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, isUnset(value) ? null : value]),
  );

/**
 * The values of variables by where they came from. What a viewer or an event sets wins over the
 * page's attribute, that over the URL, and that over the default.
 */
export class VariableStore {
  #inputs: Values = {};
  #attributes: Values;
  #url: Values;
  #defaults: Values = {};

  constructor(attributes: Values, url: Values) {
    this.#attributes = nulled(attributes);
    this.#url = nulled(url);
  }

  /** Takes the defaults of a dashboard. */
  takeDefaults(definition: ViewerDashboard, today: Today): void {
    const defaults: Record<string, unknown> = {};
    for (const variable of definition.variables ?? []) {
      if (variable.default !== undefined) defaults[variable.name] = variable.default;
    }
    for (const control of definition.controls ?? []) {
      const value = defaultOf(control, today.now, today.weekStart);
      if (value !== undefined) defaults[control.id] = value;
    }
    this.#defaults = defaults;
  }

  /** The value that counts; `undefined` when there is none. */
  value(name: string): unknown {
    for (const layer of [this.#inputs, this.#attributes, this.#url, this.#defaults]) {
      if (has(layer, name)) return layer[name] ?? undefined;
    }
    return undefined;
  }

  /** Every variable that has a value, with it. */
  values(): Record<string, unknown> {
    const all: Record<string, unknown> = {};
    for (const layer of [this.#defaults, this.#url, this.#attributes, this.#inputs]) {
      for (const [name, value] of Object.entries(layer)) all[name] = value ?? undefined;
    }
    return Object.fromEntries(Object.entries(all).filter(([, value]) => !isUnset(value)));
  }

  /** What a request carries: a `null` among the inputs says that the viewer cleared the value. */
  request(): RequestVariables {
    const inputs: Record<string, unknown> = {};
    // Relative defaults (“last 7 days”) depend on the viewer's clock: they go along as values.
    for (const [name, value] of Object.entries(this.#defaults)) {
      if (!has(this.#attributes, name) && !has(this.#url, name)) inputs[name] = value;
    }
    Object.assign(inputs, this.#inputs);
    const url = Object.entries(this.#url).map(([name, value]) => [
      name,
      // The server reads texts of an address as JSON: a text must come as a JSON text.
      typeof value === 'string' ? JSON.stringify(value) : value,
    ]);
    return { input: inputs, variables: this.#attributes, url: Object.fromEntries(url) };
  }

  /** Sets what the viewer or an event chose; the names whose value is another one now. */
  set(values: Values): string[] {
    return this.#changing(() => {
      this.#inputs = { ...this.#inputs, ...nulled(values) };
    });
  }

  /** Replaces the page's attribute; the names whose value is another one now. */
  setAttributes(attributes: Values): string[] {
    return this.#changing(() => {
      const next = nulled(attributes);
      this.#forgetInputs(this.#attributes, next);
      this.#attributes = next;
    });
  }

  /** Replaces the URL's variables; the names whose value is another one now. */
  setUrl(url: Values): string[] {
    return this.#changing(() => {
      const next = nulled(url);
      this.#forgetInputs(this.#url, next);
      this.#url = next;
    });
  }

  /** A newly said value is news from the page: it takes the place of an older input. */
  #forgetInputs(before: Values, after: Values): void {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    this.#inputs = Object.fromEntries(
      Object.entries(this.#inputs).filter(
        ([name]) => !names.has(name) || sameValue(before[name], after[name]),
      ),
    );
  }

  #changing(change: () => void): string[] {
    const before = this.values();
    change();
    const after = this.values();
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...names].filter((name) => !sameValue(before[name], after[name]));
  }
}
