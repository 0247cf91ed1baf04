import type { RenderContext } from '../panel_view.ts';

/** The panels' own texts; `{name}` places are filled in. */
const english = {
  loading: 'Loading',
  empty: 'No data',
  empty_hint: 'Nothing matches the current filters.',
  error: 'This panel could not be loaded',
  show_table: 'Show as table',
  show_chart: 'Show as chart',
  download: 'Download CSV',
  search: 'Search',
  filters: 'Column filters',
  filter_column: 'Filter {column}',
  rows: '{count} rows',
  one_row: '1 row',
  rows_of: '{shown} of {count} rows',
  page: '{from}–{to} of {count}',
  page_before: 'Previous page',
  page_after: 'Next page',
  truncated: 'Only the first {count} rows are shown.',
  truncated_chart: 'Drawn from the first {count} rows; there are more.',
  total: 'Total',
  of_goal: 'of {goal}',
  before: 'vs. {value} before',
  year_before: 'vs. {value} a year before',
  compared: 'vs. {value}',
  no_match: 'No row matches the filter.',
  off_map: 'Not on this map: {names}',
  loops: 'Left out, as they lead back: {names}',
} as const;

export type TextKey = keyof typeof english;

/** A text in the context's words, its places filled in. */
export function say(
  context: RenderContext,
  key: TextKey,
  places: Readonly<Record<string, string | number>> = {},
): string {
  const text = context.texts?.[key] ?? english[key];
  return text.replaceAll(/\{(\w+)\}/g, (all, name: string) => String(places[name] ?? all));
}
