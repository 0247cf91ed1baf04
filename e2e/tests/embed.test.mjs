import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { bump, fixtureState } from '../fixture/server.mjs';
import { harness, panel, until } from './harness.mjs';

const { shared, open } = harness();

beforeEach(() =>
  Object.assign(shared.fixture.state, fixtureState(), {
    calls: shared.fixture.state.calls,
  }),
);

const text = async (locator) => (await locator.innerText()).replaceAll(/\s+/g, ' ').trim();

describe('tokens and attributes', () => {
  for (const attributes of [
    'dash-user-group-token="shopsales1:acme"',
    'dash-customer-token="shopsales1:acme"',
    'DASH-CUSTOMER-TOKEN="shopsales1:acme"',
    'dash-jwt="jwt.shopsales1.acme" isProduction={true} updateUrlParams={true} environment="production"',
    `dash-jwt={'jwt.shopsales1.acme'}`,
  ]) {
    test(`a dashboard is drawn for ${attributes}`, async () => {
      const { page, problems, close } = await open({ attributes });
      assert.match(await text(panel(page, 'course')), /Revenue of Acme/);
      assert.match(await text(panel(page, 'revenue')), /€[\d,]+/);
      assert.match(await text(panel(page, 'words')), /Shown for Acme in EMEA/);
      assert.deepEqual(problems, []);
      await close();
    });
  }

  test('both tag names show the same dashboard', async () => {
    const { page, close } = await open({ tag: 'vitrine-dashboard' });
    assert.match(await text(panel(page, 'course')), /Revenue of Acme/);
    await close();
  });

  test('the environment goes along with every request', async () => {
    const { close } = await open({
      attributes: 'dash-customer-token="shopsales1:acme" environment="staging"',
    });
    const calls = shared.fixture.state.calls.filter(({ route }) => route !== 'live');
    assert.ok(calls.length > 3);
    assert.ok(calls.every(({ body }) => body.environment === 'staging'));
    await close();
  });

  test('another environment, locale and variables are followed without a reload, also together', async () => {
    const { page, embed, close } = await open();
    await page.evaluate(() => (window.stays = true));
    shared.fixture.state.calls.length = 0;
    await embed.evaluate((one) => {
      one.setAttribute('environment', 'staging');
      one.setAttribute('variables', '{"note":"set together"}');
      one.setAttribute('locale-code', 'de-de');
    });
    await panel(page, 'words').getByText('set together').waitFor();
    await panel(page, 'average')
      .getByText(/\d,\d\d\s€/)
      .waitFor();
    const [{ body }] = shared.fixture.state.calls.filter(({ route }) => route === 'session');
    assert.equal(body.environment, 'staging');
    assert.equal(await page.evaluate(() => window.stays), true);
    await close();
  });

  test('another environment tells anew when its dashboard has loaded', async () => {
    const { page, embed, told, close } = await open();
    await embed.evaluate((one) => one.setAttribute('environment', 'staging'));
    await page.waitForFunction(
      () => window.told.filter(({ name }) => name === 'dashboardLoaded').length === 2,
    );
    const [first, again] = await told('dashboardLoaded');
    assert.equal(again.detail.dashboardId, first.detail.dashboardId);
    assert.ok(again.detail.loadTime > 0);
    await close();
  });

  for (const [attribute, told] of [
    ['', 1],
    ['isProduction={true}', 0],
    ['is-production', 0],
  ]) {
    test(`unreadable variables are told to the console ${told} times with "${attribute}"`, async () => {
      const heard = [];
      const { page, embed, close } = await open({
        attributes: `dash-customer-token="shopsales1:acme" ${attribute}`,
      });
      page.on('console', (message) => message.type() === 'warning' && heard.push(message.text()));
      const ours = () => heard.filter((each) => each.startsWith('Vitrine:')).length;
      await embed.evaluate((one) => one.setAttribute('variables', '{broken'));
      await until(() => ours() >= told);
      await page.waitForTimeout(300);
      assert.equal(ours(), told, heard.join());
      assert.match(await text(panel(page, 'course')), /Revenue of Acme/);
      await close();
    });
  }

  test('without a token the embed says what to set', async () => {
    const { embed, close } = await open({ attributes: '', wait: false });
    await embed.getByText('No token was given').waitFor();
    assert.match(await text(embed.locator('.e-message')), /dash-jwt/);
    await close();
  });

  test('a token given later opens the dashboard', async () => {
    const { page, embed, close } = await open({ attributes: '', wait: false });
    await embed.getByText('No token was given').waitFor();
    await embed.evaluate((one) => one.setAttribute('dash-customer-token', 'shopsales1:globex'));
    await panel(page, 'course').getByText('Revenue of Globex').waitFor();
    await close();
  });

  test('an unknown token shows the refusal of the server and a way to try again', async () => {
    const { embed, close } = await open({
      attributes: 'dash-customer-token="shopsales1:nobody"',
      wait: false,
    });
    await embed.getByText('The token is not known.').waitFor();
    shared.fixture.state.customers.nobody = {
      name: 'Nobody',
      region: 'EMEA',
      demo: false,
    };
    shared.fixture.state.customers.acme = undefined;
    await close();
  });

  test('another token shows the other tenant and none of the first one’s rows', async () => {
    const { page, embed, close } = await open();
    const before = await text(panel(page, 'revenue'));
    shared.fixture.state.delay = 300;
    shared.fixture.state.calls.length = 0;
    await embed.evaluate((one) => {
      one.setAttribute('variables', '{"region":"APAC"}');
      one.setAttribute('dash-customer-token', 'shopsales1:globex');
    });
    await panel(page, 'course').getByText('Revenue of Globex').waitFor();
    assert.equal(shared.fixture.state.calls[0].route, 'session', 'whose it is, before any rows');
    assert.notEqual(await text(panel(page, 'revenue')), before);
    assert.doesNotMatch(await text(embed.locator('.e-root')), /Acme/);
    await close();
  });

  test('the report builder says that it is not offered', async () => {
    const { page, close } = await open({
      tag: 'explo-report-builder',
      attributes: 'jwt="x"',
      wait: false,
    });
    await page.getByText('The report builder is not offered here').waitFor();
    await close();
  });
});

