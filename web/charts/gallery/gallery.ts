import { renderPanel, themeTokens, type PanelView, type RenderContext } from '../index.ts';
import { exhibits } from './panels.ts';
import { NOW } from './sample_rows.ts';

/** What the test script may read and do. */
interface Gallery {
  readonly views: Map<string, PanelView>;
  readonly events: [string, unknown][];
  readonly ready: Promise<void>;
  readonly context: RenderContext;
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
const only = query.get('only');
for (const { panel, content, w, h } of exhibits) {
  if (only && panel.id !== only) continue;
  const cell = document.createElement('div');
  cell.className = 'cell';
  cell.id = panel.id;
  cell.style.gridColumn = `span ${w}`;
  cell.style.gridRow = `span ${h}`;
  grid.append(cell);
  views.set(panel.id, renderPanel(cell, panel, content, context));
}
const ready = Promise.all([...views.values()].map((view) => view.drawn)).then(() => undefined);
window.gallery = { views, events, ready, context };
