import { adopter } from '../theme/adopter.ts';

/** Styles of funnels and pivot tables; they come with the first of them. */
export const adoptShapeStyles = adopter(`
.v-pivot td { background-clip: padding-box; } .v-pivot th[scope=row] { font-weight: 500; position: sticky; inset-inline-start: 0; background: var(--v-surface); z-index: 1; }
.v-pivot .v-sum, .v-pivot .v-sum td { font-weight: 600; } .v-pivot thead th[colspan] { text-align: start; color: var(--v-text); }
.v-funnel { flex: 1; display: grid; grid-template-columns: fit-content(36%) 1fr max-content; grid-auto-rows: minmax(30px, 1fr); gap: 6px 12px; margin: 0; padding: 0; list-style: none; min-height: 0; overflow: auto; }
.v-stage { display: grid; grid-template-columns: subgrid; grid-column: 1 / -1; align-items: center; border-radius: 6px; min-height: 0; }
.v-stage > span:first-child { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.v-stage-bar { height: 100%; max-height: 56px; min-height: 14px; border-radius: 6px; background: var(--v-hover); overflow: hidden; } .v-stage-bar i { display: block; height: 100%; width: var(--share); min-width: 2px; border-radius: 6px; background: var(--fill); }
.v-stage-value { text-align: end; white-space: nowrap; } .v-stage-value > * { unicode-bidi: isolate; } .v-stage-value b { font-weight: 600; } .v-stage-value small { font-size: 12px; color: var(--v-muted); margin-inline-start: 6px; }
.v-stage.v-pick { cursor: pointer; }
`);
