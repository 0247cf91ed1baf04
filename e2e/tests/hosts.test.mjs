import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { beforeEach, describe, test } from 'node:test';
import { fixtureState } from '../fixture/server.mjs';
import { harness, panel, until } from './harness.mjs';

const { shared, open } = harness();
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

beforeEach(() =>
  Object.assign(shared.fixture.state, fixtureState(), {
    calls: shared.fixture.state.calls,
  }),
);

const embedTag = '<explo-dashboard dash-customer-token="shopsales1:acme"></explo-dashboard>';

async function isWhole(page) {
  await panel(page, 'course').getByText('Revenue of Acme').waitFor();
  const title = await page.evaluate(() => {
    const root = document.querySelector('explo-dashboard').shadowRoot;
    const style = getComputedStyle(root.querySelector('.v-title'));
    return [style.fontSize, style.textTransform, style.color, style.letterSpacing];
  });
  assert.equal(title[0], '14px');
  assert.equal(title[1], 'none');
  assert.equal(title[2], 'rgb(23, 27, 36)');
  const course = await panel(page, 'course').boundingBox();
  assert.ok(course.width > 600 && course.height > 300, JSON.stringify(course));
}

describe('hostile host pages', () => {
  test('resets and loud rules of the page do not reach inside', async () => {
    const { page, problems, close } = await open({
      head: `<style>
        * { all: unset !important; box-sizing: content-box !important; }
        *, *::before { margin: 0; padding: 0; font: 30px/3 cursive !important; color: lime !important; text-transform: uppercase !important; letter-spacing: 1em; }
        button, input, section, h2, table, div { display: inline !important; border: 9px solid red !important; position: static !important; }
      </style>`,
    });
    await page.evaluate(() =>
      document.querySelector('explo-dashboard').style.setProperty('display', 'block', 'important'),
    );
    await isWhole(page);
    assert.deepEqual(problems, []);
    await close();
  });

  test('a list opens where its control is, inside transformed and clipped parents', async () => {
    const { embed, close } = await open({
      body: `<div style="transform:translate(30px,40px) scale(.9);overflow:hidden;filter:blur(0);perspective:100px">${embedTag}</div>`,
    });
    const trigger = embed.getByRole('button', { name: /Region/ }).first();
    await trigger.click();
    const list = await embed.locator('.c-popup:popover-open').boundingBox();
    const at = await trigger.boundingBox();
    assert.ok(Math.abs(list.y - (at.y + at.height)) < 12, JSON.stringify({ list, at }));
    assert.ok(list.height > 60);
    await embed.getByRole('option', { name: 'APAC' }).click();
    assert.match(await embed.locator('.c-box').first().innerText(), /APAC/);
    await close();
  });

  test('a policy without inline styles, eval or foreign hosts is kept to', async () => {
    const { page, problems, close } = await open({
      headers: {
        'Content-Security-Policy': `default-src 'none'; script-src ${shared.fixture.url}; connect-src ${shared.fixture.url}; style-src 'none'; img-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'`,
      },
    });
    await isWhole(page);
    const box = page
      .locator('explo-dashboard')
      .getByRole('button', { name: /Region/ })
      .first();
    await box.click();
    await page.locator('explo-dashboard').getByRole('option', { name: 'APAC' }).click();
    await panel(page, 'split').locator('canvas, svg').first().waitFor();
    assert.deepEqual(problems, []);
    await close();
  });

  test('frozen prototypes break nothing', async () => {
    const { page, problems, close } = await open({
      init: () => {
        for (const one of [
          Object,
          Array,
          Function,
          String,
          Number,
          Promise,
          Map,
          Set,
          RegExp,
          Date,
          Error,
        ]) {
          Object.freeze(one.prototype);
        }
      },
    });
    await isWhole(page);
    await panel(page, 'split').locator('canvas, svg').first().waitFor();
    assert.deepEqual(problems, []);
    await close();
  });

  test('two copies of the script and two embeds live side by side', async () => {
    const { page, problems, close } = await open({
      body: `<script src="${shared.fixture.url}/bundle.js"></script><script type="module" src="${shared.fixture.url}/bundle.js?again"></script>
        ${embedTag}<vitrine-dashboard dash-customer-token="shopsales1:globex"></vitrine-dashboard>`,
    });
    await page.locator('vitrine-dashboard').getByText('Revenue of Globex').waitFor();
    await page.locator('explo-dashboard').getByText('Revenue of Acme').waitFor();
    assert.deepEqual(problems, []);
    await close();
  });

  test('the script works as a module too, and takes its server’s address from its own', async () => {
    const { page, problems, close } = await open({
      body: `<script type="module">import '${shared.fixture.url}/bundle.js?module';</script>${embedTag}`,
    });
    await isWhole(page);
    assert.deepEqual(problems, []);
    await close();
  });

  test('no request leaves for another host than the server and the page', async () => {
    const { page, close } = await open({ wait: false });
    const hosts = new Set();
    page.on('request', (request) => hosts.add(new URL(request.url()).host));
    await page.reload();
    await panel(page, 'course').getByText('Revenue of Acme').waitFor();
    const known = [shared.fixture.url, shared.host.url].map((url) => new URL(url).host);
    assert.deepEqual(
      [...hosts].filter((host) => !known.includes(host)),
      [],
    );
    await close();
  });

  test('hostile names and rows are shown as the text they are', async () => {
    const attack = '"><img src=x onerror="window.hacked=1"><script>window.hacked=1</script>{{7*7}}';
    shared.fixture.state.customers.acme.name = attack;
    shared.fixture.state.dashboards.shopsales1.name = attack;
    shared.fixture.state.dashboards.shopsales1.controls[0].label = attack;
    const { page, close } = await open({
      attributes: `dash-customer-token="shopsales1:acme" variables='${JSON.stringify({ note: attack, region: attack }).replaceAll("'", '&#39;')}'`,
    });
    assert.ok((await panel(page, 'words').innerText()).includes(attack));
    assert.equal(await page.evaluate(() => window.hacked), undefined);
    await close();
  });

  test('hostile values in the address are shown as the text they are', async () => {
    const attack = '"><img src=x onerror="window.hacked=1"><svg onload="window.hacked=1">{{7*7}}';
    const search = `?note=${encodeURIComponent(JSON.stringify(attack))}&region=${encodeURIComponent(attack)}&__proto__[hacked]=1`;
    const { page, problems, close } = await open({ search });
    assert.ok((await panel(page, 'words').innerText()).includes(attack));
    assert.equal(await page.evaluate(() => window.hacked ?? {}.hacked), undefined);
    assert.deepEqual(problems, []);
    await close();
  });
});

