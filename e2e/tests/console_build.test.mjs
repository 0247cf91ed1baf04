import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startHost } from '../browser.mjs';
import { consoleHarness, dialog, nothingSeriousOn } from './console.mjs';

/** From an empty server to a dashboard in somebody's product: data, query, panels, embed. */
const { shared, visitor } = consoleHarness({ empty: true });

let ann;
let host;
let embedId;

const ORDERS = `id,customer_id,region,product,amount,ordered_at
1,acme,EMEA,Lamp,100,2026-01-05
2,acme,EMEA,Chair,200,2026-02-05
3,acme,APAC,Lamp,5000,2026-03-05
4,globex,APAC,Desk,70,2026-01-09
5,globex,EMEA,Desk,900,2026-02-09
`;

before(async () => {
  host = await startHost({});
});

after(() => host?.close());

const QUERY = `select product, region, amount, ordered_at
from orders
where customer_id = {{ customer_id }} and region = {{ customer.region }}
order by ordered_at`;

const saved = (page, text) => page.getByRole('status').getByText(text).waitFor();

/** Puts a text in place of the one in an editor of SQL. */
async function write(page, name, text) {
  await page.getByRole('textbox', { name }).click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(text);
}

/** Looks as another customer. */
async function lookAs(page, field, customer) {
  await page.locator(field).fill(customer);
  await page.getByRole('option', { name: new RegExp(customer, 'i') }).click();
}

test('the first admin connects a folder of files, tested before it is saved', async () => {
  const folder = join(shared.server.files, 'shop');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'orders.csv'), ORDERS);
  ann = await visitor();
  const { page, go, problems } = ann;
  await go('/data');
  await page.getByLabel('E-mail').fill('ann@example.com');
  await page.getByLabel('Password').fill('a calm river in may');
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  for (const [provided_id, name, region] of [
    ['acme', 'Acme', 'EMEA'],
    ['globex', 'Globex', 'APAC'],
  ])
    await shared.server.post('/api/create_customer/', {
      provided_id,
      name,
      properties: { region },
    });

  await page.getByRole('link', { name: 'Connect data' }).first().click();
  await page.getByLabel('Kind').selectOption('duckdb');
  await page.getByLabel('Name', { exact: true }).fill('Shop');
  await page.getByLabel('Name of the new schema').fill('shop');
  await page.getByLabel('File or folder').fill(join(folder, 'nothing'));
  await page.getByRole('button', { name: 'Test connection' }).click();
  await page.locator('#setting-path-error').waitFor();
  await page.getByLabel('File or folder').fill(folder);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await page.getByText('1 table: orders').waitFor();
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('heading', { name: 'shop', exact: true }).waitFor();
  await page.getByRole('cell', { name: 'ordered_at' }).waitFor();
  assert.match(page.url(), /\/data\/schemas\/\d+/);
  assert.deepEqual(problems, []);
});

test('a data source and a schema that are in use say by what, and stay', async () => {
  const { page, go, problems } = ann;
  const refused = async (name, by) => {
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    const blocked = dialog(page, `${name} cannot go yet`);
    await blocked.getByText(by).waitFor();
    assert.equal(await blocked.getByRole('button', { name: 'Delete' }).count(), 0);
    await blocked.getByRole('button', { name: 'Close', exact: true }).last().click();
  };
  await refused('shop', '1 data source: Shop');
  await go('/data');
  await page.getByRole('link', { name: 'Shop', exact: true }).click();
  await page.getByRole('heading', { name: 'Shop', exact: true }).waitFor();
  await refused('Shop', '1 schema: shop');
  assert.deepEqual(problems, []);
});

