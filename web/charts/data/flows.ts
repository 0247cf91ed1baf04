/** A flow between two named places. */
export interface Flow {
  readonly source: string;
  readonly target: string;
  readonly value: number;
  readonly rows: readonly number[];
}

/**
 * The flows that lead only onwards, and those left out because they would lead back to where they
 * came from, which a Sankey diagram cannot show. Larger flows are kept before smaller ones.
 */
export function onwardFlows(flows: readonly Flow[]): {
  readonly kept: readonly Flow[];
  readonly loops: readonly Flow[];
} {
  const next = new Map<string, Set<string>>();
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean => {
    if (from === to) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    return [...(next.get(from) ?? [])].some((each) => reaches(each, to, seen));
  };
  const kept: Flow[] = [];
  const loops: Flow[] = [];
  for (const flow of [...flows].sort((a, b) => b.value - a.value)) {
    if (reaches(flow.target, flow.source)) {
      loops.push(flow);
      continue;
    }
    kept.push(flow);
    const targets = next.get(flow.source) ?? new Set();
    next.set(flow.source, targets.add(flow.target));
  }
  return { kept, loops };
}