describe('rows', () => {
  test('panels that share a dataset share its request', async () => {
    const { dataCalls, close } = await open();
    const parts = dataCalls().map(({ body }) => body.panel ?? body.control ?? body.dataset);
    // Six panels on "orders", one on "products", the goals of two texts, two lists of choices.
    assert.equal(parts.length, 5, parts.join());
    await close();
  });

  test('a control reloads only what reads its variable', async () => {
    const { page, embed, dataCalls, close } = await open();
    shared.fixture.state.calls.length = 0;
    await embed
      .getByRole('button', { name: /Category/ })
      .first()
      .click();
    await embed.getByRole('option', { name: 'Footwear' }).click();
    await page.waitForFunction(() =>
      window.told.some(({ name }) => name === 'sendVariableUpdatedEvent'),
    );
    await panel(page, 'split').getByText('100%').waitFor();
    const calls = dataCalls();
    assert.equal(calls.length, 1);
    assert.deepEqual(calls[0].body.input.categories, ['Footwear']);
    await close();
  });

  test('a date grouping is drawn anew without any request', async () => {
    const { page, embed, close } = await open();
    shared.fixture.state.calls.length = 0;
    await embed.getByRole('radio', { name: 'Quarter' }).check();
    await panel(page, 'course').getByText('By quarter').waitFor();
    assert.equal(shared.fixture.state.calls.length, 0);
    await close();
  });

  test('a failing dataset says why, and the other panels show their rows', async () => {
    shared.fixture.state.failing.add('products');
    const { page, close } = await open();
    assert.match(await text(panel(page, 'latest')), /column "amount" is missing/);
    assert.match(await text(panel(page, 'revenue')), /€/);
    await close();
  });

  test('calls that the server had no room for come again by themselves', async () => {
    shared.fixture.state.overloaded = 2;
    const { page, embed, close } = await open();
    assert.match(await text(panel(page, 'course')), /Revenue of Acme/);
    const before = await text(panel(page, 'revenue'));
    shared.fixture.state.overloaded = 5;
    await embed.evaluate((one) => one.setAttribute('variables', '{"region":"APAC"}'));
    await page.waitForFunction(
      (before) =>
        !document
          .querySelector('explo-dashboard')
          .shadowRoot.querySelector('[data-panel=revenue]')
          .innerText.replaceAll(/\s+/g, ' ')
          .trim()
          .startsWith(before),
      before,
    );
    assert.match(await text(panel(page, 'revenue')), /€/);
    assert.equal(shared.fixture.state.overloaded, 0);
    await close();
  });

  test('a server without room for long is said to be so', async () => {
    shared.fixture.state.overloaded = 1_000;
    const { embed, close } = await open({ wait: false });
    await embed.getByText('all the work that it can do').waitFor();
    await close();
  });

  test('rows that were cut off are downloaded from the server', async () => {
    const { page, close } = await open();
    await panel(page, 'latest').hover();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      panel(page, 'latest').getByRole('button', { name: 'Download CSV' }).click(),
    ]);
    assert.equal(file.suggestedFilename(), 'Latest_orders.csv');
    assert.equal(shared.fixture.state.calls.at(-1).route, 'csv');
    await close();
  });

  test('a quick second choice ends the request of the first', async () => {
    const { page, embed, close } = await open();
    // The first answer would come only after the test.
    shared.fixture.state.delay = 60_000;
    const ended = page.waitForEvent('requestfailed');
    for (const region of ['AMER', 'EMEA']) {
      await embed
        .getByRole('button', { name: /Region/ })
        .first()
        .click();
      await embed.getByRole('option', { name: region }).click();
    }
    assert.equal((await ended).failure().errorText, 'net::ERR_ABORTED');
    await close();
  });

  test('an embed taken off the page ends its requests and comes back whole', async () => {
    // The first answer would come only after the test.
    shared.fixture.state.delay = 60_000;
    const { page, close } = await open({ wait: false });
    const failed = [];
    page.on('requestfailed', (request) => failed.push(request.url()));
    await until(() => shared.fixture.state.calls.some(({ route }) => route === 'session'));
    await page.evaluate(() => {
      window.kept = document.querySelector('explo-dashboard');
      window.kept.remove();
    });
    await until(() => failed.some((url) => url.endsWith('/embed/session')));
    shared.fixture.state.delay = 0;
    await page.evaluate(() => document.body.append(window.kept));
    await panel(page, 'course').getByText('Revenue of Acme').waitFor();
    await close();
  });

  test('an embed moved within the page loads nothing again', async () => {
    const { page, close } = await open({
      body: '<div id="a"><explo-dashboard dash-customer-token="shopsales1:acme"></explo-dashboard></div><div id="b"></div>',
    });
    shared.fixture.state.calls.length = 0;
    await page.evaluate(() =>
      document.querySelector('#b').append(document.querySelector('explo-dashboard')),
    );
    await page.waitForTimeout(300);
    assert.equal(shared.fixture.state.calls.length, 0);
    assert.match(await text(panel(page, 'course')), /Acme/);
    await close();
  });
});

