import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { launch, startHost } from '../browser.mjs';
import { everyPanel } from '../dashboards/every_panel.mjs';
import { startServer } from '../server.mjs';

/** The embed against the real server, on the demo's real rows. */
const shots = new URL('../screenshots/', import.meta.url).pathname;
let server;
let browser;
let host;

before(async () => {
  mkdirSync(shots, { recursive: true });
  [server, browser, host] = await Promise.all([startServer(), launch(), startHost({})]);
  await server.publish('everypanel', everyPanel);
});

after(async () => {
  await browser?.close();
  await host?.close();
  await server?.close();
});

async function open(
  attributes,
  { body, viewport = { width: 1280, height: 900 }, wait = true, search = '' } = {},
) {
  host.pages['/'] =
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Host</title>
    <link rel="icon" href="data:,"><style>body{margin:24px;font-family:system-ui;background:#f6f7f9}</style>
    <script src="${server.url}/bundle.js"></script>${body ?? `<explo-dashboard ${attributes}></explo-dashboard>`}`;
  const context = await browser.newContext({
    viewport,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const problems = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load'))
      problems.push(message.text());
  });
  await page.addInitScript(() => {
    window.told = [];
    const keep = (name, detail) => window.told.push({ name, detail });
    for (const name of ['dashboardLoaded', 'customerJwtExpired', 'sendVariableUpdatedEvent']) {
      window.addEventListener(name, ({ detail }) => keep(name, detail));
    }
    window.addEventListener('message', ({ data }) => data?.event && keep(data.event, data.detail));
  });
  await page.goto(`${host.url}/${search}`);
  if (wait) {
    await page.waitForFunction(
      () => window.told.some(({ name }) => name === 'dashboardLoaded'),
      null,
      { timeout: 60_000 },
    );
  }
  return {
    page,
    problems,
    embed: page.locator('explo-dashboard'),
    close: () => context.close(),
  };
}

const panel = (page, id) => page.locator(`[data-panel="${id}"]`);
const text = async (locator) => (await locator.innerText()).replaceAll(/\s+/g, ' ').trim();

/** The rows of a panel as the server sends them, without any of the embed's code. */
async function rowsOf(jwt, id) {
  const response = await fetch(`${server.url}/embed/data`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Authorization: `Bearer ${jwt}`,
      Origin: host.url,
    },
    body: JSON.stringify({ panel: id }),
  });
  const { columns, values, row_count: count } = await response.json();
  return Array.from({ length: count }, (_, row) =>
    Object.fromEntries(columns.map(({ name }, column) => [name, values[column][row]])),
  );
}

describe('every panel type on real rows', () => {
  let opened;
  before(async () => {
    opened = await open(`dash-jwt="${await server.jwt('acme', 'everypanel')}"`);
  });
  after(() => opened.close());

  for (const { id, type } of everyPanel.panels) {
    test(`${id} is drawn`, async () => {
      const drawn = panel(opened.page, id);
      await drawn.scrollIntoViewIfNeeded();
      assert.equal(
        await drawn.locator('.v-error, .v-empty, .v-skeleton').count(),
        0,
        await text(drawn),
      );
      if (await drawn.locator('.v-plot').count()) {
        assert.match(await drawn.locator('.v-plot').getAttribute('aria-label'), /\d/);
        const colors = await drawn.locator('.v-plot').evaluate((plot) => {
          const canvas = plot.querySelector('canvas');
          if (!canvas) return plot.querySelectorAll('svg path').length;
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          const seen = new Set();
          for (let at = 0; at < data.length; at += 4 * 7)
            seen.add(`${data[at]},${data[at + 1]},${data[at + 2]}`);
          return seen.size;
        });
        assert.ok(colors > 2, `${colors} colours or paths`);
      } else if (type !== 'image') {
        assert.match(await text(drawn), /\d/);
      }
      await drawn.screenshot({ path: `${shots}panel-${id}.png` });
    });
  }

  test('no fault was reported while they were drawn', () => assert.deepEqual(opened.problems, []));

  test('what is written is what the database says', async () => {
    const { page } = opened;
    const jwt = await server.jwt('acme', 'everypanel');
    // In cents, which add up exactly.
    const sum = (rows) =>
      rows.reduce((total, { amount }) => total + Math.round(amount * 100), 0) / 100;
    const compact = new Intl.NumberFormat('en-US', {
      style: 'currency',
      currency: 'USD',
      notation: 'compact',
      minimumFractionDigits: 0,
      maximumFractionDigits: 1,
    });
    const revenue = sum(await rowsOf(jwt, 'kpi'));
    assert.ok(revenue > 0);
    assert.ok((await text(panel(page, 'kpi'))).includes(compact.format(revenue)));
    assert.match(await text(panel(page, 'progress')), /80%/);
    const products = await rowsOf(jwt, 'pie');
    assert.ok((await text(panel(page, 'table'))).includes(products[0].product));
    await panel(page, 'pie').hover();
    await panel(page, 'pie').getByRole('button', { name: 'Show as table' }).click();
    const table = await text(panel(page, 'pie'));
    for (const category of new Set(products.map((row) => row.category))) {
      const total = sum(products.filter((row) => row.category === category));
      assert.ok(
        table.includes(`${category} ${compact.format(total)}`),
        `${category} ${total}: ${table}`,
      );
    }
  });

  test('a control with choices from the database narrows what reads it', async () => {
    const { page, embed } = opened;
    const before = await panel(page, 'bar').locator('.v-plot').getAttribute('aria-label');
    await embed
      .getByRole('button', { name: /Category/ })
      .first()
      .click();
    await embed.getByRole('option', { name: 'Tea' }).click();
    await page.keyboard.press('Escape');
    await page.waitForFunction(
      (before) =>
        document
          .querySelector('explo-dashboard')
          .shadowRoot.querySelector('[data-panel=bar] .v-plot')
          .getAttribute('aria-label') !== before,
      before,
    );
    assert.match(await panel(page, 'bar').locator('.v-plot').getAttribute('aria-label'), /Tea/);
  });
});

describe('tokens of the real server', () => {
  test('a customer token, and one in the oldest spelling, open the same dashboard', async () => {
    const { token } = await server.customer('acme');
    for (const name of ['dash-customer-token', 'dash-user-group-token']) {
      const { page, close } = await open(`${name}="everypanel:${token}"`);
      assert.match(await text(panel(page, 'words')), /Acme/);
      await close();
    }
  });

  test('a dead token says so', async () => {
    const { page, close } = await open('dash-customer-token="everypanel:0000"', { wait: false });
    await page.locator('.e-message').waitFor();
    assert.match(await text(page.locator('.e-message')), /could not be loaded/);
    await close();
  });

  test('a token that ends is asked for anew, and renewed in place', async () => {
    const short = await server.jwt('acme', 'everypanel', {
      expiration: 'PT6S',
    });
    // The rows may come before the end or after the renewal: both are good.
    const { page, close } = await open(`dash-jwt="${short}"`, { wait: false });
    await page.locator('.v-panel').first().waitFor();
    await page.waitForFunction(
      () => window.told.some(({ name }) => name === 'customerJwtExpired'),
      null,
      { timeout: 20_000 },
    );
    await page.evaluate(
      () =>
        (window.card = document
          .querySelector('explo-dashboard')
          .shadowRoot.querySelector('.v-panel')),
    );
    await page.waitForTimeout(6500);
    const jwt = await server.jwt('acme', 'everypanel');
    await page.evaluate(
      (jwt) => window.dispatchEvent(new CustomEvent('updateCustomerJwt', { detail: { jwt } })),
      jwt,
    );
    const embed = page.locator('explo-dashboard');
    await embed
      .getByRole('button', { name: /Category/ })
      .first()
      .click();
    await embed.getByRole('option', { name: 'Coffee' }).click();
    await page.waitForFunction(() =>
      /Coffee/.test(
        document
          .querySelector('explo-dashboard')
          .shadowRoot.querySelector('[data-panel=bar] .v-plot')
          .getAttribute('aria-label'),
      ),
    );
    assert.ok(await page.evaluate(() => window.card.isConnected));
    await close();
  });

  test('one chart alone', async () => {
    const { page, close } = await open(
      `dash-jwt="${await server.jwt('acme', 'everypanel', { chart_id: 'kpi' })}"`,
    );
    assert.equal(await page.locator('.v-panel').count(), 1);
    assert.match(await text(panel(page, 'kpi')), /\$/);
    await close();
  });

  test('both addresses of the iframe, with messages both ways', async () => {
    const { token } = await server.customer('globex');
    for (const path of [
      `/iframe/${await server.jwt('globex', 'everypanel')}/production`,
      `/iframe/everypanel/${token}/production`,
    ]) {
      const { page, problems, close } = await open('', {
        body: `<iframe src="${server.url}${path}" style="width:1200px;height:900px"></iframe>`,
      });
      const frame = page.frameLocator('iframe');
      assert.match(await text(frame.locator('[data-panel=words]')), /Globex/);
      await page.evaluate(() =>
        document.querySelector('iframe').contentWindow.postMessage(
          {
            event: 'updateExploDashboardVariable',
            detail: { varName: 'chosen', value: ['Tea'] },
          },
          '*',
        ),
      );
      await frame.locator('[data-panel=bar] .v-plot[aria-label*=Tea]').waitFor();
      assert.deepEqual(problems, []);
      await close();
    }
  });
});

describe('one update, the very next panel', () => {
  test('name, property, watermark and data source show without a reload, on this tenant alone', async () => {
    const acme = await server.customer('acme');
    const globex = await server.customer('globex');
    const { page, close } = await open('', {
      body: `<explo-dashboard dash-customer-token="everypanel:${acme.token}"></explo-dashboard><vitrine-dashboard dash-customer-token="everypanel:${globex.token}"></vitrine-dashboard>`,
    });
    await page.waitForFunction(
      () => window.told.filter(({ name }) => name === 'dashboardLoaded').length === 2,
      null,
      { timeout: 60_000 },
    );
    const mine = page.locator('explo-dashboard');
    const other = page.locator('vitrine-dashboard');
    const kpi = mine.locator('[data-panel=kpi]');
    const before = await text(kpi);
    const others = await text(other.locator('[data-panel=kpi]'));
    try {
      await server.update({
        provided_id: 'acme',
        name: 'Acme Renamed',
        properties: { region: 'AMER' },
        mapping: globex.parent_schema_datasource_mapping,
        is_demo_group: true,
      });
      await mine
        .locator('[data-panel=words]')
        .getByText('Acme Renamed')
        .waitFor({ timeout: 20_000 });
      assert.match(await text(mine.locator('[data-panel=words]')), /AMER/);
      await page.waitForFunction(
        (before) =>
          document
            .querySelector('explo-dashboard')
            .shadowRoot.querySelector('[data-panel=kpi]')
            .innerText.replaceAll(/\s+/g, ' ')
            .trim() !== before,
        before,
      );
      assert.equal(
        await mine.locator('[data-panel=kpi] .v-panel > div[aria-hidden=true]').count(),
        1,
      );
      assert.equal(await text(other.locator('[data-panel=kpi]')), others);
      assert.equal(await other.locator('.v-panel > div[aria-hidden=true]').count(), 0);
    } finally {
      await server.update({
        provided_id: 'acme',
        name: acme.name,
        properties: acme.properties,
        mapping: acme.parent_schema_datasource_mapping,
        is_demo_group: acme.is_demo_group,
      });
    }
    await close();
  });

  test('a published version shows in an open embed', async () => {
    const small = {
      name: 'Small',
      live: true,
      datasets: [
        {
          name: 'd',
          schema: 'shop',
          sql: 'select sum(amount) as amount from orders where customer_id = {{ customer_id }}',
        },
      ],
      panels: [
        {
          id: 'one',
          type: 'kpi',
          title: 'First',
          dataset: 'd',
          value: { column: 'amount' },
        },
      ],
    };
    await server.publish('smallboard', small);
    const { page, close } = await open(`dash-jwt="${await server.jwt('acme', 'smallboard')}"`);
    await server.publish('smallboard', {
      ...small,
      panels: [
        ...small.panels,
        {
          id: 'two',
          type: 'kpi',
          title: 'Second',
          dataset: 'd',
          value: { column: 'amount' },
        },
      ],
    });
    await panel(page, 'two').getByText('Second').waitFor({ timeout: 20_000 });
    assert.match(await text(panel(page, 'two')), /\d/);
    await close();
  });
});

describe('live, within two seconds', () => {
  const words = (note) => ({
    name: 'Live',
    live: true,
    datasets: [],
    panels: [
      { id: 'own', type: 'text', markdown: 'note {{ customer.note }}' },
      { id: 'version', type: 'text', markdown: note },
    ],
  });

  /** Milliseconds from the server's answer to a change until the panel says so: the median of five. */
  async function noticed(page, id, change) {
    const took = [];
    for (let turn = 1; turn <= 5; turn++) {
      const text = `turn ${turn}`;
      await change(text);
      const begun = performance.now();
      await panel(page, id).getByText(text).waitFor({ timeout: 30_000 });
      took.push(performance.now() - begun);
    }
    return took.sort((a, b) => a - b)[2];
  }

  for (const [who, changed] of [
    ['its customer', 'alice'],
    ['an ancestor', 'acme'],
  ]) {
    test(`an open embed notices a change of ${who}`, async () => {
      const before = await server.customer(changed);
      await server.publish('liveboard1', words('as ever'));
      const { page, close } = await open(`dash-jwt="${await server.jwt('alice', 'liveboard1')}"`);
      const median = await noticed(page, 'own', (note) =>
        server.update({ provided_id: changed, properties: { ...before.properties, note } }),
      );
      await server.update({ provided_id: changed, properties: before.properties });
      assert.ok(median <= 2_000, `${median} ms`);
      await close();
    });
  }

  test('an open embed notices another published version', async () => {
    await server.publish('liveboard1', words('as ever'));
    const { page, close } = await open(`dash-jwt="${await server.jwt('alice', 'liveboard1')}"`);
    const median = await noticed(page, 'version', (note) =>
      server.publish('liveboard1', words(note)),
    );
    assert.ok(median <= 2_000, `${median} ms`);
    await close();
  });
});

describe('the demo', () => {
  for (const dashboard of ['shopsales1', 'shopstock1']) {
    for (const width of [1280, 390]) {
      test(`${dashboard} at ${width} pixels`, async (context) => {
        const jwt = await server.jwt('acme', dashboard).catch(() => undefined);
        if (!jwt) return context.skip('this server has no demo dashboards');
        const { page, problems, close } = await open(`dash-jwt="${jwt}"`, {
          viewport: { width, height: 900 },
        });
        assert.equal(await page.locator('.v-error, .v-empty').count(), 0);
        await page.screenshot({
          path: `${shots}server-${dashboard}-${width}.png`,
          fullPage: true,
        });
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
        assert.deepEqual(problems, []);
        await close();
      });
    }
  }

  test('its page shows two tenants, and its form changes the panels of one', async () => {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
    });
    const page = await context.newPage();
    await page.goto(`${server.url}/demo`);
    const name = page.getByLabel('Name');
    const of = (tenant) => page.getByText(new RegExp(`Revenue of ${tenant}.* over time`));
    await of('Globex').waitFor();
    const before = await name.inputValue();
    await of(before).waitFor();
    await name.fill('Acme by form');
    await page.getByRole('button', { name: 'Send update_customer' }).click();
    await of('Acme by form').waitFor({ timeout: 3_000 });
    assert.equal(await of('Globex').count(), 1);
    await name.fill(before);
    await page.getByRole('button', { name: 'Send update_customer' }).click();
    await of(before).waitFor({ timeout: 3_000 });
    await context.close();
  });
});
