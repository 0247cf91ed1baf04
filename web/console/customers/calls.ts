import { segment, type Api, type Query, type Tagged } from '../api/api.ts';
import type {
  Change,
  Computed,
  Customer,
  CustomerPage,
  DataSource,
  JsonObject,
  Level,
  Schema,
} from '../api/types.ts';

/** What customers are searched by; what is undefined does not matter. */
export interface Filter {
  readonly search?: string | undefined;
  readonly level?: string | undefined;
  readonly tag?: string | undefined;
  readonly demo?: string | undefined;
  readonly under?: string | undefined;
}

/** A change of a customer, in the words of `update_customer`. */
export type CustomerUpdate = Readonly<{
  new_provided_id?: string;
  name?: string;
  hierarchy_level_name?: string;
  parent_provided_id?: string;
  is_demo_group?: boolean;
  emails?: readonly string[];
  emails_remove?: readonly string[];
  group_tags?: readonly string[];
  properties?: JsonObject;
  mapping?: Readonly<Record<string, string>>;
}>;

const searchOf = ({ search, level, tag, demo, under }: Filter): Query => ({
  search,
  hierarchy_level_name: level,
  group_tag: tag,
  is_demo_group: demo,
  subtree_of: under,
});

/** The calls about customers, all in the visibility group that is looked at. */
export class CustomerCalls {
  constructor(private readonly api: Api) {}

  list(
    filter: Filter,
    page: { readonly cursor?: string | undefined; readonly limit?: number },
    signal?: AbortSignal,
  ): Promise<CustomerPage> {
    return this.api.get(
      '/api/v1/customers',
      {
        ...searchOf(filter),
        cursor: page.cursor,
        limit: page.limit ?? 100,
      },
      signal,
    );
  }

  /** Customers that are below no other. */
  roots(cursor?: string, signal?: AbortSignal): Promise<CustomerPage> {
    return this.api.get('/api/v1/customers', { roots: true, cursor, limit: 100 }, signal);
  }

  childrenOf(
    id: string,
    cursor?: string,
    limit = 200,
    signal?: AbortSignal,
  ): Promise<CustomerPage> {
    return this.api.get('/api/v1/customers', { parent_provided_id: id, cursor, limit }, signal);
  }

  get(id: string, signal?: AbortSignal): Promise<Tagged<Customer>> {
    return this.api.tagged('GET', `/api/v1/customers/${segment(id)}`, { signal });
  }

  computed(id: string, signal?: AbortSignal): Promise<Computed> {
    return this.api.get(`/api/v1/customers/${segment(id)}/computed`, {}, signal);
  }

  changes(
    id: string,
    cursor: string | undefined,
    signal?: AbortSignal,
  ): Promise<{ readonly changes: readonly Change[]; readonly next_cursor: string | null }> {
    return this.api.get(`/api/v1/customers/${segment(id)}/changes`, { cursor, limit: 10 }, signal);
  }

  count(
    filter: Filter,
    signal?: AbortSignal,
  ): Promise<{ readonly count: number; readonly exact: boolean }> {
    return this.api.get('/api/v1/customers:count', searchOf(filter), signal);
  }

  /** Takes a change back by a new one; refused where something of it was changed since. */
  undo(id: string, version: number): Promise<Customer> {
    return this.api.post(`/api/v1/customers/${segment(id)}/changes/${version}:undo`);
  }

  /**
   * Makes a customer, or says that there is one.
   * @returns the customer, and whether it is new
   */
  async create(body: JsonObject): Promise<{ customer: Customer; new_customer: boolean }> {
    return this.api.post('/api/create_customer/', body);
  }

  /** @param etag of the version that the change was made for; a newer one refuses it */
  async update(id: string, update: CustomerUpdate, etag: string): Promise<Tagged<Customer>> {
    const { value, etag: next } = await this.api.tagged<{ customer: Customer }>(
      'POST',
      '/api/update_customer/',
      { body: { provided_id: id, ...update }, headers: { 'If-Match': etag } },
    );
    return { value: value.customer, etag: next };
  }

  async delete(customer: Customer): Promise<void> {
    await this.api.post('/api/delete_customer/', { current_token: customer.token });
  }

  async refreshToken(customer: Customer): Promise<Tagged<Customer>> {
    const { value, etag } = await this.api.tagged<{ customer: Customer }>(
      'POST',
      '/api/refresh_customer_token/',
      { body: { current_token: customer.token } },
    );
    return { value: value.customer, etag };
  }

  async levels(signal?: AbortSignal): Promise<readonly Level[]> {
    return (await this.api.get<{ levels: Level[] }>('/api/v1/levels', {}, signal)).levels;
  }

  async tags(signal?: AbortSignal): Promise<readonly string[]> {
    const answer = await this.api.get<{ group_tags: { name: string }[] }>(
      '/api/group_tags/',
      {},
      signal,
    );
    return answer.group_tags.map(({ name }) => name);
  }

  async schemas(signal?: AbortSignal): Promise<readonly Schema[]> {
    return (await this.api.get<{ schemas: Schema[] }>('/api/v1/schemas', {}, signal)).schemas;
  }

  async dataSources(signal?: AbortSignal): Promise<readonly DataSource[]> {
    return (await this.api.get<{ data_sources: DataSource[] }>('/api/v1/data-sources', {}, signal))
      .data_sources;
  }
}
