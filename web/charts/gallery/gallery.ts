import { renderPanel, themeTokens, type PanelView, type RenderContext } from '../index.ts';
import type { Control, Panel } from '../../model/dashboard.ts';
import type { PanelContent, PanelData } from '../index.ts';
import { hostileTexts } from '../text/hostile_texts.ts';
import { attemptControl, attemptPanel, type Surroundings } from './attempt.ts';
import { exhibits } from './panels.ts';
import { NOW, ledger, table } from './sample_rows.ts';

/** What the test script may read and do. */
interface Gallery {
  readonly views: Map<string, PanelView>;
  readonly events: [string, unknown][];
  readonly ready: Promise<void>;
  readonly context: RenderContext;
  /** Puts one more panel on the page; resolves, when it is drawn, to the milliseconds it took. */
  readonly add: (
    panel: Panel,
    content: PanelContent,
    changes?: Partial<RenderContext>,
  ) => Promise<number>;
  /** Draws a generated panel and uses it; gives what went wrong. */
  readonly attemptPanel: (
    panel: Panel,
    first: PanelData,
    second: PanelData,
    around: Surroundings,
  ) => Promise<string[]>;
  readonly attemptControl: (control: Control, rows: PanelData, around: Surroundings) => string[];
  readonly ledger: typeof ledger;
  readonly table: typeof table;
  readonly hostileTexts: typeof hostileTexts;
}

declare global {
  interface Window {
    gallery: Gallery;
  }
}

const query = new URLSearchParams(location.search);
const dark = query.get('mode') === 'dark';
const events: [string, unknown][] = [];
const context: RenderContext = {
  locale: query.get('locale') ?? 'en-US',
  timeZone: query.get('zone') ?? 'UTC',
  theme: themeTokens(
    { font: "Inter, 'Liberation Sans', Arial, sans-serif" },
    dark ? 'dark' : 'light',
  ),
  direction: query.get('dir') === 'rtl' ? 'rtl' : 'ltr',
  variables: { customer_name: 'Acme', goal: 1_500_000, contact: 'data@example.com' },
  demo: query.has('demo'),
  now: () => NOW,
  onDrillDown: (selection) => events.push(['drill', selection]),
  onVariable: (name, value) => events.push(['variable', { name, value }]),
  onAnalytics: (name, properties) => events.push([name, properties]),
};

const main = document.getElementById('gallery') as HTMLElement;
const root = main.attachShadow({ mode: 'open' });
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  :host { display: block; padding: 20px; background: ${context.theme.background}; min-height: 100vh; box-sizing: border-box; }
  .grid { display: grid; grid-template-columns: repeat(12, minmax(0, 1fr)); grid-auto-rows: 40px; gap: 16px; }
  .cell { min-width: 0; }
  @media (max-width: 600px) { :host { padding: 12px; } .cell { grid-column: 1 / -1 !important; } }
`);
const page = new CSSStyleSheet();
page.replaceSync('body { margin: 0 }');
document.adoptedStyleSheets = [page];
root.adoptedStyleSheets = [sheet];
const grid = document.createElement('div');
grid.className = 'grid';
root.append(grid);

const views = new Map<string, PanelView>();
const cellFor = (id: string, w: number, h: number): HTMLElement => {
  const cell = document.createElement('div');
  cell.className = 'cell';
  cell.id = id;
  cell.style.gridColumn = `span ${w}`;
  cell.style.gridRow = `span ${h}`;
  grid.append(cell);
  return cell;
};
const only = query.get('only')?.split(',');
for (const { panel, content, w, h } of exhibits) {
  if (only && !only.includes(panel.id)) continue;
  views.set(panel.id, renderPanel(cellFor(panel.id, w, h), panel, content, context));
}
const add: Gallery['add'] = async (panel, content, changes = {}) => {
  const cell = cellFor(panel.id, 12, 8);
  cell.scrollIntoView();
  const start = performance.now();
  const view = renderPanel(cell, panel, content, { ...context, ...changes });
  views.set(panel.id, view);
  await view.drawn;
  return performance.now() - start;
};
const ready = Promise.all([...views.values()].map((view) => view.drawn)).then(() => undefined);
const place = document.createElement('div');
root.append(place);
window.gallery = {
  views,
  events,
  ready,
  context,
  add,
  attemptPanel: (...all) => attemptPanel(place, context, ...all),
  attemptControl: (...all) => attemptControl(place, ...all),
  ledger,
  table,
  hostileTexts,
};
