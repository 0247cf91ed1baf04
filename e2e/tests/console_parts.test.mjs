import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consoleHarness } from './console.mjs';

/** Every part that the builder offers, added by a click and drawn on real rows, and what a mouse does to parts. */
const { shared, visitor } = consoleHarness({ empty: false });
const BOARD = 'everypart1';

/**
 * Countries, so that a map has something to colour; two texts, two numbers and a time for all others. Few rows: dots of
 * many are one canvas, which says nothing of what is on it.
 */
const SQL = `select case when id % 3 = 0 then 'Germany' when id % 3 = 1 then 'France' else 'Japan' end as country,
  category, quantity, amount, ordered_at
from orders
where customer_id = {{ customer_id }}
order by ordered_at desc
limit 200`;

/** What stands in a panel of each type once its rows are drawn, and how many of it at least. */
const drawn = {
  Number: ['kpi', '.v-kpi-value', 1],
  Trend: ['kpi_trend', '.v-kpi-value', 1],
  Progress: ['progress', '.v-track', 1],
  Gauge: ['gauge', '.v-arc', 1],
  Bars: ['bar', '.v-plot svg path', 3],
  Lines: ['line', '.v-plot svg path', 3],
  Areas: ['area', '.v-plot svg path', 3],
  'Bars and lines': ['combo', '.v-plot svg path', 3],
  Pie: ['pie', '.v-plot svg path', 3],
  Donut: ['donut', '.v-plot svg path', 3],
  Funnel: ['funnel', '.v-stage-bar', 3],
  Table: ['table', '.v-grid tr', 4],
  'Pivot table': ['pivot_table', 'tbody tr', 3],
  Scatter: ['scatter', '.v-plot svg path', 3],
  Bubbles: ['bubble', '.v-plot svg path', 3],
  'Heat map': ['heat_map', '.v-plot svg path', 3],
  Calendar: ['calendar_heat_map', '.v-plot svg path', 3],
  Radar: ['radar', '.v-plot svg path', 3],
  'Box plot': ['box_plot', '.v-plot svg path', 3],
  Sankey: ['sankey', '.v-plot svg path', 3],
  Treemap: ['treemap', '.v-plot svg path', 3],
  Map: ['map', '.v-plot svg path', 100],
  Text: ['text', ':is(h2, h3, h4)', 1],
  Image: ['image', 'img', 1],
};

const controls = {
  Dropdown: 'dropdown',
  Multiselect: 'multiselect',
  Toggle: 'toggle',
  Text: 'text',
  Number: 'number',
  Date: 'date',
  'Date range': 'date_range',
  'Time period': 'time_period',
  'Date grouping': 'date_group',
  Button: 'button',
};

let ann;

const draft = async () =>
  (await shared.server.call('GET', `/api/v1/dashboards/${BOARD}/draft`)).definition;

/** A part of the draft on the server, once it is as a test wants it: it is saved after each change. */
async function saved(page, wanted) {
  for (;;) {
    const next = page.waitForResponse(
      (answer) => answer.request().method() === 'PUT' && answer.url().endsWith('/draft'),
    );
    next.catch(() => undefined);
    const found = wanted(await draft());
    if (found) return found;
    await next;
  }
}

const panelOf = (id) => (definition) => definition.panels.find((panel) => panel.id === id);
const box = (page, id) => page.locator(`dashboard-canvas [data-box="${id}"]`);
const properties = (page) => page.getByLabel('Properties');
const list = (page, name) =>
  page.getByLabel('Parts of the dashboard').getByRole('button', { name, exact: true }).click();

test('every panel type is added by a click and drawn on real rows', async () => {
  const { url } = await shared.server.post('/api/v1/invitations', {
    email: 'ann@example.com',
    role: 'publisher',
  });
  ann = await visitor();
  const { page, go, problems } = ann;
  const { pathname, search, hash } = new URL(url);
  await go(pathname + search + hash);
  await page.getByLabel('Your name').fill('Ann');
  await page.getByLabel('Password').fill('a calm river in may');
  await page.getByRole('button', { name: 'Join' }).click();
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  await shared.server.post('/api/v1/dashboards', {
    embed_id: BOARD,
    definition: {
      name: 'Every part',
      datasets: [
        { name: 'orders', schema: 'shop', sql: SQL },
        { name: 'elsewhere', schema: 'shop', sql: 'select {{ customer_id }} as somebody' },
      ],
      panels: [],
    },
  });

  await go(`/dashboards/${BOARD}/edit?customer=acme`);
  const palette = page.getByRole('group', { name: 'Panels', exact: true });
  await palette.getByRole('button').first().waitFor();
  const offered = await palette.getByRole('button').allTextContents();
  assert.deepEqual(
    offered.map((label) => label.trim()),
    Object.keys(drawn),
  );
  for (const [label, [type, mark, least]] of Object.entries(drawn)) {
    await palette.getByRole('button', { name: label, exact: true }).click();
    const panel = page.locator(`dashboard-canvas [data-panel="${type}"]`);
    await panel
      .locator(mark)
      .nth(least - 1)
      .waitFor({ state: 'attached' });
    const states = await panel.locator('.v-state').allTextContents();
    assert.deepEqual(states, [], `${label} is drawn`);
  }
  const image = page.locator('dashboard-canvas [data-panel="image"] img');
  assert.ok(
    await image.evaluate(async (img) => {
      await img.decode();
      return img.naturalWidth > 0;
    }),
    'the picture is one that loads',
  );
  const { panels } = await saved(page, (one) => one.panels.length === offered.length && one);
  assert.deepEqual(
    panels.map(({ type }) => type),
    Object.values(drawn).map(([type]) => type),
  );
  assert.equal(await page.getByRole('button', { name: /problem/ }).count(), 0);
  assert.deepEqual(problems, []);
});

