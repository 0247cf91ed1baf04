import { html, nothing } from 'lit';
import { textField } from '../parts/form.ts';
import { icon } from '../parts/icon.ts';

/** Who may use a data source, under which id, and how much of it; as typed. */
export interface SourceReach {
  readonly providedId: string;
  readonly timeout: string;
  readonly connections: string;
  readonly groups: readonly string[];
}

export interface ReachForm {
  readonly reach: SourceReach;
  /** All data visibility groups, by name. */
  readonly groups: readonly string[];
  readonly fixed: boolean;
  errorOf(name: string): string | undefined;
  change(reach: SourceReach): void;
}

/** The card of a data source that says who may use it and how much. */
export function sourceReach(form: ReachForm): unknown {
  const { reach, fixed, errorOf, change } = form;
  const set = (next: Partial<SourceReach>): void => change({ ...reach, ...next });
  return html`<section class="card" aria-labelledby="more-title">
    <div class="card-head"><h2 id="more-title">Who and how much</h2></div>
    <div class="card-body fields">
      ${textField({
        id: 'provided_id',
        label: 'Id of your own',
        hint: 'May be given in mappings in place of the number.',
        disabled: fixed,
        value: reach.providedId,
        error: errorOf('provided_id'),
        input: (value) => set({ providedId: value }),
      })}
      ${textField({
        id: 'query_timeout_seconds',
        label: 'Seconds a query may take',
        hint: 'Empty: as the server has it.',
        disabled: fixed,
        value: reach.timeout,
        error: errorOf('query_timeout_seconds'),
        input: (value) => set({ timeout: value }),
      })}
      ${textField({
        id: 'max_connections',
        label: 'Connections at most',
        hint: 'Of each server of Vitrine.',
        disabled: fixed,
        value: reach.connections,
        error: errorOf('max_connections'),
        input: (value) => set({ connections: value }),
      })}
      ${groupChoice(form)}
    </div>
  </section>`;
}

function groupChoice({ reach, groups, fixed, errorOf, change }: ReachForm): unknown {
  const error = errorOf('visibility_groups');
  return html`<fieldset class="field bare">
    <legend class="legend">Visibility groups</legend>
    ${groups.map(
      (name) =>
        html`<label class="check">
          <input
            type="checkbox"
            ?disabled=${fixed}
            .checked=${reach.groups.includes(name)}
            @change=${(event: Event) => {
              const on = (event.target as HTMLInputElement).checked;
              const chosen = on
                ? [...reach.groups, name]
                : reach.groups.filter((one) => one !== name);
              change({ ...reach, groups: chosen });
            }}
          />${name}
        </label>`,
    )}
    ${error === undefined ? nothing : html`<div class="field-error">${icon('alert', 14)}${error}</div>`}
  </fieldset>`;
}