describe('variables', () => {
  test('the attribute sets variables, and a changed attribute follows without a reload', async () => {
    const { page, embed, dataCalls, close } = await open({
      attributes: `dash-customer-token="shopsales1:acme" variables='{"region":"EMEA","note":"from page"}'`,
    });
    assert.deepEqual(dataCalls()[0].body.variables, {
      region: 'EMEA',
      note: 'from page',
    });
    assert.match(await text(panel(page, 'words')), /from page/);
    assert.match(await text(embed.locator('.c-box').first()), /Region EMEA/);
    shared.fixture.state.calls.length = 0;
    await embed.evaluate((one) =>
      one.setAttribute('variables', '{"region":"APAC","note":"again"}'),
    );
    await panel(page, 'words').getByText('again').waitFor();
    const routes = shared.fixture.state.calls.map(({ route }) => route);
    assert.ok(!routes.includes('session'));
    assert.match(await text(embed.locator('.c-box').first()), /Region APAC/);
    await close();
  });

  test('the URL of the page sets variables, and its other parameters go nowhere', async () => {
    const { embed, dataCalls, close } = await open({
      search: '?region=%22APAC%22&categories=["Footwear"]&session_id=secret',
    });
    for (const { body } of dataCalls()) {
      assert.deepEqual(body.url, {
        region: '"APAC"',
        categories: ['Footwear'],
      });
    }
    assert.match(await text(embed.locator('.c-box').first()), /APAC/);
    await close();
  });

  test('updateUrlParams writes what the viewer chose into the address', async () => {
    const { page, embed, close } = await open({
      attributes: 'dash-customer-token="shopsales1:acme" updateUrlParams={true}',
      search: '?keep=1',
    });
    await embed
      .getByRole('button', { name: /Region/ })
      .first()
      .click();
    await embed.getByRole('option', { name: 'EMEA' }).click();
    await page.waitForURL(/region=/);
    const url = new URL(page.url());
    assert.equal(url.searchParams.get('region'), '"EMEA"');
    assert.equal(url.searchParams.get('keep'), '1');
    await embed.getByRole('button', { name: 'Clear Region' }).click();
    await page.waitForURL((now) => !now.searchParams.has('region'));
    await close();
  });
});