test('a query is written, run as one customer and another, and kept as a dataset', async () => {
  const { page, go, problems } = ann;
  await go('/dashboards');
  await page.getByRole('button', { name: 'New dashboard' }).first().click();
  await page.getByLabel('Name', { exact: true }).fill('Sales');
  await page.getByRole('button', { name: 'Make dashboard' }).click();
  await page.waitForURL(/\/dashboards\/[^/]+\/edit$/);
  embedId = decodeURIComponent(new URL(page.url()).pathname.split('/')[2]);

  await page.getByRole('link', { name: 'SQL' }).click();
  await write(page, 'Query', QUERY);
  await lookAs(page, '#sql-customer', 'acme');
  await page.getByRole('button', { name: 'Run' }).click();
  const rows = page.getByRole('tabpanel');
  await rows.getByText('Chair').waitFor();
  await saved(page, /2 rows ·/);
  await lookAs(page, '#sql-customer', 'globex');
  await rows.getByText('Desk').waitFor();
  assert.equal(await rows.getByText('Chair').count(), 0);
  await page.getByRole('tab', { name: 'What was run' }).click();
  await rows.getByText('"globex"').waitFor();

  await page.getByRole('button', { name: 'Save as dataset' }).click();
  const keep = dialog(page, 'Save as dataset');
  await keep.getByLabel('Name of the dataset').fill('orders');
  await keep.getByRole('button', { name: 'Save dataset' }).click();
  await saved(page, 'Dataset orders saved in the draft');
  assert.deepEqual(problems, []);
});

test('three panels are built of it on the rows of each customer', async () => {
  const { page, go, problems } = ann;
  await go(`/dashboards/${embedId}/edit?customer=acme`);
  const canvas = page.locator('dashboard-canvas');
  const side = page.getByLabel('Parts of the dashboard');
  const panels = side.getByRole('group', { name: 'Panels' });
  const properties = page.getByLabel('Properties');
  await side.getByRole('button', { name: 'Add', exact: true }).click();
  await panels.getByRole('button', { name: 'Number', exact: true }).click();
  await canvas.locator('[data-panel="kpi"]').getByText('300').waitFor();
  await properties.getByLabel('Title', { exact: true }).fill('Revenue');
  await panels.getByRole('button', { name: 'Bars', exact: true }).click();
  await properties.getByLabel('Category').selectOption('region');
  await canvas.locator('[data-panel="bar"]').locator('.v-plot').waitFor();
  await panels.getByRole('button', { name: 'Table', exact: true }).click();
  await canvas.locator('[data-panel="table"]').getByText('Chair').waitFor();

  await lookAs(page, '#builder-customer', 'globex');
  await canvas.locator('[data-panel="kpi"]').getByText('70', { exact: true }).waitFor();
  await canvas.locator('[data-panel="table"]').getByText('Desk').waitFor();
  assert.equal(await canvas.locator('[data-panel="table"]').getByText('Chair').count(), 0);
  await page.getByText('Draft saved').waitFor();
  const { definition } = await shared.server.call('GET', `/api/v1/dashboards/${embedId}/draft`);
  assert.deepEqual(
    definition.panels.map(({ type, title, category }) => [type, title, category?.column]),
    [
      ['kpi', 'Revenue', undefined],
      ['bar', undefined, 'region'],
      ['table', 'Rows', undefined],
    ],
  );
  assert.deepEqual(problems, []);
});

test('what is published is in the product, with each customer’s own rows', async () => {
  const { page, problems } = ann;
  await page.getByRole('button', { name: 'Save & publish' }).click();
  const publish = dialog(page, 'Save a version');
  await publish.getByLabel('What has changed').fill('The first one');
  await publish.getByLabel('production').check();
  await publish.getByRole('button', { name: 'Save and publish' }).click();
  await saved(page, 'Version 1 is in production');
  assert.deepEqual(problems, []);
  assert.match(await revenue('acme'), /300/);
  assert.match(await revenue('globex'), /^\D*70$/);
});

test('a property changed in the customer’s page shows at the next load', async () => {
  const { page, go, problems } = ann;
  await go('/customers/acme');
  await page.getByLabel('Value of region').fill('APAC');
  await page.getByRole('button', { name: 'Save' }).click();
  await saved(page, 'Acme saved');
  assert.match(await revenue('acme'), /5,000/);
  assert.match(await revenue('globex'), /^\D*70$/);
  assert.deepEqual(problems, []);
});

