import { html } from 'lit';
import { kindName } from '../data/source_names.ts';
import { badge } from '../parts/pieces.ts';
import type { QueryPreview } from './calls.ts';

/** A run in one line: how many rows, how long it took, where they came from and why from there. */
export function runSummary({
  row_count,
  truncated,
  data_source,
  elapsed_ms,
}: QueryPreview): unknown {
  return html`<span class="muted small-text" role="status"
    >${row_count.toLocaleString('en')}${truncated ? '+' : ''} ${row_count === 1 ? 'row' : 'rows'} ·
    ${elapsed_ms} ms · ${data_source.name} (${kindName(data_source.kind)})
    ${badge(data_source.from, data_source.from === 'default' ? 'warn' : 'neutral')}</span
  >`;
}
