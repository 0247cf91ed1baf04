/** Thirty panels on six datasets: what a full dashboard looks like. */
const own = 'where customer_id = {{ customer_id }}';
const datasets = Object.entries({
  daily: `select cast(ordered_at as date) as day, sum(amount) as amount, count(*) as orders from orders ${own} group by 1 order by 1`,
  monthly: `select cast(date_trunc('month', ordered_at) as date) as month, category, sum(amount) as amount from orders ${own} group by 1, 2 order by 1, 2`,
  products: `select product, category, sum(amount) as amount, sum(quantity) as quantity from orders ${own} group by 1, 2 order by 3 desc`,
  regions: `select region, category, sum(amount) as amount from orders ${own} group by 1, 2`,
  latest: `select id, ordered_at, product, amount from orders ${own} order by id desc limit 200`,
  total: `select sum(amount) as amount, count(*) as orders from orders ${own}`,
}).map(([name, sql]) => ({ name, schema: 'shop', sql, cache: false }));

const amount = { column: 'amount' };
const makers = [
  (id) => ({ id, type: 'kpi', title: id, dataset: 'total', value: amount }),
  (id) => ({
    id,
    type: 'kpi_trend',
    title: id,
    dataset: 'daily',
    value: amount,
    date: { column: 'day' },
    period: 'last_4_weeks',
  }),
  (id) => ({
    id,
    type: 'bar',
    title: id,
    dataset: 'regions',
    category: { column: 'region' },
    series: { column: 'category' },
    values: [amount],
  }),
  (id) => ({
    id,
    type: 'line',
    title: id,
    dataset: 'monthly',
    category: { column: 'month' },
    series: { column: 'category' },
    values: [amount],
  }),
  (id) => ({
    id,
    type: 'donut',
    title: id,
    dataset: 'products',
    category: { column: 'category' },
    value: amount,
  }),
  (id) => ({ id, type: 'table', title: id, dataset: 'latest' }),
];

export const thirtyPanels = {
  name: 'Thirty panels',
  datasets,
  panels: Array.from({ length: 30 }, (_, index) => ({
    ...makers[index % makers.length](`panel_${index}`),
    layout: { x: (index % 3) * 4, y: Math.floor(index / 3) * 5, w: 4, h: 5 },
  })),
};
