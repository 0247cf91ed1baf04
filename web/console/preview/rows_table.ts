import {
  adoptStyles,
  applyTheme,
  renderPanel,
  themeTokens,
  type PanelContent,
  type PanelView,
  type RenderContext,
} from '../../charts/index.ts';
import './preview.css';
import type { TablePanel } from '../../model/dashboard.ts';

/** Rows in the table that dashboards have too: virtual, sortable, with filter and download. */
export class RowsTable extends HTMLElement {
  #view: PanelView | undefined;
  #content: PanelContent = { loading: true };
  #title = 'rows';
  readonly #restyle = (): void => {
    this.#view?.update({ context: this.#context() });
    this.#theme();
  };

  /** What is shown. */
  set content(content: PanelContent) {
    this.#content = content;
    this.#view?.update({ content });
  }

  /** Names the file of a download. */
  set name(name: string) {
    this.#title = name;
  }

  connectedCallback(): void {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    adoptStyles(root);
    const host = document.createElement('div');
    host.style.height = '100%';
    root.replaceChildren(host);
    this.#theme();
    this.#view = renderPanel(host, this.#panel(), this.#content, this.#context());
    window.addEventListener('vitrine-theme', this.#restyle);
  }

  disconnectedCallback(): void {
    this.#view?.destroy();
    this.#view = undefined;
    window.removeEventListener('vitrine-theme', this.#restyle);
  }

  #panel(): TablePanel {
    return { id: this.#title, type: 'table', dataset: 'rows', row_height: 'compact' };
  }

  #tokens() {
    const dark = document.documentElement.classList.contains('wa-dark');
    return { ...themeTokens({ panel_style: 'flat', radius: 0 }, dark ? 'dark' : 'light') };
  }

  #theme(): void {
    const host = this.shadowRoot?.firstElementChild;
    if (host instanceof HTMLElement) applyTheme(host, this.#tokens());
  }

  #context(): RenderContext {
    return {
      locale: navigator.language,
      timeZone: 'UTC',
      theme: this.#tokens(),
      direction: 'ltr',
      variables: {},
      demo: false,
    };
  }
}
customElements.define('rows-table', RowsTable);
