import {
  loading,
  noData,
  renderPanel,
  type PanelContent,
  type PanelView,
  type RenderContext,
} from '../../charts/index.ts';
import { element } from '../../charts/frame/dom.ts';
import type { Panel } from '../../model/dashboard.ts';
import type { DatasetRows } from '../rows/dataset_rows.ts';
import { anyTouches, usedByTexts } from '../variables/uses.ts';

/** A panel in its place on the grid. */
export class PanelSlot {
  readonly element: HTMLElement;
  #panel: Panel;
  #view: PanelView | undefined;
  #content: PanelContent;
  #context: RenderContext;
  #used: readonly string[];
  #unsubscribe: (() => void) | undefined;
  #settled = false;
  readonly #mirrors = new Set<(content: PanelContent) => void>();

  constructor(panel: Panel, context: RenderContext) {
    this.#panel = panel;
    this.#context = context;
    this.#used = usedByTexts(panel);
    this.#content = 'dataset' in panel ? loading : noData;
    this.element = element('div', {
      class: 'e-slot',
      attributes: { part: `slot slot-${panel.type}`, 'data-panel': panel.id },
    });
  }

  get panel(): Panel {
    return this.#panel;
  }

  /** What is shown at present. */
  get content(): PanelContent {
    return this.#content;
  }

  /** Whether the panel has shown its first rows, or why there are none. */
  get settled(): boolean {
    return this.#settled;
  }

  /** Resolves when what was last given is drawn. */
  get drawn(): Promise<void> {
    return this.#view?.drawn ?? Promise.resolve();
  }

  /** Draws for the first time; the slot must stand in the page. */
  open(): void {
    this.#view ??= renderPanel(this.element, this.#panel, this.#content, this.#context);
    if (!('dataset' in this.#panel)) this.#settled = true;
  }

  /** Follows the rows that `subscribe` tells of. */
  follow(subscribe: (listener: (rows: DatasetRows) => void) => () => void): void {
    this.#unsubscribe?.();
    this.#unsubscribe = subscribe(({ content, stale }) => {
      if (stale) {
        this.#view?.update({ content: loading });
        return;
      }
      this.#content = content;
      this.#settled = !('loading' in content);
      this.#view?.update({ content });
      for (const mirror of this.#mirrors) mirror(content);
    });
  }

  /** Tells of every further content; returns what ends it. */
  mirror(listener: (content: PanelContent) => void): () => void {
    this.#mirrors.add(listener);
    return () => this.#mirrors.delete(listener);
  }

  /** Takes another definition of the same panel. */
  setPanel(panel: Panel): void {
    this.#panel = panel;
    this.#used = usedByTexts(panel);
    this.#view?.update({ panel });
  }

  /** Whether a title, text, goal or grouping of this panel reads any of the variables. */
  reads(variables: readonly string[]): boolean {
    return anyTouches(variables, this.#used);
  }

  setContext(context: RenderContext): void {
    this.#context = context;
    this.#view?.update({ context });
  }

  destroy(): void {
    this.#unsubscribe?.();
    this.#view?.destroy();
    this.element.remove();
  }
}
