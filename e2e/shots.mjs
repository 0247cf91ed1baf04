import { mkdirSync } from 'node:fs';
import { launch, startHost } from './browser.mjs';
import { startFixture } from './fixture/server.mjs';

/** Pictures of the fixture's dashboards at the widths and in the looks that matter. */
const out = new URL('./screenshots/', import.meta.url).pathname;
mkdirSync(out, { recursive: true });
const fixture = await startFixture();
const host = await startHost({});
const page = (token, attributes = '', dir = 'ltr', scheme = 'light') =>
  `<!doctype html><html lang="en" dir="${dir}" style="color-scheme:${scheme}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
  <style>body{margin:24px;font-family:system-ui;background:${scheme === 'dark' ? '#0e1117' : '#f6f7f9'}}@media(max-width:600px){body{margin:12px}}</style>
  <script src="${fixture.url}/bundle.js"></script><explo-dashboard dash-customer-token="${token}" theme="${scheme}" ${attributes}></explo-dashboard>`;
const browser = await launch();
const only = process.argv[2];
const shots = [
  ['sales-1280', 'shopsales1:acme', 1280],
  ['sales-390', 'shopsales1:acme', 390],
  ['sales-1280-dark', 'shopsales1:acme', 1280, 'ltr', 'dark'],
  ['sales-390-dark', 'shopsales1:acme', 390, 'ltr', 'dark'],
  ['sales-768-demo', 'shopsales1:trial', 768],
  ['sales-1280-rtl', 'shopsales1:globex', 1280, 'rtl'],
  ['controls-1280', 'everycontr:acme', 1280],
  ['controls-390', 'everycontr:acme', 390],
  ['bad-token', 'shopsales1:nobody', 1280],
];
for (const [name, token, width, dir, scheme] of shots) {
  if (only && !name.includes(only)) continue;
  host.pages['/'] = page(token, dir === 'rtl' ? 'locale-code="ar"' : '', dir, scheme);
  const tab = await browser.newPage({
    viewport: { width, height: 900 },
    deviceScaleFactor: 1,
  });
  tab.on('console', (message) => message.type() === 'error' && console.log(name, message.text()));
  tab.on('pageerror', (error) => console.log(name, error.stack));
  await tab.goto(host.url);
  await tab.waitForTimeout(1500);
  await tab.screenshot({ path: `${out}${name}.png`, fullPage: true });
  await tab.close();
}
fixture.state.live = true;
for (const [name, width, scheme] of [
  ['demo-1280', 1280, 'light'],
  ['demo-390', 390, 'light'],
  ['demo-1280-dark', 1280, 'dark'],
]) {
  if (only && !name.includes(only)) continue;
  const tab = await browser.newPage({
    viewport: { width, height: 900 },
    colorScheme: scheme,
  });
  tab.on('pageerror', (error) => console.log(name, error.stack));
  await tab.goto(`${fixture.url}/demo`);
  await tab.waitForTimeout(1800);
  await tab.screenshot({ path: `${out}${name}.png`, fullPage: true });
  await tab.close();
}
await browser.close();
await host.close();
await fixture.close();
