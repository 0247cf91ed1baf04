/** Which rows of a long list are drawn. */
export interface RowWindow {
  readonly first: number;
  /** Exclusive. */
  readonly end: number;
}

/**
 * The rows in sight and some around them, so that scrolling shows no gap.
 * @param top how far the list is scrolled, in pixels
 * @param height of what is in sight, in pixels
 */
export function rowWindow(
  count: number,
  rowHeight: number,
  top: number,
  height: number,
  around = 12,
): RowWindow {
  const first = Math.max(0, Math.floor(top / rowHeight) - around);
  const end = Math.min(count, Math.ceil((top + height) / rowHeight) + around);
  return { first: Math.min(first, end), end };
}

/** Where a key leads from a row, or undefined for keys that mean nothing in a list. */
export function rowAfterKey(
  key: string,
  at: number,
  count: number,
  page: number,
): number | undefined {
  const within = (row: number): number => Math.max(0, Math.min(count - 1, row));
  switch (key) {
    case 'ArrowDown':
      return within(at + 1);
    case 'ArrowUp':
      return within(at - 1);
    case 'PageDown':
      return within(at + page);
    case 'PageUp':
      return within(at - page);
    case 'Home':
      return 0;
    case 'End':
      return within(count - 1);
    default:
      return undefined;
  }
}
