import type { Api } from '../api/api.ts';
import type { PanelData } from '../../charts/index.ts';
import type { Column } from '../../charts/index.ts';

/** A query that was run as a customer: its rows, and everything that was decided on the way. */
export interface QueryPreview {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly unknown[])[];
  readonly row_count: number;
  readonly truncated: boolean;
  readonly data_source: {
    readonly id: number;
    readonly name: string;
    readonly kind: string;
    readonly from: 'own' | 'inherited' | 'default';
  };
  readonly sql: string;
  readonly bindings: readonly Binding[];
  readonly elapsed_ms: number;
}

/** A value that was bound in place of a variable. */
export interface Binding {
  readonly variable: string;
  readonly value: unknown;
  readonly type: string;
  readonly origin: string;
}

export interface Declaration {
  readonly name: string;
  readonly kind?: 'any' | 'text' | 'number' | 'boolean' | 'date' | 'date_range';
  readonly options?: readonly string[];
}

export interface PreviewQuestion {
  /** Name or id. */
  readonly schema: string;
  readonly sql: string;
  readonly customer: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly declarations?: readonly Declaration[];
  /** 1 to 10,000. */
  readonly limit?: number;
}

export interface QueryFinding {
  readonly code: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly variable: string | null;
}

export interface QueryCheck {
  readonly valid: boolean;
  readonly errors: readonly QueryFinding[];
  readonly dialect: string;
  readonly variables: readonly string[];
}

/** A variable of a customer. */
export interface CustomerVariable {
  readonly name: string;
  readonly value: unknown;
  readonly type: string;
  readonly origin: string;
}

export const preview = (
  api: Api,
  question: PreviewQuestion,
  signal?: AbortSignal,
): Promise<QueryPreview> => api.post('/api/v1/query:preview', question, { signal });

export const check = (
  api: Api,
  question: Omit<PreviewQuestion, 'customer' | 'limit'> & {
    readonly customer?: string;
    readonly tenant_optional?: boolean;
  },
  signal?: AbortSignal,
): Promise<QueryCheck> => api.post('/api/v1/query:check', question, { signal });

export async function variablesOf(
  api: Api,
  customer: string,
  signal?: AbortSignal,
): Promise<readonly CustomerVariable[]> {
  return (
    await api.get<{ variables: CustomerVariable[] }>(
      '/api/v1/query:variables',
      { customer },
      signal,
    )
  ).variables;
}

/** The rows as panels take them, column by column. */
export function panelData({ columns, rows, row_count, truncated }: QueryPreview): PanelData {
  return {
    columns,
    values: columns.map((_, column) => rows.map((row) => row[column])),
    row_count,
    truncated,
  };
}
