import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { thirtyPanels } from './thirty_panels.mjs';

/**
 * Measures the embed in Chromium and prints the figures, as JSON, on the last line: what, unit,
 * values, and the limit that the project sets itself. Dashboards come from the real server with the
 * demo's rows; the two that are about drawing alone are drawn from rows made in the page.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
if (!existsSync(`${root}e2e/node_modules/playwright-core`)) {
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: `${root}e2e`,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('The packages of e2e could not be installed.');
}
const { launch, startHost } = await import('../../e2e/browser.mjs');
const { startServer } = await import('../../e2e/server.mjs');
const { startFixture } = await import('../../e2e/fixture/server.mjs');

const rounds = Number(process.env.BENCH_OPENINGS ?? 20);
const [server, browser, files, host] = await Promise.all([
  startServer(),
  launch(),
  startFixture(),
  startHost({}),
]);
const figures = [];

/**
 * Opens a page of a product, with a text of its own and the bundle at hand, attaches an embed, and
 * answers what `until` resolves with. The pause lets Chromium end what it does for a new page, such
 * as starting another process for the next one, which takes one of two cores.
 */
async function attached(context, attribute, until) {
  host.pages['/'] =
    `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><body style="font-family:system-ui;margin:24px"><h1>Orders</h1><p>What <b>Acme</b> sells.</p><script src="${server.url}/bundle.js"></script>`;
  const page = await context.newPage();
  await page.goto(host.url);
  await page.evaluate(() => customElements.whenDefined('vitrine-dashboard').then(() => undefined));
  await page.waitForTimeout(1_000);
  const value = await page.evaluate(until, attribute);
  await page.close();
  return value;
}

/** Milliseconds from attachment to the frame that shows the first panel's rows. */
const toFirstPanel = (jwt) =>
  new Promise((resolve) => {
    const embed = document.createElement('vitrine-dashboard');
    embed.setAttribute('dash-jwt', jwt);
    const start = performance.now();
    document.body.append(embed);
    const look = () => {
      const drawn = embed.shadowRoot?.querySelector(
        '.v-kpi-value, .v-grid td:not([colspan]), .v-plot svg path',
      );
      if (!drawn) return requestAnimationFrame(look);
      // A message sent from within a frame comes once that frame is painted.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now() - start);
      port2.postMessage(undefined);
    };
    look();
  });

/** Milliseconds from attachment to the frame that shows the last panel. */
const toLastPanel = (jwt) =>
  new Promise((resolve) => {
    const embed = document.createElement('vitrine-dashboard');
    embed.setAttribute('dash-jwt', jwt);
    const start = performance.now();
    embed.addEventListener('dashboardLoaded', () =>
      requestAnimationFrame(() => resolve(performance.now() - start)),
    );
    document.body.append(embed);
  });

async function opening(what, jwt, until, limit) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 1600 } });
  await attached(context, jwt, until);
  const values = [];
  for (let round = 0; round < rounds; round++) values.push(await attached(context, jwt, until));
  await context.close();
  figures.push({ what, unit: 'ms', values, at_most: limit });
}

/** From the call to the frame that shows what it changed, in an open embed. */
async function updates() {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const before = await server.customer('acme');
  host.pages['/'] =
    `<!doctype html><link rel="icon" href="data:,"><script src="${server.url}/bundle.js"></script><vitrine-dashboard dash-jwt="${await server.jwt('acme', 'shopsales1')}"></vitrine-dashboard>`;
  const page = await context.newPage();
  await page.goto(host.url);
  const title = page.locator('[data-panel=over_time] .v-title');
  await title.waitFor();
  await page.waitForTimeout(1_500);
  const values = [];
  for (let round = 0; round < Math.min(8, rounds); round++) {
    const name = `Acme ${round}`;
    const start = performance.now();
    await server.update({ provided_id: 'acme', name });
    await title.getByText(name, { exact: false }).waitFor();
    values.push(performance.now() - start);
  }
  await server.update({ provided_id: 'acme', name: before.name });
  await context.close();
  figures.push({
    what: 'update_customer to changed panel',
    unit: 'ms',
    values,
    at_most: 2_000,
    note: 'an embed that is open, live on',
  });
}

