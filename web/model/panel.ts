import type { ColorRule, ColorScale, Dimension, Format, Measure } from './field.ts';
import type { Layout, Visibility } from './layout.ts';

/** What a click on a mark or a row does. */
export type DrillDown =
  | {
      /** Show the rows behind what was clicked, in a table with filter and export. */
      readonly kind: 'underlying';
      /** Dataset to show instead of the panel's own. */
      readonly dataset?: string;
    }
  | {
      /**
       * Set a variable: in charts `<panel id>.category`, in tables `<panel id>`, from the clicked
       * category or row. A second click on the same place clears it.
       */
      readonly kind: 'variable';
      /** Column whose value is taken; absent: the category, in tables the first column. */
      readonly column?: string;
    }
  | {
      /** Open another dashboard. */
      readonly kind: 'dashboard';
      /** Embed id of the dashboard opened. */
      readonly dashboard: string;
      /** Variables set there: name → column whose clicked value is taken. */
      readonly variables?: Readonly<Record<string, string>>;
    };

/** What every panel has. Titles and descriptions are templates with `{{ variables }}`. */
export interface PanelBase {
  readonly id: string;
  readonly title?: string;
  readonly description?: string;
  readonly visibility?: Visibility;
  readonly layout?: Layout;
}

/** What every panel with rows has. */
export interface DataPanelBase extends PanelBase {
  readonly dataset: string;
  readonly drill_down?: DrillDown;
  /** Text shown when the dataset has no rows. */
  readonly empty_text?: string;
}

export interface Axis {
  readonly title?: string;
  readonly hidden?: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly format?: Format;
  /** Logarithmic scale; only for axes of numbers that are all above 0. */
  readonly logarithmic?: boolean;
}

/** A line, or a band up to `to`, at a value of an axis of numbers. */
export interface GoalLine {
  /** A number, or a template that gives one, such as `{{ goals.revenue }}`. */
  readonly value: number | string;
  readonly to?: number | string;
  readonly label?: string;
  readonly color?: string;
  readonly axis?: 'y' | 'y2' | 'x';
}

export interface Legend {
  readonly show?: boolean;
  readonly position?: 'top' | 'bottom' | 'left' | 'right';
}

export interface Tooltip {
  readonly show?: boolean;
  /** Also say the sum of the series at the place pointed at. */
  readonly total?: boolean;
}

export interface DataLabels {
  readonly show: boolean;
  readonly position?: 'auto' | 'inside' | 'outside';
}

/** Order of the categories. Without it, dates and numbers ascend and texts keep the rows' order. */
export interface Sort {
  readonly by: 'category' | 'value';
  readonly direction: 'asc' | 'desc';
}

/** Colours of a chart. */
export interface ChartColors {
  /** Replaces the theme's palette. */
  readonly palette?: readonly string[];
  /** Series or category → colour. */
  readonly by_name?: Readonly<Record<string, string>>;
  /** Colours by value; they win over the others. */
  readonly rules?: readonly ColorRule[];
}

/** What every chart has. */
export interface ChartBase extends DataPanelBase {
  readonly colors?: ChartColors;
  readonly legend?: Legend;
  readonly tooltip?: Tooltip;
  readonly data_labels?: DataLabels;
}

/** What every chart of categories along an axis has. */
export interface CategoryChartBase extends ChartBase {
  readonly category: Dimension;
  /** Splits the one measure into a series for each value of this column. */
  readonly series?: Dimension;
  readonly values: readonly Measure[];
  readonly x_axis?: Axis;
  readonly y_axis?: Axis;
  readonly goal_lines?: readonly GoalLine[];
  readonly sort?: Sort;
  /** Most categories shown. */
  readonly limit?: number;
  /** Put what `limit` cuts off together as one last category. */
  readonly other?: boolean;
}

export interface BarPanel extends CategoryChartBase {
  readonly type: 'bar';
  readonly mode?: 'grouped' | 'stacked' | 'percent';
  readonly orientation?: 'vertical' | 'horizontal';
}

export interface LinePanel extends CategoryChartBase {
  readonly type: 'line';
  readonly smooth?: boolean;
  readonly points?: boolean;
  /** What stands where a date has no row; `gap` when absent. */
  readonly missing?: 'gap' | 'zero' | 'connect';
}

export interface AreaPanel extends CategoryChartBase {
  readonly type: 'area';
  readonly mode?: 'overlap' | 'stacked' | 'percent';
  readonly smooth?: boolean;
  readonly points?: boolean;
  readonly missing?: 'gap' | 'zero' | 'connect';
}

