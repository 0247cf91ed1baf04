import { plainColor, readable, textOn } from '../data/color.ts';
import { adopter } from './adopter.ts';
import type { ThemeTokens } from './tokens.ts';

/**
 * Gives a document or shadow root the styles of everything that panels share, once. Colours come from
 * the custom properties of the host.
 */
export const adoptStyles = adopter(`
.v-panel { box-sizing: border-box; container: v-panel / inline-size; position: relative; display: flex; flex-direction: column; width: 100%; height: 100%; min-width: 0; overflow: hidden; background: var(--v-surface); color: var(--v-text); border: 1px solid var(--v-border); border-radius: var(--v-radius); font: 400 13px/1.45 var(--v-font); font-variant-numeric: tabular-nums; text-align: start; -webkit-font-smoothing: antialiased; isolation: isolate; }
.v-panel *, .v-panel *::before { box-sizing: border-box; }
.v-panel.v-marked { position: relative !important; display: flex !important; isolation: isolate !important; transform-style: flat !important; filter: none !important; mix-blend-mode: normal !important; }
.v-panel.v-shadow { border-color: transparent; box-shadow: 0 0 0 1px color-mix(in srgb, var(--v-text) 5%, transparent), 0 1px 2px rgb(16 24 40 / 6%), 0 4px 12px rgb(16 24 40 / 5%); }
.v-panel.v-flat { border-color: transparent; }
.v-panel.v-bare { background: none; border-color: transparent; box-shadow: none; }
.v-head { display: flex; align-items: flex-start; gap: 8px; padding: 14px 16px 0; min-height: 0; flex: none; }
.v-bare .v-head, .v-bare .v-body { padding-inline: 0; }
.v-heading { flex: 1; min-width: 0; }
.v-title { margin: 0; font-size: 14px; line-height: 20px; font-weight: 600; letter-spacing: -0.006em; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
@container v-panel (width < 220px) { .v-title { font-size: 13px; line-height: 17px; white-space: normal; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow-wrap: anywhere; } }
.v-description { margin: 1px 0 0; font-size: 12px; line-height: 17px; color: var(--v-muted); overflow: hidden; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; }
.v-actions { display: flex; gap: 2px; margin: -3px -6px -3px 0; opacity: 0; transition: opacity 120ms; flex: none; }
[dir=rtl] .v-actions { margin: -3px 0 -3px -6px; }
.v-panel:hover .v-actions, .v-panel:focus-within .v-actions, .v-actions.v-open { opacity: 1; }
@media (hover: none) { .v-actions { opacity: 1; } [data-type^=kpi] .v-actions, [data-type=progress] .v-actions, [data-type=gauge] .v-actions { display: none; } }
@media (hover: hover) { .v-actions { position: absolute; z-index: 4; inset-block-start: 10px; inset-inline-end: 10px; margin: 0; padding: 1px; border-radius: 8px; background: var(--v-surface); } [dir=rtl] .v-actions { margin: 0; } }
.v-action { display: inline-grid; place-items: center; width: 26px; height: 26px; padding: 0; border: 0; border-radius: 6px; background: none; color: var(--v-muted); cursor: pointer; }
.v-action:hover { background: var(--v-hover); color: var(--v-text); }
.v-action[aria-pressed=true] { color: var(--v-accent-text); background: var(--v-accent-soft); }
.v-panel :focus-visible { outline: 2px solid var(--v-accent); outline-offset: 1px; }
.v-body { position: relative; flex: 1; min-height: 0; min-width: 0; padding: 8px 16px 14px; display: flex; flex-direction: column; }
.v-body.v-edge { padding: 10px 0 0; }
.v-untitled > .v-body { padding-top: 14px; } .v-bare.v-untitled > .v-body { padding-block: 0; }
.v-foot { flex: none; display: flex; gap: 6px; align-items: center; padding: 0 16px 10px; margin-top: -4px; font-size: 12px; color: var(--v-muted); }
.v-foot .icon { width: 13px; height: 13px; color: var(--v-warning); flex: none; }
.v-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.v-state { flex: 1; display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 6px; text-align: center; color: var(--v-muted); padding: 8px; min-height: 0; overflow: auto; }
.v-state .icon { width: 22px; height: 22px; opacity: 0.75; flex: none; }
.v-state strong { color: var(--v-text); font-weight: 600; }
.v-state.v-error .icon { color: var(--v-negative); opacity: 1; }
.v-state p { margin: 0; max-width: 46ch; overflow-wrap: anywhere; }
.v-skeleton { flex: 1; display: flex; align-items: flex-end; gap: 6%; padding: 6px 4px 0; min-height: 0; }
.v-skeleton i { flex: 1; border-radius: 5px 5px 0 0; background: var(--v-hover); animation: v-breathe 1.5s ease-in-out infinite alternate; }
.v-skeleton i:nth-child(1) { height: 46%; } .v-skeleton i:nth-child(2) { height: 72%; } .v-skeleton i:nth-child(3) { height: 38%; } .v-skeleton i:nth-child(4) { height: 88%; } .v-skeleton i:nth-child(5) { height: 58%; } .v-skeleton i:nth-child(6) { height: 66%; }
@keyframes v-breathe { from { opacity: 1; } to { opacity: 0.45; } }
@media (prefers-reduced-motion: reduce) { .v-panel * { animation: none !important; transition: none !important; } }
.v-stale { opacity: 0.55; transition: opacity 150ms 150ms; }

.v-arc { direction: ltr; }
[dir=rtl] .v-spark { transform: scaleX(-1); }

.v-table { display: flex; flex-direction: column; flex: 1; min-height: 0; min-width: 0; }
.v-toolbar { display: flex; align-items: center; gap: 6px; padding: 0 16px 10px; flex: none; }
.v-search { position: relative; flex: 0 1 240px; min-width: 96px; }
.v-search .icon { position: absolute; inset-inline-start: 8px; top: 7px; width: 14px; height: 14px; color: var(--v-muted); pointer-events: none; }
.v-input { width: 100%; height: 28px; padding: 0 8px; border: 1px solid var(--v-control); border-radius: 7px; background: var(--v-surface); color: var(--v-text); font: inherit; font-size: 12px; }
.v-input::placeholder { color: var(--v-muted); opacity: 1; }
.v-input:focus { outline: 2px solid var(--v-accent); outline-offset: -1px; border-color: transparent; }
.v-search .v-input { padding-inline-start: 28px; }
.v-scroll { flex: 1; min-height: 0; overflow: auto; border-top: 1px solid var(--v-border); scrollbar-width: thin; scrollbar-color: var(--v-control) transparent; overscroll-behavior: contain; overflow-anchor: none; }
.v-grid { border-collapse: separate; border-spacing: 0; table-layout: fixed; min-width: 100%; font-size: 13px; }
.v-grid th, .v-grid td { padding: 0 12px; height: var(--row); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; text-align: start; border-bottom: 1px solid var(--v-line); }
.v-grid tr > :first-child { padding-inline-start: 16px; } .v-grid tr > :last-child { padding-inline-end: 16px; }
.v-grid thead th { position: sticky; top: 0; z-index: 2; height: 34px; background: var(--v-head); border-bottom: 1px solid var(--v-border); font-weight: 500; font-size: 12px; color: var(--v-muted); }
.v-grid thead tr:nth-child(2) th { top: 34px; height: 36px; padding-block: 3px; }
.v-grid .v-end { text-align: end; } .v-grid .v-center { text-align: center; }
.v-grid .v-wrap { white-space: normal; } .v-grid .v-wrap > span { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; }
.v-grid tbody tr:hover td { background-color: color-mix(in srgb, var(--v-text) 3%, var(--v-surface)); }
.v-grid tbody tr.v-pick { cursor: pointer; } .v-grid tbody tr[aria-selected=true] td { background-color: var(--v-accent-soft); }
.v-grid tbody tr:focus-visible { outline-offset: -2px; }
.v-grid tr.v-space td { padding: 0; border: 0; height: var(--space); }
.v-grid tfoot td { position: sticky; bottom: 0; z-index: 1; background: var(--v-head); border-top: 1px solid var(--v-border); border-bottom: 0; font-weight: 600; }
.v-sort { all: unset; display: inline-flex; align-items: center; gap: 4px; max-width: 100%; cursor: pointer; border-radius: 4px; }
.v-sort:focus-visible { outline: 2px solid var(--v-accent); }
.v-sort > span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.v-sort:hover { color: var(--v-text); } .v-sort .icon { width: 11px; height: 11px; flex: none; }
th[aria-sort] .v-sort { color: var(--v-text); }
.v-end .v-sort { flex-direction: row-reverse; }
.v-number { color: var(--v-muted); }
.v-badge { display: inline-block; max-width: 100%; padding: 1px 8px; border-radius: 99px; font-size: 12px; line-height: 18px; font-weight: 500; background: var(--badge, var(--v-hover)); color: var(--badge-text, inherit); overflow: hidden; text-overflow: ellipsis; vertical-align: middle; }
.v-bar-cell { position: relative; display: block; } .v-bar-cell::before { content: ''; position: absolute; inset-block: 1px; inset-inline-start: 0; width: var(--share); min-width: 2px; background: var(--v-bar); border-radius: 3px; z-index: 0; } .v-bar-cell > span { position: relative; padding-inline: 6px; }
.v-grid img { height: calc(var(--row) - 10px); max-width: 100%; vertical-align: middle; border-radius: 4px; object-fit: contain; }
.v-panel a { color: var(--v-accent-text); text-decoration: none; } .v-panel a:hover { text-decoration: underline; }
.v-status { display: flex; align-items: center; gap: 4px; flex: none; padding: 6px 16px; min-height: 34px; font-size: 12px; color: var(--v-muted); border-top: 1px solid var(--v-border); }
.v-status .v-grow { flex: 1; } .v-status .v-action:disabled { opacity: 0.35; cursor: default; background: none; }
[dir=rtl] .icon-before, [dir=rtl] .icon-after, [dir=rtl] .icon-flat { transform: scaleX(-1); }

.v-kpi { flex: 1; display: flex; flex-direction: column; justify-content: flex-start; min-height: 0; min-width: 0; container-type: size; }
.v-kpi-row { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 10px; }
.v-kpi-value { font-size: clamp(18px, min(13cqw, 46cqh, 104cqw / var(--chars, 8)), 36px); line-height: 1.15; font-weight: 650; letter-spacing: -0.022em; white-space: nowrap; color: var(--value, inherit); }
.v-kpi-note { color: var(--v-muted); font-size: 12px; line-height: 18px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.v-delta { display: inline-flex; align-items: center; gap: 3px; padding: 1px 7px 1px 5px; border-radius: 99px; font-size: 12px; line-height: 18px; font-weight: 600; white-space: nowrap; background: var(--v-hover); color: var(--v-muted); }
.v-delta .icon { width: 11px; height: 11px; }
@container (width < 170px) { .v-kpi-row { column-gap: 6px; } .v-delta, .v-delta.v-good, .v-delta.v-bad { padding: 0; background: none; } }
.v-delta.v-good { color: var(--v-positive); background: var(--v-positive-soft); } .v-delta.v-bad { color: var(--v-negative); background: var(--v-negative-soft); }
.v-spark { flex: 1; min-height: 18px; max-height: 96px; margin: 6px -16px -14px; overflow: hidden; } .v-spark svg { display: block; width: 100%; height: 100%; }
.v-kpi > .v-track { margin-block: auto 2px; flex: none; }
.v-progress-row { display: flex; align-items: baseline; justify-content: space-between; gap: 8px; margin-bottom: 8px; }
.v-track { height: 10px; border-radius: 5px; background: var(--v-hover); overflow: hidden; } .v-track i { display: block; height: 100%; min-width: 4px; width: var(--share); background: var(--fill); border-radius: 5px; }
.v-arc { flex: 1; min-height: 0; position: relative; } .v-arc svg { position: absolute; inset: 0; margin: auto; width: 100%; height: 100%; max-width: 250px; max-height: 210px; } .v-arc text { font-family: var(--v-font); fill: var(--v-text); } .v-arc .v-arc-note { fill: var(--v-muted); }

.v-text { flex: 1; overflow: auto; overflow-wrap: anywhere; font-size: 14px; line-height: 1.55; } .v-text.v-center { text-align: center; } .v-text.v-end { text-align: end; }
.v-text a { text-decoration: underline; text-underline-offset: 2px; text-decoration-thickness: 1px; }
.v-text > :first-child { margin-top: 0; } .v-text > :last-child { margin-bottom: 0; }
.v-text h3, .v-text h4, .v-text h5, .v-text h6 { margin: 0.9em 0 0.35em; line-height: 1.3; font-weight: 650; letter-spacing: -0.012em; } .v-text .md-h1 { font-size: 22px; } .v-text .md-h2 { font-size: 18px; } .v-text .md-h3 { font-size: 16px; } .v-text .md-h4, .v-text .md-h5, .v-text .md-h6 { font-size: 14px; }
.v-text p, .v-text ul, .v-text ol, .v-text blockquote, .v-text pre, .v-text table { margin: 0 0 0.7em; } .v-text ul, .v-text ol { padding-inline-start: 1.4em; } .v-text li > p { margin: 0; }
.v-text code { font: 12.5px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; background: var(--v-hover); padding: 1px 4px; border-radius: 4px; } .v-text pre { background: var(--v-hover); padding: 10px 12px; border-radius: 8px; overflow: auto; } .v-text pre code { background: none; padding: 0; }
.v-text blockquote { border-inline-start: 3px solid var(--v-border); padding-inline-start: 12px; margin-inline: 0; color: var(--v-muted); } .v-text hr { border: 0; border-top: 1px solid var(--v-border); margin: 1em 0; } .v-text img { max-width: 100%; border-radius: 6px; }
.v-text table { border-collapse: collapse; } .v-text th, .v-text td { padding: 5px 10px; border-bottom: 1px solid var(--v-border); text-align: start; } .v-text .align-right { text-align: end; } .v-text .align-center { text-align: center; }
.v-image { flex: 1; min-height: 0; display: flex; } .v-image img { flex: 1; min-width: 0; width: 100%; height: 100%; object-fit: var(--fit, contain); border-radius: 6px; }
`);

