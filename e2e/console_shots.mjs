import { mkdirSync } from 'node:fs';
import { launch } from './browser.mjs';
import { startEmptyServer, startServer } from './server.mjs';
import { signIn } from './tests/console.mjs';

/**
 * Pictures of every page of the console, each at three widths on one sheet, in light and dark:
 * `node console_shots.mjs [part of a name]…`, into `screenshots/console-*.png`.
 */
const out = new URL('./screenshots/', import.meta.url).pathname;
mkdirSync(out, { recursive: true });

const [EMAIL, PASSWORD] = ['ann@example.com', 'a calm river in may'];
const WIDTHS = [1440, 1024, 390];
/** How much smaller the pages are on their sheet; phones stay as they are. */
const shown = (width) => (width > 600 ? width / 2 : width);

const pages = {
  home: '/',
  customers: '/customers',
  customer: '/customers/acme',
  import: '/customers:import',
  dashboards: '/dashboards',
  dashboard: '/dashboards/shopsales1',
  builder: '/dashboards/shopsales1/edit',
  versions: '/dashboards/shopsales1/versions',
  data: '/data',
  mapping: '/data/mapping',
  'source-new': '/data/sources/new',
  source: (server) => firstOf(server, 'data-sources', 'data_sources', '/data/sources/'),
  schema: (server) => firstOf(server, 'schemas', 'schemas', '/data/schemas/'),
  sql: '/sql',
  members: '/settings/members',
  tags: '/settings/tags',
  levels: '/settings/levels',
  groups: '/settings/visibility-groups',
  tokens: '/settings/api-tokens',
  secrets: '/settings/embed-secrets',
  origins: '/settings/origins',
  audit: '/settings/audit',
  account: '/account',
  unknown: '/settings/no-such-page',
};

async function firstOf(server, resource, name, path) {
  const { [name]: all } = await server.call('GET', `/api/v1/${resource}`);
  return path + all[0].id;
}

/** Draws a page at each width and puts the pictures on one sheet. */
async function sheet(context, name, url, scheme) {
  const pictures = [];
  for (const width of WIDTHS) {
    const page = await context.newPage();
    page.on('pageerror', (error) => console.log(name, error.stack));
    await page.setViewportSize({ width, height: width > 600 ? 900 : 844 });
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.goto(url);
    await page.locator('h1').first().waitFor();
    await page.waitForFunction(() => !document.querySelector('main [aria-busy="true"]'));
    await page.waitForTimeout(700);
    pictures.push([width, (await page.screenshot()).toString('base64')]);
    await page.close();
  }
  const table = await context.newPage();
  await table.setViewportSize({ width: 1700, height: 900 });
  await table.setContent(
    `<body style="margin:8px;display:flex;gap:8px;align-items:start;background:#888">${pictures
      .map(([width, bytes]) => `<img width="${shown(width)}" src="data:image/png;base64,${bytes}">`)
      .join('')}`,
  );
  await table.screenshot({ path: `${out}console-${name}-${scheme}.png`, fullPage: true });
  await table.close();
}

const only = process.argv.slice(2);
const wanted = (name) => only.length === 0 || only.some((part) => name.includes(part));
const browser = await launch();

/** Hands a server and a browser that nobody has used to `draw`, and ends the server whatever happens. */
async function on(start, draw) {
  const server = await start();
  const context = await browser.newContext();
  try {
    await draw(server, context);
  } finally {
    await context.close();
    await server.close();
  }
}

async function inBothLooks(context, name, url) {
  for (const scheme of ['light', 'dark']) await sheet(context, name, url, scheme);
}

try {
  if (wanted('first-run')) {
    await on(startEmptyServer, ({ url }, context) => inBothLooks(context, 'first-run', `${url}/`));
  }
  Object.assign(process.env, { VITRINE_ADMIN_EMAIL: EMAIL, VITRINE_ADMIN_PASSWORD: PASSWORD });
  await on(startServer, async (server, context) => {
    if (wanted('sign-in')) await inBothLooks(context, 'sign-in', `${server.url}/`);
    const admin = await context.newPage();
    await admin.goto(`${server.url}/`);
    await signIn(admin, EMAIL, PASSWORD);
    await admin.close();
    for (const [name, path] of Object.entries(pages)) {
      if (!wanted(name)) continue;
      const place = typeof path === 'string' ? path : await path(server);
      await inBothLooks(context, name, server.url + place);
    }
  });
} finally {
  await browser.close();
}
