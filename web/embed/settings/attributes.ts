import type { Credential } from '../wire/connection.ts';

/** What the embedding page asked for. */
export interface EmbedSettings {
  /** Absent while the page has given no token. */
  readonly token?: string;
  readonly environment?: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Why `variables` could not be read. */
  readonly variablesProblem?: string;
  readonly updateUrlParams: boolean;
  /** Minutes between two reloads of all rows. */
  readonly refreshMinutes?: number;
  readonly isProduction: boolean;
  /** BCP 47 tag, or as near as the page came. */
  readonly locale?: string;
  readonly theme?: 'auto' | 'light' | 'dark';
  /** Address of the server when it is not where the script came from; ends with a slash. */
  readonly host?: string;
  /** Given by the server to its own iframe pages. */
  readonly frame?: string;
  /** Handed on with every analytics event. */
  readonly customProperties?: unknown;
}

/** Attribute names as HTML spells them, in lower case, with their published spellings. */
const spellings = {
  jwt: ['dash-jwt', 'dashjwt', 'dash_jwt'],
  customerToken: ['dash-customer-token', 'dashcustomertoken', 'dash_customer_token'],
  userGroupToken: ['dash-user-group-token', 'dashusergrouptoken', 'dash_user_group_token'],
  environment: ['environment'],
  variables: ['variables'],
  updateUrlParams: ['updateurlparams', 'update-url-params', 'update_url_params'],
  refreshMinutes: ['refresh-minutes', 'refreshminutes', 'refresh_minutes'],
  isProduction: ['isproduction', 'is-production', 'is_production'],
  locale: ['locale-code', 'locale_code', 'localecode'],
  theme: ['theme'],
  host: ['host'],
  frame: ['frame'],
  customProperties: ['custom-properties', 'customproperties', 'custom_properties'],
} as const;

/** Every attribute that the elements read. */
export const attributeNames: readonly string[] = Object.values(spellings).flat();

/** Reads the settings; `get` answers with an attribute's text, `null` when it is absent. */
export function readSettings(get: (name: string) => string | null): EmbedSettings {
  const first = (names: readonly string[]) => {
    for (const name of names) {
      const text = get(name);
      if (text !== null) return unbraced(text);
    }
    return undefined;
  };
  const said = (key: keyof typeof spellings) => nonEmpty(first(spellings[key]));
  const token = said('jwt') ?? said('customerToken') ?? said('userGroupToken');
  const environment = said('environment');
  const refreshMinutes = positive(said('refreshMinutes'));
  const locale = said('locale');
  const theme = said('theme')?.toLowerCase();
  const host = address(said('host'));
  const frame = said('frame');
  const customProperties = parsed(said('customProperties'));
  const variables = readVariables(said('variables'));
  return {
    ...variables,
    updateUrlParams: flag(first(spellings.updateUrlParams)),
    isProduction: flag(first(spellings.isProduction)),
    ...(token !== undefined && { token }),
    ...(environment !== undefined && { environment }),
    ...(refreshMinutes !== undefined && { refreshMinutes }),
    ...(locale !== undefined && { locale }),
    ...((theme === 'auto' || theme === 'light' || theme === 'dark') && { theme }),
    ...(host !== undefined && { host }),
    ...(frame !== undefined && { frame }),
    ...(customProperties !== undefined && { customProperties }),
  };
}

/** Whom the settings speak for; `undefined` without a token. */
export function credentialOf(settings: EmbedSettings): Credential | undefined {
  if (settings.token === undefined) return undefined;
  return {
    token: settings.token,
    ...(settings.environment !== undefined && { environment: settings.environment }),
    ...(settings.frame !== undefined && { frame: settings.frame }),
  };
}

/** A text without the braces that JSX samples leave behind when they are pasted into HTML. */
function unbraced(text: string): string {
  const trimmed = text.trim();
  const inner = /^\{\s*(true|false|null|undefined|-?[\d.]+|"[^"]*"|'[^']*')\s*\}$/.exec(trimmed);
  const bare = inner?.[1] ?? trimmed;
  return bare.replace(/^(["'])(.*)\1$/s, '$2');
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === undefined || text === '' || text === 'undefined' || text === 'null'
    ? undefined
    : text;
}

/** Present and not refused: `isProduction`, `isProduction="true"`, `isProduction={true}`. */
function flag(text: string | undefined): boolean {
  return text !== undefined && !/^(false|0|no|off|null|undefined)$/i.test(text);
}

function positive(text: string | undefined): number | undefined {
  const number = Number(text);
  return text !== undefined && Number.isFinite(number) && number > 0 ? number : undefined;
}

function address(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    const url = new URL(/^https?:\/\//i.test(text) ? text : `https://${text}`);
    return `${url.origin}${url.pathname.replace(/\/*$/, '/')}`;
  } catch {
    return undefined;
  }
}

function parsed(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readVariables(
  text: string | undefined,
): Pick<EmbedSettings, 'variables' | 'variablesProblem'> {
  if (text === undefined) return { variables: {} };
  // JSON.stringify pasted with its JSX braces: `{{"a":1}}` or `{'{"a":1}'}`.
  const candidates = [text, text.replace(/^\{\s*'?/, '').replace(/'?\s*\}$/, '')];
  for (const candidate of candidates) {
    const value = parsed(candidate);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return { variables: value as Readonly<Record<string, unknown>> };
    }
  }
  return {
    variables: {},
    variablesProblem: 'The attribute "variables" must be a JSON object, such as {"region":"EMEA"}.',
  };
}
