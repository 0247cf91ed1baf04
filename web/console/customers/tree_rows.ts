import type { Customer } from '../api/types.ts';

/** A customer in the tree, or the place where more of its siblings can be fetched. */
export type TreeRow =
  | { readonly kind: 'customer'; readonly customer: Customer; readonly level: number }
  | { readonly kind: 'more'; readonly parent: string; readonly level: number };

/** The children of a customer as far as they were fetched. */
export interface Children {
  readonly customers: readonly Customer[];
  readonly next: string | null;
}

/** The rows of a tree: each customer, and below an open one its children. */
export function treeRows(
  roots: readonly Customer[],
  children: ReadonlyMap<string, Children>,
  open: ReadonlySet<string>,
  level = 1,
): readonly TreeRow[] {
  return roots.flatMap((customer): readonly TreeRow[] => {
    const row: TreeRow = { kind: 'customer', customer, level };
    const below = open.has(customer.provided_id) ? children.get(customer.provided_id) : undefined;
    if (!below) return [row];
    return [
      row,
      ...treeRows(below.customers, children, open, level + 1),
      ...(below.next === null
        ? []
        : [{ kind: 'more', parent: customer.provided_id, level: level + 1 } as const]),
    ];
  });
}
