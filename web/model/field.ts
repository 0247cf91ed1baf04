/** How the values of a date column are put together; `…_of_…` groups fold the calendar. */
export type DateGroup =
  | 'hour'
  | 'day'
  | 'week'
  | 'month'
  | 'quarter'
  | 'year'
  | 'hour_of_day'
  | 'day_of_week'
  | 'day_of_month'
  | 'week_of_year'
  | 'month_of_year'
  | 'quarter_of_year';

/** How the values of a column that fall together become one. Empty cells count for nothing. */
export type Aggregate =
  'sum' | 'avg' | 'min' | 'max' | 'count' | 'count_distinct' | 'median' | 'first';

/** A column that names groups: an axis, a legend, a row header. */
export interface Dimension {
  readonly column: string;
  readonly label?: string;
  readonly group?: DateGroup;
  /** Control or embed variable whose value, when it has one, replaces `group`. */
  readonly group_variable?: string;
  readonly format?: Format;
}

/** A column that is measured. Without `aggregate`, rows that fall together are summed. */
export interface Measure {
  readonly column: string;
  readonly label?: string;
  readonly aggregate?: Aggregate;
  readonly format?: Format;
  /** CSS colour; absent: the next of the palette. */
  readonly color?: string;
}

interface NumericFormat {
  readonly decimals?: number;
  /** 1,234,567 as 1.2M, in the viewer's language. */
  readonly compact?: boolean;
  readonly prefix?: string;
  readonly suffix?: string;
}

export interface NumberFormat extends NumericFormat {
  readonly kind: 'number';
  /** Thousands separators; true when absent. */
  readonly grouping?: boolean;
}

export interface CurrencyFormat extends NumericFormat {
  readonly kind: 'currency';
  /** ISO 4217 code, such as `EUR`. */
  readonly currency: string;
}

export interface PercentFormat extends NumericFormat {
  readonly kind: 'percent';
  /** `fraction`: 0.25 is 25 %. `whole`: 25 is 25 %. `fraction` when absent. */
  readonly scale?: 'fraction' | 'whole';
}

export interface DurationFormat {
  readonly kind: 'duration';
  /** Unit that the column counts. */
  readonly unit: 'milliseconds' | 'seconds' | 'minutes' | 'hours' | 'days';
  /** `short`: 1h 5m. `clock`: 1:05:00. `short` when absent. */
  readonly style?: 'short' | 'clock';
}

export interface DateFormat {
  readonly kind: 'date';
  /** How much of the date is written; `medium` when absent. */
  readonly style?: 'short' | 'medium' | 'long' | 'full' | 'month' | 'year' | 'iso' | 'relative';
  /** How much of the time of day is written; `none` when absent for dates, `short` for timestamps. */
  readonly time?: 'none' | 'short' | 'seconds';
}

export interface TextFormat {
  readonly kind: 'text';
  readonly prefix?: string;
  readonly suffix?: string;
}

export interface BooleanFormat {
  readonly kind: 'boolean';
  readonly true_label?: string;
  readonly false_label?: string;
}

export type Format =
  | NumberFormat
  | CurrencyFormat
  | PercentFormat
  | DurationFormat
  | DateFormat
  | TextFormat
  | BooleanFormat;

/** A test of one value, and the colour of what passes. The first rule that holds wins. */
export interface ColorRule {
  readonly operator: '=' | '!=' | '<' | '<=' | '>' | '>=' | 'between' | 'contains' | 'empty';
  /** Value compared with; `between` takes two numbers, both included; `empty` takes none. */
  readonly value?: string | number | boolean | readonly [number, number];
  readonly color: string;
}

/** Colours for numbers from low to high: a named scale, or the colours themselves. */
export interface ColorScale {
  readonly scheme?: 'blue' | 'green' | 'purple' | 'orange' | 'gray' | 'red_green' | 'blue_orange';
  /** Two or more CSS colours from low to high; they replace the scheme. */
  readonly colors?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  /** Value that takes the middle colour of a diverging scale. */
  readonly middle?: number;
}