test('every kind of control is added by a click and stands above the panels', async () => {
  const { page, problems } = ann;
  const palette = page
    .getByLabel('Parts of the dashboard')
    .getByRole('group', { name: 'Controls', exact: true });
  const offered = await palette.getByRole('button').allTextContents();
  assert.deepEqual(
    offered.map((label) => label.trim()),
    Object.keys(controls),
  );
  const shown = page.locator('dashboard-canvas .e-controls > .c-box');
  for (const [at, label] of Object.keys(controls).entries()) {
    await palette.getByRole('button', { name: label, exact: true }).click();
    await shown.nth(at).waitFor();
    await properties(page).getByRole('heading', { name: label, exact: true }).waitFor();
  }
  const made = await saved(page, (one) => one.controls?.length === offered.length && one);
  assert.deepEqual(
    made.controls.map(({ kind }) => kind),
    Object.values(controls),
  );
  assert.equal(await page.getByRole('button', { name: /problem/ }).count(), 0);
  assert.deepEqual(problems, []);
});

test('a column is dragged onto a property, and onto a panel', async () => {
  const { page, problems } = ann;
  await list(page, 'Data');
  const column = (name) =>
    page.locator('.dataset li').filter({ has: page.getByText(name, { exact: true }) });
  const bars = page.locator('dashboard-canvas [data-panel="bar"]');
  await bars.getByText('Germany').waitFor({ state: 'attached' });
  await box(page, 'bar').click({ position: { x: 20, y: 40 } });
  await properties(page).getByRole('heading', { name: 'Bars', exact: true }).waitFor();
  await column('category').dragTo(properties(page).getByLabel('Category', { exact: true }));
  await saved(page, (one) => panelOf('bar')(one).category.column === 'category');
  await bars.getByText('Germany').waitFor({ state: 'detached' });

  // One of another dataset is no choice there, and the page says so.
  await column('somebody').dragTo(properties(page).getByLabel('Category', { exact: true }));
  await page
    .getByText('somebody is of the dataset elsewhere, and this panel shows orders.')
    .waitFor();
  assert.equal(panelOf('bar')(await draft()).category.column, 'category');

  await column('quantity').dragTo(box(page, 'bar'));
  await saved(page, (one) => panelOf('bar')(one).values.some((v) => v.column === 'quantity'));
  assert.deepEqual(problems, []);
});

test('a panel is sized by its grip', async () => {
  const { page, problems } = ann;
  const { layout } = panelOf('donut')(await draft());
  await box(page, 'donut').scrollIntoViewIfNeeded();
  await box(page, 'donut').hover();
  const grip = await box(page, 'donut').locator('.x-grip').boundingBox();
  const { width } = await box(page, 'donut').boundingBox();
  const [x, y] = [grip.x + grip.width / 2, grip.y + grip.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - width / layout.w, y - 60, { steps: 5 });
  await page.mouse.up();
  const sized = (
    await saved(page, (one) => {
      const panel = panelOf('donut')(one);
      return panel.layout.w === layout.w - 1 && panel.layout.h < layout.h && panel;
    })
  ).layout;
  assert.equal(sized.x, layout.x);
  await page.getByRole('button', { name: 'Undo' }).click();
  await saved(page, (one) => panelOf('donut')(one).layout.w === layout.w);
  assert.deepEqual(problems, []);
});

test('the preview shows a phone’s width and the dark', async () => {
  const { page, problems } = ann;
  const canvas = page.locator('dashboard-canvas');
  const look = () =>
    canvas.evaluate((element) => ({
      width: element.clientWidth,
      background: getComputedStyle(element).backgroundColor,
    }));
  const before = await look();
  await page.getByRole('button', { name: 'Phone width' }).click();
  await page.waitForFunction(
    () => document.querySelector('dashboard-canvas').getBoundingClientRect().width <= 390,
  );
  const [bar, line] = await Promise.all(['bar', 'line'].map((id) => box(page, id).boundingBox()));
  assert.equal(bar.x, line.x, 'panels stand below one another');
  await page.getByRole('button', { name: 'Dark', exact: true }).click();
  const dark = await look();
  assert.notEqual(dark.background, before.background);
  assert.ok(lightness(dark.background) < lightness(before.background));
  await page.getByRole('button', { name: 'Dark', exact: true }).click();
  await page.getByRole('button', { name: 'Phone width' }).click();
  assert.deepEqual(await look(), before);
  assert.deepEqual(problems, []);
});

const lightness = (color) =>
  color
    .match(/\d+/g)
    .slice(0, 3)
    .reduce((sum, one) => sum + Number(one), 0);
