import type { DateGroup } from './field.ts';
import type { Layout, Scalar, Visibility } from './layout.ts';

/** One choice of a control. Without a label the value is shown. */
export interface Option {
  readonly label?: string;
  readonly value: Scalar;
}

/** Choices read from the rows of a dataset: one choice a row, in the rows' order, doubles dropped. */
export interface DatasetOptions {
  readonly dataset: string;
  /** Column that holds the value handed to queries. */
  readonly value: string;
  /** Column that holds the text shown; absent: the value. */
  readonly label?: string;
}

export type Options = readonly Option[] | DatasetOptions;

/** What every control has. The control's id is the name of the variable that it sets. */
export interface ControlBase {
  readonly id: string;
  readonly label?: string;
  readonly tooltip?: string;
  readonly placeholder?: string;
  /** Panels that use this control's variable wait until it has a value. */
  readonly required?: boolean;
  /** Ids of controls that must have a value before this one can be used. */
  readonly depends_on?: readonly string[];
  readonly visibility?: Visibility;
  readonly layout?: Layout;
}

export interface DropdownControl extends ControlBase {
  readonly kind: 'dropdown';
  readonly options: Options;
  /** Whether the choices can be searched; true when absent. */
  readonly search?: boolean;
  /** Whether the control is disabled while it has no choices; true when absent. */
  readonly disable_when_empty?: boolean;
  readonly default?: Scalar;
}

export interface MultiselectControl extends ControlBase {
  readonly kind: 'multiselect';
  readonly options: Options;
  readonly search?: boolean;
  readonly disable_when_empty?: boolean;
  readonly default?: readonly Scalar[];
}

export interface ToggleControl extends ControlBase {
  readonly kind: 'toggle';
  readonly options: Options;
  readonly default?: Scalar;
}

export interface TextControl extends ControlBase {
  readonly kind: 'text';
  readonly default?: string;
  readonly max_length?: number;
}

export interface NumberControl extends ControlBase {
  readonly kind: 'number';
  readonly default?: number;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
}

/** A named span of days that ends, or began, at the viewer's present day. */
export type RelativeRange =
  | 'today'
  | 'yesterday'
  | 'last_7_days'
  | 'last_4_weeks'
  | 'last_3_months'
  | 'last_12_months'
  | 'month_to_date'
  | 'year_to_date'
  | 'previous_month'
  | 'previous_year';

/** A day named by its distance from the viewer's present day. */
export type RelativeDay =
  'today' | 'yesterday' | 'start_of_week' | 'start_of_month' | 'start_of_year';

export interface DateControl extends ControlBase {
  readonly kind: 'date';
  /** ISO 8601 day (`2024-04-09`) or a relative day. */
  readonly default?: string;
  readonly min?: string;
  readonly max?: string;
}

/** First and last day, both included, as ISO 8601 days or instants. */
export interface DateSpan {
  readonly startDate: string;
  readonly endDate: string;
}

/** Sets `<id>.startDate` and `<id>.endDate`. */
export interface DateRangeControl extends ControlBase {
  readonly kind: 'date_range';
  readonly default?: DateSpan | RelativeRange;
  /** Ranges offered as shortcuts; absent: all. */
  readonly presets?: readonly RelativeRange[];
  readonly min?: string;
  readonly max?: string;
}

/** Sets a number of minutes that reach back from now: seven days are 10080. */
export interface TimePeriodControl extends ControlBase {
  readonly kind: 'time_period';
  readonly options: readonly { readonly label: string; readonly value: number }[];
  readonly search?: boolean;
  readonly default?: number;
}

/** Sets the date grouping of the panels whose fields name it as `group_variable`. */
export interface DateGroupControl extends ControlBase {
  readonly kind: 'date_group';
  /** Groupings offered; absent: day, week, month, year. */
  readonly options?: readonly DateGroup[];
  readonly default?: DateGroup;
}

/** A button that fires a browser event of the given name at the host page. */
export interface ButtonControl extends ControlBase {
  readonly kind: 'button';
  /** Name of the event; empty: the button is disabled. */
  readonly event: string;
}

export type Control =
  | DropdownControl
  | MultiselectControl
  | ToggleControl
  | TextControl
  | NumberControl
  | DateControl
  | DateRangeControl
  | TimePeriodControl
  | DateGroupControl
  | ButtonControl;

export type ControlKind = Control['kind'];
