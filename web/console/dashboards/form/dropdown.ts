import { html, nothing } from 'lit';
import { idOf, labelled, type Member } from './field.ts';

/** A choice of a dropdown. */
export interface Choice {
  readonly value: string;
  readonly text: string;
  readonly selected: boolean;
}

/**
 * A member that is one of a few choices.
 *
 * @param usual whether the choice that leaves it to what is usual is chosen; absent where there is no such choice
 * @param choose is given the value of the choice, the empty text for the usual one
 */
export function dropdown(
  { form, path, name, node }: Member,
  usual: boolean | undefined,
  choices: readonly Choice[],
  choose: (value: string) => void,
): unknown {
  return labelled(
    form,
    path,
    name,
    node,
    html`<select
      class="select"
      id=${idOf(form, path)}
      ?disabled=${form.disabled}
      @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}
    >
      ${usual === undefined ? nothing : html`<option value="" .selected=${usual}>As usual</option>`}
      ${choices.map(
        ({ value, text, selected }) =>
          html`<option value=${value} .selected=${selected}>${text}</option>`,
      )}
    </select>`,
  );
}
