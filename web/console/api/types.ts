/** What the API's answers hold, as far as the console reads it. Names are those of the wire. */

export type Role = 'viewer' | 'editor' | 'publisher' | 'admin';

export interface Member {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
}

export interface GroupRef {
  readonly id: number;
  readonly name: string;
}

export interface SessionBody {
  readonly member: Member;
  readonly team: { readonly id: number; readonly name: string };
  readonly visibility_groups: readonly GroupRef[];
  readonly roles: readonly Role[];
}

export interface SetupBody {
  readonly needed: boolean;
  readonly code_required: boolean;
  readonly oidc?: { readonly label: string } | null;
}

export type JsonObject = Readonly<Record<string, unknown>>;

export interface Customer {
  readonly token: string;
  readonly name: string;
  readonly provided_id: string;
  readonly is_demo_group: boolean;
  readonly emails: readonly string[];
  readonly group_tags: readonly string[];
  readonly properties: JsonObject;
  readonly computed_properties: JsonObject;
  readonly access_group: string;
  readonly parent_schema_datasource_mapping: Readonly<Record<string, string>>;
  readonly computed_parent_schema_datasource_mapping: Readonly<Record<string, string>>;
  readonly hierarchy_level: string;
  readonly parent_provided_id: string | null;
  readonly version: number;
  readonly created_at: string;
  readonly updated_at: string;
}

export interface CustomerPage {
  readonly customers: readonly Customer[];
  readonly next_cursor: string | null;
}

/** A value with the customer that it comes from. */
export interface Origin<T = unknown> {
  readonly value: T;
  readonly from: string;
}

export interface Computed {
  readonly properties: Readonly<Record<string, Origin>>;
  readonly mapping: Readonly<Record<string, Origin<string>>>;
  readonly variables: Readonly<Record<string, Origin<string>>>;
  readonly group_tags: Readonly<Record<string, Origin<string>>>;
}

export interface Change {
  readonly version: number;
  readonly at: string;
  readonly action: 'create' | 'update' | 'delete' | 'refresh_token';
  readonly actor: string;
  readonly actor_name: string | null;
  readonly before: JsonObject | null;
  readonly after: JsonObject | null;
}

export interface Level {
  readonly name: string;
}

export interface UsageCount {
  readonly customers: number;
  readonly demo: number;
  readonly paid: number;
}

export interface Usage {
  readonly levels: readonly (UsageCount & { readonly hierarchy_level: string })[];
  readonly total: UsageCount;
}

export interface Schema {
  readonly id: number;
  readonly name: string;
  readonly strict_mapping: boolean;
  readonly default_data_source_id: number | null;
}

export interface DataSource {
  readonly id: number;
  readonly name: string;
  readonly schema_id: number;
  readonly kind: string;
  readonly visibility_groups: readonly string[];
}

export interface VisibilityGroup {
  readonly id: number;
  readonly name: string;
}
