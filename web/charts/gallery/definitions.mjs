import fc from 'fast-check';

/**
 * Makes definitions out of the published schema itself, so that a property added there is tried from
 * then on. Knows the keywords that the schema uses; what it cannot say (`if`, `oneOf` of `required`)
 * is left to the validator, which has the last word.
 */
export function definitionsOf(schema, given) {
  const made = new Map();
  const named = (name) => {
    if (!made.has(name)) made.set(name, given[name] ?? from(schema.$defs[name]));
    return made.get(name);
  };
  const from = (node) => {
    if (node.$ref) return named(node.$ref.replace('#/$defs/', ''));
    if ('const' in node) return fc.constant(node.const);
    if (node.enum) return fc.constantFrom(...node.enum);
    if (node.properties) return ofType.object(node);
    if (node.anyOf) return fc.oneof(...node.anyOf.map(from));
    // A union by kind: each branch is the whole of its kind.
    if (node.allOf) return fc.oneof(...node.allOf.map((branch) => from(branch.then)));
    return fc.oneof(...[node.type].flat().map((type) => ofType[type](node)));
  };
  const ofType = {
    boolean: () => fc.boolean(),
    integer: ({ minimum = -1e6, maximum = 1e6 }) => fc.integer({ min: minimum, max: maximum }),
    number: (node) => {
      const { minimum: min = -1e308, maximum: max = 1e308, exclusiveMinimum } = node;
      const least = exclusiveMinimum === undefined ? min : Number.MIN_VALUE;
      const options = { noNaN: true, noDefaultInfinity: true, max };
      return fc.oneof(
        fc.integer({ min: Math.max(Math.ceil(least), -1000), max: Math.min(max, 1000) }),
        fc.double({ min: least, ...options }),
      );
    },
    string: ({ pattern, format, minLength = 0, maxLength = 40 }) => {
      if (format === 'date') return days;
      const longest = Math.min(maxLength, 40);
      if (pattern) {
        return fc
          .stringMatching(new RegExp(pattern), { size: 'small' })
          .filter((text) => text.length >= minLength && text.length <= maxLength);
      }
      const plain = fc.string({ unit: 'grapheme', minLength, maxLength: longest });
      const template = fc.constantFrom(
        '{{ customer_name }}',
        '{{ goal }}',
        '{{ none }}',
        '{{',
        '}}',
      );
      return fc
        .oneof({ weight: 3, arbitrary: plain }, template)
        .filter((text) => text.length <= longest);
    },
    array: ({ items, minItems = 0, maxItems = 4, uniqueItems }) => {
      const size = { minLength: minItems, maxLength: Math.min(maxItems, Math.max(minItems, 4)) };
      return uniqueItems ? fc.uniqueArray(from(items), size) : fc.array(from(items), size);
    },
    object: ({ properties, required = [], additionalProperties }) =>
      properties
        ? fc.record(
            Object.fromEntries(Object.entries(properties).map(([key, node]) => [key, from(node)])),
            { requiredKeys: required },
          )
        : fc.dictionary(fc.string({ minLength: 1, maxLength: 10 }), from(additionalProperties), {
            maxKeys: 3,
          }),
  };
  return named;
}

const instants = fc.oneof(
  fc.date({ min: new Date('2022-01-01'), max: new Date('2025-06-01'), noInvalidDate: true }),
  fc.date({ min: new Date('1800-01-01'), max: new Date('2400-01-01'), noInvalidDate: true }),
);
const days = instants.map((date) => date.toISOString().slice(0, 10));

const words = fc.oneof(
  fc.constantFrom('Coffee', 'Tea', 'North', 'South', 'DE', 'US', 'France', 'CA', 'Texas'),
  fc.constantFrom(
    '',
    ' ',
    '0',
    '-12.5',
    '1e400',
    '__proto__',
    'constructor',
    '<b>x</b>',
    '2024-04-09',
  ),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
);

const big = fc.constantFrom(0, -0, 1e308, -1e308, 5e-324, 9007199254740992, -1, 1e21, 0.1);

/** Cells as the server writes them, by the type of their column. */
const cells = {
  string: words,
  integer: fc.oneof(
    fc.integer({ min: -100, max: 1000 }),
    big.map(Math.trunc),
    fc.bigInt().map(String),
  ),
  decimal: fc.oneof(
    fc.double({ noNaN: true, min: -1000, max: 1000 }),
    fc.constantFrom('123456789012345678901234567890.12', '-0.000000000000000000001', '0.00'),
  ),
  number: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), big),
  boolean: fc.boolean(),
  date: fc.oneof({ weight: 6, arbitrary: days }, fc.constantFrom('0001-01-01', '9999-12-31')),
  timestamp: fc.oneof(
    { weight: 6, arbitrary: instants.map((date) => date.toISOString()) },
    instants.map((date) => date.toISOString().slice(0, 19)),
    fc.constantFrom('0001-01-01T00:00:00', '9999-12-31T23:59:59.999999Z'),
  ),
  time: fc.constantFrom('00:00:00', '23:59:59.123456', '12:30:00'),
  json: fc.json({ maxDepth: 2 }).map((text) => JSON.parse(text)),
  binary: fc.constantFrom('', 'AAEC', '/9j/'),
};

/** A column of each type. */
export const columns = Object.keys(cells).map((type) => ({ name: `${type} column`, type }));

/** A name that no rows have. */
export const ABSENT = 'absent column';

/** Rows of every type of column, with empty cells, from none to a few. */
export const rows = fc
  .integer({ min: 0, max: 9 })
  .chain((count) =>
    fc
      .tuple(
        ...columns.map(({ type }) =>
          fc.array(fc.option(cells[type], { freq: 5 }), { minLength: count, maxLength: count }),
        ),
      )
      .map((values) => ({ columns, values, row_count: count, truncated: false })),
  );
