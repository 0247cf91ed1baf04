import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { serve } from './serve.mjs';

/** Holds what the panels draw, in a real browser, on a page with a strict policy. */

let browser, server, page;
const complaints = [];

before(async () => {
  server = await serve('dist-gallery');
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  page = await open('');
});

after(async () => {
  await browser?.close();
  server?.stop();
});

async function open(query, width = 1280) {
  const opened = await browser.newPage({ viewport: { width, height: 900 }, acceptDownloads: true });
  opened.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  opened.on('pageerror', (error) => complaints.push(String(error)));
  opened.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(server.url)) {
      complaints.push(`request to ${request.url()}`);
    }
  });
  await opened.goto(`${server.url}?${query}`);
  await opened.evaluate(() => window.gallery.ready);
  // Maps fetch their shapes after the panel itself is drawn.
  await opened.waitForTimeout(900);
  return opened;
}

const panel = (id, on = page) => on.locator(`#${id}`);
const text = (id, on = page) => panel(id, on).evaluate((cell) => cell.textContent);

/** Marks of a colour family: paths and shapes that are filled or stroked, not text. */
const marks = (id) => panel(id).locator('.v-plot svg path').count();

const drawn = [
  ['intro', ['Shop overview', 'All orders of Acme, in US dollars'], 0],
  ['kpi_revenue', ['Revenue, last 3 months', '$', 'before', '%'], 0],
  ['kpi_orders', ['a year before'], 0],
  ['kpi_plain', ['$1.28M', '-14.4%', 'vs. $2M planned'], 0],
  ['progress_bar', ['$1,284,731', 'of $1,500,000', '86%'], 0],
  ['area_regions', ['EMEA', 'APAC', 'AMER', '$300K', 'Mar 2024'], 9],
  ['donut_status', ['Camping', 'Footwear', '34.2%', '$3.6M', 'Total'], 4],
  ['line_months', ['Accessories', '$100K', 'Dec 2022', 'Goal'], 100],
  ['combo_margin', ['Revenue', 'Margin', 'Q4 2024', '40%', '$800K'], 9],
  ['bar_grouped', ['Footwear', 'Outerwear', '6,000', 'EMEA'], 12],
  ['bar_stacked', ['Q4 2022', '$800K'], 24],
  ['bar_percent', ['65%', '75%', '100%', 'Accessories'], 12],
  ['bar_top', ['Two-person tent', '$445,902', '$500K'], 8],
  ['area_fade', ['$100K', 'Feb 12, 2024'], 2],
  ['line_days', ['Dec 25', 'Jan 21', '$1,500'], 1],
  [
    'table_orders',
    ['Newest first', 'Wool cap', '$218.44', '31,697', '9,000 rows', '$3,642,806.79'],
    0,
  ],
  ['pivot_regions', ['Daypack', '2023', '$1,476,392', 'Revenue', 'Units'], 0],
  ['funnel_checkout', ['Viewed product', '31,874', '66.1%', '10.6%'], 0],
  ['heat_hours', ['Mon', 'Sun', '12:00', '76'], 168],
  ['calendar_orders', ['Feb', 'Dec', 'Mon', '56'], 300],
  ['scatter_price', ['Rating', 'Price', '$300'], 16],
  ['bubble_sold', ['Return rate', '12%'], 15],
  ['pie_region', ['65.7%', 'EMEA', 'AMER'], 3],
  ['radar_skills', ['Speed', 'Delivery', 'Ours', 'Market'], 6],
  ['gauge_score', ['71.4', 'Fair', '100'], 0],
  ['box_days', ['Camping', '20 d'], 4],
  ['treemap_products', ['Camping', 'Sleeping bag', '$402,739'], 14],
  ['map_world', ['$781.5K'], 230],
  ['progress_ring', ['86%', '$1.28M of $1.5M'], 0],
  ['map_states', ['8,803'], 50],
  ['sankey_paths', ['Landing', 'Basket', 'Abandoned'], 18],
  ['notes', ['net of returns', 'average order value', 'data@example.com'], 0],
  ['empty', ['No data', 'Nothing matches the current filters.'], 0],
  ['failed', ['did not answer within 30 s'], 0],
  ['missing', ['The rows have no column "colour"', 'They have: id, ordered_at'], 0],
  ['cut', ['Drawn from the first 9,000 rows'], 4],
];

