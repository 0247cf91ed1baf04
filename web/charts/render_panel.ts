import type { DataPanel, Panel } from '../model/dashboard.ts';
import { loadFamily, smallRenderer } from './families.ts';
import { isEmpty, type Body, type Input, type Renderer } from './frame/body.ts';
import { element, icon, type Icon } from './frame/dom.ts';
import { drawingTurn, drawnAtOnce } from './frame/drawing_turn.ts';
import { Picker } from './frame/selection.ts';
import { sheetCsv, sheetGrid } from './frame/sheet_grid.ts';
import { emptyState, errorState, loadingState } from './frame/states.ts';
import { say, type TextKey } from './frame/texts.ts';
import { watermark } from './frame/watermark.ts';
import { fillTemplate } from './format/template.ts';
import { knownLocale } from './format/format.ts';
import type { PanelContent, PanelData, PanelView, RenderContext } from './panel_view.ts';
import { download } from './table/csv.ts';
import type { Grid } from './table/grid.ts';
import { styleRoot } from './theme/adopter.ts';
import { adoptStyles, applyTheme } from './theme/styles.ts';
import { numberFormat } from './format/intl.ts';

/**
 * Draws a panel into an element of a shadow root (or of a page without foreign styles) and keeps it
 * fitted to the element's size. Rows are never read as markup.
 */
export function renderPanel(
  host: HTMLElement,
  panel: Panel,
  content: PanelContent,
  context: RenderContext,
): PanelView {
  adoptStyles(styleRoot(host));
  return new PanelCard(host, panel, content, context);
}

const isData = (panel: Panel): panel is DataPanel => 'dataset' in panel;

let cards = 0;

/** What a panel's head and foot are drawn from. */
interface Framed {
  readonly panel: Panel;
  readonly context: RenderContext;
  readonly content: PanelContent;
  readonly body: Body | undefined;
}

class PanelCard implements PanelView {
  readonly #card = element('section');
  readonly #heading = element('div', { class: 'v-heading' });
  readonly #actions = element('div', { class: 'v-actions' });
  readonly #header = element('header', { class: 'v-head' }, this.#heading, this.#actions);
  readonly #foot = element('div', { class: 'v-foot' });
  readonly #number = ++cards;
  readonly #picker = new Picker();
  readonly #places = new Map<string, number>();
  readonly #observer: ResizeObserver;
  #bodyHost = element('div', { class: 'v-body' });
  #body: Body | undefined;
  #bodyType: Panel['type'] | undefined;
  #table: Grid | undefined;
  #asTable = false;
  #endWatermark: (() => void) | undefined;
  #turn = 0;
  #framed: Framed | undefined;
  #destroyed = false;
  #width = 0;
  #height = 0;
  drawn: Promise<void>;

