import { commandNames, commandOf, type Command, type EventSink } from '../events.ts';
import { readSettings, type EmbedSettings } from '../settings/attributes.ts';

/** Sends events to the page around an iframe. */
export function parentSink(): EventSink {
  const target = parentOrigin();
  return (event, detail) => {
    if (!standsAlone()) window.parent.postMessage({ event, detail }, target);
  };
}

/** Whether no page stands around this one. */
export const standsAlone = (): boolean => window.parent === window;

function parentOrigin(): string {
  const [ancestor] = location.ancestorOrigins ?? [];
  if (ancestor && ancestor !== 'null') return ancestor;
  // A browser that does not name the page around has checked by the policy that it may frame this.
  return '*';
}

/** Hears what the page around an iframe says, and nobody else. */
export function hearParent(command: (command: Command) => void, signal: AbortSignal): void {
  window.addEventListener(
    'message',
    ({ source, data }: MessageEvent<unknown>) => {
      if (source !== window.parent || typeof data !== 'object' || data === null) return;
      const { event, detail } = data as { readonly event?: unknown; readonly detail?: unknown };
      if (!commandNames.some((name) => name === event)) return;
      const told = commandOf(event, detail);
      if (told) command(told);
    },
    { signal },
  );
}

/**
 * The settings of an iframe page: token, environment and frame are the element's, everything else
 * may stand in the address.
 */
export function framedSettings(
  get: (name: string) => string | null,
  search: string,
): EmbedSettings {
  const query = new Map(
    [...new URLSearchParams(search)].map(([name, value]) => [name.toLowerCase(), value] as const),
  );
  // Variables are read from the address by themselves.
  const own = (name: string) =>
    name === 'variables' || name === 'host' || name === 'frame' || name.startsWith('dash');
  return readSettings((name) => get(name) ?? (own(name) ? null : (query.get(name) ?? null)));
}
