import type { EmbedSettings } from './settings/attributes.ts';
import type { Session } from './wire/session.ts';

/** What the embed tells the page around it, under the names of the published Explo API. */
export interface EmbedEvents {
  readonly sendVariableUpdatedEvent: { readonly varName: string; readonly newValue: unknown };
  readonly dashboardReadyToLoad: {
    readonly dashboardId: string;
    /** CSS pixels, known from the layout alone. */
    readonly dashboardHeight: number;
  };
  readonly dashboardLoaded: {
    readonly dashboardId: string;
    readonly dashboardHeight: number;
    /** Milliseconds from the attachment to the last panel drawn. */
    readonly loadTime: number;
  };
  readonly dashboardUpdated: { readonly dashboardId: string; readonly dashboardHeight: number };
  readonly analyticsEventFired: AnalyticsRecord;
  readonly customerJwtExpired: { readonly dashboardId: string };
}

export interface AnalyticsRecord {
  /** The viewing customer's own id. */
  readonly user_id: string;
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly custom_properties?: unknown;
}

/** Where events go: the element, or the page around the iframe. */
export type EventSink = (name: string, detail: unknown) => void;

/** Sends one of the known events. */
export function send<Name extends keyof EmbedEvents>(
  sink: EventSink,
  name: Name,
  detail: EmbedEvents[Name],
): void {
  sink(name, detail);
}

/** The record of something that the viewer did. */
export function analyticsRecord(
  session: Session,
  settings: Pick<EmbedSettings, 'customProperties'>,
  name: string,
  properties: Readonly<Record<string, unknown>>,
): AnalyticsRecord {
  const { customer, dashboard } = session;
  return {
    user_id: customer.provided_id,
    name,
    properties: {
      customer_name: customer.name,
      customer_provided_id: customer.provided_id,
      dashboard_embed_id: dashboard.embed_id,
      dashboard_name: dashboard.name,
      dashboard_version: dashboard.version,
      ...properties,
    },
    ...(settings.customProperties !== undefined && {
      custom_properties: settings.customProperties,
    }),
  };
}

/** What the page around tells the embed. */
export type Command =
  | { readonly kind: 'variables'; readonly values: Readonly<Record<string, unknown>> }
  | { readonly kind: 'jwt'; readonly jwt: string };

/** The names under which the page speaks. */
export const commandNames = [
  'updateExploDashboardVariable',
  'updateExploDashboardVariables',
  'updateCustomerJwt',
] as const;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Reads what the page said; `undefined` when it is none of ours or not of its form. */
export function commandOf(event: unknown, detail: unknown): Command | undefined {
  if (!isRecord(detail)) return undefined;
  switch (event) {
    case 'updateExploDashboardVariable': {
      const { varName, value } = detail;
      return typeof varName === 'string'
        ? { kind: 'variables', values: { [varName]: value } }
        : undefined;
    }
    case 'updateExploDashboardVariables': {
      const { variables } = detail;
      if (!Array.isArray(variables)) return undefined;
      const named = variables
        .filter(isRecord)
        .flatMap(({ varName, value }) =>
          typeof varName === 'string' ? [[varName, value] as const] : [],
        );
      return { kind: 'variables', values: Object.fromEntries(named) };
    }
    case 'updateCustomerJwt': {
      const { jwt } = detail;
      return typeof jwt === 'string' && jwt !== '' ? { kind: 'jwt', jwt } : undefined;
    }
    default:
      return undefined;
  }
}
