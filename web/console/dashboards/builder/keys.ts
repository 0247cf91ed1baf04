import type { DraftStore } from '../draft_store.ts';
import type { Editing } from './editing.ts';

/** What a key means in the builder, wherever the focus is. */
export type Command = 'undo' | 'redo' | 'copy' | 'cut' | 'paste' | 'duplicate' | 'remove';

const withCommand: Readonly<Record<string, Command>> = {
  z: 'undo',
  y: 'redo',
  c: 'copy',
  x: 'cut',
  v: 'paste',
  d: 'duplicate',
};

/** The command of a key; none while somebody types, or while a dialog has the focus. */
export function commandOf(event: KeyboardEvent): Command | undefined {
  const [target] = event.composedPath();
  const elsewhere = 'input, textarea, select, [contenteditable], sql-editor, wa-dialog';
  if (target instanceof HTMLElement && target.closest(elsewhere) !== null) return undefined;
  const key = event.key.toLowerCase();
  if (!event.ctrlKey && !event.metaKey)
    return key === 'delete' || key === 'backspace' ? 'remove' : undefined;
  if (key === 'z' && event.shiftKey) return 'redo';
  // A text that is selected on the page is what somebody means to copy.
  if ((key === 'c' || key === 'x') && getSelection()?.toString()) return undefined;
  return withCommand[key];
}

/** Does what a key means; whether there was something to do it with. */
export function carryOut(
  command: Command,
  { store, editing }: { readonly store: DraftStore; readonly editing: Editing },
  remove: () => void,
): boolean {
  switch (command) {
    case 'undo':
      store.undo();
      return true;
    case 'redo':
      store.redo();
      return true;
    case 'copy':
      return editing.copy();
    case 'cut':
      if (!editing.copy()) return false;
      remove();
      return true;
    case 'paste':
      editing.paste();
      return true;
    case 'duplicate':
      if (!editing.copy()) return false;
      editing.paste();
      return true;
    case 'remove':
      remove();
      return true;
  }
}