describe('controls', () => {
  const attributes = 'dash-customer-token="everycontr:acme"';
  const got = async (page, name) =>
    page.evaluate(
      (name) =>
        window.told
          .filter((one) => one.name === 'sendVariableUpdatedEvent' && one.detail.varName === name)
          .at(-1)?.detail.newValue,
      name,
    );

  test('panels wait for a required control, and say so', async () => {
    const { page, embed, dataCalls, close } = await open({ attributes });
    assert.match(await text(panel(page, 'echo')), /Choose Needed to see this/);
    assert.equal(dataCalls().filter(({ body }) => body.panel === 'echo').length, 0);
    await embed.getByRole('button', { name: /Needed/ }).click();
    await embed.getByRole('option', { name: 'b' }).click();
    await panel(page, 'echo').getByText('"b"').waitFor();
    await close();
  });

  test('a control is disabled until those that it depends on have a value', async () => {
    const { page, embed, close } = await open({ attributes });
    const city = embed.getByRole('button', { name: /City/ }).first();
    assert.ok(await city.isDisabled());
    await embed.getByRole('radio', { name: 'Yes' }).check();
    await page.waitForFunction(
      () =>
        !document.querySelector('explo-dashboard').shadowRoot.querySelector('.c-trigger').disabled,
    );
    await city.press('ArrowDown');
    await page.keyboard.type('sao');
    await page.keyboard.press('Enter');
    assert.equal(await got(page, 'city'), 0);
    assert.match(await text(embed.locator('.c-box').first()), /São Paulo/);
    await close();
  });

  test('a list without search is worked by keys alone', async () => {
    const { page, embed, close } = await open({ attributes });
    await embed.getByRole('button', { name: /Plain/ }).first().focus();
    await page.keyboard.press('Enter');
    await embed.getByRole('listbox').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    assert.equal(await got(page, 'plain'), 3);
    await page.keyboard.press('Enter');
    await page.keyboard.press('t');
    await page.keyboard.press('Space');
    assert.equal(await got(page, 'plain'), 2);
    const focused = await page.evaluate(
      () => document.querySelector('explo-dashboard').shadowRoot.activeElement?.className,
    );
    assert.equal(focused, 'c-trigger');
    await close();
  });

  test('Escape closes a list and gives the focus back', async () => {
    const { page, embed, close } = await open({ attributes });
    await embed.getByRole('button', { name: /Plain/ }).first().click();
    await page.keyboard.press('Escape');
    assert.equal(await embed.locator('.c-popup:popover-open').count(), 0);
    const focused = await page.evaluate(
      () => document.querySelector('explo-dashboard').shadowRoot.activeElement?.className,
    );
    assert.equal(focused, 'c-trigger');
    await close();
  });

  test('texts, numbers, days and spans reach the queries with their types', async () => {
    const { page, embed, close } = await open({ attributes });
    await embed.getByRole('textbox', { name: 'Search' }).first().fill("O'Hara; drop table");
    await embed.getByRole('textbox', { name: 'Search' }).first().press('Enter');
    assert.equal(await got(page, 'needle'), "O'Hara; drop table");
    await embed.getByRole('spinbutton', { name: 'At least' }).fill('7');
    await embed.getByRole('spinbutton', { name: 'At least' }).press('Enter');
    assert.equal(await got(page, 'least'), 7);
    await embed.getByLabel('Day', { exact: true }).fill('2026-03-01');
    assert.equal(await got(page, 'day'), '2026-03-01');
    await embed.getByRole('button', { name: /Span/ }).first().click();
    await embed.getByRole('option', { name: '1 hour' }).click();
    assert.equal(await got(page, 'minutes'), 60);
    await close();
  });

  test('a number out of its bounds is not sent', async () => {
    const { page, embed, close } = await open({ attributes });
    await embed.getByRole('spinbutton', { name: 'At least' }).fill('99');
    await embed.getByRole('spinbutton', { name: 'At least' }).press('Enter');
    await page.waitForTimeout(500);
    assert.equal(await got(page, 'least'), undefined);
    await close();
  });

  test('a range is set by a shortcut and by two days, in either order', async () => {
    const { page, embed, dataCalls, close } = await open();
    await embed
      .getByRole('button', { name: /Period/ })
      .first()
      .click();
    await embed.getByRole('button', { name: 'Year to date' }).click();
    const year = new Date().getUTCFullYear();
    assert.equal((await got(page, 'period')).startDate, `${year}-01-01`);
    await embed
      .getByRole('button', { name: /Period/ })
      .first()
      .click();
    await embed.getByLabel('From', { exact: true }).fill('2026-05-31');
    await embed.getByLabel('To', { exact: true }).fill('2026-05-01');
    await embed.getByRole('button', { name: 'Apply' }).click();
    assert.deepEqual(await got(page, 'period'), {
      startDate: '2026-05-01',
      endDate: '2026-05-31',
    });
    assert.match(await text(embed.locator('.c-box').nth(2)), /May 1 – 31, 2026/);
    assert.deepEqual(dataCalls().at(-1).body.input.period, {
      startDate: '2026-05-01',
      endDate: '2026-05-31',
    });
    await close();
  });

  test('a button fires its event with the customer, and is disabled without an event', async () => {
    const { embed, told, close } = await open();
    await embed.getByRole('button', { name: 'Ask us' }).click();
    assert.deepEqual(
      (await told('contactRequested')).map(({ detail }) => detail),
      [{ customerName: 'Acme', customerProvidedId: 'acme' }],
    );
    await close();
    const second = await open({ attributes });
    assert.ok(await second.embed.getByRole('button', { name: 'No event' }).isDisabled());
    await second.close();
  });
});

