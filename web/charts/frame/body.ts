import type { Format, Panel } from '../../model/dashboard.ts';
import type { Cell, ColumnType, PanelData, RenderContext, Selection } from '../panel_view.ts';

/** What a renderer draws from. */
export interface Input<P extends Panel = Panel> {
  readonly panel: P;
  readonly data: PanelData;
  readonly context: RenderContext;
  /**
   * Places of names in the palette, kept by the panel from one drawing to the next; drawings add to
   * it. Another definition starts anew.
   */
  readonly places: Map<string, number>;
  /** The viewer picked something: acts as the panel's drill-down says. */
  readonly pick: (selection: Omit<Selection, 'panel'>) => void;
}

/** What a panel shows, as rows and columns: for the table view and for CSV. */
export interface Sheet {
  readonly columns: readonly {
    readonly label: string;
    readonly type: ColumnType;
    readonly format?: Format | undefined;
  }[];
  readonly rows: readonly (readonly Cell[])[];
}

/** The inside of a panel on the page. */
export interface Body<P extends Panel = Panel> {
  update(input: Input<P>): void;
  resize(): void;
  destroy(): void;
  /** Resolves when what was last given is drawn; absent where that is at once. */
  readonly ready?: Promise<void>;
  /** Present where the panel can be read as a table of its own. */
  sheet?(): Sheet;
  /** Present where the panel's rows can be downloaded. */
  csv?(): string;
}

/** Draws the inside of a panel into an empty element. */
export type Renderer<P extends Panel = Panel> = (host: HTMLElement, input: Input<P>) => Body<P>;

/** Whether the rows show nothing. */
export const isEmpty = (data: PanelData) => data.row_count === 0;
