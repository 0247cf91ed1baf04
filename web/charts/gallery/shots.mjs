import { mkdir } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { serve } from './serve.mjs';

/** Takes pictures of the gallery: light and dark, wide and narrow, and what is named after `--`. */
const folder = 'charts/gallery/shots';
await mkdir(folder, { recursive: true });
const { url, stop } = await serve('dist-gallery');
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--hide-scrollbars'],
});
const wanted = process.argv.slice(2);
const all = [
  ['light-1280', 1280, ''],
  ['dark-1280', 1280, 'mode=dark'],
  ['light-390', 390, ''],
  ['dark-390', 390, 'mode=dark'],
  ['rtl-1280', 1280, 'dir=rtl&locale=ar'],
  ['demo-1280', 1280, 'demo'],
];
for (const [name, width, query] of all) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  page.on('console', (message) => console.log(name, message.type(), message.text()));
  page.on('pageerror', (error) => console.log(name, 'error', error.stack));
  await page.goto(`${url}?${query}`);
  await page.evaluate(() => window.gallery.ready);
  await page.waitForTimeout(1200);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const tile = width < 600 ? 1600 : 1300;
  for (let top = 0, part = 1; top < height; top += tile, part++) {
    const clip = { x: 0, y: top, width, height: Math.min(tile, height - top) };
    await page.screenshot({ path: `${folder}/${name}-${part}.png`, fullPage: true, clip });
  }
  await page.close();
}
await browser.close();
stop();