  constructor(
    host: HTMLElement,
    private panel: Panel,
    private content: PanelContent,
    private context: RenderContext,
  ) {
    host.append(this.#card);
    this.#observer = new ResizeObserver(() => this.#fit());
    this.#observer.observe(this.#card);
    this.drawn = this.#draw();
  }

  update(changes: Parameters<PanelView['update']>[0]): void {
    const { panel = this.panel, content = this.content, context = this.context } = changes;
    if (panel === this.panel && content === this.content && context === this.context) return;
    if (panel !== this.panel) this.#places.clear();
    this.panel = panel;
    this.content = content;
    this.context = context;
    this.drawn = this.#draw();
  }

  resize(): void {
    this.#body?.resize();
    this.#table?.resize();
  }

  destroy(): void {
    this.#destroyed = true;
    this.#observer.disconnect();
    this.#endWatermark?.();
    this.#clear();
    this.#card.remove();
  }

  #fit(): void {
    const { clientWidth: width, clientHeight: height } = this.#card;
    if (width === this.#width && height === this.#height) return;
    this.#width = width;
    this.#height = height;
    this.resize();
  }

  async #draw(): Promise<void> {
    const turn = ++this.#turn;
    this.#drawFrame();
    if ('loading' in this.content) {
      // Rows already drawn stay, dimmed, until fresh ones come.
      if (this.#body) this.#bodyHost.classList.add('v-stale');
      else this.#showState(loadingState(this.context));
      return;
    }
    if ('waiting' in this.content) {
      this.#showState(emptyState(this.context, this.content.waiting));
      return;
    }
    if ('error' in this.content) {
      this.#showState(errorState(this.context, this.content.error));
      return;
    }
    const data = this.content;
    if (isData(this.panel) && isEmpty(data) && !countsNothing(this.panel)) {
      const text = this.panel.empty_text;
      this.#showState(emptyState(this.context, text && fillTemplate(text, this.context.variables)));
      return;
    }
    try {
      const small = smallRenderer(this.panel.type);
      const renderer = small ?? (await this.#family());
      if (turn !== this.#turn || this.#destroyed) return;
      this.#drawBody(renderer, data);
      if (small) drawnAtOnce();
      await this.#body?.ready;
    } catch (error) {
      if (turn !== this.#turn || this.#destroyed) return;
      this.#showState(
        errorState(this.context, error instanceof Error ? error.message : String(error)),
      );
    }
  }

  async #family(): Promise<Renderer> {
    const renderer = await loadFamily(this.panel.type);
    await drawingTurn();
    return renderer;
  }

  #drawFrame(): void {
    const before = this.#framed;
    const { panel, context, content } = this;
    const body = this.#body;
    if (before && before.body === body && before.content === content) {
      if (before.panel === panel && before.context === context) return;
    }
    this.#framed = { panel, context, content, body };
    const bare = 'card' in panel && panel.card === false;
    const style = bare
      ? ' v-bare'
      : context.theme.panel_style === 'border'
        ? ''
        : ` v-${context.theme.panel_style}`;
    this.#card.className = `v-panel${style}${this.#endWatermark ? ' v-marked' : ''}`;
    this.#card.setAttribute('part', 'panel');
    this.#card.dir = context.direction;
    this.#card.lang = knownLocale(context.locale);
    this.#card.dataset['type'] = panel.type;
    if (before?.context.theme !== context.theme) applyTheme(this.#card, context.theme);
    const title = fillTemplate(panel.title ?? '', context.variables);
    const description = fillTemplate(panel.description ?? '', context.variables);
    const id = `v-title-${this.#number}`;
    this.#heading.replaceChildren(
      ...(title
        ? [
            element('h2', {
              class: 'v-title',
              text: title,
              attributes: { id, title, part: 'title' },
            }),
          ]
        : []),
      ...(description ? [element('p', { class: 'v-description', text: description })] : []),
    );
    this.#header.hidden = false;
    if (title) this.#card.setAttribute('aria-labelledby', id);
    else this.#card.setAttribute('aria-label', panel.id);
    if (!this.#card.contains(this.#bodyHost)) {
      this.#card.append(this.#header, this.#bodyHost, this.#foot);
    }
    this.#drawFoot();
    this.#drawActions();
    this.#card.classList.toggle('v-untitled', !title && !description);
    this.#header.style.display =
      title || description || this.#actions.childElementCount > 0 ? '' : 'none';
    const wanted = context.demo && isData(panel);
    if (wanted && !this.#endWatermark) this.#endWatermark = watermark(this.#card);
    if (!wanted) {
      this.#endWatermark?.();
      this.#endWatermark = undefined;
    }
  }

  #drawFoot(): void {
    const data = 'columns' in this.content ? this.content : undefined;
    const cut = data?.truncated === true;
    this.#foot.style.display = cut ? '' : 'none';
    if (!cut) return;
    const rows = this.panel.type === 'table' || this.panel.type === 'pivot_table';
    const count = numberFormat(knownLocale(this.context.locale)).format(data.row_count);
    const text = say(this.context, rows ? 'truncated' : 'truncated_chart', { count });
    this.#foot.replaceChildren(icon('warning'), element('span', { text }));
  }

  #drawActions(): void {
    const sheet = this.#body?.sheet !== undefined;
    const wanted = !('download' in this.panel) || this.panel.download !== false;
    const csv = wanted && (sheet || this.#body?.csv !== undefined);
    const buttons: HTMLElement[] = [];
    if (sheet) {
      const name = this.#asTable ? 'show_chart' : 'show_table';
      const toggle = this.#action(name, this.#asTable ? 'chart' : 'table', () =>
        this.#toggleTable(),
      );
      toggle.setAttribute('aria-pressed', String(this.#asTable));
      buttons.push(toggle);
    }
    if (csv) buttons.push(this.#action('download', 'download', () => this.#download()));
    if (isData(this.panel)) {
      for (const { label, icon: name, run } of this.context.actions ?? []) {
        buttons.push(this.#button(label, name, () => run(this.panel)));
      }
    }
    this.#actions.replaceChildren(...buttons);
    this.#actions.classList.toggle('v-open', this.#asTable);
  }

  #action(label: TextKey, name: Icon, click: () => void): HTMLElement {
    return this.#button(say(this.context, label), name, click);
  }

  #button(text: string, name: Icon, click: () => void): HTMLElement {
    const attributes = { type: 'button', 'aria-label': text, title: text };
    return element('button', { class: 'v-action', attributes, on: { click } }, icon(name));
  }

  #download(): void {
    if (this.context.onDownload && 'truncated' in this.content && this.content.truncated) {
      this.context.onDownload(this.panel);
      return;
    }
    const text =
      this.#body?.csv?.() ?? (this.#body?.sheet ? sheetCsv(this.#body.sheet()) : undefined);
    if (text === undefined) return;
    const title = fillTemplate(this.panel.title ?? '', this.context.variables) || this.panel.id;
    download(title, text);
    this.context.onAnalytics?.('CSV Downloaded', { panel_id: this.panel.id, title });
  }

  #toggleTable(): void {
    this.#asTable = !this.#asTable;
    this.#showTable();
    this.#drawActions();
    this.#actions.querySelector<HTMLElement>('button')?.focus();
  }