export interface ComboPanel extends Omit<CategoryChartBase, 'series' | 'values'> {
  readonly type: 'combo';
  readonly bars: readonly Measure[];
  readonly lines: readonly Measure[];
  readonly mode?: 'grouped' | 'stacked';
  readonly smooth?: boolean;
  /** Axis of the lines, at the far side; absent: they share `y_axis`. */
  readonly y2_axis?: Axis;
}

export interface ScatterPanel extends ChartBase {
  readonly type: 'scatter';
  readonly x: Measure;
  readonly y: Measure;
  readonly series?: Dimension;
  /** Column that names a point in its tooltip. */
  readonly point?: Dimension;
  /** Least-squares line through all points. */
  readonly trend_line?: boolean;
  readonly x_axis?: Axis;
  readonly y_axis?: Axis;
  readonly goal_lines?: readonly GoalLine[];
}

export interface BubblePanel extends ChartBase {
  readonly type: 'bubble';
  readonly x: Measure;
  readonly y: Measure;
  /** Drawn as the circle's area. */
  readonly size: Measure;
  readonly series?: Dimension;
  readonly point?: Dimension;
  readonly x_axis?: Axis;
  readonly y_axis?: Axis;
  readonly goal_lines?: readonly GoalLine[];
}

interface ShareBase extends ChartBase {
  readonly category: Dimension;
  readonly value: Measure;
  readonly sort?: Sort;
  readonly limit?: number;
  readonly other?: boolean;
}

export interface PiePanel extends ShareBase {
  readonly type: 'pie';
}

export interface DonutPanel extends ShareBase {
  readonly type: 'donut';
  /** Write the sum in the middle; true when absent. */
  readonly total?: boolean;
}

export interface FunnelPanel extends ChartBase {
  readonly type: 'funnel';
  readonly category: Dimension;
  readonly value: Measure;
  readonly sort?: Sort;
  /** What the percentage of a stage is of; `first` when absent. */
  readonly conversion?: 'first' | 'previous' | 'none';
}

export interface HeatMapPanel extends ChartBase {
  readonly type: 'heat_map';
  readonly x: Dimension;
  readonly y: Dimension;
  readonly value: Measure;
  readonly color_scale?: ColorScale;
  readonly x_axis?: Axis;
  readonly y_axis?: Axis;
}

export interface CalendarHeatMapPanel extends ChartBase {
  readonly type: 'calendar_heat_map';
  readonly date: Dimension;
  readonly value: Measure;
  readonly color_scale?: ColorScale;
}

export interface RadarPanel extends ChartBase {
  readonly type: 'radar';
  readonly category: Dimension;
  readonly series?: Dimension;
  readonly values: readonly Measure[];
  readonly max?: number;
}

/** Columns that already hold the five numbers of each box. */
export interface BoxSummary {
  readonly min: string;
  readonly q1: string;
  readonly median: string;
  readonly q3: string;
  readonly max: string;
}

export interface BoxPlotPanel extends ChartBase {
  readonly type: 'box_plot';
  readonly category: Dimension;
  /** Column of single observations; the box is computed. Either this or `summary`. */
  readonly value?: Measure;
  readonly summary?: BoxSummary;
  readonly x_axis?: Axis;
  readonly y_axis?: Axis;
  readonly goal_lines?: readonly GoalLine[];
}

export interface SankeyPanel extends ChartBase {
  readonly type: 'sankey';
  readonly source: Dimension;
  readonly target: Dimension;
  readonly value: Measure;
}

export interface TreemapPanel extends ChartBase {
  readonly type: 'treemap';
  /** From the outermost to the innermost. */
  readonly levels: readonly Dimension[];
  readonly value: Measure;
}

export interface MapPanel extends ChartBase {
  readonly type: 'map';
  readonly map: 'world' | 'us_states';
  /**
   * Countries by ISO 3166 code (two or three letters, or number) or English name; states by postal
   * code, FIPS code or name.
   */
  readonly region: Dimension;
  readonly value: Measure;
  readonly color_scale?: ColorScale;
}

export interface GaugePanel extends DataPanelBase {
  readonly type: 'gauge';
  readonly value: Measure;
  readonly min?: number | string;
  readonly max?: number | string;
  /** Bands from low to high; each reaches up to its `to`. */
  readonly bands?: readonly GaugeBand[];
}

export interface GaugeBand {
  readonly to: number;
  readonly color: string;
  readonly label?: string;
}

export interface Sparkline {
  readonly date: Dimension;
}

export interface KpiPanel extends DataPanelBase {
  readonly type: 'kpi';
  readonly value: Measure;
  /** Second number that the first is compared with. */
  readonly comparison?: Measure;
  /** Which direction is good news; `up` when absent. */
  readonly good?: 'up' | 'down' | 'neither';
  readonly sparkline?: Sparkline;
  readonly color_rules?: readonly ColorRule[];
}

