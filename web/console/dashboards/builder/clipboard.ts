import type { Control, Dashboard, Panel } from '../../../model/dashboard.ts';

/** Panels and controls that were copied, with all that they say. */
export interface CopiedParts {
  readonly panels: readonly Panel[];
  readonly controls: readonly Control[];
}

const KEY = 'vitrine.clipboard';

/**
 * Keeps the chosen parts in this browser, so that they can be pasted into another dashboard in
 * another tab; false when nothing is chosen.
 */
export function copyParts(definition: Dashboard, chosen: ReadonlySet<string>): boolean {
  const parts: CopiedParts = {
    panels: definition.panels.filter(({ id }) => chosen.has(id)),
    controls: (definition.controls ?? []).filter(({ id }) => chosen.has(`control:${id}`)),
  };
  if (parts.panels.length + parts.controls.length === 0) return false;
  localStorage.setItem(KEY, JSON.stringify(parts));
  return true;
}

export function copiedParts(): CopiedParts | undefined {
  const kept = localStorage.getItem(KEY);
  return kept === null ? undefined : (JSON.parse(kept) as CopiedParts);
}