describe('events', () => {
  test('ready, loaded and analytics come with their documented details', async () => {
    const { told, close } = await open();
    const [ready] = await told('dashboardReadyToLoad');
    const [loaded] = await told('dashboardLoaded');
    assert.equal(ready.detail.dashboardId, 'shopsales1');
    assert.equal(loaded.detail.dashboardId, 'shopsales1');
    assert.ok(
      Math.abs(ready.detail.dashboardHeight - loaded.detail.dashboardHeight) < 8,
      JSON.stringify([ready.detail, loaded.detail]),
    );
    assert.ok(loaded.detail.loadTime > 0);
    const [viewed] = await told('analyticsEventFired');
    assert.equal(viewed.detail.name, 'Dashboard Page Viewed');
    assert.equal(viewed.detail.properties.customer_provided_id, 'acme');
    await close();
  });

  test('a command on the element or the window sets variables once', async () => {
    const { page, embed, dataCalls, close } = await open();
    shared.fixture.state.calls.length = 0;
    await embed.evaluate((one) =>
      one.dispatchEvent(
        new CustomEvent('updateExploDashboardVariable', {
          bubbles: true,
          detail: { varName: 'region', value: 'AMER' },
        }),
      ),
    );
    const forRevenue = () => dataCalls().filter(({ body }) => body.panel === 'revenue').length;
    await until(() => forRevenue() >= 1);
    await page.waitForTimeout(300);
    assert.equal(forRevenue(), 1);
    await page.evaluate(() =>
      window.dispatchEvent(
        new CustomEvent('updateExploDashboardVariables', {
          detail: {
            variables: [
              { varName: 'note', value: 'told' },
              { varName: 'region', value: null },
            ],
          },
        }),
      ),
    );
    await panel(page, 'words').getByText('told').waitFor();
    assert.match(await text(embed.locator('.c-box').first()), /All/);
    await close();
  });

  test('a command cannot set what belongs to the customer', async () => {
    const { page, close } = await open();
    await page.evaluate(() =>
      window.dispatchEvent(
        new CustomEvent('updateExploDashboardVariable', {
          detail: { varName: 'customer_name', value: 'Globex' },
        }),
      ),
    );
    await page.waitForTimeout(200);
    assert.match(await text(panel(page, 'words')), /Shown for Acme/);
    await close();
  });

  test('a change of height is told', async () => {
    const { page, told, close } = await open();
    await page.setViewportSize({ width: 400, height: 900 });
    await page.waitForFunction(() =>
      window.told.some(
        ({ name, detail }) => name === 'dashboardUpdated' && detail.dashboardHeight > 1200,
      ),
    );
    assert.equal((await told('dashboardUpdated'))[0].detail.dashboardId, 'shopsales1');
    await close();
  });
});

