/** A level as it is being changed. */
export interface LevelRow {
  readonly key: number;
  /** What it is called on the server; undefined for a new one. */
  readonly was: string | undefined;
  readonly name: string;
}

/** The body that replaces the levels, in which renamed ones say what they were. */
export function levelsBody(rows: readonly LevelRow[]): {
  readonly levels: readonly { readonly name: string; readonly was?: string }[];
} {
  return {
    levels: rows.map(({ was, name }) => ({
      name: name.trim(),
      ...(was !== undefined && was !== name.trim() ? { was } : {}),
    })),
  };
}

/** The rows with one at another place. */
export function moved<T>(rows: readonly T[], from: number, to: number): readonly T[] {
  const left = rows.filter((_, at) => at !== from);
  return [...left.slice(0, to), ...rows.slice(from, from + 1), ...left.slice(to)];
}
