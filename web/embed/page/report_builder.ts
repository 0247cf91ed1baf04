import { applyTheme, themeTokens } from '../../charts/index.ts';
import { appearanceOf } from '../viewer/appearance.ts';
import { adoptEmbedStyles } from '../viewer/styles.ts';
import { say } from '../texts.ts';
import { element } from '../../charts/frame/dom.ts';
import { message } from './messages.ts';

/** Stands where a page has a report builder, and says that this server has none. */
export class ReportBuilderElement extends HTMLElement {
  connectedCallback(): void {
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: 'open' });
    adoptEmbedStyles(root);
    const box = element(
      'div',
      { class: 'e-root' },
      message('not_offered', say('not_offered_hint')),
    );
    applyTheme(box, themeTokens(undefined, appearanceOf(this, undefined, undefined)));
    root.append(box);
  }
}
