import type { Api } from '../api/api.ts';
import { segment } from '../api/api.ts';
import { Problem } from '../api/problem.ts';

/** What the API's answers hold about schemas, data sources and tables. Names are those of the wire. */
export interface DataSchema {
  readonly id: number;
  readonly name: string;
  readonly strict_mapping: boolean;
  readonly default_data_source_id: number | null;
}

export interface Source {
  readonly id: number;
  readonly name: string;
  readonly provided_id: string | null;
  readonly schema_id: number;
  readonly kind: string;
  readonly connection: Readonly<Record<string, unknown>>;
  readonly visibility_groups: readonly string[];
  readonly query_timeout_seconds: number | null;
  readonly max_connections: number;
}

export interface SourceSetting {
  readonly name: string;
  readonly type: 'text' | 'lines' | 'integer' | 'boolean' | 'choice';
  readonly label: string;
  readonly hint: string;
  readonly required: boolean;
  readonly secret: boolean;
  readonly preset: string | null;
  readonly choices: readonly string[];
}

export interface SourceKind {
  readonly kind: string;
  readonly settings: readonly SourceSetting[];
}

export interface TableColumn {
  readonly name: string;
  readonly type: string;
  readonly database_type: string;
}

export interface SchemaTable {
  readonly name: string;
  readonly database_schema: string;
  readonly tenant_column: string | null;
  readonly present: boolean;
  readonly columns: readonly TableColumn[];
}

export interface SyncedTables {
  readonly synced_at: string | null;
  readonly tables: readonly SchemaTable[];
  readonly truncated: boolean;
}

export interface TestedConnection {
  readonly version: string;
  readonly elapsed_ms: number;
  readonly tables: readonly { readonly name: string; readonly database_schema: string }[];
  readonly truncated: boolean;
}

/** Schemas with their data sources. */
export interface DataSetup {
  readonly schemas: readonly DataSchema[];
  readonly sources: readonly Source[];
}

export async function readSetup(api: Api, signal?: AbortSignal): Promise<DataSetup> {
  const [{ schemas }, { data_sources: sources }] = await Promise.all([
    api.get<{ schemas: DataSchema[] }>('/api/v1/schemas', {}, signal),
    api.get<{ data_sources: Source[] }>('/api/v1/data-sources', {}, signal),
  ]);
  return { schemas, sources };
}

export async function readKinds(api: Api, signal?: AbortSignal): Promise<readonly SourceKind[]> {
  return (await api.get<{ source_kinds: SourceKind[] }>('/api/v1/source-kinds', {}, signal))
    .source_kinds;
}

export const readTables = (api: Api, schema: number | string, signal?: AbortSignal) =>
  api.get<SyncedTables>(`/api/v1/schemas/${segment(String(schema))}/tables`, {}, signal);

/** Whether a connection works, in the words of who looks at it. */
export type Health =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'good'; readonly version: string; readonly elapsedMs: number }
  | { readonly kind: 'bad'; readonly message: string };

/** Asks a data source whether it answers. */
export async function healthOf(api: Api, source: number, signal?: AbortSignal): Promise<Health> {
  try {
    const tested = await api.post<TestedConnection>(
      `/api/v1/data-sources/${source}:test`,
      {},
      { signal },
    );
    return { kind: 'good', version: tested.version, elapsedMs: tested.elapsed_ms };
  } catch (error) {
    if (error instanceof Problem) return { kind: 'bad', message: error.message };
    throw error;
  }
}
