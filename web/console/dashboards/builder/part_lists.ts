import { html } from 'lit';

export type PartList = 'add' | 'data' | 'parts';

const lists: readonly { readonly id: PartList; readonly label: string }[] = [
  { id: 'add', label: 'Add' },
  { id: 'data', label: 'Data' },
  { id: 'parts', label: 'Parts' },
];

/** Beside the canvas: what can be added, the data, or what is there; `content` is the one that is shown. */
export function partLists(
  shown: PartList,
  show: (list: PartList) => void,
  content: unknown,
): unknown {
  return html`<aside class="builder-side" aria-label="Parts of the dashboard">
    <div class="segments" role="group" aria-label="What is listed">
      ${lists.map(
        ({ id, label }) =>
          html`<button aria-pressed=${shown === id ? 'true' : 'false'} @click=${() => show(id)}>
            ${label}
          </button>`,
      )}
    </div>
    ${content}
  </aside>`;
}