test('a mistake is marked where it stands, and what was run is found again', async () => {
  const { page, go, problems } = ann;
  await go('/sql?customer=acme');
  await write(page, 'Query', `select *\nfrom orders\nwhere customer_id = {{ custmer_id }}`);
  const mark = page.locator('sql-editor .cm-lintRange-error');
  await mark.waitFor();
  assert.equal(await mark.textContent(), '{{ custmer_id }}');
  await page.getByRole('tab', { name: 'History' }).click();
  await page.getByRole('tabpanel').getByRole('button').first().click();
  await page.getByRole('textbox', { name: 'Query' }).getByText('customer.region').waitFor();
  await mark.waitFor({ state: 'detached' });
  assert.deepEqual(problems, []);
});

test('parts are moved, sized, copied and taken out, and every step can be undone', async () => {
  const { page, go, problems } = ann;
  await go(`/dashboards/${embedId}/edit?customer=acme`);
  const box = (id) => page.locator(`dashboard-canvas [data-box="${id}"]`);
  const count = (number) =>
    page.waitForFunction(
      (number) =>
        document.querySelector('dashboard-canvas')?.shadowRoot.querySelectorAll('[data-box]')
          .length === number,
      number,
    );
  await box('table').waitFor();
  /** Where the number stands in the draft on the server, once it stands as a test wants it. */
  const placed = async (wanted) => {
    for (;;) {
      const saved = page.waitForResponse((answer) => answer.url().endsWith('/draft'));
      saved.catch(() => undefined);
      const { definition } = await shared.server.call('GET', `/api/v1/dashboards/${embedId}/draft`);
      const { layout } = definition.panels.find(({ id }) => id === 'kpi');
      if (wanted(layout)) return layout;
      await saved;
    }
  };
  const before = await placed(() => true);
  await box('kpi').click();
  await page.keyboard.press('Shift+ArrowLeft');
  await placed(({ w }) => w === before.w - 1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await placed(({ w }) => w === before.w);

  const { x, y, width, height } = await box('kpi').boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2, y + height / 2 + 180, { steps: 6 });
  await page.mouse.up();
  await placed((layout) => layout.y > before.y);

  await box('kpi').click();
  await page.keyboard.press('ControlOrMeta+c');
  await page.keyboard.press('ControlOrMeta+v');
  await count(4);
  await page.keyboard.press('ControlOrMeta+d');
  await count(5);
  await page.keyboard.press('Delete');
  await count(4);
  for (const number of [5, 4, 3]) {
    await page.keyboard.press('ControlOrMeta+z');
    await count(number);
  }
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await count(4);
  await page.keyboard.press('ControlOrMeta+z');
  await count(3);
  assert.deepEqual(problems, []);
});

test('whoever edits a draft that another has saved overwrites nothing', async () => {
  const { page, go, problems } = ann;
  await go(`/dashboards/${embedId}/edit?customer=acme`);
  await page.getByText('Draft saved').waitFor();
  const path = `/api/v1/dashboards/${embedId}/draft`;
  const { definition } = await shared.server.call('GET', path);
  await shared.server.call('PUT', path, { definition: { ...definition, name: 'Theirs' } });
  await page.getByLabel('Name of the dashboard').fill('Mine');
  await page.getByText('Somebody else has saved this draft').waitFor();
  assert.equal((await shared.server.call('GET', path)).definition.name, 'Theirs');
  await page.getByRole('button', { name: 'Show theirs' }).click();
  await page.waitForFunction(() => document.querySelector('.builder-name')?.value === 'Theirs');
  assert.deepEqual(problems, []);
});

