import { html } from 'lit';
import { icon } from '../parts/icon.ts';
import { fieldColumns } from './import_file.ts';

/**
 * Where a file of customers is dropped or chosen, and what it may hold.
 * @param over whether a file is held over it
 */
export function fileChoice(
  over: boolean,
  hold: (over: boolean) => void,
  take: (file: File | undefined) => void,
): unknown {
  const drag = (event: DragEvent, held: boolean): void => {
    event.preventDefault();
    hold(held);
  };
  return html`<label
      class="drop ${over ? 'over' : ''}"
      @dragover=${(event: DragEvent) => drag(event, true)}
      @dragleave=${(event: DragEvent) => drag(event, false)}
      @drop=${(event: DragEvent) => {
        drag(event, false);
        take(event.dataTransfer?.files[0]);
      }}
    >
      ${icon('upload', 28)}
      <b>Drop a file here, or choose one</b>
      <span class="muted">CSV with a head row, or NDJSON with one customer a line</span>
      <input
        class="sr-only"
        type="file"
        accept=".csv,.tsv,.txt,.ndjson,.jsonl,.json"
        aria-label="File of customers"
        @change=${(event: Event) => take((event.target as HTMLInputElement).files?.[0])}
      />
    </label>
    <section class="card" aria-labelledby="columns-title">
      <div class="card-head"><h2 id="columns-title">Columns of a CSV file</h2></div>
      <div class="card-body stack">
        <p>
          ${fieldColumns.map((name, at) => html`${at > 0 ? ', ' : ''}<code>${name}</code>`)}. Only
          <code>provided_id</code> must be there. Several e-mails or tags in one cell are separated
          by semicolons.
        </p>
        <p>
          Any other column is a property of that name: <code>region</code> becomes
          <code>{{ customer.region }}</code>. Empty cells change nothing.
        </p>
        <pre
          class="sample"
        ><code>provided_id,name,parent_provided_id,hierarchy_level_name,group_tags,region
acme,Acme Ltd,,Customer,sales,EMEA
alice,Alice Abel,acme,User,,</code></pre>
      </div>
    </section>`;
}
