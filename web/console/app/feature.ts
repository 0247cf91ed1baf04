import type { Role } from '../api/types.ts';
import type { IconName } from '../parts/icon.ts';
import { pattern } from '../router/match.ts';
import type { PageRoute } from '../router/router.ts';

/** One part of the console: its pages, and where the navigation leads to it. */
export interface Feature {
  readonly nav?: {
    readonly href: string;
    readonly label: string;
    readonly icon: IconName;
  };
  readonly routes: readonly FeatureRoute[];
}

export interface FeatureRoute extends PageRoute {
  /** The least role that has a use for the page; the server asks again at every call. */
  readonly role: Role;
  /** Whether the page stands alone, for people who are not signed in. */
  readonly open: boolean;
}

/**
 * A page's route.
 * @param path such as `/customers/:id`
 * @param tag of the page's element, which `load` defines
 */
export function page(
  path: string,
  tag: string,
  load: () => Promise<unknown>,
  { role = 'viewer', open = false }: { role?: Role; open?: boolean } = {},
): FeatureRoute {
  return { pattern: pattern(path), tag, load, role, open };
}
