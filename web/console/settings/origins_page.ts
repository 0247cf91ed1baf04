import { html, nothing } from 'lit';
import { Load } from '../app/load.ts';
import { Page } from '../app/page.ts';
import { chips } from '../parts/chips.ts';
import { field, FormState } from '../parts/form.ts';
import { settingsPage } from './layout.ts';

interface Origins {
  readonly api: readonly string[];
  readonly embed: readonly string[];
}

type List = keyof Origins;

/** Which sites may show embeds, and which may call the API from a browser. */
class OriginsPage extends Page {
  readonly heading = 'Allowed origins';
  readonly #form = new FormState(this);
  #draft: Origins | undefined;

  readonly #origins = new Load<Origins>(this, async (signal) => {
    const origins = await this.console.api.get<Origins>('/api/v1/origins', {}, signal);
    this.#draft = undefined;
    return origins;
  });

  #set(list: List, values: readonly string[]): void {
    const now = this.#draft ?? this.#origins.value;
    if (now) this.#draft = { ...now, [list]: values };
    this.#form.clear();
  }

  async #save(): Promise<void> {
    const { api, toasts } = this.console;
    const saved = await this.#form.send(async () => {
      this.#origins.set(await api.put<Origins>('/api/v1/origins', this.#draft));
      this.#draft = undefined;
    });
    if (saved) toasts.done('Origins saved');
  }

  protected override render(): unknown {
    return settingsPage(
      this.console,
      '/settings/origins',
      {
        title: 'Allowed origins',
        lead: html`Sites by their origin, such as <code>https://app.example.com</code>.`,
      },
      html`${this.#form.render('api', 'embed')}
      ${this.#origins.render((origins) => {
        const shown = this.#draft ?? origins;
        return html`
          ${this.#list('embed', 'Sites that may show embeds', shown.embed, 'Empty: every site may. A token made for one site stays bound to it either way.')}
          ${this.#list('api', 'Sites whose pages may call the API', shown.api, 'Empty: none may, which is right for nearly everybody. A token in a page can be read by whoever opens it.')}
          <div class="row">
            <button
              class="button primary"
              ?disabled=${!this.#draft || this.#form.busy}
              @click=${() => void this.#save()}
            >
              Save
            </button>
            ${
              this.#draft
                ? html`<button
                    class="button"
                    @click=${() => {
                      this.#draft = undefined;
                      this.#form.clear();
                    }}
                  >
                    Discard
                  </button>`
                : nothing
            }
          </div>
        `;
      })}`,
    );
  }

  #list(list: List, title: string, values: readonly string[], hint: string): unknown {
    const add = (input: HTMLInputElement): void => {
      const value = input.value.trim().replace(/\/+$/, '');
      if (value !== '' && !values.includes(value)) this.#set(list, [...values, value]);
      input.value = '';
    };
    return html`<section class="card" aria-label=${title}>
      <div class="card-head"><h2>${title}</h2></div>
      <div class="card-body">
        ${field(
          { id: `origin-${list}`, label: 'Add an origin', hint, error: this.#form.errorOf(list) },
          html`<div class="stack tight">
            ${chips(title, values, (value) =>
              this.#set(
                list,
                values.filter((one) => one !== value),
              ),
            )}
            <input
              id="origin-${list}"
              class="input mono"
              placeholder="https://app.example.com"
              autocomplete="off"
              aria-describedby="origin-${list}-hint"
              @keydown=${(event: KeyboardEvent) => {
                if (event.key !== 'Enter') return;
                event.preventDefault();
                add(event.target as HTMLInputElement);
              }}
              @blur=${(event: Event) => add(event.target as HTMLInputElement)}
            />
          </div>`,
        )}
      </div>
    </section>`;
  }
}
customElements.define('origins-page', OriginsPage);
