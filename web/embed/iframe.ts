import { commandNames, commandOf } from './events.ts';
import { Embed } from './page/embed.ts';
import { iframeSettings } from './page/iframe_settings.ts';

/** All of an iframe page: the dashboard that its address names, and messages both ways. */
const element = document.createElement('div');
const root = element.attachShadow({ mode: 'open' });
document.body.append(element);

const parentOrigin = (() => {
  const [ancestor] = location.ancestorOrigins ?? [];
  if (ancestor) return ancestor;
  try {
    return new URL(document.referrer).origin;
  } catch {
    return '*';
  }
})();

const embed = new Embed(
  {
    element,
    root,
    base: new URL('..', import.meta.url).href,
    fullPage: true,
    sink: (event, detail) => {
      if (window.parent !== window) window.parent.postMessage({ event, detail }, parentOrigin);
    },
  },
  iframeSettings(location.pathname, location.search),
);

window.addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
  if (source !== window.parent || typeof data !== 'object' || data === null) return;
  const { event, detail } = data as { readonly event?: unknown; readonly detail?: unknown };
  const command = commandNames.some((name) => name === event)
    ? commandOf(event, detail)
    : undefined;
  if (command) embed.command(command);
});

embed.attach();
