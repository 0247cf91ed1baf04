import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consoleHarness, dialog, seriousFindings } from './console.mjs';

const { shared, visitor } = consoleHarness({ empty: true });
const PASSWORD = 'a calm river in may';

let ann;

test('an admin invites with a link that is shown this once', async () => {
  ann = await visitor();
  const { page, go } = ann;
  await go('/');
  await page.getByLabel('E-mail').fill('ann@example.com');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  await shared.server.post('/api/create_customer/', { provided_id: 'acme', name: 'Acme' });
});

/** Invites somebody through the page and joins as them in a browser of their own. */
async function join(name, role = name) {
  const { page, go } = ann;
  await go('/settings/members');
  await page.getByRole('button', { name: 'Invite' }).click();
  const invite = dialog(page, 'Invite somebody');
  await invite.getByLabel('E-mail').fill(`${name}@example.com`);
  await invite.getByLabel('Role').selectOption(role);
  await invite.getByRole('button', { name: 'Make link' }).click();
  const once = dialog(page, `The invitation of ${name}@example.com`);
  const link = await once.locator('.secret code').textContent();
  await once.getByRole('button', { name: 'I have kept it' }).click();

  const joined = await visitor();
  await joined.page.goto(link);
  await joined.page.getByLabel('Your name').fill(`The ${name}`);
  await joined.page.getByLabel('Password').fill(PASSWORD);
  assert.deepEqual(await seriousFindings(joined.page), []);
  await joined.page.getByRole('button', { name: 'Join' }).click();
  await joined.page.getByRole('navigation', { name: 'Main' }).waitFor();
  return joined;
}

/** What the server answers to a call with the session of a page. */
const status = (page, method, path, body) =>
  page.evaluate(
    async ([method, path, body]) => {
      const response = await fetch(path, {
        method,
        headers: { 'Content-Type': 'application/json' },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      return response.status;
    },
    [method, path, body],
  );

const rename = ['POST', '/api/update_customer/', { provided_id: 'acme', name: 'Acme' }];

test('a viewer sees customers, and neither their tokens nor a way to change them', async () => {
  const { page, go, problems } = await join('viewer');
  await go('/customers');
  await page.getByRole('row', { name: 'Acme' }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'New customer' }).count(), 0);
  await go('/customers/acme');
  await page.getByRole('heading', { name: 'Acme' }).waitFor();
  assert.ok(await page.getByLabel('Name', { exact: true }).isDisabled());
  assert.equal(await page.getByRole('heading', { name: 'Token' }).count(), 0);
  assert.equal(await page.getByRole('button', { name: 'More' }).count(), 0);
  await go('/settings/api-tokens');
  await page.getByRole('heading', { name: 'This page is not for your role' }).waitFor();
  assert.equal(await page.getByRole('link', { name: 'API tokens' }).count(), 0);
  assert.equal(await status(page, ...rename), 403);
  assert.equal(await status(page, 'GET', '/api/v1/api-tokens'), 403);
  assert.equal(await status(page, 'POST', '/api/create_group_tag/', { name: 'x' }), 403);
  assert.deepEqual(problems, []);
});

test('an editor changes customers and does not delete them', async () => {
  const { page, go, problems } = await join('editor');
  await go('/customers/acme');
  await page.getByLabel('Name', { exact: true }).fill('Acme Ltd');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('status').getByText('Acme Ltd saved').waitFor();
  await page.getByText('The editor').first().waitFor();
  await page.getByRole('heading', { name: 'Token' }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'More' }).count(), 0);
  assert.equal(await status(page, ...rename), 200);
  const { customer } = await shared.server.post('/api/get_customer/', { provided_id: 'acme' });
  assert.equal(
    await status(page, 'POST', '/api/delete_customer/', { current_token: customer.token }),
    403,
  );
  assert.equal(await status(page, 'PUT', '/api/v1/levels', { levels: [{ name: 'X' }] }), 403);
  assert.deepEqual(problems, []);
});

test('a publisher deletes a customer once they have typed its id', async () => {
  const { page, go, problems } = await join('publisher');
  await go('/customers/acme');
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete customer' }).click();
  const sure = dialog(page, 'Delete Acme?');
  assert.ok(await sure.getByRole('button', { name: 'Delete' }).isDisabled());
  await sure.getByLabel(/to go on/).fill('acme');
  await sure.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('heading', { name: 'No customers yet' }).waitFor();
  assert.equal(await status(page, 'GET', '/api/v1/audit'), 403);
  assert.deepEqual(problems, []);
});

test('an admin sees where a member is signed in, and ends it', async () => {
  const { page, go, problems } = ann;
  const mallory = await join('viewer-two', 'viewer');
  await go('/settings/members');
  await page.getByRole('button', { name: 'More for The viewer-two' }).click();
  await page.getByRole('menuitem', { name: 'Where they are signed in' }).click();
  const where = dialog(page, 'Where The viewer-two is signed in');
  await where.getByRole('button', { name: /^End the session/ }).click();
  await where.getByText('Nowhere at present').waitFor();
  assert.equal(await status(mallory.page, 'GET', '/api/v1/customers'), 401);
  assert.deepEqual(await seriousFindings(page), []);
  assert.deepEqual(problems, []);
});

test('an admin makes a token that works, and revokes it', async () => {
  const { page, go, problems } = ann;
  await go('/settings/api-tokens');
  await page.getByRole('button', { name: 'New token' }).first().click();
  const created = dialog(page, 'New API token');
  await created.getByLabel('Name').fill('backend');
  await created.getByRole('button', { name: 'Create' }).click();
  const once = dialog(page, 'The token backend');
  const token = await once.locator('.secret code').textContent();
  await once.getByRole('button', { name: 'I have kept it' }).click();
  const call = () =>
    fetch(`${shared.server.url}/api/v1/customers`, {
      headers: { Authorization: `Bearer ${token}` },
    });
  assert.equal((await call()).status, 200);
  await page.getByRole('row', { name: 'backend' }).getByRole('button', { name: 'Revoke' }).click();
  await dialog(page, 'Revoke backend?').getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('status').getByText('backend was revoked').waitFor();
  assert.equal((await call()).status, 401);
  assert.deepEqual(problems, []);
});