export type TrendPeriod =
  | 'today'
  | 'last_7_days'
  | 'last_4_weeks'
  | 'last_3_months'
  | 'last_12_months'
  | 'month_to_date'
  | 'year_to_date'
  | 'previous_month'
  | 'custom';

/** First and last moment, both included: ISO 8601, or templates that give it. */
export interface CustomRange {
  readonly start: string;
  readonly end: string;
}

export interface KpiTrendPanel extends DataPanelBase {
  readonly type: 'kpi_trend';
  readonly value: Measure;
  readonly date: Dimension;
  readonly period: TrendPeriod;
  /** Needed by, and only read for, the period `custom`. */
  readonly custom_range?: CustomRange;
  /** `previous_period`: the span of the same length that ends just before. */
  readonly compare?: 'previous_period' | 'previous_year' | 'none';
  readonly good?: 'up' | 'down' | 'neither';
  /** Draw the course of the period; true when absent. */
  readonly sparkline?: boolean;
}

export interface ProgressPanel extends DataPanelBase {
  readonly type: 'progress';
  readonly value: Measure;
  /** What 100 % is: a number, or a template such as `{{ goals.revenue }}`. */
  readonly goal?: number | string;
  /** Column that holds what 100 % is; read when there is no `goal`. */
  readonly goal_column?: Measure;
  readonly shape?: 'bar' | 'ring';
  readonly color_rules?: readonly ColorRule[];
}

export type ColumnTotal = 'sum' | 'avg' | 'min' | 'max' | 'count' | 'count_distinct';

export interface TableColumn {
  readonly column: string;
  readonly label?: string;
  readonly format?: Format;
  /** How a cell is drawn; links open only http, https, mailto and relative addresses. */
  readonly display?: 'text' | 'link' | 'image' | 'badge' | 'bar';
  readonly align?: 'start' | 'center' | 'end';
  /** CSS pixels. */
  readonly width?: number;
  readonly hidden?: boolean;
  readonly wrap?: boolean;
  readonly total?: ColumnTotal;
  readonly color_rules?: readonly ColorRule[];
  /** Colours the cells by value from the column's lowest to its highest. */
  readonly color_scale?: ColorScale;
}

export interface TableSort {
  readonly column: string;
  readonly direction: 'asc' | 'desc';
}

export interface TablePanel extends DataPanelBase {
  readonly type: 'table';
  /** Columns in order; absent: all of the dataset. */
  readonly columns?: readonly TableColumn[];
  readonly sort?: readonly TableSort[];
  /** Rows a page; absent: one scrolled list, drawn as it scrolls. */
  readonly page_size?: number;
  /** Offer a filter for each column and a search over all; true when absent. */
  readonly filter?: boolean;
  /** Offer CSV download; true when absent. */
  readonly download?: boolean;
  readonly row_height?: 'compact' | 'normal';
  readonly row_numbers?: boolean;
}

export interface PivotTablePanel extends DataPanelBase {
  readonly type: 'pivot_table';
  readonly rows: readonly Dimension[];
  readonly columns?: readonly Dimension[];
  readonly values: readonly Measure[];
  readonly row_totals?: boolean;
  readonly column_totals?: boolean;
  readonly color_scale?: ColorScale;
  readonly download?: boolean;
}

/** Text on the dashboard. Links open only http, https, mailto and relative addresses. */
export interface TextPanel extends PanelBase {
  readonly type: 'text';
  /** Markdown (CommonMark and tables), a template with `{{ variables }}`; HTML in it is shown as text. */
  readonly markdown: string;
  readonly align?: 'start' | 'center' | 'end';
  /** Draw the card behind the text; true when absent. */
  readonly card?: boolean;
}

export interface ImagePanel extends PanelBase {
  readonly type: 'image';
  /** http, https, relative or `data:image/…` address; a template with `{{ variables }}`. */
  readonly url: string;
  /** What the image shows, for those who cannot see it; empty: decoration. */
  readonly alt: string;
  readonly fit?: 'contain' | 'cover' | 'fill';
  readonly link?: string;
  readonly card?: boolean;
}

export type ChartPanel =
  | BarPanel
  | LinePanel
  | AreaPanel
  | ComboPanel
  | ScatterPanel
  | BubblePanel
  | PiePanel
  | DonutPanel
  | FunnelPanel
  | HeatMapPanel
  | CalendarHeatMapPanel
  | RadarPanel
  | BoxPlotPanel
  | SankeyPanel
  | TreemapPanel
  | MapPanel;

export type DataPanel =
  TablePanel | PivotTablePanel | ChartPanel | GaugePanel | KpiPanel | KpiTrendPanel | ProgressPanel;

export type Panel = DataPanel | TextPanel | ImagePanel;

export type PanelType = Panel['type'];
