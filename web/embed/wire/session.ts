import type { Control, Dashboard, Panel } from '../../model/dashboard.ts';

/** A dataset as viewers may know it: its SQL stays on the server. */
export interface ViewerDataset {
  readonly name: string;
  /** Variables that its query reads, such as `region` or `days.startDate`. */
  readonly variables?: readonly string[];
}

/** A dashboard without what the viewer may not see. */
export type ViewerDashboard = Omit<Dashboard, 'datasets' | 'cache'> & {
  readonly datasets: readonly ViewerDataset[];
};

/** Everything an embed knows before its first row. */
export interface Session {
  readonly dashboard: {
    readonly embed_id: string;
    readonly name: string;
    readonly version: number;
    readonly definition: ViewerDashboard;
  };
  readonly customer: {
    readonly name: string;
    readonly provided_id: string;
    readonly is_demo_group: boolean;
  };
  /** Customer and level variables that the dashboard's texts may name. */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Id of the one panel shown. */
  readonly chart_id?: string | null;
  /** Changes whenever the customer, an ancestor, or the version shown changes. */
  readonly revision: string;
  /** Whether changes are pushed. */
  readonly live: boolean;
  /** ISO 8601 moment at which the token ends; absent for tokens without end. */
  readonly expires_at?: string | null;
}

/** Variables by where they came from; the server decides who wins. */
export interface RequestVariables {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly url: Readonly<Record<string, unknown>>;
}

/** The rows asked for. */
export type RowsOf =
  /** Those of a panel; `underlying`: of the dataset that its drill-down names. */
  | { readonly panel: string; readonly underlying?: true }
  /** The choices of a control. */
  | { readonly control: string }
  /** Those that a text takes a value from. */
  | { readonly dataset: string };

export const isControl = (part: Control | Panel): part is Control => 'kind' in part;
