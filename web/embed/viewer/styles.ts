import { adopter } from '../../charts/theme/adopter.ts';

/**
 * Gives a root the styles of the shell: grid, controls, popups, dialogs. Colours are the theme's
 * properties.
 */
export const adoptEmbedStyles = adopter(`
:host { display: block; min-width: 0; }
:host([hidden]) { display: none; }
.e-root { all: initial; box-sizing: border-box; display: block; position: relative; font-family: inherit; direction: inherit; color: var(--v-text); container: vitrine / inline-size; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
.e-page { padding: 16px; } @media (max-width: 600px) { .e-page { padding: 12px; } }
.e-root *, .e-root *::before, .e-root *::after { box-sizing: border-box; }
.e-root [hidden] { display: none !important; }
.e-backed { background: var(--v-background); padding: 16px; }
.e-dashboard { font: 400 13px/1.45 var(--v-font, inherit); color: var(--v-text); text-align: start; }
.e-grid { display: grid; grid-template-columns: repeat(12, minmax(0, 1fr)); grid-auto-rows: 40px; gap: 16px; }
.e-slot { min-width: 0; min-height: 0; }
.e-placed { grid-column: var(--c); grid-row: var(--r); min-width: 0; }
.e-grid > .c-box { align-self: center; max-width: none; }
.e-controls { display: flex; flex-wrap: wrap; align-items: center; min-height: 36px; gap: 8px; margin-bottom: 16px; }
.v-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@container vitrine (width < 600px) {
  .e-grid { gap: 12px; }
  .e-placed { grid-column: var(--pc); grid-row: var(--pr); }
  .e-phone-hidden { display: none !important; }
  .e-controls { gap: 8px; margin-bottom: 12px; }
  .e-controls > .c-box { flex: 1 1 auto; max-width: 100%; }
  .e-controls .c-strip { flex: 1; } .e-controls .c-segment { flex: 1 0 auto; justify-content: center; }
}

.c-box { display: inline-flex; align-items: center; gap: 8px; height: 36px; max-width: 340px; min-width: 0; padding-inline: 11px 6px; border: 1px solid var(--v-control); border-radius: 9px; background: var(--v-surface); color: var(--v-text); font: 400 13px/1.3 var(--v-font, inherit); transition: border-color 120ms; }
.c-box:hover { border-color: var(--v-muted); }
.c-box:focus-within { outline: 2px solid var(--v-accent); outline-offset: 0; border-color: transparent; }
.c-label { color: var(--v-muted); white-space: nowrap; flex: none; }
.c-box > .c-label + * { min-width: 0; }
.c-blocked { border-style: dashed; background: none; } .c-blocked:hover { border-color: var(--v-control); } .c-blocked .c-value { color: var(--v-muted); font-weight: 400; }
.c-trigger { all: unset; display: flex; align-items: center; gap: 4px; flex: 1; min-width: 48px; height: 100%; cursor: pointer; }
.c-trigger:disabled { cursor: not-allowed; }
.c-value { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-weight: 550; } .c-unset { font-weight: 400; }
.c-caret { flex: none; width: 14px; height: 14px; color: var(--v-muted); }
.c-clear { all: unset; display: inline-grid; place-items: center; flex: none; width: 24px; height: 24px; border-radius: 6px; color: var(--v-muted); cursor: pointer; }
.c-clear:hover { background: var(--v-hover); color: var(--v-text); } .c-clear:focus-visible { outline: 2px solid var(--v-accent); } .c-clear .icon { width: 13px; height: 13px; }
.c-input { all: unset; flex: 1; min-width: 60px; width: 110px; height: 100%; font: inherit; font-weight: 550; color: inherit; } .c-input::placeholder { color: var(--v-muted); font-weight: 400; opacity: 1; } .c-input:invalid { color: var(--v-negative); } .c-input:disabled { cursor: not-allowed; }
.c-input[type=number] { width: 80px; appearance: textfield; } .c-input[type=date] { flex: 1 0 auto; width: auto; display: inline-flex; }
.c-segments { padding: 2px 3px; gap: 6px; } .c-segments > .c-label { padding-inline-start: 8px; }
.c-strip { display: flex; gap: 2px; height: 100%; overflow-x: auto; scrollbar-width: none; }
.c-segment { position: relative; display: flex; align-items: center; padding: 0 10px; border-radius: 7px; cursor: pointer; white-space: nowrap; color: var(--v-muted); }
.c-segment:hover { color: var(--v-text); background: var(--v-hover); }
.c-segment:has(:checked) { background: var(--v-accent-soft); color: var(--v-accent-text); font-weight: 600; }
.c-segment:has(:focus-visible) { outline: 2px solid var(--v-accent); outline-offset: -2px; }
.c-segment:has(:disabled) { cursor: not-allowed; }
.c-radio { position: absolute; opacity: 0; inset: 0; margin: 0; cursor: inherit; }
.c-button { padding: 0; border: 0; background: none; } .c-button:focus-within { outline: none; }
.c-fire, .c-apply, .e-button { all: unset; box-sizing: border-box; height: 36px; padding: 0 14px; border-radius: 9px; background: var(--v-accent); color: var(--v-on-accent); font: 600 13px/1 var(--v-font, inherit); cursor: pointer; text-align: center; display: inline-grid; place-items: center; }
.c-fire:hover, .c-apply:hover, .e-button:hover { filter: brightness(1.07); } .c-fire:focus-visible, .c-apply:focus-visible, .e-button:focus-visible { outline: 2px solid var(--v-accent); outline-offset: 2px; } .c-fire:disabled { opacity: 0.5; cursor: not-allowed; filter: none; }

.c-popup { all: initial; box-sizing: border-box; position: fixed; inset: auto; margin: 0; padding: 6px; display: none; flex-direction: column; overflow: hidden; max-width: min(420px, 94vw); color: var(--v-text); background: var(--v-raised); border: 1px solid var(--v-border); border-radius: 11px; box-shadow: 0 10px 32px rgb(10 15 25 / 20%), 0 2px 6px rgb(10 15 25 / 10%); font: 400 13px/1.4 var(--v-font, inherit); direction: inherit; color-scheme: inherit; }
.c-popup:popover-open { display: flex; }
.c-listbox { display: flex; flex-direction: column; min-height: 0; gap: 6px; flex: 1; }
.v-input { all: unset; box-sizing: border-box; width: 100%; height: 32px; padding: 0 10px; border: 1px solid var(--v-control); border-radius: 8px; background: var(--v-surface); color: var(--v-text); font: inherit; } .v-input::placeholder { color: var(--v-muted); opacity: 1; } .v-input:focus { outline: 2px solid var(--v-accent); outline-offset: -1px; }
.c-search { flex: none; }
.c-list { margin: 0; padding: 0; list-style: none; overflow: auto; max-height: 296px; min-height: 0; outline: none; scrollbar-width: thin; overscroll-behavior: contain; }
.c-list:focus-visible { outline: 2px solid var(--v-accent); border-radius: 6px; }
.c-option { display: flex; align-items: center; gap: 8px; min-height: 32px; padding: 4px 10px 4px 6px; border-radius: 7px; cursor: pointer; }
.c-option.c-active, .c-option:hover { background: var(--v-hover); }
.c-option-label { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-width: 0; }
.c-tick { flex: none; width: 16px; height: 16px; display: grid; place-items: center; color: var(--v-accent-text); visibility: hidden; } .c-option[aria-selected=true] .c-tick { visibility: visible; } .c-option[aria-selected=true] { font-weight: 600; }
.c-list[aria-multiselectable] .c-tick { visibility: visible; border: 1.5px solid var(--v-control); border-radius: 4px; color: transparent; } .c-list[aria-multiselectable] .c-option[aria-selected=true] .c-tick { background: var(--v-accent); border-color: var(--v-accent); color: var(--v-on-accent); } .c-tick .icon { width: 13px; height: 13px; stroke-width: 2; }
.c-note { margin: 0; padding: 4px 10px; color: var(--v-muted); font-size: 12px; flex: none; } .c-note:empty { display: none; }
.c-foot { display: flex; justify-content: space-between; gap: 8px; padding: 6px 4px 0; margin-top: 6px; border-top: 1px solid var(--v-border); flex: none; }
.c-link { all: unset; padding: 4px 6px; border-radius: 6px; color: var(--v-accent-text); font-weight: 550; cursor: pointer; } .c-link:hover { background: var(--v-hover); } .c-link:focus-visible { outline: 2px solid var(--v-accent); }
.c-range:popover-open { display: grid; grid-template-columns: auto minmax(170px, 1fr); gap: 6px 12px; overflow: auto; }
.c-shortcuts { display: flex; flex-direction: column; gap: 1px; }
.c-shortcut { all: unset; padding: 6px 12px; border-radius: 7px; cursor: pointer; white-space: nowrap; } .c-shortcut:hover { background: var(--v-hover); } .c-shortcut[aria-pressed=true] { background: var(--v-accent-soft); color: var(--v-accent-text); font-weight: 600; } .c-shortcut:focus-visible { outline: 2px solid var(--v-accent); outline-offset: -2px; }
.c-days { display: flex; flex-direction: column; gap: 10px; padding: 8px 6px 6px; }
.c-day { display: flex; flex-direction: column; gap: 4px; } .c-day > span { color: var(--v-muted); font-size: 12px; }
.c-apply { margin-top: 2px; }

.e-message { grid-column: 1 / -1; grid-row: span 4; min-height: 180px; display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 6px; padding: 24px; text-align: center; color: var(--v-muted); border: 1px dashed var(--v-control); border-radius: var(--v-radius); background: var(--v-surface); font: 400 14px/1.5 var(--v-font, inherit); }
.e-message strong { color: var(--v-text); font-weight: 600; font-size: 15px; } .e-message p { margin: 0; max-width: 56ch; overflow-wrap: anywhere; } .e-message .e-button { margin-top: 10px; }
.e-message code { font: 12.5px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.e-notice { display: flex; align-items: center; gap: 10px; padding: 8px 12px; margin-bottom: 12px; border-radius: 9px; border: 1px solid var(--v-border); background: var(--v-surface); color: var(--v-text); font: 400 13px/1.4 var(--v-font, inherit); } .e-notice .icon { color: var(--v-warning); flex: none; }
.e-wait { display: grid; grid-template-columns: repeat(12, minmax(0, 1fr)); grid-auto-rows: 40px; gap: 16px; }
.e-wait i { border-radius: var(--v-radius); background: var(--v-surface); border: 1px solid var(--v-border); animation: e-breathe 1.4s ease-in-out infinite alternate; grid-row: span 3; grid-column: span 3; } .e-wait i:nth-child(n + 5) { grid-column: span 6; grid-row: span 6; }
@container vitrine (width < 600px) { .e-wait i { grid-column: 1 / -1 !important; } }
@keyframes e-breathe { from { opacity: 1; } to { opacity: 0.5; } }
.e-top { display: flex; align-items: center; gap: 10px; margin-bottom: 14px; color: var(--v-text); font: 400 13px/1.4 var(--v-font, inherit); }
.e-back { all: unset; display: inline-flex; align-items: center; gap: 6px; height: 32px; padding: 0 10px 0 6px; border-radius: 8px; color: var(--v-accent-text); font-weight: 600; cursor: pointer; } .e-back:hover { background: var(--v-hover); } .e-back:focus-visible { outline: 2px solid var(--v-accent); }
[dir=rtl] .e-back .icon { transform: scaleX(-1); }
.e-title { margin: 0; font-size: 16px; font-weight: 650; letter-spacing: -0.01em; }

.e-dialog { all: initial; box-sizing: border-box; position: fixed; inset: 0; margin: auto; width: min(1080px, calc(100vw - 32px)); height: min(720px, calc(100vh - 48px)); display: none; flex-direction: column; gap: 12px; padding: 14px 16px 16px; border: 1px solid var(--v-border); border-radius: 16px; background: var(--v-background); color: var(--v-text); font: 400 13px/1.45 var(--v-font, inherit); direction: inherit; color-scheme: inherit; box-shadow: 0 24px 80px rgb(5 10 20 / 35%); }
.e-dialog[open] { display: flex; }
.e-dialog::backdrop { background: rgb(10 14 22 / 45%); }
.e-dialog-head { display: flex; align-items: center; gap: 8px; } .e-dialog-head h2 { flex: 1; margin: 0; font-size: 15px; line-height: 22px; font-weight: 650; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.e-dialog-body { flex: 1; min-height: 0; position: relative; }
@media (max-width: 600px) { .e-dialog { width: 100vw; height: 100vh; border-radius: 0; border: 0; } }
@media (prefers-reduced-motion: reduce) { .e-root *, .c-popup { animation: none !important; transition: none !important; } }
@media print {
  .e-controls .c-clear, .c-caret, .e-back { display: none; }
  .e-slot { break-inside: avoid; }
  .e-backed { padding: 0; background: none; }
}
`);
