import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { chromium } from 'playwright-core';
import { ABSENT, columns, definitionsOf, rows } from './definitions.mjs';
import { serve } from './serve.mjs';

/**
 * Holds that a dashboard that validates renders: whatever definition the published schema lets
 * through is drawn from whatever rows come, in a real browser. What the server refuses beyond the
 * schema (names, references, queries) is nothing that a renderer would see.
 *
 * Draws the same cases on every run. SEED=1 RUNS=500 looks at others.
 */

const schema = JSON.parse(
  readFileSync(new URL('../../model/dashboard.schema.json', import.meta.url)),
);
const ajv = new Ajv2020({ allowUnionTypes: true });
addFormats.default(ajv);
ajv.addSchema(schema);
const accepts = (name, definition) =>
  ajv.validate({ $ref: `${schema.$id}#/$defs/${name}` }, definition);

const names = columns.map(({ name }) => name);
const definitions = definitionsOf(schema, {
  column: fc.oneof({ weight: 60, arbitrary: fc.constantFrom(...names) }, fc.constant(ABSENT)),
});
const surroundings = fc.record({
  theme: definitions('theme'),
  mode: fc.constantFrom('light', 'dark'),
  locale: fc.constantFrom('en-US', 'de', 'ar', 'hi-IN'),
  timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns'),
  direction: fc.constantFrom('ltr', 'rtl'),
  width: fc.integer({ min: 60, max: 1200 }),
  height: fc.integer({ min: 40, max: 500 }),
});

const options = {
  seed: Number(process.env.SEED ?? 4),
  numRuns: Number(process.env.RUNS ?? 12),
  // What went wrong stands beside the definition that showed it.
  includeErrorInReport: true,
  endOnFailure: process.env.SHRINK === undefined,
};

let browser, server, page;
const thrown = [];

before(async () => {
  server = await serve('dist-gallery');
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  page = await browser.newPage();
  page.on('pageerror', (error) => thrown.push(error.stack));
  await page.goto(`${server.url}?only=none`);
  await page.evaluate(() => window.gallery.ready);
});

after(async () => {
  await browser?.close();
  server?.stop();
});

/** An error state is right only where the definition names a column that is not there, and it names it. */
function hold(definition, said) {
  const excused = JSON.stringify(definition).includes(ABSENT);
  // A period of one's own may come from a variable, so it is read only when the rows are there.
  const unread = definition.period === 'custom' && /: The period from .* cannot be read/s;
  const wrong = said.filter(
    (text) => !(excused && text.includes(`"${ABSENT}"`)) && !(unread && unread.test(text)),
  );
  const errors = thrown.splice(0);
  const all = [...wrong, ...errors];
  assert.ok(all.length === 0, all.join('\n'));
}

for (const type of schema.$defs.panel.properties.type.enum) {
  test(`a ${type} panel that validates is drawn from any rows`, async () => {
    const kind = `${type}_panel`;
    const valid = definitions(kind).filter((panel) => accepts(kind, panel));
    await fc.assert(
      fc.asyncProperty(valid, rows, rows, surroundings, async (...drawn) => {
        const said = await page.evaluate((all) => window.gallery.attemptPanel(...all), drawn);
        hold(drawn[0], said);
      }),
      options,
    );
  });
}

for (const kind of schema.$defs.control.properties.kind.enum) {
  test(`a ${kind} control that validates is shown with any choices`, async () => {
    const name = `${kind}_control`;
    const valid = definitions(name).filter((control) => accepts(name, control));
    await fc.assert(
      fc.asyncProperty(valid, rows, surroundings, async (...drawn) => {
        const said = await page.evaluate((all) => window.gallery.attemptControl(...all), drawn);
        hold(drawn[0], said);
      }),
      options,
    );
  });
}
