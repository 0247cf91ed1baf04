import type { Computed, Customer } from '../api/types.ts';
import type { DataSchema } from './calls.ts';

/** The data source of a customer in a schema: its own, and what it would get without one. */
export interface Mapped {
  /** Id as text; null: the customer has none of its own. */
  readonly own: string | null;
  readonly instead: {
    readonly kind: 'inherited' | 'default' | 'missing';
    readonly source: string | null;
    /** Where it comes from, in a word or a customer's id. */
    readonly why: string;
  };
}

/** @param computed asked for where the customer inherits */
export function mappedTo(
  customer: Pick<
    Customer,
    'provided_id' | 'parent_schema_datasource_mapping' | 'computed_parent_schema_datasource_mapping'
  >,
  schema: DataSchema,
  computed: Computed | undefined,
): Mapped {
  const key = String(schema.id);
  const own = customer.parent_schema_datasource_mapping[key] ?? null;
  const reached = customer.computed_parent_schema_datasource_mapping[key] ?? null;
  if (own === null && reached !== null)
    return {
      own,
      instead: {
        kind: 'inherited',
        source: String(reached),
        why: computed?.mapping[key]?.from ?? 'inherited',
      },
    };
  const usual = schema.strict_mapping ? null : schema.default_data_source_id;
  return {
    own: own === null ? null : String(own),
    instead:
      usual === null
        ? { kind: 'missing', source: null, why: '' }
        : { kind: 'default', source: String(usual), why: own === null ? 'default' : 'as above' },
  };
}

/** The own mapping with one schema's data source set, or taken out where it is empty. */
export function withOwn(
  mapping: Readonly<Record<string, string>>,
  schema: number,
  source: string,
): Record<string, string> {
  const next = Object.fromEntries(
    Object.entries(mapping).filter(([key]) => key !== String(schema)),
  );
  return source === '' ? next : { ...next, [schema]: source };
}
