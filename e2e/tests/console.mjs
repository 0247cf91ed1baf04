import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before } from 'node:test';
import { launch } from '../browser.mjs';
import { startEmptyServer, startServer } from '../server.mjs';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/**
 * A browser and a real server for a file of tests of the console.
 * @param {{ empty: boolean }} options whether the server has the demo's samples or nobody and nothing
 */
export function consoleHarness({ empty }) {
  const shared = {};
  before(async () => {
    [shared.browser, shared.server] = await Promise.all([
      launch(),
      empty ? startEmptyServer() : startServer(),
    ]);
  });
  after(async () => {
    await shared.browser?.close();
    await shared.server?.close();
  });

  /** A browser of its own, with whatever its console complains about; a refused call is no complaint. */
  async function visitor(options = {}) {
    const context = await shared.browser.newContext({
      viewport: { width: 1280, height: 860 },
      reducedMotion: 'reduce',
      ...options,
    });
    const page = await context.newPage();
    const problems = [];
    page.on('pageerror', (error) => problems.push(error.stack ?? String(error)));
    page.on('console', (message) => {
      const text = message.text();
      if (message.type() === 'error' && !text.startsWith('Failed to load resource'))
        problems.push(text);
    });
    const go = (path) => page.goto(shared.server.url + path);
    return { context, page, problems, go };
  }

  return { shared, visitor };
}

/** Fills the form of the sign-in page. */
export async function signIn(page, email, password) {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
}

/**
 * A dialog by its title. What it shows stands in the document around its shadow tree, so it is no descendant of the
 * element that has the role.
 */
export const dialog = (page, title) => page.locator(`wa-dialog[label="${title}"]`);

/**
 * When the page has been drawn and no transition runs any more: a colour read on its way from light to dark is neither.
 * Two frames, because a change of the preferred colours starts its transitions in the first of them.
 */
async function settled(page) {
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame();
    await frame();
    const moving = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    await Promise.allSettled(moving.map(({ finished }) => finished));
    await frame();
  });
}

/**
 * Everything serious that axe finds on a page as it is now.
 * @param {string[]} [rules] the only ones to look at
 */
export async function seriousFindings(page, rules) {
  await settled(page);
  await page.evaluate(await readFile(axe, 'utf8'));
  const { violations } = await page.evaluate(
    (rules) =>
      window.axe.run(document, {
        resultTypes: ['violations'],
        ...(rules ? { runOnly: rules } : {}),
      }),
    rules,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

/** Has colours change at once: axe takes what it sees at its moment, be it halfway from one to another. */
function withoutTransitions(page) {
  return page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('*, ::before, ::after { transition: none !important; }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  });
}

/**
 * Opens pages one after the other and holds that axe finds nothing serious on them, in light and dark.
 * @param {(path: string) => Promise<unknown>} go opens a page at its path
 * @param {(page: import('playwright-core').Page) => Promise<unknown>} [drawn] waits until a page is there
 */
export async function nothingSeriousOn(
  page,
  go,
  paths,
  drawn = () => page.locator('main h1').waitFor(),
) {
  for (const path of paths) {
    await go(path);
    await drawn(page);
    await page.waitForFunction(() => !document.querySelector('main [aria-busy="true"]'));
    assert.deepEqual(await seriousFindings(page), [], path);
    await withoutTransitions(page);
    // Colours are all that differs in the dark.
    await page.emulateMedia({ colorScheme: 'dark' });
    assert.deepEqual(await seriousFindings(page, ['color-contrast']), [], `${path}, dark`);
    await page.emulateMedia({ colorScheme: 'light' });
  }
}