describe('a token that ends', () => {
  test('is renewed in place: rows stay, choices stay, waiting requests go on', async () => {
    const { page, embed, told, dataCalls, close } = await open({
      attributes: 'dash-jwt="jwt.shopsales1.acme"',
    });
    await embed
      .getByRole('button', { name: /Region/ })
      .first()
      .click();
    await embed.getByRole('option', { name: 'EMEA' }).click();
    await until(() => dataCalls().some(({ body }) => body.input.region === 'EMEA'));
    await page.waitForTimeout(300);
    shared.fixture.state.ended.add('jwt.shopsales1.acme');
    await page.evaluate(
      () =>
        (window.card = document
          .querySelector('explo-dashboard')
          .shadowRoot.querySelector('[data-panel=revenue] .v-panel')),
    );
    await embed
      .getByRole('button', { name: /Category/ })
      .first()
      .click();
    await embed.getByRole('option', { name: 'Footwear' }).click();
    await page.waitForFunction(() => window.told.some(({ name }) => name === 'customerJwtExpired'));
    assert.equal((await told('customerJwtExpired')).length, 1);
    assert.match(await text(panel(page, 'revenue')), /€/);
    await page.evaluate(() =>
      window.dispatchEvent(
        new CustomEvent('updateCustomerJwt', {
          detail: { jwt: 'jwt.shopsales1.acme..2' },
        }),
      ),
    );
    await panel(page, 'split').getByText('100%').waitFor();
    assert.ok(await page.evaluate(() => window.card.isConnected), 'the panel is the same one');
    assert.match(await text(embed.locator('.c-box').first()), /EMEA/);
    await close();
  });

  test('a renewed token outlives later changes of other attributes', async () => {
    const { page, embed, close } = await open({
      attributes: 'dash-jwt="jwt.shopsales1.acme"',
    });
    shared.fixture.state.ended.add('jwt.shopsales1.acme');
    await page.evaluate(() =>
      window.dispatchEvent(
        new CustomEvent('updateCustomerJwt', {
          detail: { jwt: 'jwt.shopsales1.acme..2' },
        }),
      ),
    );
    await until(() => shared.fixture.state.calls.some(({ token }) => token.endsWith('..2')));
    shared.fixture.state.calls.length = 0;
    await embed.evaluate((one) => one.setAttribute('variables', '{"region":"APAC"}'));
    await until(() => shared.fixture.state.calls.length > 0);
    assert.ok(shared.fixture.state.calls.every(({ token }) => token === 'jwt.shopsales1.acme..2'));
    await close();
  });

  test('of another tenant never fills the panels of the first one', async () => {
    const { page, embed, close } = await open({
      attributes: 'dash-jwt="jwt.shopsales1.acme"',
    });
    shared.fixture.state.ended.add('jwt.shopsales1.acme');
    await embed
      .getByRole('button', { name: /Region/ })
      .first()
      .click();
    await embed.getByRole('option', { name: 'EMEA' }).click();
    await page.waitForFunction(() => window.told.some(({ name }) => name === 'customerJwtExpired'));
    shared.fixture.state.calls.length = 0;
    shared.fixture.state.delay = 200;
    await embed.evaluate((one) => one.setAttribute('dash-jwt', 'jwt.shopsales1.globex'));
    await panel(page, 'course').getByText('Revenue of Globex').waitFor();
    // The session comes first: no row is asked for with a token that is not known to be the same
    // viewer's.
    assert.equal(shared.fixture.state.calls[0].route, 'session');
    const inputs = shared.fixture.state.calls
      .filter(({ route }) => route === 'data')
      .map(({ body }) => body.input.region);
    assert.ok(inputs.length > 0 && inputs.every((region) => region === undefined));
    await close();
  });

  test('at the first request asks for another one, and opens with it', async () => {
    shared.fixture.state.ended.add('jwt.shopsales1.acme');
    const { page, close } = await open({
      attributes: 'dash-jwt="jwt.shopsales1.acme"',
      init: () =>
        window.addEventListener('customerJwtExpired', () =>
          window.dispatchEvent(
            new CustomEvent('updateCustomerJwt', {
              detail: { jwt: 'jwt.shopsales1.acme..2' },
            }),
          ),
        ),
    });
    await panel(page, 'course').getByText('Revenue of Acme').waitFor();
    await close();
  });
});

describe('live', () => {
  test('a change of the customer shows by itself, and the rest stays as it is', async () => {
    shared.fixture.state.live = true;
    const { page, close } = await open();
    await page.evaluate(() => {
      const root = document.querySelector('explo-dashboard').shadowRoot;
      window.cards = [...root.querySelectorAll('.v-panel')];
      window.chart = root.querySelector('[data-panel=course] svg, [data-panel=course] canvas');
    });
    shared.fixture.state.customers.acme.name = 'Acme Renamed';
    shared.fixture.state.customers.acme.demo = true;
    bump(shared.fixture.state);
    await panel(page, 'course').getByText('Revenue of Acme Renamed').waitFor();
    assert.ok(await page.evaluate(() => window.cards.every((card) => card.isConnected)));
    await close();
  });

  test('a published version adds, changes and removes panels in place', async () => {
    shared.fixture.state.live = true;
    const { page, close } = await open();
    await page.evaluate(
      () =>
        (window.card = document
          .querySelector('explo-dashboard')
          .shadowRoot.querySelector('[data-panel=revenue] .v-panel')),
    );
    const { panels } = shared.fixture.state.dashboards.shopsales1;
    panels.find(({ id }) => id === 'bars').title = 'Best products';
    panels.splice(
      panels.findIndex(({ id }) => id === 'split'),
      1,
    );
    panels.push({
      id: 'fresh',
      type: 'kpi',
      title: 'Fresh',
      dataset: 'orders',
      value: { column: 'quantity' },
      layout: { x: 8, y: 3, w: 4, h: 3 },
    });
    bump(shared.fixture.state);
    await panel(page, 'bars').getByText('Best products').waitFor();
    assert.match(await text(panel(page, 'fresh')), /\d/);
    assert.equal(await panel(page, 'split').count(), 0);
    assert.ok(await page.evaluate(() => window.card.isConnected));
    await close();
  });

  test('where the stream is cut, polling takes its place', async () => {
    shared.fixture.state.live = true;
    const { page, close } = await open({ wait: false });
    await page.route('**/embed/live', (route) => route.fulfill({ status: 502, body: 'no' }));
    await page.reload();
    await panel(page, 'course').getByText('Revenue of Acme').waitFor();
    shared.fixture.state.customers.acme.name = 'Polled';
    shared.fixture.state.revision++;
    await panel(page, 'course').getByText('Revenue of Polled').waitFor({ timeout: 4000 });
    await close();
  });

  test('refresh-minutes loads all rows again without a flicker', async () => {
    const { page, dataCalls, close } = await open({
      attributes: 'dash-customer-token="shopsales1:acme" refresh-minutes="0.02"',
    });
    shared.fixture.state.calls.length = 0;
    await until(() => dataCalls().length >= 4);
    assert.equal(await page.locator('.v-skeleton, .v-stale').count(), 0);
    await close();
  });
});