for (const [id, texts, least] of drawn) {
  test(`${id} draws its texts and marks`, async () => {
    const all = (await text(id)).replaceAll('\u202f', ' ');
    for (const each of texts)
      assert.ok(all.includes(each), `"${each}" is not in: ${all.slice(0, 600)}`);
    if (least > 0) {
      const count = await marks(id);
      assert.ok(count >= least, `${count} marks, fewer than ${least}`);
    }
  });
}

test('a country that is too small for a shape is a dot of its colour', async () => {
  assert.ok(!(await text('map_world')).includes('Not on this map'));
  const colors = await panel('map_world')
    .locator('.v-plot svg path')
    .evaluateAll((paths) =>
      paths
        .filter((path) => {
          const { width, height } = path.getBBox();
          return width > 2 && width < 12 && Math.abs(width - height) < 4;
        })
        .map((path) => path.getAttribute('fill')),
    );
  assert.ok(new Set(colors).size > 1, `all dots are ${colors[0]}`);
});

test('nothing that scrolls is out of reach of the keyboard', async () => {
  const unreachable = await page.locator('.v-panel *').evaluateAll((elements) =>
    elements
      .filter((each) => {
        const { overflowY, overflowX } = getComputedStyle(each);
        const scrolls =
          (/auto|scroll/.test(overflowY) && each.scrollHeight > each.clientHeight + 1) ||
          (/auto|scroll/.test(overflowX) && each.scrollWidth > each.clientWidth + 1);
        return (
          scrolls && each.tabIndex < 0 && !each.querySelector('a, button, input, [tabindex="0"]')
        );
      })
      .map((each) => each.className),
  );
  assert.deepEqual(unreachable, []);
});

test('the picture is loaded', async () => {
  const wide = await panel('picture')
    .locator('img')
    .evaluate((image) => image.naturalWidth);
  assert.ok(wide > 0);
});

test('a panel that waits says so', async () => {
  assert.equal(
    await panel('loading').locator('[role=status]').getAttribute('aria-label'),
    'Loading',
  );
});

test('every chart has a name for those who cannot see it', async () => {
  const labels = await page
    .locator('.v-plot[role=img]')
    .evaluateAll((plots) => plots.map((plot) => plot.ariaLabel));
  assert.ok(labels.length >= 18);
  for (const label of labels) assert.match(label, /^.+\. .+\. .+/);
  assert.ok(labels.some((label) => /Highest: \$[\d,]+ at/.test(label)));
});

for (const query of ['', 'dir=rtl&locale=ar']) {
  test(`numbers beside bars stand clear of everything else with ?${query}`, async () => {
    const alone = await open(`${query}&only=bar_top`, 390);
    const clashes = await panel('bar_top', alone).evaluate((cell) => {
      const plot = cell.querySelector('.v-plot svg').getBoundingClientRect();
      const texts = [...cell.querySelectorAll('.v-plot svg text')].map((text) => ({
        text: text.textContent,
        box: text.getBoundingClientRect(),
      }));
      const meet = (a, b) =>
        Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
        Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
      return texts.flatMap(({ text, box }, at) => [
        ...(box.left < plot.left - 1 || box.right > plot.right + 1 ? [`${text} sticks out`] : []),
        ...texts
          .slice(at + 1)
          .filter((other) => meet(box, other.box))
          .map((other) => `${text} over ${other.text}`),
      ]);
    });
    assert.deepEqual(clashes, []);
    await alone.close();
  });
}

test('pointing at a chart shows a tooltip in elements', async () => {
  await panel('bar_grouped').scrollIntoViewIfNeeded();
  await panel('bar_grouped')
    .locator('.v-plot')
    .hover({ position: { x: 100, y: 120 } });
  const tip = panel('bar_grouped').locator('.v-tip');
  await tip.waitFor();
  assert.match(await tip.textContent(), /APAC[\d,]+EMEA[\d,]+AMER[\d,]+/);
});

test('the arrow keys go through a chart and say what is there', async () => {
  const chart = panel('bar_top');
  await chart.locator('.v-plot').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await chart.locator('.v-tip').waitFor();
  assert.match(await chart.locator('[aria-live=polite]').textContent(), /Sleeping bag.*\$402,739/);
});

test('Enter picks what the arrow keys stand on and sets the variable; again clears it', async () => {
  await page.evaluate(() => (window.gallery.events.length = 0));
  await panel('bar_top').locator('.v-plot').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  assert.deepEqual(await page.evaluate(() => window.gallery.events), [
    ['variable', { name: 'bar_top.category', value: 'Sleeping bag' }],
    ['variable', { name: 'bar_top.category', value: undefined }],
  ]);
});

