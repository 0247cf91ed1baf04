import type { Control } from './control.ts';
import type { Scalar, Visibility } from './layout.ts';
import type { Panel } from './panel.ts';

export * from './control.ts';
export * from './field.ts';
export * from './layout.ts';
export * from './panel.ts';

/** How long answers are kept on the server; `false`: never. */
export type Cache = { readonly ttl_seconds: number } | false;

/** A named query template, run on the data source that the viewer's mapping names for its schema. */
export interface Dataset {
  readonly name: string;
  readonly description?: string;
  /** Name of the schema. */
  readonly schema: string;
  /** SQL with `{{ variables }}` and `[[ optional clauses ]]`. */
  readonly sql: string;
  /** Allows all tenant variables to stand inside `[[ ]]`. */
  readonly tenant_optional?: boolean;
  readonly row_limit?: number;
  readonly timeout_seconds?: number;
  readonly cache?: Cache;
}

export type VariableType =
  | 'string'
  | 'number'
  | 'boolean'
  | 'date'
  | 'timestamp'
  | 'string_list'
  | 'number_list'
  | 'date_range';

/** A variable that the embedding page may set. */
export interface EmbedVariable {
  readonly name: string;
  readonly type: VariableType;
  readonly default?:
    Scalar | readonly Scalar[] | { readonly startDate: string; readonly endDate: string };
  readonly description?: string;
}

/** Colours of one appearance; what is absent is Vitrine's own. All are CSS colours. */
export interface ThemeColors {
  readonly background?: string;
  readonly surface?: string;
  readonly border?: string;
  readonly text?: string;
  readonly text_muted?: string;
  readonly accent?: string;
  readonly positive?: string;
  readonly negative?: string;
  readonly warning?: string;
  /** Colours of series in order. */
  readonly palette?: readonly string[];
}

export interface Theme {
  readonly mode?: 'auto' | 'light' | 'dark';
  readonly light?: ThemeColors;
  readonly dark?: ThemeColors;
  /** CSS font families; absent: the host page's font. */
  readonly font?: string;
  /** Corner radius of panels in CSS pixels. */
  readonly radius?: number;
  /** How panels stand off the background; `border` when absent. */
  readonly panel_style?: 'border' | 'shadow' | 'flat';
}

/** A dashboard as authors keep it; `dashboard.schema.json` is its published schema. */
export interface Dashboard {
  readonly name: string;
  readonly description?: string;
  /** `UTC`, `local` (the viewer's), or an IANA zone; `UTC` when absent. */
  readonly time_zone?: string;
  readonly theme?: Theme;
  readonly variables?: readonly EmbedVariable[];
  readonly visibility?: Visibility;
  /** Push fresh rows to open dashboards. */
  readonly live?: boolean;
  readonly refresh_minutes?: number;
  readonly cache?: Cache;
  readonly datasets: readonly Dataset[];
  readonly controls?: readonly Control[];
  readonly panels: readonly Panel[];
}
