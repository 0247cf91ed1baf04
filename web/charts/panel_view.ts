import type { Panel } from '../model/dashboard.ts';
import type { Icon } from './frame/dom.ts';
import type { ThemeTokens } from './theme/tokens.ts';

/** Type of a column in an answer of the server. */
export type ColumnType =
  | 'string'
  | 'integer'
  | 'decimal'
  | 'number'
  | 'boolean'
  | 'date'
  | 'timestamp'
  | 'time'
  | 'json'
  | 'binary';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

/**
 * One cell as the server sends it. Numbers that JavaScript cannot read back exactly arrive as
 * decimal text; dates as `2024-04-09`, timestamps as ISO 8601.
 */
export type Cell = unknown;

/** Rows of a dataset, column by column: `values[column][row]`. */
export interface PanelData {
  readonly columns: readonly Column[];
  readonly values: readonly (readonly Cell[])[];
  readonly row_count: number;
  /** There were more rows than the limit lets through. */
  readonly truncated: boolean;
}

/** What a panel shows: rows, or why there are none. Text and image panels take `noData`. */
export type PanelContent =
  | PanelData
  | { readonly loading: true }
  /** Rows come once the viewer has done what the text says. */
  | { readonly waiting: string }
  | { readonly error: string };

/** What the viewer picked in a panel. */
export interface Selection {
  readonly panel: Panel;
  /** Name of the series or measure picked, as shown. */
  readonly series?: string;
  /** The picked category's value as its column holds it; dates grouped: the group's first day. */
  readonly category?: unknown;
  /** Column → value, for each column that the pick fixes; a table row fixes all of its columns. */
  readonly columns: Readonly<Record<string, unknown>>;
  /** Rows behind the pick, as indexes into the panel's data. */
  readonly rows: readonly number[];
}

/** Events that the host may pass on to its analytics; names are those of the published Explo API. */
export type AnalyticsEvent = 'CSV Downloaded' | 'Table Sorted' | 'Table Paged' | 'Table Filtered';

/** A button in a panel's head, beside the panel's own. */
export interface PanelAction {
  readonly label: string;
  readonly icon: Icon;
  readonly run: (panel: Panel) => void;
}

/** Everything around the rows that decides how a panel looks. */
export interface RenderContext {
  /** BCP 47 language tag. */
  readonly locale: string;
  /** IANA time zone in which timestamps are shown and periods counted. */
  readonly timeZone: string;
  readonly theme: ThemeTokens;
  readonly direction: 'ltr' | 'rtl';
  /** Values of `{{ variables }}` in titles, texts and goals; `a.b` reads key `b` of `a`. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Draw the demo watermark over data panels. */
  readonly demo: boolean;
  /** The present moment, in milliseconds since 1970; absent: the clock's. */
  readonly now?: () => number;
  /** First day of the week, 1 = Monday … 7 = Sunday; absent: Monday, as ISO 8601 has it. */
  readonly weekStart?: () => number;
  /** Texts of the panel's own buttons and states; absent ones are English. */
  readonly texts?: Readonly<Partial<Record<string, string>>>;
  /** Buttons added to the head of every data panel. */
  readonly actions?: readonly PanelAction[];
  /** Gives the viewer a file of all rows when those at hand were cut off. */
  readonly onDownload?: (panel: Panel) => void;
  /** The viewer asked for a drill-down of the kinds `underlying` and `dashboard`. */
  readonly onDrillDown?: (selection: Selection) => void;
  /** A drill-down set a variable; `undefined` clears it. */
  readonly onVariable?: (name: string, value: unknown) => void;
  readonly onAnalytics?: (
    name: AnalyticsEvent,
    properties: Readonly<Record<string, unknown>>,
  ) => void;
}

/** A panel on the page. */
export interface PanelView {
  /** Draws anew what the changes touch. */
  update(changes: {
    readonly panel?: Panel;
    readonly content?: PanelContent;
    readonly context?: RenderContext;
  }): void;
  /** Fits the panel to its host; called by itself when the host's size changes. */
  resize(): void;
  /** Removes everything drawn and frees it. */
  destroy(): void;
  /** Resolves when what was last given is drawn. */
  readonly drawn: Promise<void>;
}

/** Content of panels whose rows are still to come. */
export const loading: PanelContent = { loading: true };

/** Content of panels without a dataset. */
export const noData: PanelData = { columns: [], values: [], row_count: 0, truncated: false };