describe('iframe pages', () => {
  const framed = (path) => ({
    body: `<iframe src="${shared.fixture.url}${path}" style="width:1200px;height:1100px;border:0"></iframe>`,
    tag: 'iframe',
  });
  for (const path of [
    '/iframe/jwt.shopsales1.acme..5',
    '/iframe/jwt.shopsales1.acme..5/staging',
    '/iframe/shopsales1/acme',
    '/iframe/shopsales1/acme/staging?region=%22APAC%22&theme=dark&locale_code=de-de',
  ]) {
    test(`${path} shows the dashboard and tells its page`, async () => {
      const { page, problems, told, dataCalls, close } = await open(framed(path));
      const frame = page.frameLocator('iframe');
      assert.match(await frame.locator('[data-panel=course]').innerText(), /Revenue of Acme/);
      assert.equal((await told('dashboardLoaded'))[0].detail.dashboardId, 'shopsales1');
      const [{ body }] = dataCalls();
      assert.equal(body.environment, path.includes('staging') ? 'staging' : undefined);
      assert.deepEqual(body.url, path.includes('APAC') ? { region: '"APAC"' } : {});
      assert.deepEqual(problems, []);
      await close();
    });
  }

  test('refresh-minutes in the address loads the rows again', async () => {
    const { dataCalls, close } = await open(framed('/iframe/shopsales1/acme?refresh-minutes=0.02'));
    shared.fixture.state.calls.length = 0;
    await until(() => dataCalls().length >= 4);
    await close();
  });

  test('a language written from the right turns the page around', async () => {
    const { page, close } = await open(framed('/iframe/shopsales1/acme?locale_code=ar'));
    const frame = page.frameLocator('iframe');
    assert.equal(await frame.locator('html').getAttribute('dir'), 'rtl');
    const [first, second] = await Promise.all(
      ['revenue', 'average'].map((id) => frame.locator(`[data-panel=${id}]`).boundingBox()),
    );
    assert.ok(first.x > second.x, JSON.stringify([first, second]));
    await close();
  });

  test('messages set variables and renew the token; other windows are not heard', async () => {
    const { page, close } = await open(framed('/iframe/jwt.shopsales1.acme..5'));
    const words = page.frameLocator('iframe').locator('[data-panel=words]');
    await page.evaluate(() =>
      document.querySelector('iframe').contentWindow.postMessage(
        {
          event: 'updateExploDashboardVariable',
          detail: { varName: 'note', value: 'by message' },
        },
        '*',
      ),
    );
    await words.getByText('by message').waitFor();
    shared.fixture.state.calls.length = 0;
    await page.evaluate(() =>
      document.querySelector('iframe').contentWindow.postMessage(
        {
          event: 'updateCustomerJwt',
          detail: { jwt: 'jwt.shopsales1.acme..6' },
        },
        '*',
      ),
    );
    await until(() => shared.fixture.state.calls.length > 0);
    assert.equal(shared.fixture.state.calls[0].token, 'jwt.shopsales1.acme..6');
    assert.match(await words.innerText(), /by message/);
    await close();
  });
});

describe('accessibility', () => {
  for (const [name, attributes, colorScheme] of [
    ['sales', 'dash-customer-token="shopsales1:acme"', 'light'],
    ['sales, dark', 'dash-customer-token="shopsales1:acme" theme="dark"', 'dark'],
    ['every control', 'dash-customer-token="everycontr:acme"', 'light'],
  ]) {
    test(`axe finds nothing serious: ${name}`, async () => {
      const { page, embed, close } = await open({
        attributes,
        colorScheme,
        head: `<style>body{background:${colorScheme === 'dark' ? '#0e1117' : '#fff'}}</style>`,
      });
      await page.addScriptTag({ path: axe });
      const found = async () => {
        const { violations } = await page.evaluate(() =>
          window.axe.run(document, {
            runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
          }),
        );
        return violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(
            ({ id, nodes }) =>
              `${id}: ${nodes
                .map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`)
                .slice(0, 3)
                .join(' | ')}`,
          );
      };
      assert.deepEqual(await found(), []);
      await embed.locator('.c-trigger:enabled').first().click();
      assert.deepEqual(await found(), [], 'with an open list');
      await close();
    });
  }
});