describe('drill-downs', () => {
  test('a click on a bar sets the panel’s variable, and a second one clears it', async () => {
    const { page, told, dataCalls, close } = await open();
    const plot = panel(page, 'bars').locator('.v-plot');
    const box = await plot.boundingBox();
    const at = { x: box.width * 0.4, y: box.height * 0.07 };
    await plot.click({ position: at });
    await page.waitForFunction(() =>
      window.told.some(({ name }) => name === 'sendVariableUpdatedEvent'),
    );
    const [{ detail }] = await told('sendVariableUpdatedEvent');
    assert.equal(detail.varName, 'bars.category');
    const sent = () => dataCalls().at(-1)?.body.input['bars.category'];
    await until(() => sent() === detail.newValue);
    await plot.click({ position: at });
    await until(() => sent() === null);
    await close();
  });

  test('a click on a slice opens the rows behind it, in a dialog that Escape closes', async () => {
    const { page, embed, close } = await open();
    const plot = panel(page, 'split').locator('.v-plot');
    const box = await plot.boundingBox();
    await plot
      .click({
        position: { x: box.width / 2 + box.height * 0.28, y: box.height / 2 },
      })
      .catch(() => undefined);
    const canvas = embed.locator('dialog');
    await canvas.waitFor({ timeout: 3000 }).catch(() =>
      plot.click({
        position: { x: box.width * 0.5, y: box.height * 0.12 },
      }),
    );
    await canvas.waitFor();
    assert.match(await text(canvas), /Rows behind By category/);
    assert.match(await text(canvas), /[\d,]+ rows/);
    await page.keyboard.press('Escape');
    await canvas.waitFor({ state: 'detached' });
    await close();
  });

  test('a click on a row opens the other dashboard with its variables, and the way back', async () => {
    const { page, embed, close } = await open();
    const row = panel(page, 'latest').locator('tbody tr').nth(1);
    const product = (await row.locator('td').nth(1).innerText()).trim();
    await row.click();
    await panel(page, 'pieces').getByText(`Pieces sold of ${product}`).waitFor();
    await embed.getByRole('button', { name: 'Back to Sales' }).click();
    assert.match(await text(panel(page, 'course')), /Revenue of Acme/);
    await close();
  });

  test('a panel is shown large, and its table view beside the chart', async () => {
    const { page, embed, close } = await open();
    await panel(page, 'course').hover();
    await panel(page, 'course').getByRole('button', { name: 'Expand' }).click();
    await embed.locator('dialog').waitFor();
    assert.match(await text(embed.locator('dialog')), /Revenue of Acme/);
    await page.keyboard.press('Escape');
    await panel(page, 'course').hover();
    await panel(page, 'course').getByRole('button', { name: 'Show as table' }).click();
    assert.match(await text(panel(page, 'course')), /EMEA/);
    assert.ok((await panel(page, 'course').locator('tbody tr').count()) > 5);
    await close();
  });
});

