import type { Column, ColumnType, PanelData } from '../panel_view.ts';

/** Numbers from 0 to 1 that are the same on every run (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Rows as objects, turned into the columns that the server sends. */
export function table(
  types: Readonly<Record<string, ColumnType>>,
  rows: readonly Readonly<Record<string, unknown>>[],
  truncated = false,
): PanelData {
  const columns: Column[] = Object.entries(types).map(([name, type]) => ({ name, type }));
  const values = columns.map(({ name }) => rows.map((row) => row[name] ?? null));
  return { columns, values, row_count: rows.length, truncated };
}

const DAY = 86_400_000;
const regions = ['EMEA', 'APAC', 'AMER'] as const;
const catalogue = {
  Footwear: ['Trail runner', 'City sneaker', 'Hiking boot', 'Sandal'],
  Outerwear: ['Rain shell', 'Down jacket', 'Softshell'],
  Accessories: ['Wool cap', 'Daypack', 'Trekking poles', 'Headlamp', 'Gaiters'],
  Camping: ['Two-person tent', 'Sleeping bag', 'Stove'],
} as const;
const statuses = ['Delivered', 'Shipped', 'Pending', 'Returned'] as const;

/** The moment at which the gallery's clock stands. */
export const NOW = Date.UTC(2024, 11, 18, 15, 30);

/** Orders of two years up to `NOW`, with growth, seasons and weekends. */
export function orders(count: number): PanelData {
  const roll = dice(7);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(roll() * from.length)] as T;
  const rows = Array.from({ length: count }, (_, index) => {
    const age = roll() ** 1.35 * 730;
    const at = NOW - age * DAY;
    const category = pick(Object.keys(catalogue) as (keyof typeof catalogue)[]);
    const season = 1 + 0.35 * Math.sin((new Date(at).getUTCMonth() / 12) * 2 * Math.PI + 4);
    const quantity = 1 + Math.floor(roll() ** 2 * 9);
    const price = 18 + roll() * 160 * (category === 'Camping' ? 1.8 : 1);
    return {
      id: 100_000 + index,
      ordered_at: new Date(at).toISOString().slice(0, 19),
      region: roll() < 0.48 ? 'EMEA' : pick(regions),
      category,
      product: pick(catalogue[category]),
      status: roll() < 0.72 ? 'Delivered' : pick(statuses),
      quantity,
      amount: Math.round(quantity * price * season * 100) / 100,
      margin: 0.12 + roll() * 0.4,
      page: `https://shop.example/orders/${100_000 + index}`,
    };
  });
  return table(
    {
      id: 'integer',
      ordered_at: 'timestamp',
      region: 'string',
      category: 'string',
      product: 'string',
      status: 'string',
      quantity: 'integer',
      amount: 'decimal',
      margin: 'number',
      page: 'string',
    },
    rows,
  );
}

export const stages = table({ stage: 'string', visitors: 'integer' }, [
  { stage: 'Visited shop', visitors: 48_210 },
  { stage: 'Viewed product', visitors: 31_874 },
  { stage: 'Added to basket', visitors: 12_402 },
  { stage: 'Began checkout', visitors: 6_930 },
  { stage: 'Paid', visitors: 5_118 },
]);

export const flows = table({ source: 'string', target: 'string', sessions: 'integer' }, [
  { source: 'Search', target: 'Landing', sessions: 5200 },
  { source: 'Ads', target: 'Landing', sessions: 3100 },
  { source: 'Mail', target: 'Product', sessions: 2400 },
  { source: 'Social', target: 'Landing', sessions: 1300 },
  { source: 'Landing', target: 'Product', sessions: 6100 },
  { source: 'Landing', target: 'Left', sessions: 3500 },
  { source: 'Product', target: 'Basket', sessions: 4800 },
  { source: 'Product', target: 'Left ', sessions: 3700 },
  { source: 'Basket', target: 'Paid', sessions: 3300 },
  { source: 'Basket', target: 'Abandoned', sessions: 1500 },
]);

const countryCodes =
  'US CA MX BR AR CL CO PE GB IE FR DE ES PT IT NL BE CH AT PL CZ SE NO FI DK GR TR UA RO EG ZA NG KE MA SA AE IN PK BD CN JP KR ID MY TH VN PH AU NZ SG'.split(
    ' ',
  );

export const countries = (() => {
  const roll = dice(3);
  const rows = countryCodes.map((country) => ({
    country,
    revenue: Math.round(roll() ** 2.4 * 900_000 + 12_000),
  }));
  return table({ country: 'string', revenue: 'integer' }, rows);
})();

const postal =
  'AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY'.split(
    ' ',
  );

export const states = (() => {
  const roll = dice(11);
  return table(
    { state: 'string', orders: 'integer' },
    postal.map((state) => ({ state, orders: Math.round(roll() ** 2 * 9000 + 200) })),
  );
})();

export const reviews = (() => {
  const roll = dice(23);
  const rows = Object.keys(catalogue).flatMap((category, index) =>
    Array.from({ length: 90 }, () => ({
      category,
      days:
        Math.round((2 + index + (roll() + roll() + roll()) * 3 + (roll() > 0.97 ? 9 : 0)) * 10) /
        10,
    })),
  );
  return table({ category: 'string', days: 'number' }, rows);
})();

export const products = (() => {
  const roll = dice(5);
  const rows = Object.entries(catalogue).flatMap(([category, names]) =>
    names.map((product) => {
      const price = Math.round(20 + roll() * 260);
      return {
        category,
        product,
        price,
        rating: Math.round((3 + roll() * 2) * 10) / 10,
        sold: Math.round(200 + roll() * 5200),
        returned: Math.round(roll() * 120) / 1000,
      };
    }),
  );
  return table(
    {
      category: 'string',
      product: 'string',
      price: 'number',
      rating: 'number',
      sold: 'integer',
      returned: 'number',
    },
    rows,
  );
})();

export const skills = table(
  { skill: 'string', team: 'string', score: 'number' },
  ['Speed', 'Quality', 'Price', 'Support', 'Range', 'Delivery'].flatMap((skill, index) => [
    { skill, team: 'Ours', score: [82, 91, 64, 88, 72, 79][index] },
    { skill, team: 'Market', score: [70, 74, 78, 61, 80, 66][index] },
  ]),
);

export const goals = table({ revenue: 'decimal', target: 'decimal', score: 'number' }, [
  { revenue: '1284730.50', target: '1500000', score: 71.4 },
]);

/** Many rows of many kinds, for scrolling. */
export function ledger(count: number): PanelData {
  const roll = dice(99);
  const names = ['Alpha', 'Bravo', 'Carol', 'Delta', 'Echo', 'Foxtrot', 'Golf', 'Hotel'];
  const rows = Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    booked_on: new Date(Date.UTC(2020, 0, 1) + Math.floor(roll() * 1800) * DAY)
      .toISOString()
      .slice(0, 10),
    account: `${names[Math.floor(roll() * names.length)]} ${Math.floor(roll() * 900) + 100}`,
    debit: Math.round(roll() * 1_000_000) / 100,
    credit: Math.round(roll() * 1_000_000) / 100,
    balance: `${Math.floor(roll() * 9e15)}${Math.floor(roll() * 1e6)}.${String(Math.floor(roll() * 100)).padStart(2, '0')}`,
    open: roll() > 0.5,
    note: roll() > 0.6 ? 'Transfer' : null,
  }));
  return table(
    {
      id: 'integer',
      booked_on: 'date',
      account: 'string',
      debit: 'decimal',
      credit: 'decimal',
      balance: 'decimal',
      open: 'boolean',
      note: 'string',
    },
    rows,
  );
}
