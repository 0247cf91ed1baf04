import { html, nothing } from 'lit';
import { icon } from '../parts/icon.ts';
import type { TestedConnection } from './calls.ts';

/** What a connection that works has said of its database. */
export function testedNote({ version, elapsed_ms, tables, truncated }: TestedConnection): unknown {
  const names = tables.slice(0, 12).map(({ name }) => name);
  return html`<div class="note info" role="status">
    ${icon('done')}
    <div class="grow">
      <strong>It works.</strong> ${version}, answered in ${elapsed_ms} ms.
      ${tables.length}${truncated ? '+' : ''}
      ${tables.length === 1 ? 'table' : 'tables'}${
        names.length > 0
          ? html`: ${names.join(', ')}${tables.length > names.length ? '…' : ''}`
          : nothing
      }
    </div>
  </div>`;
}
