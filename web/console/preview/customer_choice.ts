import type { Api } from '../api/api.ts';
import type { Customer, CustomerPage } from '../api/types.ts';

const KEY = 'vitrine.preview-customer';

/** The customers that a text finds, as options of a field. */
export async function customerOptions(api: Api, search: string, signal?: AbortSignal) {
  const { customers } = await api.get<CustomerPage>(
    '/api/v1/customers',
    { search, limit: 20 },
    signal,
  );
  return customers.map(({ provided_id, name, hierarchy_level }) => ({
    value: provided_id,
    label: name,
    hint: `${provided_id} · ${hierarchy_level}`,
  }));
}

/** The customer that previews were last looked at as, while it is still there; else the first. */
export async function usualCustomer(api: Api, signal?: AbortSignal): Promise<string> {
  const kept = localStorage.getItem(KEY);
  if (kept !== null) {
    const found = await api
      .get<Customer>(`/api/v1/customers/${encodeURIComponent(kept)}`, {}, signal)
      .catch(() => undefined);
    if (found) return kept;
  }
  const { customers } = await api.get<CustomerPage>('/api/v1/customers', { limit: 1 }, signal);
  return customers[0]?.provided_id ?? '';
}

export const keepCustomer = (id: string): void => localStorage.setItem(KEY, id);
