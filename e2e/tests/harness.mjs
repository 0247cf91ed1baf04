import { after, afterEach, before } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { launch, startHost } from '../browser.mjs';
import { startFixture } from '../fixture/server.mjs';

/**
 * One browser, one server and one host page's server for a file of tests.
 * @returns what each test opens its page with
 */
export function harness() {
  const shared = {};
  // What a failed test left open would go on calling the server that the next one counts calls of.
  const contexts = new Set();
  afterEach(async () => {
    await Promise.all([...contexts].map((context) => context.close()));
    contexts.clear();
  });
  before(async () => {
    shared.browser = await launch();
    shared.fixture = await startFixture();
    shared.host = await startHost({});
  });
  after(async () => {
    await shared.browser?.close();
    await shared.host?.close();
    await shared.fixture?.close();
  });

  /** A host page with an embed on it. */
  async function open({
    tag = 'explo-dashboard',
    attributes = 'dash-customer-token="shopsales1:acme"',
    search = '',
    head = '',
    body,
    headers,
    viewport = { width: 1280, height: 900 },
    colorScheme = 'light',
    wait = true,
    init,
  } = {}) {
    const { browser, fixture, host } = shared;
    host.pages['/'] = {
      headers,
      html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title>${head}
        <script src="${fixture.url}/bundle.js"></script></head>
        <body>${body ?? `<${tag} ${attributes}></${tag}>`}</body></html>`,
    };
    const context = await browser.newContext({
      viewport,
      colorScheme,
      reducedMotion: 'reduce',
    });
    contexts.add(context);
    const page = await context.newPage();
    const problems = [];
    page.on('pageerror', (error) => problems.push(error.stack ?? String(error)));
    page.on('console', (message) => {
      // A refused request is the subject of some tests; everything else is a fault.
      const text = message.text();
      if (message.type() === 'error' && !text.startsWith('Failed to load resource'))
        problems.push(text);
    });
    await page.addInitScript(() => {
      window.told = [];
      const names = [
        'sendVariableUpdatedEvent',
        'dashboardReadyToLoad',
        'dashboardLoaded',
        'dashboardUpdated',
        'analyticsEventFired',
        'customerJwtExpired',
        'contactRequested',
      ];
      for (const name of names) {
        window.addEventListener(name, (event) => window.told.push({ name, detail: event.detail }));
      }
      window.addEventListener('message', ({ data }) => {
        if (data?.event) window.told.push({ name: data.event, detail: data.detail });
      });
    });
    if (init) await page.addInitScript(init);
    fixture.state.calls.length = 0;
    await page.goto(`${host.url}/${search}`);
    const opened = {
      page,
      problems,
      embed: page.locator(tag),
      told: (name) => page.evaluate((name) => window.told.filter((one) => one.name === name), name),
      dataCalls: () => fixture.state.calls.filter(({ route }) => route === 'data'),
      close: async () => {
        contexts.delete(context);
        await context.close();
      },
    };
    if (wait)
      await page.waitForFunction(() => window.told.some(({ name }) => name === 'dashboardLoaded'));
    return opened;
  }

  return { shared, open };
}

/** The visible text of a panel. */
export const panel = (page, id) => page.locator(`[data-panel="${id}"]`);

/** Waits, for 10 seconds at most, until something holds that no page can be asked. */
export async function until(holds) {
  const end = Date.now() + 10_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`Not within 10 seconds: ${holds}`);
    await pause(20);
  }
}
