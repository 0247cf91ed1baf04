/** A value that a control, a variable or a cell can hold without structure. */
export type Scalar = string | number | boolean;

/** Columns of the layout grid, at every width. */
export const GRID_COLUMNS = 12;
/** Height of one layout row, in CSS pixels. */
export const GRID_ROW_HEIGHT = 40;
/** Space between rows and between columns, in CSS pixels. */
export const GRID_GAP = 16;

/**
 * Place on the grid of twelve columns, counted from 0. `h` counts rows of 40 CSS pixels with gaps
 * of 16 between them, so that a panel of `h` rows is `56 h - 16` pixels high.
 */
export interface Layout {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly phone?: PhoneLayout;
}

/**
 * Place on a screen narrower than 600 CSS pixels. What is absent follows from the wide layout: full
 * width, the same height, in reading order of `y`, then `x`.
 */
export interface PhoneLayout {
  readonly x?: number;
  readonly y?: number;
  readonly w?: number;
  readonly h?: number;
  readonly hidden?: boolean;
}

/** Limits who sees something; a viewer must satisfy each list given. Enforced by the server. */
export interface Visibility {
  /** The viewer has at least one of these tags, its own or inherited. */
  readonly group_tags?: readonly string[];
  /** The viewer stands at one of these hierarchy levels. */
  readonly levels?: readonly string[];
}