test('the arrow keys go over a treemap in the order of its table, and Enter picks the tile', async () => {
  const told = await page.evaluate(async () => {
    const { gallery } = window;
    const rows = [
      { kind: 'Drink', name: 'Tea', sold: 2 },
      { kind: 'Drink', name: 'Coffee', sold: 9 },
      { kind: 'Food', name: 'Bread', sold: 30 },
    ];
    const types = { kind: 'string', name: 'string', sold: 'integer' };
    await gallery.add(
      {
        id: 'tiles',
        type: 'treemap',
        dataset: 'd',
        levels: [{ column: 'kind' }, { column: 'name' }],
        value: { column: 'sold' },
        drill_down: { kind: 'variable' },
      },
      gallery.table(types, rows),
    );
    const { shadowRoot } = document.querySelector('#gallery');
    const panel = shadowRoot.querySelector('#tiles');
    const press = (key) =>
      panel.querySelector('.v-plot').dispatchEvent(new KeyboardEvent('keydown', { key }));
    const spoken = [];
    for (let step = 0; step < 3; step++) {
      press('ArrowRight');
      spoken.push(panel.querySelector('[aria-live]').textContent);
    }
    gallery.events.length = 0;
    press('Enter');
    return { spoken, picked: gallery.events[0]?.[1].value };
  });
  assert.deepEqual(
    told.spoken.map((text) => text.split(',')[0]),
    ['Drink · Coffee', 'Drink · Tea', 'Food · Bread'],
  );
  assert.equal(told.picked, 'Bread');
});

test('the arrow keys go over a map in the order of its table, and light up what they tell', async () => {
  const alone = await open('only=none');
  await alone.evaluate(async () => {
    const { table, add } = window.gallery;
    const rows = table({ country: 'string', n: 'integer' }, [
      { country: 'Spain', n: 5 },
      { country: 'Atlantis', n: 9 },
      { country: 'BR', n: 80 },
      { country: 'Australia', n: 40 },
    ]);
    await add(
      {
        id: 'keys',
        type: 'map',
        title: 'Keys',
        map: 'world',
        dataset: 'd',
        region: { column: 'country' },
        value: { column: 'n' },
        colors: { rules: [{ operator: '>', value: 50, color: '#c0392b' }] },
        drill_down: { kind: 'variable' },
      },
      rows,
    );
    await new Promise((done) => setTimeout(done, 600));
  });
  const map = panel('keys', alone);
  const lit = () =>
    map.locator('.v-plot svg path').evaluateAll((paths) => {
      const drawn = paths.filter((path) => path.getAttribute('stroke-width') === '1.5');
      return drawn.map((path) => {
        const { x, y, width, height } = path.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      });
    });
  const plot = await map.locator('.v-plot').boundingBox();
  await map.locator('.v-plot').focus();
  const told = [];
  for (let step = 0; step < 3; step++) {
    await alone.keyboard.press('ArrowRight');
    await alone.waitForTimeout(250);
    const [spot] = await lit();
    told.push({
      text: await map.locator('[aria-live=polite]').textContent(),
      east: spot && spot.x > plot.x + plot.width / 2,
      south: spot && spot.y > plot.y + plot.height / 2,
    });
    if (step !== 1) continue;
    const swatch = await map
      .locator('.v-tip .v-swatch')
      .evaluate((each) => each.style.getPropertyValue('--swatch'));
    assert.match(swatch, /c0392b|192, ?57, ?43/, 'the tooltip has the colour of the rule');
  }
  assert.match(told[0].text, /Spain.*5/);
  assert.match(told[1].text, /Brazil.*80/);
  assert.match(told[2].text, /Australia.*40/);
  assert.deepEqual(
    told.map(({ south }) => south),
    [false, true, true],
  );
  assert.deepEqual([told[1].east, told[2].east], [false, true]);
  await alone.keyboard.press('Enter');
  const [event] = await alone.evaluate(() => window.gallery.events);
  assert.deepEqual(event, ['variable', { name: 'keys.category', value: 'Australia' }]);
  await alone.close();
});

