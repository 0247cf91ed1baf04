import { toText } from '../data/rows.ts';

/**
 * Comma-separated values after RFC 4180, with a byte order mark so that spreadsheets read UTF-8.
 * Texts that a spreadsheet would run as a formula are put behind an apostrophe.
 */
export function csv(headings: readonly string[], rows: Iterable<readonly unknown[]>): string {
  const lines = [headings.map(field).join(',')];
  for (const row of rows) lines.push(row.map(field).join(','));
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

function field(value: unknown): string {
  const text = toText(value);
  const safe =
    typeof value === 'string' && /^[=+\-@\t\r]/.test(text) && !isNumber(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const isNumber = (text: string) => /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text);

/** Hands a text to the viewer as a file. */
export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name.replaceAll(/[\\/:*?"<>|\s]+/g, '_')}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
