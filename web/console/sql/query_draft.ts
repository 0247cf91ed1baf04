/** What stands in the editor, kept in this browser so that a reload loses nothing. */
export interface QueryDraft {
  readonly schema: string;
  readonly sql: string;
}

const KEY = 'vitrine.query-draft';

export function readDraft(storage: Storage = localStorage): QueryDraft {
  try {
    const kept = JSON.parse(storage.getItem(KEY) ?? '{}') as Record<string, unknown>;
    return { schema: String(kept['schema'] ?? ''), sql: String(kept['sql'] ?? '') };
  } catch {
    return { schema: '', sql: '' };
  }
}

export function keepDraft({ schema, sql }: QueryDraft, storage: Storage = localStorage): void {
  storage.setItem(KEY, JSON.stringify({ schema, sql }));
}