test('Enter picks the point that the arrow keys stand on', async () => {
  const alone = await open('only=none');
  await alone.evaluate(async () => {
    const rows = window.gallery.table({ x: 'number', y: 'number' }, [
      { x: 1, y: 5 },
      { x: 2, y: 7 },
    ]);
    const measures = { x: { column: 'x' }, y: { column: 'y' } };
    const drill = { drill_down: { kind: 'variable', column: 'y' } };
    await window.gallery.add(
      { id: 'dots', type: 'scatter', dataset: 'd', ...measures, ...drill },
      rows,
    );
  });
  await panel('dots', alone).locator('.v-plot').focus();
  await alone.keyboard.press('ArrowLeft');
  await alone.keyboard.press('Enter');
  assert.deepEqual(await alone.evaluate(() => window.gallery.events), [
    ['variable', { name: 'dots.category', value: 7 }],
  ]);
  await alone.close();
});

test('a first drawing stands still, and lays the page out twice at most', async () => {
  const alone = await open('only=none');
  const seen = await alone.evaluate(async () => {
    const { table, add } = window.gallery;
    const rows = table({ c: 'string', n: 'number' }, [
      { c: 'a', n: 3 },
      { c: 'b', n: 5 },
    ]);
    let measured = 0;
    const own = Object.getOwnPropertyDescriptor(Element.prototype, 'clientWidth');
    Object.defineProperty(Element.prototype, 'clientWidth', {
      ...own,
      get() {
        if (this.classList.contains('v-plot')) measured++;
        return own.get.call(this);
      },
    });
    const panel = { id: 'still', type: 'bar', dataset: 'd', category: { column: 'c' } };
    await add({ ...panel, values: [{ column: 'n' }] }, rows);
    Object.defineProperty(Element.prototype, 'clientWidth', own);
    const plot = document.querySelector('#gallery').shadowRoot.querySelector('#still .v-plot');
    const shapes = () => [...plot.querySelectorAll('path')].map((path) => path.getAttribute('d'));
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    const first = shapes();
    await new Promise((done) => setTimeout(done, 500));
    return { measured, first, last: shapes() };
  });
  assert.ok(seen.measured <= 2, `${seen.measured} measures`);
  assert.ok(seen.first.length > 2);
  assert.deepEqual(seen.first, seen.last);
  await alone.close();
});

test('the total in a small donut stays clear of its ring', async () => {
  const alone = await open('only=none', 390);
  await alone.evaluate(async () => {
    const rows = window.gallery.table({ c: 'string', n: 'integer' }, [
      { c: 'A', n: 1_621_100 },
      { c: 'B', n: 2_000_400 },
    ]);
    const format = { kind: 'currency', currency: 'CHF' };
    const legend = { position: 'right' };
    const panel = { id: 'small', type: 'donut', dataset: 'd', legend, category: { column: 'c' } };
    await window.gallery.add({ ...panel, value: { column: 'n', format } }, rows);
  });
  const [text, ring] = await panel('small', alone).evaluate((cell) => [
    [...cell.querySelectorAll('.v-plot svg text')]
      .find((each) => each.textContent.includes('CHF'))
      .getBoundingClientRect().width,
    Math.max(
      ...[...cell.querySelectorAll('.v-plot svg path')].map(
        (each) => each.getBoundingClientRect().height,
      ),
    ),
  ]);
  assert.ok(text < (ring * 0.64) / 0.92, `${text} px in a ring of ${ring} px`);
  await alone.close();
});

test('an axis across a phone writes a number at each of its lines', async () => {
  const alone = await open('only=bar_top', 390);
  const marks = (await text('bar_top', alone)).match(/\$\d+K(?!\d)|\$0/g);
  assert.ok(marks.length >= 3, marks.join());
  const steps = marks.map((mark) => Number(mark.replaceAll(/[$K]/g, '')));
  const gaps = steps.slice(1).map((step, at) => step - steps[at]);
  assert.equal(new Set(gaps).size, 1, marks.join());
  await alone.close();
});

test('a number and its share stand apart in a funnel, from either side', async () => {
  for (const query of ['only=funnel_checkout', 'only=funnel_checkout&dir=rtl&locale=ar']) {
    const alone = await open(query);
    const gaps = await panel('funnel_checkout', alone)
      .locator('.v-stage-value')
      .evaluateAll((values) =>
        values.map((value) => {
          const [one, other] = [...value.children].map((each) => each.getBoundingClientRect());
          return Math.max(other.left - one.right, one.left - other.right);
        }),
      );
    for (const gap of gaps) assert.ok(gap >= 4, `${gap} px with ?${query}`);
    await alone.close();
  }
});

