/** What lies over a dashboard that is edited; colours are the console's. */
const css = `
:host { display: block; min-width: 0; padding: 20px; }
.e-dashboard.x-edited { display: grid; grid-template-columns: minmax(0, 1fr); }
.e-dashboard.x-edited > .e-controls { grid-area: 1 / 1; }
.e-dashboard.x-edited > .e-grid { grid-area: 2 / 1; align-content: start; }
.x-layer { pointer-events: none; min-height: 240px; }
.x-box { position: relative; pointer-events: auto; border-radius: var(--v-radius, 12px); outline: 1.5px solid transparent; outline-offset: 3px; cursor: grab; touch-action: none; }
.x-box:hover { outline-color: color-mix(in srgb, var(--accent) 45%, transparent); }
.x-box:focus-visible { outline: 2px dashed var(--accent); }
.x-box[aria-pressed=true] { outline: 2px solid var(--accent); }
.x-box.x-moving { cursor: grabbing; background: color-mix(in srgb, var(--accent) 8%, transparent); z-index: 2; }
.x-box.x-target { outline: 2px solid var(--accent); background: color-mix(in srgb, var(--accent) 12%, transparent); }
.x-grip { position: absolute; right: -5px; bottom: -5px; width: 18px; height: 18px; border: 2px solid var(--surface); border-radius: 50%; background: var(--accent); cursor: nwse-resize; opacity: 0; touch-action: none; }
.x-box:hover .x-grip, .x-box[aria-pressed=true] .x-grip, .x-box:focus-visible .x-grip { opacity: 1; }
.x-badge { position: absolute; top: -10px; left: 10px; padding: 0 7px; border-radius: 99px; background: var(--accent); color: var(--on-accent); font: 500 11px/18px var(--font); white-space: nowrap; display: none; }
.x-box[aria-pressed=true] .x-badge, .x-box:focus-visible .x-badge { display: block; }
@container vitrine (width < 600px) { .x-box { cursor: pointer; } .x-grip { display: none; } }
`;

let sheet: CSSStyleSheet | undefined;

export function canvasStyles(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  return sheet;
}
