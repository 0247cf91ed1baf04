/** The answer of `/api/v1/activity`, as far as the home page reads it. */
export interface PanelActivity {
  readonly embed_id: string;
  /** Its name. */
  readonly dashboard: string;
  /** 0 for a draft. */
  readonly version: number;
  readonly dataset: string;
  readonly count: number;
  readonly errors: number;
  readonly kept: number;
  readonly p50_ms: number;
  readonly p95_ms: number;
  readonly max_ms: number;
  readonly last_error: string | null;
  readonly last_error_at: string | null;
}

export interface SourceHealth {
  readonly id: number;
  readonly name: string;
  readonly kind: string;
  readonly away: boolean;
  readonly ok_at: string | null;
  readonly ok_ms: number | null;
  readonly failed_at: string | null;
  readonly failure: string | null;
}

export interface EmbedActivity {
  readonly embed_id: string;
  readonly dashboard: string;
  readonly opened: number;
}

export interface Activity {
  readonly runs: { readonly count: number; readonly errors: number; readonly kept: number };
  readonly embeds: { readonly opened: number; readonly most: readonly EmbedActivity[] };
  readonly slowest: readonly PanelActivity[];
  readonly failing: readonly PanelActivity[];
  readonly data_sources: readonly SourceHealth[];
}

export const count = (value: number): string => value.toLocaleString('en');

/** A time that a person waits: milliseconds, or seconds from one on. */
export const wait = (milliseconds: number): string =>
  milliseconds < 1000
    ? `${milliseconds} ms`
    : `${(milliseconds / 1000).toLocaleString('en', { maximumFractionDigits: 1 })} s`;

/** A part of a whole in percent; what is there is never shown as nothing. */
export function share(part: number, whole: number): string {
  if (whole === 0 || part === 0) return '0 %';
  const percent = (part / whole) * 100;
  return percent < 0.1
    ? '< 0.1 %'
    : `${percent.toLocaleString('en', { maximumFractionDigits: 1 })} %`;
}
