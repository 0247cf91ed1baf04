import { adoptStyles, applyTheme } from '../../../charts/index.ts';
import { appearanceOf, tokensFor } from '../../../embed/viewer/appearance.ts';
import type { Look } from '../../../embed/viewer/dashboard_parts.ts';
import { DashboardView } from '../../../embed/viewer/dashboard_view.ts';
import { adoptEmbedStyles } from '../../../embed/viewer/styles.ts';
import { VariableStore } from '../../../embed/variables/variable_store.ts';
import type { Connection } from '../../../embed/wire/connection.ts';
import type { Session } from '../../../embed/wire/session.ts';
import { canvasStyles } from './canvas_styles.ts';
import { EditLayer, type EditListener } from './edit_layer.ts';

/** What a canvas shows, and what it tells. */
export interface CanvasParts {
  readonly session: Session;
  readonly connection: Connection;
  /** Variables that the page around an embed would have given. */
  readonly attributes?: Readonly<Record<string, unknown>>;
  /** A variable was set, by a control or a click. */
  readonly changed: () => void;
  /** A drill-down asks for another dashboard. */
  readonly opens: (embedId: string, variables: Readonly<Record<string, unknown>>) => void;
  readonly edit?: EditListener;
}

/**
 * A dashboard in the console, drawn by the embed's own code: what is seen here is what a viewer
 * sees. While it is edited a layer lies over it, whose boxes are chosen, moved and sized.
 */
export class DashboardCanvas extends HTMLElement {
  readonly #root = document.createElement('div');
  readonly #probe = document.createElement('span');
  readonly #layer = new EditLayer();
  readonly #set = new Set<string>();
  #parts: CanvasParts | undefined;
  #view: DashboardView | undefined;
  #store: VariableStore | undefined;
  #mode: 'light' | 'dark' | undefined;
  #editing = false;

  readonly #restyle = (): void => {
    this.#paint();
    this.#view?.restyle();
  };

  /** Values of the variables at present. */
  get values(): Readonly<Record<string, unknown>> {
    return this.#store?.values() ?? {};
  }

  /** Names of the variables that were set here, by controls and clicks. */
  get setHere(): ReadonlySet<string> {
    return this.#set;
  }

  get view(): DashboardView | undefined {
    return this.#view;
  }

  set parts(parts: CanvasParts) {
    const before = this.#parts;
    this.#parts = parts;
    if (!this.isConnected) return;
    const same =
      before?.connection === parts.connection &&
      before.session.dashboard.embed_id === parts.session.dashboard.embed_id &&
      before.session.customer.provided_id === parts.session.customer.provided_id;
    if (same && this.#view) {
      if (before.session !== parts.session) this.#view.takeSession(parts.session);
    } else this.#open();
    this.#relayer();
  }

  /** Whether panels are chosen and moved in place of used. */
  set editing(editing: boolean) {
    if (editing === this.#editing) return;
    this.#editing = editing;
    this.#relayer();
  }

  set selected(ids: ReadonlySet<string>) {
    this.#layer.select(ids);
  }

  /** Light or dark; absent: as the dashboard's theme and the console have it. */
  set mode(mode: 'light' | 'dark' | undefined) {
    if (mode === this.#mode) return;
    this.#mode = mode;
    this.#restyle();
  }

  /** Loads all rows anew. */
  reload(): void {
    this.#view?.reload();
  }

  /** Puts the focus on the box of a panel. */
  focusBox(id: string): void {
    this.#layer.focus(id);
  }

  connectedCallback(): void {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    adoptStyles(root);
    adoptEmbedStyles(root);
    if (!root.adoptedStyleSheets.includes(canvasStyles()))
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, canvasStyles()];
    this.#root.className = 'e-root';
    this.#probe.hidden = true;
    root.replaceChildren(this.#probe, this.#root);
    window.addEventListener('vitrine-theme', this.#restyle);
    if (this.#parts) this.#open();
    this.#relayer();
  }

  disconnectedCallback(): void {
    window.removeEventListener('vitrine-theme', this.#restyle);
    this.#view?.destroy();
    this.#view = undefined;
  }

  #open(): void {
    const parts = this.#parts;
    if (!parts) return;
    this.#view?.destroy();
    this.#set.clear();
    const store = new VariableStore(parts.attributes ?? {}, {});
    this.#store = store;
    const view = new DashboardView({
      session: parts.session,
      store,
      rows: {
        connection: () => this.#parts?.connection ?? parts.connection,
        renewed: async () => false,
        outdated: () => undefined,
      },
      listener: {
        variableSet: (name) => {
          this.#set.add(name);
          this.#parts?.changed();
        },
        analytics: () => undefined,
        buttonPressed: () => undefined,
        drillDown: (selection, from) => {
          const { panel, columns } = selection;
          const drill = 'dataset' in panel ? panel.drill_down : undefined;
          if (drill?.kind === 'dashboard') {
            const given = Object.entries(drill.variables ?? {}).map(
              ([name, column]) => [name, columns[column]] as const,
            );
            this.#parts?.opens(drill.dashboard, Object.fromEntries(given));
          } else if (drill?.kind === 'underlying')
            void import('../../../embed/page/panel_tasks.ts').then(({ showUnderlying }) =>
              showUnderlying(this.#root, selection, from, drill.dataset),
            );
        },
        expand: (panel, from) =>
          void import('../../../embed/page/panel_tasks.ts').then(({ showLarge }) =>
            showLarge(this.#root, panel, from),
          ),
        download: (panel, from) =>
          void import('../../../embed/page/panel_tasks.ts').then(({ saveCsv }) =>
            saveCsv(panel, from),
          ),
      },
      look: () => this.#look(),
    });
    this.#view = view;
    this.#root.replaceChildren(view.element);
    this.#paint();
    view.open();
  }

  #relayer(): void {
    const { edit, session } = this.#parts ?? {};
    const over = this.#view?.element;
    if (this.#editing && edit && session && over) this.#layer.show(over, session, edit);
    else this.#layer.hide();
  }

  #look(): Look {
    const theme = this.#parts?.session.dashboard.definition.theme;
    const mode = appearanceOf(this, this.#mode, theme);
    return {
      theme: tokensFor(this, this.#probe, theme, mode),
      direction: 'ltr',
      locale: navigator.language,
    };
  }

  #paint(): void {
    if (!this.isConnected) return;
    const { theme } = this.#look();
    applyTheme(this.#root, theme);
    this.#root.style.setProperty('color-scheme', theme.mode);
    this.style.setProperty('background', theme.background);
  }
}
customElements.define('dashboard-canvas', DashboardCanvas);