test('a ramp gives way in a narrow panel', async () => {
  const alone = await open('only=none');
  const flaws = await alone.evaluate(async () => {
    const { add, views } = window.gallery;
    const root = document.querySelector('#gallery').shadowRoot;
    const flaws = [];
    for (const width of [150, 180, 600]) {
      const id = `ramp${width}`;
      const rows = window.gallery.table({ c: 'string', n: 'integer' }, [
        { c: 'FR', n: 1_200_345 },
        { c: 'DE', n: 81_200_345 },
      ]);
      const format = { kind: 'currency', currency: 'USD' };
      const region = { column: 'c' };
      const panel = { id, type: 'map', map: 'world', dataset: 'd', region };
      await add({ ...panel, value: { column: 'n', format } }, rows);
      root.getElementById(id).style.width = `${width}px`;
      await new Promise((done) => setTimeout(done, 500));
      const card = root.querySelector(`#${id} .v-panel`).getBoundingClientRect();
      for (const part of root.querySelectorAll(`#${id} .v-ramp *`)) {
        const box = part.getBoundingClientRect();
        if (box.left < card.left || box.right > card.right || box.width < 8)
          flaws.push(
            `${width}: ${part.localName} "${part.textContent}" ${box.left}-${box.right} in ${card.left}-${card.right}`,
          );
      }
      const bar = root.querySelector(`#${id} .v-ramp i`).getBoundingClientRect().width;
      if (width === 600 && bar < 120) flaws.push(`a ramp of ${bar} px where there is room`);
      views.get(id).destroy();
    }
    return flaws;
  });
  assert.deepEqual(flaws, []);
  await alone.close();
});

test('a click on a bar picks its category', async () => {
  await page.evaluate(() => (window.gallery.events.length = 0));
  await panel('bar_top')
    .locator('.v-plot')
    .click({ position: { x: 160, y: 22 } });
  const [event] = await page.evaluate(() => window.gallery.events);
  assert.deepEqual(event, ['variable', { name: 'bar_top.category', value: 'Two-person tent' }]);
});

test('a click on a row hands over the whole row', async () => {
  await page.evaluate(() => (window.gallery.events.length = 0));
  await panel('table_orders').locator('tbody tr.v-pick').first().click();
  const [[name, selection]] = await page.evaluate(() => window.gallery.events);
  assert.equal(name, 'drill');
  assert.equal(selection.columns.product, 'Wool cap');
  assert.equal(selection.rows.length, 1);
});

test('the legend switches series off and on', async () => {
  const before = await marks('bar_grouped');
  const item = panel('bar_grouped').locator('.v-legend-item', { hasText: 'EMEA' });
  await item.click();
  assert.equal(await item.getAttribute('aria-pressed'), 'false');
  await page.waitForTimeout(500);
  assert.ok((await marks('bar_grouped')) < before);
  await item.click();
  await page.waitForTimeout(500);
  assert.equal(await marks('bar_grouped'), before);
});

test('a chart can be read as a table and taken away as CSV', async () => {
  const chart = panel('bar_grouped');
  await chart.hover();
  await chart.getByRole('button', { name: 'Show as table' }).click();
  assert.match(
    await chart.locator('table').innerText(),
    /Category\s+APAC\s+EMEA\s+AMER\s+Footwear\s+[\d,]+/,
  );
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    chart.getByRole('button', { name: 'Download CSV' }).click(),
  ]);
  assert.equal(download.suggestedFilename(), 'Units_by_region_and_category.csv');
  await chart.getByRole('button', { name: 'Show as chart' }).click();
  assert.ok(await chart.locator('.v-plot').isVisible());
});

test('a table sorts, searches and filters', async () => {
  const grid = panel('table_orders');
  await grid.scrollIntoViewIfNeeded();
  const first = () => grid.locator('tbody tr.v-pick').first().innerText();
  await grid.getByRole('button', { name: 'Amount' }).click();
  assert.equal(await grid.locator('th[aria-sort=descending]').innerText(), 'Amount');
  const highest = await first();
  await grid.getByRole('button', { name: 'Amount' }).click();
  assert.notEqual(await first(), highest);
  await grid.getByPlaceholder('Search').fill('gaiters');
  await grid.getByText(/^\d+ of 9,000 rows$/).waitFor();
  assert.match(await first(), /Gaiters/);
  await grid.getByRole('button', { name: 'Column filters' }).click();
  await grid.getByLabel('Filter Units').fill('>8');
  await page.waitForTimeout(300);
  const rows = await grid.locator('tbody tr.v-pick').allInnerTexts();
  assert.ok(rows.length > 0);
  for (const row of rows) assert.match(row, /Gaiters[\s\S]*\t\s*9\s*\t/);
});

