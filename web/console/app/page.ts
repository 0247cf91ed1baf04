import { LitElement } from 'lit';
import type { Params } from '../router/match.ts';
import type { Console } from './console.ts';

/**
 * A page of the console. It renders into the document itself, not into a shadow tree: labels,
 * descriptions and sheets then reach across a page, which forms and screen readers need.
 */
export abstract class Page extends LitElement {
  static override properties = { console: { attribute: false }, params: { attribute: false } };

  declare console: Console;
  /** Values of the names in the page's path. */
  declare params: Params;

  /** Stands in the browser's tab, before the product's name. */
  abstract readonly heading: string;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override updated(): void {
    const title = `${this.heading} · Vitrine`;
    if (document.title !== title) document.title = title;
  }
}