describe('looks', () => {
  const drawnIn = (page, color) =>
    page.waitForFunction((color) => {
      const { shadowRoot } = document.querySelector('explo-dashboard');
      return getComputedStyle(shadowRoot.querySelector('.v-panel')).backgroundColor === color;
    }, color);

  test('theme light, dark and auto do what they say, also when changed', async () => {
    const { page, embed, close } = await open({
      attributes: 'dash-customer-token="shopsales1:acme" theme="dark"',
    });
    await drawnIn(page, 'rgb(22, 26, 34)');
    await embed.evaluate((one) => one.setAttribute('theme', 'light'));
    await drawnIn(page, 'rgb(255, 255, 255)');
    await embed.evaluate((one) => one.setAttribute('theme', 'auto'));
    await page.emulateMedia({ colorScheme: 'dark' });
    await drawnIn(page, 'rgb(22, 26, 34)');
    await close();
  });

  test('custom properties, parts and the page’s font reach the panels', async () => {
    const { page, close } = await open({
      head: '<style>body{font-family:Georgia,serif}explo-dashboard{--vitrine-surface:light-dark(rgb(250,240,230),black);--vitrine-accent:rebeccapurple;--vitrine-radius:3px}explo-dashboard::part(title){text-decoration:underline}</style>',
    });
    const looks = await page.evaluate(() => {
      const root = document.querySelector('explo-dashboard').shadowRoot;
      const card = getComputedStyle(root.querySelector('.v-panel'));
      return [
        card.backgroundColor,
        card.borderRadius,
        card.fontFamily,
        getComputedStyle(root.querySelector('.v-title')).textDecorationLine,
      ];
    });
    assert.deepEqual(looks, ['rgb(250, 240, 230)', '3px', 'Georgia, serif', 'underline']);
    // Without a palette, the accent is the first colour of charts.
    await panel(page, 'split').locator('path[fill="#663399" i]').first().waitFor();
    await close();
  });

  test('a narrow embed stacks its panels, in reading order', async () => {
    const { page, close } = await open({
      viewport: { width: 390, height: 800 },
    });
    const course = await panel(page, 'course').boundingBox();
    const split = await panel(page, 'split').boundingBox();
    assert.ok(course.width > 350 && split.y >= course.y + course.height);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 390);
    await close();
  });

  test('the locale decides how numbers are written', async () => {
    const { page, close } = await open({
      attributes: 'dash-customer-token="shopsales1:acme" locale-code="de-de"',
    });
    assert.match(await text(panel(page, 'average')), /\d,\d\d\s€/);
    await close();
  });

  test('a demo customer’s data panels carry a watermark that page scripts cannot take away', async () => {
    const { page, close } = await open({
      attributes: 'dash-customer-token="shopsales1:trial"',
    });
    const marks = (page) => page.locator('.v-panel > div[aria-hidden=true][style*="z-index"]');
    assert.equal(await marks(page).count(), 8);
    await marks(page).evaluateAll((all) => all.forEach((one) => one.remove()));
    await marks(page).nth(7).waitFor({ state: 'attached' });
    assert.equal(await marks(page).count(), 8);
    await close();
    const other = await open();
    assert.equal(await marks(other.page).count(), 0);
    await other.close();
  });

  test('rules of the page for the parts do not move, cover or wash out the watermark', async () => {
    const { page, close } = await open({
      attributes: 'dash-customer-token="shopsales1:trial"',
      head: `<style>
        explo-dashboard::part(panel) { position: static !important; display: contents !important; isolation: auto !important; transform-style: preserve-3d !important; filter: contrast(9) brightness(2) !important; mix-blend-mode: lighten !important; }
        explo-dashboard::part(body) { position: relative !important; z-index: 2147483647 !important; transform: translateZ(9px) !important; }
        div, canvas { display: none !important; opacity: 0 !important; }
      </style>`,
    });
    const marked = await page.evaluate(() =>
      [...document.querySelector('explo-dashboard').shadowRoot.querySelectorAll('.v-marked')].map(
        (card) => {
          const layer = card.lastElementChild;
          const [over, under] = [layer.getBoundingClientRect(), card.getBoundingClientRect()];
          const { filter, mixBlendMode, isolation, transformStyle } = getComputedStyle(card);
          return {
            covers:
              under.width > 100 &&
              Math.abs(over.width - under.width) < 3 &&
              Math.abs(over.top - under.top) < 3,
            looks: [filter, mixBlendMode, isolation, transformStyle].join(),
          };
        },
      ),
    );
    assert.equal(marked.length, 8);
    for (const one of marked)
      assert.deepEqual(one, {
        covers: true,
        looks: 'none,normal,isolate,flat',
      });
    await close();
  });

  test('one chart alone is shown for a token with a chart', async () => {
    const { page, embed, dataCalls, close } = await open({
      attributes: 'dash-jwt="jwt.shopsales1.acme.average"',
    });
    assert.equal(await embed.locator('.v-panel').count(), 1);
    assert.match(await text(panel(page, 'average')), /€/);
    assert.equal(dataCalls().length, 1);
    await close();
  });
});
