import type { Dashboard } from '../../model/dashboard.ts';
import { segment, type Api } from '../api/api.ts';

/** A dashboard's record. Names are those of the wire. */
export interface DashboardRecord {
  readonly embed_id: string;
  readonly name: string;
  readonly attributes: readonly unknown[];
  readonly is_drilldown: boolean;
  readonly visibility: unknown;
  readonly latest_version: number | null;
  readonly environments: Readonly<Record<string, number>>;
  readonly has_unsaved_changes: boolean;
  readonly created_at: string;
  readonly updated_at: string;
}

export interface Draft {
  readonly revision: number;
  readonly saved_version: number | null;
  readonly updated_by: string;
  /** Null for somebody who is gone. */
  readonly updated_by_name: string | null;
  readonly updated_at: string;
  readonly definition: Dashboard;
}

export interface Version {
  readonly version: number;
  readonly message: string;
  readonly restored_from: number | null;
  readonly created_by: string;
  /** Null for somebody who is gone. */
  readonly created_by_name: string | null;
  readonly created_at: string;
  readonly definition?: Dashboard;
}

export interface ShownVersion {
  readonly name: string;
  readonly version: number | null;
  readonly published_by?: string;
  readonly published_by_name?: string | null;
  readonly published_at?: string;
}

/** What is wrong with a definition: a JSON pointer, and why. */
export interface DefinitionProblem {
  readonly path: string;
  readonly reason: string;
}

const ALL = '/api/v1/dashboards';
export const pathOf = (embedId: string): string => `${ALL}/${segment(embedId)}`;

export const listDashboards = async (
  api: Api,
  signal?: AbortSignal,
): Promise<readonly DashboardRecord[]> =>
  (await api.get<{ dashboards: DashboardRecord[] }>(ALL, {}, signal)).dashboards;

export const readDashboard = (api: Api, id: string, signal?: AbortSignal) =>
  api.get<DashboardRecord>(pathOf(id), {}, signal);

export const readDraft = (api: Api, id: string, signal?: AbortSignal) =>
  api.tagged<Draft>('GET', `${pathOf(id)}/draft`, { signal });

export const writeDraft = (api: Api, id: string, definition: Dashboard, etag: string) =>
  api.tagged<Draft>('PUT', `${pathOf(id)}/draft`, {
    body: { definition },
    headers: { 'If-Match': etag },
  });

export const createDashboard = (api: Api, definition: Dashboard): Promise<DashboardRecord> =>
  api.post(ALL, { definition });

export const problemsOf = async (
  api: Api,
  definition: Dashboard,
): Promise<readonly DefinitionProblem[]> =>
  (await api.post<{ errors: DefinitionProblem[] }>(`${ALL}:validate`, { definition })).errors;

export const listVersions = async (
  api: Api,
  id: string,
  signal?: AbortSignal,
): Promise<readonly Version[]> =>
  (await api.get<{ versions: Version[] }>(`${pathOf(id)}/versions`, {}, signal)).versions;

export const readVersion = (api: Api, id: string, version: number, signal?: AbortSignal) =>
  api.get<Version>(`${pathOf(id)}/versions/${version}`, {}, signal);

/** The definition of a version, or of the draft where none is given. */
export const readDefinition = async (
  api: Api,
  id: string,
  version: number | null,
  signal?: AbortSignal,
): Promise<Dashboard | undefined> =>
  version === null
    ? (await readDraft(api, id, signal)).value.definition
    : (await readVersion(api, id, version, signal)).definition;

/** Saves the draft of an entity tag as a version. */
export const saveVersion = (api: Api, id: string, message: string, etag: string) =>
  api.post<Version>(`${pathOf(id)}/versions`, { message }, { headers: { 'If-Match': etag } });

export const restoreVersion = (api: Api, id: string, version: number) =>
  api.post<Version>(
    `${pathOf(id)}/versions/${version}:restore`,
    {},
    {
      headers: { 'If-Match': '*' },
    },
  );

export const readShown = async (
  api: Api,
  id: string,
  signal?: AbortSignal,
): Promise<readonly ShownVersion[]> =>
  (await api.get<{ environments: ShownVersion[] }>(`${pathOf(id)}/environments`, {}, signal))
    .environments;

export const publish = (api: Api, id: string, environment: string, version: number) =>
  api.put(`${pathOf(id)}/environments/${segment(environment)}`, { version });

/** A token to look through a customer's eyes, at the draft where no version is given. */
export const previewToken = (api: Api, id: string, customer: string, version?: number) =>
  api.post<{ token: string; expires_at: string }>(`${pathOf(id)}/previews`, {
    customer,
    ...(version === undefined ? {} : { version }),
  });
