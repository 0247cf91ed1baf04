import { commandNames, commandOf } from '../events.ts';
import { attributeNames, readSettings, type EmbedSettings } from '../settings/attributes.ts';
import { Embed } from './embed.ts';
import { framedSettings, hearParent, parentSink } from './frame.ts';

/** Commands seen already: one dispatched on the element also bubbles to the window. */
const seen = new WeakSet<Event>();

/** Properties that frameworks set in place of attributes. */
const properties = {
  variables: 'variables',
  environment: 'environment',
  isProduction: 'isproduction',
  updateUrlParams: 'updateurlparams',
  refreshMinutes: 'refresh-minutes',
  localeCode: 'locale-code',
  theme: 'theme',
  host: 'host',
} as const;

/** The class of a dashboard element of one server; each tag name needs a class of its own. */
export function dashboardElement(base: string): typeof HTMLElement {
  return class DashboardElement extends HTMLElement {
    static readonly observedAttributes = attributeNames;

    #embed: Embed | undefined;
    #listening: AbortController | undefined;
    #queued = false;

    connectedCallback(): void {
      this.#takeEarlyProperties();
      this.#embed ??= new Embed(
        {
          element: this,
          root: this.attachShadow({ mode: 'open' }),
          base,
          fullPage: this.#isFramed(),
          sink: this.#isFramed()
            ? parentSink()
            : (name, detail) =>
                this.dispatchEvent(
                  new CustomEvent(name, { detail, bubbles: true, composed: true }),
                ),
        },
        this.#settings(),
      );
      const listening = new AbortController();
      this.#listening = listening;
      for (const name of commandNames) {
        for (const target of [this, window]) {
          target.addEventListener(name, (event) => this.#command(event), {
            signal: listening.signal,
          });
        }
      }
      if (this.#isFramed()) {
        hearParent((command) => this.#embed?.command(command), listening.signal);
      }
      this.#embed.setSettings(this.#settings());
      this.#embed.attach();
    }

    disconnectedCallback(): void {
      // A move within the page disconnects and connects again at once: only a true end detaches.
      queueMicrotask(() => {
        if (this.isConnected) return;
        this.#listening?.abort();
        this.#embed?.detach();
      });
      this.#listening?.abort();
    }

    attributeChangedCallback(): void {
      // A framework sets several attributes in a row: they count together.
      if (this.#queued) return;
      this.#queued = true;
      queueMicrotask(() => {
        this.#queued = false;
        if (this.isConnected) this.#embed?.setSettings(this.#settings());
      });
    }

    #settings(): EmbedSettings {
      const get = (name: string) => this.getAttribute(name);
      return this.#isFramed() ? framedSettings(get, location.search) : readSettings(get);
    }

    /** Whether the element is all of an iframe page of its server. */
    #isFramed(): boolean {
      return this.hasAttribute('frame');
    }

    #command(event: Event): void {
      if (seen.has(event) && event.target === this && event.currentTarget === window) return;
      seen.add(event);
      const command = commandOf(event.type, (event as CustomEvent<unknown>).detail);
      if (command) this.#embed?.command(command);
    }

    /** Values set on the element before its class was there become attributes. */
    #takeEarlyProperties(): void {
      for (const [property, attribute] of Object.entries(properties)) {
        if (!Object.hasOwn(this, property)) continue;
        const value = (this as unknown as Record<string, unknown>)[property];
        delete (this as unknown as Record<string, unknown>)[property];
        writeAttribute(this, attribute, value);
      }
    }

    static {
      for (const [property, attribute] of Object.entries(properties)) {
        Object.defineProperty(this.prototype, property, {
          configurable: true,
          get(this: HTMLElement) {
            return this.getAttribute(attribute);
          },
          set(this: HTMLElement, value: unknown) {
            writeAttribute(this, attribute, value);
          },
        });
      }
    }
  };
}

function writeAttribute(target: HTMLElement, name: string, value: unknown): void {
  if (value === undefined || value === null) target.removeAttribute(name);
  else target.setAttribute(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
}
