import type { Dashboard } from '../../model/dashboard.ts';

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

/** What an embed shows, as two texts to compare. */
export interface Revision {
  /** Changes with the customer and with each of its ancestors. */
  readonly customer: string;
  /** Changes with the version shown and with the dashboard's record. */
  readonly dashboard: string;
}

/** Everything an embed knows before its first row. */
export interface Session {
  readonly dashboard: {
    readonly embed_id: string;
    readonly name: string;
    /** Absent in a preview of the draft. */
    readonly version: number | null;
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
  readonly revision: Revision;
  /** Whether changes are pushed. */
  readonly live: boolean;
  /** ISO 8601 moment at which the token ends; absent for tokens without end. */
  readonly expires_at?: string | null;
}

/** Variables by where they came from; the server decides who wins. */
export interface RequestVariables {
  /** What the viewer or an event set; `null`: cleared. */
  readonly input: Readonly<Record<string, unknown>>;
  /** The page's attribute. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** The address: texts are JSON. */
  readonly url: Readonly<Record<string, unknown>>;
}

/** The rows asked for. */
export type RowsOf =
  /** Those of a panel; with `dataset`, those behind its marks. */
  | { readonly panel: string; readonly dataset?: string }
  /** The choices of a control. */
  | { readonly control: string }
  /** The first row of a dataset, that a text takes a value from. */
  | { readonly dataset: string };