test('the variables say their value, type, who set them, and which datasets read them', async () => {
  const { page, problems } = ann;
  await page.getByRole('button', { name: 'Variables' }).click();
  const variables = page.getByRole('region', { name: 'Variables' });
  const cells = async (name) =>
    (await variables.getByRole('row', { name }).getByRole('cell').allTextContents()).map((text) =>
      text.replace(/\s+/g, ' ').trim(),
    );
  assert.deepEqual((await cells(/^customer_id /)).at(-1), 'orders');
  const region = await cells(/^customer\.region /);
  assert.equal(region[1], '"APAC"');
  assert.equal(region.at(-1), 'orders');
  assert.deepEqual(problems, []);
});

test('a version says what it changed, and an older one can be restored', async () => {
  const { page, go, problems } = ann;
  await page.getByRole('button', { name: 'Save & publish' }).click();
  const publish = dialog(page, 'Save a version');
  await publish.getByLabel('production').uncheck();
  await publish.getByRole('button', { name: 'Save version' }).click();
  await saved(page, 'Version 2 saved');
  await go(`/dashboards/${embedId}/versions`);
  const second = page.getByRole('listitem').filter({ hasText: 'Version 2' });
  await second.getByRole('button', { name: 'Changes' }).click();
  await second.getByText('+ Theirs').waitFor();
  assert.doesNotMatch(await second.textContent(), /member:\d/, 'a person has a name');
  const first = page.getByRole('listitem').filter({ hasText: 'The first one' });
  await first.getByRole('button', { name: 'Restore' }).click();
  await dialog(page, 'Restore version 1?').getByRole('button', { name: 'Restore' }).click();
  await saved(page, 'Version 3 is version 1 again');
  assert.deepEqual(problems, []);
});

test('the embed dialog’s token opens the dashboard in an iframe page', async () => {
  const { page, go, context, problems } = ann;
  await go(`/dashboards/${embedId}?customer=globex&version=1`);
  await page.locator('dashboard-canvas [data-panel="kpi"]').getByText('70').waitFor();
  await page.getByRole('button', { name: 'Embed' }).click();
  const embed = dialog(page, 'Embed');
  for (const language of ['curl', 'Node', 'Python', 'Java', 'Ruby', 'Go', 'PHP']) {
    await embed.getByRole('button', { name: language, exact: true }).click();
    const code = await embed.getByRole('region', { name: language, exact: true }).textContent();
    for (const part of ['/api/generate_jwt/', embedId, 'globex', 'VITRINE_TOKEN'])
      assert.ok(code.includes(part), `${language} lacks ${part}: ${code}`);
  }
  await embed.getByRole('button', { name: /^Token for globex/ }).click();
  const [opened] = await Promise.all([
    context.waitForEvent('page'),
    embed.getByRole('link', { name: 'Open as an iframe page' }).click(),
  ]);
  await opened.locator('[data-panel="kpi"]').getByText('70').waitFor();
  await opened.close();
  assert.deepEqual(problems, []);
});

test('pages of data, SQL and dashboards have nothing serious for axe, in light and dark', async () => {
  const { page, go, problems } = ann;
  const paths = [
    '/data',
    '/data/mapping',
    '/data/sources/new',
    '/data/schemas/1',
    '/sql',
    '/dashboards',
    `/dashboards/${embedId}`,
    `/dashboards/${embedId}/edit`,
    `/dashboards/${embedId}/versions`,
  ];
  // The builder's heading is there for those who hear the page.
  await nothingSeriousOn(page, go, paths, () =>
    page.locator('main h1').first().waitFor({ state: 'attached' }),
  );
  assert.deepEqual(problems, []);
});

/** What a host page's component shows of the number, once it has loaded. */
async function revenue(customer) {
  const jwt = await shared.server.jwt(customer, embedId);
  host.pages['/'] =
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,">
    <script src="${shared.server.url}/bundle.js"></script>
    <explo-dashboard dash-jwt="${jwt}" environment="production"></explo-dashboard>`;
  const { page, context, problems } = await visitor();
  await page.goto(host.url);
  const text = await page.locator('[data-panel="kpi"] .v-kpi-value').textContent();
  assert.deepEqual(problems, []);
  await context.close();
  return text;
}
