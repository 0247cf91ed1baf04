import { Problem } from '../api/problem.ts';
import type { Computed, Customer, DataSource, Level, Schema } from '../api/types.ts';
import type { CustomerCalls } from './calls.ts';

/** What a customer's page shows of it and of what it can be given. */
export interface Known {
  readonly customer: Customer;
  readonly etag: string;
  readonly computed: Computed;
  readonly levels: readonly Level[];
  readonly tags: readonly string[];
  readonly schemas: readonly Schema[];
  readonly sources: readonly DataSource[];
  /** Direct children, the first ones. */
  readonly children: readonly Customer[];
  readonly moreChildren: boolean;
}

const CHILDREN = 10;

export async function fetchKnown(
  calls: CustomerCalls,
  id: string,
  signal?: AbortSignal,
): Promise<Known> {
  const [customer, computed, levels, tags, schemas, sources, below] = await Promise.all([
    calls.get(id, signal),
    calls.computed(id, signal),
    calls.levels(signal),
    calls.tags(signal),
    orNothing(calls.schemas(signal)),
    orNothing(calls.dataSources(signal)),
    calls.childrenOf(id, undefined, CHILDREN, signal),
  ]);
  return {
    customer: customer.value,
    etag: customer.etag ?? '*',
    computed,
    levels,
    tags,
    schemas,
    sources,
    children: below.customers,
    moreChildren: below.next_cursor !== null,
  };
}

/** A list that the member's role may not see is an empty one. */
async function orNothing<T>(list: Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await list;
  } catch (error) {
    if (error instanceof Problem && error.status === 403) return [];
    throw error;
  }
}
