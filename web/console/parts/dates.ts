import { html } from 'lit';

const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** A time as people say it, `3 hours ago`. */
export function distance(iso: string, now = Date.now()): string {
  const seconds = (Date.parse(iso) - now) / 1000;
  for (const [unit, length] of steps) {
    if (Math.abs(seconds) >= length) return relative.format(Math.trunc(seconds / length), unit);
  }
  return 'just now';
}

/** A time to the minute. */
export const moment = (iso: string): unknown =>
  html`<time datetime=${iso} title=${iso}>${day.format(new Date(iso))}</time>`;

/** How long ago a time was; its minute shows when somebody points at it. */
export const ago = (iso: string): unknown =>
  html`<time datetime=${iso} title=${day.format(new Date(iso))}>${distance(iso)}</time>`;