/** Custom properties of a theme, by name. Controls and pages may use them too. */
export function themeProperties(theme: ThemeTokens): Readonly<Record<string, string>> {
  const accentText = readable(theme.accent, theme.surface);
  const soft = (color: string) =>
    `color-mix(in srgb, ${plainColor(color)} ${theme.mode === 'dark' ? 20 : 11}%, ${plainColor(theme.surface)})`;
  return {
    '--v-background': theme.background,
    '--v-surface': theme.surface,
    '--v-raised':
      theme.mode === 'dark'
        ? `color-mix(in srgb, ${plainColor(theme.surface)} 88%, white)`
        : theme.surface,
    '--v-head': `color-mix(in srgb, ${plainColor(theme.surface)} 97%, ${plainColor(theme.text)})`,
    '--v-border': theme.border,
    '--v-line': `color-mix(in srgb, ${plainColor(theme.border)} 60%, transparent)`,
    '--v-control': `color-mix(in srgb, ${plainColor(theme.text_muted)} 45%, ${plainColor(theme.surface)})`,
    '--v-hover': `color-mix(in srgb, ${plainColor(theme.text)} 7%, transparent)`,
    '--v-text': theme.text,
    '--v-muted': theme.text_muted,
    '--v-accent': theme.accent,
    '--v-accent-text': accentText,
    '--v-on-accent': textOn(theme.accent),
    '--v-accent-soft': soft(theme.accent),
    '--v-bar': plainColor(theme.accent, theme.mode === 'dark' ? 0.42 : 0.2),
    '--v-positive': theme.positive,
    '--v-positive-soft': soft(theme.positive),
    '--v-negative': theme.negative,
    '--v-negative-soft': soft(theme.negative),
    '--v-warning': theme.warning,
    '--v-font': theme.font,
    '--v-radius': `${theme.radius}px`,
  };
}

/** Sets a theme's custom properties on an element, for it and all inside it. */
export function applyTheme(target: HTMLElement, theme: ThemeTokens): void {
  for (const [name, value] of Object.entries(themeProperties(theme))) {
    target.style.setProperty(name, value);
  }
}
