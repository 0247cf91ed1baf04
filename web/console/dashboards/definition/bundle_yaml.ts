import { stringify } from 'yaml';

/** A dashboard's record, as far as its file tells of it. */
export interface BundledRecord {
  readonly embed_id: string;
  readonly name: string;
  readonly attributes: readonly unknown[];
  readonly is_drilldown: boolean;
  readonly visibility: unknown;
  readonly latest_version: number | null;
  readonly environments: Readonly<Record<string, number>>;
}

/**
 * The file that `vitrine apply` takes for a dashboard, `dashboards/<embed id>.yaml`: what
 * `vitrine export` would write, member by member.
 */
export function dashboardYaml(record: BundledRecord, definition: unknown): string {
  const { embed_id, name, attributes, is_drilldown, visibility } = record;
  const environments = Object.entries(record.environments)
    .filter(([, version]) => version === record.latest_version)
    .map(([environment]) => environment)
    .sort();
  return stringify(
    { embed_id, name, attributes, is_drilldown, visibility, environments, definition },
    { lineWidth: 0, aliasDuplicateObjects: false },
  );
}
