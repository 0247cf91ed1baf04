import type { Option } from '../parts/combobox.ts';
import type { CustomerCalls } from './calls.ts';

/** Finds customers for a combobox by name, id or e-mail. */
export const findCustomers =
  (calls: CustomerCalls, wanted: (level: string) => boolean = () => true) =>
  async (text: string, signal: AbortSignal): Promise<readonly Option[]> => {
    const { customers } = await calls.list({ search: text }, { limit: 50 }, signal);
    return customers
      .filter(({ hierarchy_level }) => wanted(hierarchy_level))
      .slice(0, 20)
      .map(({ provided_id, name }) => ({ value: provided_id, label: name, hint: provided_id }));
  };

/** Levels above one, in the team's order: where a customer of that level may have its parent. */
export function levelsAbove(levels: readonly { name: string }[], level: string): readonly string[] {
  const at = levels.findIndex(({ name }) => name === level);
  return levels.slice(0, Math.max(at, 0)).map(({ name }) => name);
}