test('a table of 100,000 rows draws only those in sight, and is never blank under way', async () => {
  const alone = await open('only=none');
  const seen = await alone.evaluate(async () => {
    const panel = { id: 'big', type: 'table', title: 'Ledger', dataset: 'd' };
    await window.gallery.add(panel, window.gallery.ledger(100_000));
    await new Promise((done) => setTimeout(done, 300));
    const cell = document.querySelector('#gallery').shadowRoot.querySelector('#big');
    const scroller = cell.querySelector('.v-scroll');
    const box = scroller.getBoundingClientRect();
    let blank = 0;
    for (let frame = 0; frame < 60; frame++) {
      scroller.scrollTop += 137;
      await new Promise(requestAnimationFrame);
      if (frame % 10 !== 0) continue;
      const under = cell.getRootNode().elementFromPoint(box.left + 60, box.top + 200);
      if (!under?.closest('tr') || under.closest('.v-space')) blank++;
    }
    scroller.scrollTop = scroller.scrollHeight;
    await new Promise((done) => setTimeout(done, 300));
    const rows = cell.querySelectorAll('tbody tr').length;
    return { blank, rows, text: cell.querySelector('tbody').textContent };
  });
  assert.equal(seen.blank, 0);
  assert.ok(seen.rows < 80, `${seen.rows} row elements`);
  assert.ok(seen.text.includes('100000'), 'the last row is reached');
  await alone.close();
});

test('a badge is never cut, however rare it is', async () => {
  const alone = await open('only=none');
  const cut = await alone.evaluate(async () => {
    const states = [...Array.from({ length: 27 }, () => 'Low'), 'Order at once'];
    const rows = window.gallery.table(
      { state: 'string', note: 'string' },
      states.map((state) => ({ state, note: 'x'.repeat(300) })),
    );
    const columns = [{ column: 'state', display: 'badge' }, { column: 'note' }];
    await window.gallery.add({ id: 'rare', type: 'table', dataset: 'd', columns }, rows);
    const cell = document.querySelector('#gallery').shadowRoot.querySelector('#rare');
    cell.querySelector('.v-scroll').scrollTop = 10_000;
    await new Promise((done) => setTimeout(done, 200));
    const badges = [...cell.querySelectorAll('.v-badge')];
    return badges.filter((badge) => badge.scrollWidth > badge.clientWidth).length;
  });
  assert.equal(cut, 0);
  await alone.close();
});

test('long decimals are shown digit by digit', async () => {
  const alone = await open('only=none');
  const shown = await alone.evaluate(async () => {
    const rows = window.gallery.table({ n: 'decimal' }, [{ n: '12345678901234567890.12' }]);
    await window.gallery.add({ id: 'long', type: 'table', dataset: 'd' }, rows);
    return document.querySelector('#gallery').shadowRoot.querySelector('#long tbody').textContent;
  });
  assert.equal(shown, '12,345,678,901,234,567,890.12');
  await alone.close();
});

test('a line of 10,000 points is drawn as pixels, not as elements', async () => {
  const alone = await open('only=area_fade');
  await alone.evaluate(async () => {
    const points = Array.from({ length: 10_000 }, (_, i) => ({
      at: new Date(Date.UTC(2024, 0, 1) + i * 600_000).toISOString(),
      v: Math.sin(i / 300) * 50 + ((i * 7919) % 100) / 10,
    }));
    const category = { column: 'at' };
    const panel = { id: 'dense', type: 'line', title: 'Dense', dataset: 'd', category };
    const rows = window.gallery.table({ at: 'timestamp', v: 'number' }, points);
    await window.gallery.add({ ...panel, values: [{ column: 'v' }] }, rows);
  });
  assert.equal(await alone.locator('#dense canvas').count(), 1);
  await alone.close();
});

