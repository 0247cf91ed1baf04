import { html, nothing } from 'lit';
import { segment } from '../api/api.ts';
import type { Customer } from '../api/types.ts';
import { badge } from '../parts/pieces.ts';

/** A customer's name, which leads to its page. */
export const nameCell = ({ provided_id, name, is_demo_group }: Customer): unknown =>
  html`<a class="strong" tabindex="-1" href="/customers/${segment(provided_id)}">${name}</a
    >${is_demo_group ? badge('Demo', 'warn') : nothing}`;

/** Tags as far as a cell has room for them. */
export const tagCell = (tags: readonly string[]): unknown =>
  html`${tags.slice(0, 2).map((tag) => badge(tag))}${
    tags.length > 2
      ? html`<span class="muted" title=${tags.join(', ')}>+${tags.length - 2}</span>`
      : nothing
  }`;
