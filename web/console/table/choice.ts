import { html } from 'lit';

/**
 * The keys that are chosen after one more was pressed: it and all since `from` become what it becomes.
 * @param keys of the rows that are here, in order
 */
export function afterChoice(
  keys: readonly string[],
  chosen: ReadonlySet<string>,
  at: number,
  from = at,
): ReadonlySet<string> {
  const pressed = keys[at];
  if (pressed === undefined) return chosen;
  const next = new Set(chosen);
  const on = !chosen.has(pressed);
  for (const key of keys.slice(Math.min(from, at), Math.max(from, at) + 1)) {
    if (on) next.add(key);
    else next.delete(key);
  }
  return next;
}

/** The box at the head of the table, which chooses every row that is here, or none. */
export function chooseAll(
  keys: readonly string[],
  chosen: ReadonlySet<string>,
  tell: (chosen: ReadonlySet<string>) => void,
): unknown {
  const all = keys.length > 0 && keys.every((key) => chosen.has(key));
  return html`<div role="columnheader" class="cell choose">
    <input
      type="checkbox"
      aria-label="Choose all rows that are loaded"
      .checked=${all}
      .indeterminate=${!all && chosen.size > 0}
      @change=${() => tell(new Set(all ? [] : keys))}
    />
  </div>`;
}

/** The box before a row. */
export function chooseCell(
  key: string,
  chosen: boolean,
  choose: (range: boolean) => void,
): unknown {
  return html`<div role="gridcell" class="cell choose">
    <input
      type="checkbox"
      tabindex="-1"
      aria-label="Choose ${key}"
      .checked=${chosen}
      @click=${(event: MouseEvent) => {
        event.stopPropagation();
        choose(event.shiftKey);
      }}
    />
  </div>`;
}