test('hostile texts stay texts in every part of every panel', async () => {
  const alone = await open('only=none');
  const found = await alone.evaluate(async () => {
    const { hostileTexts, table, add } = window.gallery;
    const evil = hostileTexts[1];
    const rows = table(
      { [evil]: 'string', s: 'string', n: 'number', m: 'number', d: 'date' },
      hostileTexts.map((text, i) => ({
        [evil]: text,
        s: `${text} ${i % 2}`,
        n: i + 1,
        m: (i * 37) % 11,
        d: '2024-01-01',
      })),
    );
    const [c, n, m] = [
      { column: evil },
      { column: 'n', label: evil, format: { kind: 'number', prefix: evil } },
      { column: 'm', label: evil },
    ];
    const axes = {
      x_axis: { title: evil },
      y_axis: { title: evil },
      goal_lines: [{ value: 5, label: evil }],
    };
    const base = { title: evil, description: '{{ v }}', dataset: 'd' };
    const panels = [
      { type: 'table' },
      {
        type: 'table',
        columns: [
          { column: evil, display: 'link' },
          { column: 's', display: 'image' },
          { column: 'n', display: 'badge' },
        ],
      },
      { type: 'pivot_table', rows: [c], columns: [{ column: 's' }], values: [n] },
      { type: 'bar', category: c, values: [n], ...axes, data_labels: { show: true } },
      { type: 'bar', category: c, series: { column: 's' }, values: [n], mode: 'stacked' },
      { type: 'line', category: c, values: [n], ...axes },
      { type: 'area', category: c, series: { column: 's' }, values: [n] },
      { type: 'combo', category: c, bars: [n], lines: [m] },
      { type: 'scatter', x: n, y: m, series: c, point: c },
      { type: 'bubble', x: n, y: m, size: n, point: c },
      { type: 'pie', category: c, value: n, data_labels: { show: true, position: 'outside' } },
      { type: 'donut', category: c, value: n },
      { type: 'funnel', category: c, value: n },
      { type: 'heat_map', x: c, y: { column: 's' }, value: n, data_labels: { show: true } },
      { type: 'calendar_heat_map', date: { column: 'd' }, value: n },
      { type: 'radar', category: c, values: [n] },
      { type: 'box_plot', category: c, value: n },
      { type: 'sankey', source: c, target: { column: 's' }, value: n },
      { type: 'treemap', levels: [c, { column: 's' }], value: n },
      { type: 'map', map: 'world', region: c, value: n },
      { type: 'gauge', value: n, bands: [{ to: 1000, color: 'red', label: evil }] },
      { type: 'kpi', value: n, comparison: m },
      { type: 'kpi_trend', value: n, date: { column: 'd' }, period: 'today' },
      { type: 'progress', value: n, goal: 10 },
      { type: 'text', markdown: `${evil} {{ v }}` },
      { type: 'image', url: '{{ v }}', alt: evil, link: 'javascript:window.hacked=1' },
    ];
    const variables = { v: hostileTexts.join(' ') };
    for (const [i, each] of panels.entries())
      await add({ ...base, ...each, id: `p${i}` }, rows, { variables });
    await new Promise((done) => setTimeout(done, 800));
    return panels.length;
  });
  for (let i = 0; i < found; i++) {
    const plot = alone.locator(`#p${i} .v-plot`);
    if ((await plot.count()) === 0) continue;
    await plot.scrollIntoViewIfNeeded();
    const box = await plot.boundingBox();
    await alone.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await alone.mouse.move(box.x + box.width / 2 + 3, box.y + box.height / 2 - 2);
    await plot.focus();
    await alone.keyboard.press('ArrowRight');
  }
  await alone.waitForTimeout(200);
  const state = await alone.evaluate(() => {
    const root = document.querySelector('#gallery').shadowRoot;
    const bad = root.querySelectorAll(
      'script, iframe, style, base, form, object, embed, details, math, [onerror], [onload], [onclick], [srcdoc]',
    );
    const links = [...root.querySelectorAll('[href], [src]')].map(
      (each) => each.getAttribute('href') ?? each.getAttribute('src'),
    );
    const errors = [...root.querySelectorAll('.v-error')].map(
      (each) => `${each.closest('.cell').id}: ${each.textContent}`,
    );
    return {
      hacked: window.hacked,
      bad: [...bad].map((each) => each.outerHTML),
      links,
      errors,
      tips: root.querySelectorAll('.v-tip').length,
    };
  });
  assert.equal(state.hacked, undefined);
  assert.deepEqual(state.bad, []);
  assert.deepEqual(state.errors, []);
  assert.ok(state.tips >= 10, `${state.tips} tooltips were shown`);
  for (const link of state.links) assert.doesNotMatch(link, /^\s*(javascript|vbscript|data:text)/i);
  await alone.close();
});

