import type { Api } from '../api/api.ts';
import type { Confirmation } from '../parts/confirm.ts';
import type { Toasts } from '../parts/toasts.ts';
import type { Router } from '../router/router.ts';
import type { Theme } from '../theme/theme.ts';
import type { GroupChoice } from './group.ts';
import type { Session } from './session.ts';

/** What a page is handed: everything it may use of what is around it. */
export interface Console {
  readonly api: Api;
  readonly router: Router;
  readonly session: Session;
  readonly group: GroupChoice;
  readonly theme: Theme;
  readonly toasts: Toasts;
  /** Asks before something is done that cannot be undone; true where the member agrees. */
  confirm(question: Confirmation): Promise<boolean>;
}
