import type { GroupRef } from '../api/types.ts';

const KEY = 'vitrine.visibility-group';
const PARAMETER = 'group';

/**
 * The visibility group that the console looks at: the one in the address, else the last one chosen
 * in this browser, else the team's first. In addresses it stands only when it is not the first, so
 * that most links stay short and a copied link opens on the same group.
 */
export class GroupChoice {
  #chosen: string | undefined =
    new URLSearchParams(location.search).get(PARAMETER) ?? localStorage.getItem(KEY) ?? undefined;

  /** @param groups those of the team, the first being the usual one */
  constructor(private readonly groups: () => readonly GroupRef[]) {}

  get name(): string | undefined {
    return chosenGroup(this.groups(), this.#chosen);
  }

  choose(name: string): void {
    this.#chosen = name;
    localStorage.setItem(KEY, name);
  }

  /** A group of that name is called otherwise from now on. */
  renamed(from: string, to: string): void {
    if (this.#chosen === from) this.choose(to);
  }

  /** Writes the group into the query of an address. */
  keep(search: URLSearchParams): void {
    const [first] = this.groups();
    if (!first) return;
    if (this.name === undefined || this.name === first.name) search.delete(PARAMETER);
    else search.set(PARAMETER, this.name);
  }
}

/** The wanted group where the team has it, else the team's first. */
export function chosenGroup(
  groups: readonly GroupRef[],
  wanted: string | undefined,
): string | undefined {
  return groups.some(({ name }) => name === wanted) ? wanted : groups[0]?.name;
}