test('the demo watermark comes back when it is taken away or hidden', async () => {
  const alone = await open('demo&only=bar_top,intro');
  const result = await alone.evaluate(async () => {
    const root = document.querySelector('#gallery').shadowRoot;
    const card = root.querySelector('#bar_top .v-panel');
    const layer = () =>
      [...card.children].find((each) => each.localName === 'div' && each.ariaHidden === 'true');
    const inked = () => {
      const style = getComputedStyle(layer());
      return [style.display, style.opacity, style.visibility, style.position];
    };
    const turn = () => new Promise((done) => setTimeout(done, 30));
    const before = inked();
    layer().remove();
    await turn();
    const afterRemoval = inked();
    layer().style.cssText = 'display:none!important;opacity:0!important';
    await turn();
    const afterStyle = inked();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('.v-panel > div { display: none !important; opacity: 0 !important; }');
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    const afterSheet = getComputedStyle(layer()).display;
    root.adoptedStyleSheets = root.adoptedStyleSheets.slice(0, -1);
    const plain = [...root.querySelector('#intro .v-panel').children].some(
      (each) => each.ariaHidden === 'true',
    );
    return { before, afterRemoval, afterStyle, afterSheet, plain };
  });
  const good = ['block', '1', 'visible', 'absolute'];
  assert.deepEqual(result, {
    before: good,
    afterRemoval: good,
    afterStyle: good,
    afterSheet: 'block',
    plain: false,
  });
  const marked = await panel('bar_top', alone).screenshot();
  await alone.evaluate(() => {
    const { views, context } = window.gallery;
    views.get('bar_top').update({ context: { ...context, demo: false } });
  });
  await alone.waitForTimeout(200);
  assert.notDeepEqual(marked, await panel('bar_top', alone).screenshot());
  await alone.close();
});

test('fresh rows replace old ones, which stay, dimmed, while they load', async () => {
  const alone = await open('only=pie_region');
  const result = await alone.evaluate(async () => {
    const view = window.gallery.views.get('pie_region');
    const cell = document.querySelector('#gallery').shadowRoot.querySelector('#pie_region');
    view.update({ content: { loading: true } });
    await view.drawn;
    const stale = cell.querySelector('.v-stale') !== null && cell.textContent.includes('65.7%');
    const rows = window.gallery.table({ region: 'string', id: 'integer' }, [
      { region: 'MARS', id: 1 },
    ]);
    view.update({ content: rows });
    await view.drawn;
    const fresh = cell.textContent;
    view.update({ content: { error: 'Gone' } });
    await view.drawn;
    const failed = cell.querySelector('[role=alert]').textContent;
    view.destroy();
    return { stale, fresh, failed, left: cell.childNodes.length };
  });
  assert.equal(result.stale, true);
  assert.match(result.fresh, /MARS100%/);
  assert.match(result.failed, /Gone/);
  assert.equal(result.left, 0);
  await alone.close();
});

for (const [query, width] of [
  ['', 390],
  ['mode=dark', 1280],
  ['dir=rtl&locale=ar', 1280],
  ['demo', 390],
]) {
  test(`nothing sticks out of a panel with ?${query} at ${width} px`, async () => {
    const alone = await open(query, width);
    const flaws = await alone.evaluate(() => {
      const root = document.querySelector('#gallery').shadowRoot;
      const flaws = [];
      if (document.documentElement.scrollWidth > innerWidth)
        flaws.push('the page scrolls sideways');
      for (const svg of root.querySelectorAll('.v-plot svg')) {
        const outer = svg.closest('.v-plot').getBoundingClientRect();
        const cell = svg.closest('.cell').id;
        for (const each of svg.querySelectorAll('text')) {
          const box = each.getBoundingClientRect();
          if (box.width === 0) continue;
          const out = Math.max(
            outer.left - box.left,
            box.right - outer.right,
            outer.top - box.top,
            box.bottom - outer.bottom,
          );
          if (out > 2) flaws.push(`${cell}: "${each.textContent}" by ${out.toFixed(0)} px`);
        }
      }
      return flaws;
    });
    assert.deepEqual(flaws, []);
    await alone.close();
  });
}

for (const query of ['', 'mode=dark']) {
  test(`axe finds nothing to complain of with ?${query}`, async () => {
    const alone = await open(query);
    await alone.evaluate(readFileSync('node_modules/axe-core/axe.min.js', 'utf8'));
    const flaws = await alone.evaluate(async () => {
      const { violations } = await window.axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      });
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, html }) => `${id}: ${JSON.stringify(target)} ${html.slice(0, 160)}`),
      );
    });
    assert.deepEqual(flaws, []);
    await alone.close();
  });
}

test('nothing broke the policy, logged an error, or asked another host', () => {
  assert.deepEqual(complaints, []);
});