/** Draws a panel of the chart package alone, and answers what `measure` says. */
async function drawing(measure, rows) {
  const manifest = JSON.parse(readFileSync(`${root}web/dist/console-manifest.json`, 'utf8'));
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${files.url}/demo.css`);
  await page.evaluate(() => {
    document.documentElement.innerHTML =
      '<body style="margin:0"><div id="host" style="width:1200px;height:800px"></div></body>';
  });
  const values = await page.evaluate(measure, {
    module: `${files.url}/${manifest['charts/index.ts'].file}`,
    rows,
    rounds: 10,
  });
  await page.close();
  return values;
}

const drawLine = async ({ module, rows, rounds }) => {
  const { renderPanel, loadFamily, themeTokens } = await import(module);
  await loadFamily('line');
  const context = {
    locale: 'en',
    timeZone: 'UTC',
    theme: themeTokens(undefined, 'light'),
    direction: 'ltr',
    variables: {},
    demo: false,
  };
  const day = Date.UTC(1998, 0, 1);
  const data = {
    columns: [
      { name: 'day', type: 'date' },
      { name: 'value', type: 'decimal' },
    ],
    values: [
      Array.from({ length: rows }, (_, row) =>
        new Date(day + row * 86_400_000).toISOString().slice(0, 10),
      ),
      Array.from({ length: rows }, (_, row) => Math.sin(row / 300) * 100 + ((row * 7919) % 97)),
    ],
    row_count: rows,
    truncated: false,
  };
  const panel = {
    id: 'line',
    type: 'line',
    dataset: 'd',
    category: { column: 'day', group: 'day' },
    values: [{ column: 'value' }],
  };
  const values = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    const view = renderPanel(document.querySelector('#host'), panel, data, context);
    await view.drawn;
    values.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, 300));
    view.destroy();
  }
  return values;
};

const scrollTable = async ({ module, rows }) => {
  const { renderPanel, themeTokens } = await import(module);
  const context = {
    locale: 'en',
    timeZone: 'UTC',
    theme: themeTokens(undefined, 'light'),
    direction: 'ltr',
    variables: {},
    demo: false,
  };
  const column = (make) => Array.from({ length: rows }, (_, row) => make(row));
  const data = {
    columns: ['id', 'day', 'product', 'region', 'amount', 'note'].map((name) => ({
      name,
      type: name === 'day' ? 'date' : name === 'id' || name === 'amount' ? 'integer' : 'string',
    })),
    values: [
      column((row) => row),
      column((row) => new Date(Date.UTC(2020, 0, 1 + (row % 2_000))).toISOString().slice(0, 10)),
      column((row) => `Product ${row % 311}`),
      column((row) => ['EMEA', 'APAC', 'AMER'][row % 3]),
      column((row) => (row * 7919) % 10_007),
      column((row) => `A note on row ${row}`),
    ],
    row_count: rows,
    truncated: false,
  };
  const view = renderPanel(
    document.querySelector('#host'),
    { id: 'table', type: 'table', dataset: 'd' },
    data,
    context,
  );
  await view.drawn;
  const box = document.querySelector('.v-scroll');
  const values = [];
  for (let round = 0; round < 3; round++) {
    let frames = 0;
    const start = performance.now();
    await new Promise((resolve) => {
      const step = (now) => {
        frames++;
        // Nine rows a frame: a quick wheel, which draws new rows in every frame.
        box.scrollTop += 300;
        if (now - start < 2_000) requestAnimationFrame(step);
        else resolve();
      };
      requestAnimationFrame(step);
    });
    values.push((frames * 1_000) / (performance.now() - start));
  }
  return values;
};

/** Bytes that a page loads before it can show tables, KPIs, progress and texts. */
function shellKilobytes() {
  const manifest = JSON.parse(readFileSync(`${root}web/dist/manifest.json`, 'utf8'));
  const seen = new Set();
  const walk = (key) => {
    const { file, imports = [] } = manifest[key];
    if (seen.has(file)) return;
    seen.add(file);
    imports.forEach(walk);
  };
  walk('embed/main.ts');
  return (
    [...seen].reduce(
      (sum, file) => sum + gzipSync(readFileSync(`${root}web/dist/${file}`), { level: 9 }).length,
      0,
    ) / 1_000
  );
}

try {
  await server.publish('thirtypane', thirtyPanels);
  await opening(
    'attached to first panel',
    await server.jwt('acme', 'shopsales1'),
    toFirstPanel,
    400,
  );
  await opening(
    'attached to 30 panels',
    await server.jwt('acme', 'thirtypane'),
    toLastPanel,
    1_500,
  );
  await updates();
  figures.push({
    what: 'line of 10,000 points',
    unit: 'ms',
    values: await drawing(drawLine, 10_000),
    at_most: 100,
  });
  figures.push({
    what: 'table of 100,000 rows, scrolled',
    unit: 'frames/s',
    values: await drawing(scrollTable, 100_000),
    at_least: 50,
  });
  figures.push({
    what: 'shell of the embed',
    unit: 'kB of gzip',
    values: [shellKilobytes()],
    at_most: 60,
  });
} finally {
  await browser.close();
  await Promise.all([host.close(), files.close(), server.close()]);
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
for (const { what, unit, values, at_most: most, at_least: least } of figures) {
  const middle = median(values);
  const limit = most === undefined ? `at least ${least}` : `at most ${most}`;
  const ratio = (middle / (most ?? least)).toFixed(2);
  console.log(
    `${what.padEnd(36)} ${middle.toFixed(1).padStart(9)} ${unit.padEnd(11)} ${limit.padEnd(14)} ratio ${ratio}`,
  );
}
console.log(JSON.stringify(figures));
