import type { Api } from '../api/api.ts';
import { Problem } from '../api/problem.ts';
import type { GroupRef, Role, SessionBody, SetupBody } from '../api/types.ts';

/** Roles, each of which may do what those before it may. */
export const ROLES: readonly Role[] = ['viewer', 'editor', 'publisher', 'admin'];

/** Whether a role may do what another is asked for. */
export const includes = (role: Role, asked: Role): boolean =>
  ROLES.indexOf(role) >= ROLES.indexOf(asked);

export type SessionState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'setup'; readonly setup: SetupBody }
  | { readonly kind: 'out'; readonly setup: SetupBody; readonly ended: boolean }
  | { readonly kind: 'in'; readonly body: SessionBody };

/** Who is signed in; fires `change` whenever that is another. */
export class Session extends EventTarget {
  #state: SessionState = { kind: 'starting' };

  get state(): SessionState {
    return this.#state;
  }

  /** What the server said of the member; only while signed in. */
  get body(): SessionBody {
    if (this.#state.kind !== 'in') throw new Error('nobody is signed in');
    return this.#state.body;
  }

  get groups(): readonly GroupRef[] {
    return this.#state.kind === 'in' ? this.#state.body.visibility_groups : [];
  }

  /** Whether the member's role includes another. */
  may(role: Role): boolean {
    return this.#state.kind === 'in' && includes(this.#state.body.member.role, role);
  }

  /** Asks the server who is signed in, and whether anybody can be. */
  async start(api: Api): Promise<void> {
    try {
      this.signedIn(await api.get<SessionBody>('/api/v1/session'));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.status === 401) await this.#ask(api, false);
      else this.#become({ kind: 'failed', problem: error });
    }
  }

  signedIn(body: SessionBody): void {
    this.#become({ kind: 'in', body });
  }

  /** The session is gone: the member left, or the server ended it. */
  async signedOut(api: Api, ended: boolean): Promise<void> {
    if (this.#state.kind === 'in') await this.#ask(api, ended);
  }

  async #ask(api: Api, ended: boolean): Promise<void> {
    try {
      const setup = await api.get<SetupBody>('/api/v1/setup');
      this.#become(setup.needed ? { kind: 'setup', setup } : { kind: 'out', setup, ended });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.#become({ kind: 'failed', problem: error });
    }
  }

  #become(state: SessionState): void {
    this.#state = state;
    this.dispatchEvent(new Event('change'));
  }
}