  #showTable(): void {
    this.#table?.destroy();
    this.#table = undefined;
    const sheet = this.#asTable ? this.#body?.sheet?.() : undefined;
    this.#bodyHost.style.display = sheet ? 'none' : '';
    if (!sheet) return;
    this.#table = sheetGrid(sheet, this.panel.title ?? this.panel.id, this.context);
    this.#table.element.style.paddingTop = '10px';
    this.#bodyHost.after(this.#table.element);
    this.#table.show();
  }

  #drawBody(renderer: Renderer, data: PanelData): void {
    const { panel, context } = this;
    const pick: Input['pick'] = (selection) =>
      this.#picker.pick(this.panel, this.context, selection);
    const input = { panel, data, context, places: this.#places, pick };
    this.#bodyHost.classList.remove('v-stale');
    if (this.#body && this.#bodyType === panel.type) {
      this.#body.update(input);
    } else {
      this.#clear();
      this.#body = renderer(this.#bodyHost, input);
      this.#bodyType = panel.type;
    }
    this.#showTable();
    this.#drawFrame();
  }

  #showState(state: HTMLElement): void {
    this.#clear();
    this.#bodyHost.append(state);
    this.#drawFrame();
  }

  #clear(): void {
    this.#body?.destroy();
    this.#body = undefined;
    this.#bodyType = undefined;
    this.#table?.destroy();
    this.#table = undefined;
    const fresh = element('div', { class: 'v-body', attributes: { part: 'body' } });
    this.#bodyHost.replaceWith(fresh);
    this.#bodyHost = fresh;
  }
}

/** Panels that say "0" rather than "no data" when there are no rows. */
function countsNothing(panel: DataPanel): boolean {
  return panel.type === 'kpi_trend';
}
