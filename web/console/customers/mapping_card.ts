import { html, nothing } from 'lit';
import { segment } from '../api/api.ts';
import type { Schema } from '../api/types.ts';
import { choiceField } from '../parts/form.ts';
import { note } from '../parts/pieces.ts';
import type { CardOf } from './profile_card.ts';

/** Which data source a customer's rows come from, for every schema. */
export function mappingCard(card: CardOf): unknown {
  const { known, form } = card;
  return html`<section class="card" aria-labelledby="mapping-title">
    <div class="card-head"><h2 id="mapping-title">Data sources</h2></div>
    <div class="card-body stack">
      ${
        form.errorOf('mapping') === undefined
          ? nothing
          : note(form.errorOf('mapping') ?? '', 'danger')
      }
      ${
        known.schemas.length === 0
          ? html`<p class="muted">
              There are no schemas yet. A schema is a folder of data sources that hold the same
              tables; here you choose which of them holds this customer's rows.
            </p>`
          : html`<div class="fields">${known.schemas.map((schema) => choice(card, schema))}</div>`
      }
    </div>
  </section>`;
}

function choice({ known, draft, readonly, change }: CardOf, schema: Schema): unknown {
  const id = String(schema.id);
  const sources = known.sources.filter(({ schema_id }) => String(schema_id) === id);
  const named = (source: string | undefined): string =>
    sources.find((one) => String(one.id) === source)?.name ?? source ?? '';
  const computed = known.computed.mapping[id];
  const inherited = computed && computed.from !== known.customer.provided_id ? computed : undefined;
  const fallback = schema.default_data_source_id;
  const own = draft.mapping[id] ?? '';
  return choiceField({
    id: `mapping-${id}`,
    label: schema.name,
    value: own,
    disabled: readonly,
    hint:
      own === '' && inherited
        ? html`from <a href="/customers/${segment(inherited.from)}">${inherited.from}</a>`
        : own === '' && !inherited && schema.strict_mapping
          ? 'Panels on this schema show an error for this customer until one is chosen.'
          : undefined,
    options: [
      {
        value: '',
        label: inherited
          ? `Inherited: ${named(inherited.value)}`
          : schema.strict_mapping || fallback === null
            ? 'None'
            : `Default: ${named(String(fallback))}`,
      },
      ...sources.map((source) => ({ value: String(source.id), label: source.name })),
      ...(own !== '' && !sources.some((source) => String(source.id) === own)
        ? [{ value: own, label: `${own}, which is not there` }]
        : []),
    ],
    input: (value) => {
      const mapping = { ...draft.mapping };
      if (value === '') delete mapping[id];
      else mapping[id] = value;
      change({ mapping });
    },
  });
}
