import type { RenderContext, Selection } from '../../charts/index.ts';
import type { Panel } from '../../model/dashboard.ts';
import type { RowsSource } from '../rows/dataset_rows.ts';
import type { VariableStore } from '../variables/variable_store.ts';
import type { Session } from '../wire/session.ts';
import type { DashboardView } from './dashboard_view.ts';

/** What a dashboard's view reports to whoever shows it. */
export interface DashboardListener {
  /** The viewer set a variable. */
  variableSet(name: string, value: unknown): void;
  analytics(name: string, properties: Readonly<Record<string, unknown>>): void;
  buttonPressed(event: string): void;
  drillDown(selection: Selection, view: DashboardView): void;
  expand(panel: Panel, view: DashboardView): void;
  /** All rows of a panel are wanted as a file, more than the panel was given. */
  download(panel: Panel, view: DashboardView): void;
}

/** What decides how everything is drawn and written. */
export type Look = Pick<RenderContext, 'theme' | 'direction' | 'locale'>;

/** What a dashboard's view is made from. */
export interface DashboardParts {
  readonly session: Session;
  readonly store: VariableStore;
  readonly rows: Pick<RowsSource, 'connection' | 'renewed' | 'outdated'>;
  readonly listener: DashboardListener;
  readonly look: () => Look;
}
