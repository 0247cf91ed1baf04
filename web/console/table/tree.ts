import { html, nothing } from 'lit';
import { icon } from '../parts/icon.ts';

/** How rows lie below each other, for tables that show a tree. */
export interface Tree<Row> {
  /** 1 for the top. */
  level(row: Row): number;
  state(row: Row): 'leaf' | 'closed' | 'open';
  toggle(row: Row): void;
}

/** What a key does to a tree: opens or closes the row, or goes to another. */
export type TreeStep = 'toggle' | { readonly to: number };

/** The way of the arrow keys in a tree: right opens, then goes in; left closes, then goes out. */
export function treeStep<Row>(
  key: string,
  at: number,
  rows: readonly Row[],
  tree: Pick<Tree<Row>, 'level' | 'state'>,
): TreeStep | undefined {
  const row = rows[at];
  if (row === undefined) return undefined;
  const state = tree.state(row);
  const level = tree.level(row);
  if (key === 'ArrowRight') {
    if (state === 'closed') return 'toggle';
    const next = rows[at + 1];
    return next !== undefined && tree.level(next) > level ? { to: at + 1 } : undefined;
  }
  if (key === 'ArrowLeft') {
    if (state === 'open') return 'toggle';
    for (let above = at - 1; above >= 0; above--)
      if (tree.level(rows[above] as Row) < level) return { to: above };
  }
  return undefined;
}

/** The arrow before a row's first cell, as far in as the row lies. */
export function twist<Row>(row: Row, tree: Tree<Row>): unknown {
  const state = tree.state(row);
  return html`<span
    class="twist ${state}"
    .style=${`margin-left: ${(tree.level(row) - 1) * 18}px`}
    @click=${(event: Event) => {
      event.stopPropagation();
      if (state !== 'leaf') tree.toggle(row);
    }}
    >${state === 'leaf' ? nothing : icon('chevron-right', 14)}</span
  >`;
}
