import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consoleHarness, seriousFindings } from './console.mjs';

const { shared, visitor } = consoleHarness({ empty: false });
const FAILING = 'e2eFailing';

let ann;

/** What a viewer's browser asks for. */
async function view(jwt, path, body) {
  const response = await fetch(shared.server.url + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${jwt}` },
    body: JSON.stringify(body),
  });
  await response.text();
  return response.status;
}

const figure = (page, label) =>
  page
    .locator('.figure', { hasText: label })
    .locator('.figure-value')
    .textContent()
    .then((text) => Number(text.replaceAll(',', '')));

test('the home page of a server that nobody has looked at says what comes next', async () => {
  ann = await visitor();
  const { page, go, problems } = ann;
  const { url } = await shared.server.post('/api/v1/invitations', {
    email: 'ann@example.com',
    role: 'admin',
  });
  await page.goto(url);
  await page.getByLabel('Your name').fill('Ann');
  await page.getByLabel('Password').fill('a calm river in may');
  await page.getByRole('button', { name: 'Join' }).click();
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  await go('/');
  await page.getByRole('heading', { name: 'No panel ran in the last day' }).waitFor();
  await page.getByRole('heading', { name: 'No embed was opened in the last day' }).waitFor();
  await page.getByText('no viewer has asked it yet').first().waitFor();
  assert.equal(await page.getByRole('heading', { name: 'Failing panels' }).count(), 0);
  assert.deepEqual(problems, []);
});

test('what viewers opened, waited for and did not get is on the home page', async () => {
  const { page, problems } = ann;
  const { dashboards } = await shared.server.call('GET', '/api/v1/dashboards');
  const { customers } = await shared.server.call('GET', '/api/v1/customers?limit=1');
  const [{ provided_id }] = customers;
  const { schemas } = await shared.server.call('GET', '/api/v1/schemas');
  await shared.server.publish(FAILING, {
    name: 'Broken on purpose',
    datasets: [
      {
        name: 'gone',
        schema: schemas[0].name,
        sql: "select 1 / (1 - 1) as x, cast('x' as int) as y",
      },
    ],
    panels: [{ id: 'gone', type: 'table', dataset: 'gone' }],
  });
  const jwt = await shared.server.jwt(provided_id, FAILING);
  assert.equal(await view(jwt, '/embed/session', {}), 200);
  await view(jwt, '/embed/data', { panel: 'gone' });
  assert.ok(dashboards.length > 0);

  await page.getByRole('button', { name: 'Refresh' }).click();
  await page.getByRole('heading', { name: 'Failing panels' }).waitFor();
  const failing = page.getByRole('region', { name: 'Failing panels' });
  assert.match(await failing.textContent(), /Broken on purpose[\s\S]*1\s+of\s+1\s+failed/);
  await page
    .getByRole('region', { name: 'Opened by viewers' })
    .getByRole('link', { name: 'Broken on purpose' })
    .waitFor();
  assert.equal(await figure(page, 'Embeds opened'), 1);
  assert.equal(await figure(page, 'Panels failed'), 1);
  const { total } = await shared.server.call('GET', '/api/v1/usage');
  const customersCard = page.getByRole('region', { name: 'Customers' });
  assert.ok((await customersCard.textContent()).includes(total.paid.toLocaleString('en')));
  assert.deepEqual(await seriousFindings(page), []);
  await page.emulateMedia({ colorScheme: 'dark' });
  assert.deepEqual(await seriousFindings(page, ['color-contrast']), []);
  await page.emulateMedia({ colorScheme: 'light' });
  await customersCard.getByRole('link').first().click();
  await page.getByRole('heading', { name: 'Customers', exact: true }).waitFor();
  assert.match(page.url(), /customers\?level=/);
  assert.deepEqual(problems, []);
});

test('the home page fits a phone', async () => {
  const { page, go } = ann;
  await page.setViewportSize({ width: 390, height: 844 });
  await go('/');
  await page.locator('.figures').waitFor();
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(over <= 0, `${over} pixels too wide`);
  await page.setViewportSize({ width: 1280, height: 860 });
});
