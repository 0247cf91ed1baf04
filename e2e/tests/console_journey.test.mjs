import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consoleHarness, dialog, nothingSeriousOn, seriousFindings, signIn } from './console.mjs';

const { shared, visitor } = consoleHarness({ empty: true });
const EMAIL = 'ann@example.com';
const PASSWORD = 'a calm river in may';

let ann;

const row = (page, at) => page.getByRole('row', { name: new RegExp(`Company ${at} c${at} `) });
const saved = (page, text) => page.getByRole('status').getByText(text).waitFor();

test('the console answers at its addresses with a policy that lets nothing in, and only there', async () => {
  for (const path of ['/', '/customers/some%20body', '/settings/api-tokens', '/data/x/y']) {
    const page = await fetch(shared.server.url + path);
    assert.equal(page.status, 200, path);
    const policy = page.headers.get('content-security-policy');
    for (const part of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"])
      assert.ok(policy.includes(part), `${path}: ${policy}`);
    assert.equal(page.headers.get('x-content-type-options'), 'nosniff');
    assert.doesNotMatch(await page.text(), /https?:|<script>/);
  }
  for (const path of ['/nothing', '/api/v1/nothing', '/customers-of-yours']) {
    const refusal = await fetch(shared.server.url + path);
    assert.equal(refusal.status, 404, path);
    assert.equal((await refusal.json()).code, 'not_found');
  }
});

test('the first visit makes the first admin and opens the page that was asked for', async () => {
  ann = await visitor();
  const { page, go, problems } = ann;
  await go('/customers');
  await page.getByRole('heading', { name: 'Welcome to Vitrine' }).waitFor();
  assert.deepEqual(await seriousFindings(page), []);
  await page.getByLabel('Your name').fill('Ann');
  await page.getByLabel('E-mail').fill(EMAIL);
  await page.getByLabel('Password').fill('short');
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.locator('#password-error').waitFor();
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('heading', { name: 'No customers yet' }).waitFor();
  assert.match(page.url(), /\/customers$/);
  assert.deepEqual(problems, []);
});

test('a property of a customer shows on the one below it as inherited', async () => {
  const { page, problems } = ann;
  await page.getByRole('button', { name: 'New customer' }).first().click();
  const made = dialog(page, 'New customer');
  await made.getByLabel('Id', { exact: true }).fill('acme');
  await made.getByLabel('Name').fill('Acme');
  await made.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('heading', { name: 'Acme', exact: true }).waitFor();
  assert.match(page.url(), /\/customers\/acme$/);

  await shared.server.post('/api/create_customer/', {
    provided_id: 'alice',
    name: 'Alice',
    hierarchy_level_name: 'User',
    parent_provided_id: 'acme',
  });
  await page.getByRole('button', { name: 'Add property' }).click();
  await page.getByLabel('Name of the property').fill('region');
  await page.getByLabel('Value of region').fill('EMEA');
  await page.getByRole('button', { name: 'Save' }).click();
  await saved(page, 'Acme saved');
  const { customer } = await shared.server.post('/api/get_customer/', { provided_id: 'acme' });
  assert.deepEqual(customer.properties, { region: 'EMEA' });

  await page.getByRole('link', { name: 'Alice' }).click();
  await page.getByRole('heading', { name: 'Alice' }).waitFor();
  const inherited = page.locator('.property.inherited');
  assert.match((await inherited.textContent()).replace(/\s+/g, ' '), /region EMEA from acme/);
  await page.goBack();
  await page.getByRole('heading', { name: 'Acme', exact: true }).waitFor();
  await page.getByText('properties.region').waitFor();
  await page.goForward();
  await page.getByRole('heading', { name: 'Alice' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Alice' }).waitFor();
  assert.deepEqual(problems, []);
});

test('what is not saved is not left without a question', async () => {
  const { page } = ann;
  await page.getByLabel('Name', { exact: true }).fill('Alice Abel');
  await page.getByRole('link', { name: 'Settings' }).click();
  await dialog(page, 'Leave without saving?').getByRole('button', { name: 'Cancel' }).click();
  assert.match(page.url(), /\/customers\/alice$/);
  await page.goBack();
  await dialog(page, 'Leave without saving?').getByRole('button', { name: 'Cancel' }).click();
  assert.match(page.url(), /\/customers\/alice$/);
  await page.getByRole('button', { name: 'Discard' }).click();
  assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), 'Alice');
});

test('two people who change one customer lose nothing', async () => {
  const { page, problems } = ann;
  await page.getByLabel('Name', { exact: true }).fill('Alice Abel');
  await shared.server.update({ provided_id: 'alice', properties: { plan: 'gold' } });
  await page.getByRole('button', { name: 'Save' }).click();
  const merge = dialog(page, 'Somebody else changed this customer');
  const together = merge.getByRole('button', { name: 'Put together and save' });
  await together.click();
  await saved(page, 'Alice Abel saved');
  // The save may be quicker than the dialog's way out, and nothing beside an open dialog takes what is typed.
  await together.waitFor({ state: 'hidden' });
  const { customer } = await shared.server.post('/api/get_customer/', { provided_id: 'alice' });
  assert.equal(customer.name, 'Alice Abel');
  assert.deepEqual(customer.properties, { plan: 'gold' });

  await page.getByLabel('Value of plan').fill('silver');
  await shared.server.update({ provided_id: 'alice', properties: { plan: 'bronze' } });
  await page.getByRole('button', { name: 'Save' }).click();
  await merge.getByText('Theirs: bronze').click();
  await together.click();
  await page.waitForFunction(
    () => document.querySelector('[aria-label="Value of plan"]')?.value === 'bronze',
  );
  assert.deepEqual(problems, []);
});

test('what is typed while a saved customer comes anew is kept', async () => {
  const { page, go, problems } = ann;
  await go('/customers/alice');
  await page.getByRole('heading', { name: 'Alice Abel' }).waitFor();
  const reads = /\/api\/v1\/customers\/alice(\/computed)?$/;
  let answer;
  const held = new Promise((resolve) => (answer = resolve));
  await page.route(reads, async (route) => {
    if (route.request().method() === 'GET') await held;
    await route.continue();
  });
  const again = page.waitForRequest((one) => reads.test(one.url()) && one.method() === 'GET');
  await page.getByLabel('Value of plan').fill('iron');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await again;
  await page.getByLabel('Value of plan').fill('tin');
  const read = page.waitForResponse((one) => reads.test(one.url()));
  answer();
  await read;
  await page.unrouteAll({ behavior: 'wait' });
  assert.equal(await page.getByLabel('Value of plan').inputValue(), 'tin');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('region', { name: 'Unsaved changes' }).waitFor({ state: 'detached' });
  const { customer } = await shared.server.post('/api/get_customer/', { provided_id: 'alice' });
  assert.deepEqual(customer.properties, { plan: 'tin' });
  assert.deepEqual(problems, []);
});

test('a refusal stands beside its field', async () => {
  const { page } = ann;
  await page.getByLabel('Id', { exact: true }).fill('acme');
  await page.getByRole('button', { name: 'Save' }).click();
  assert.match(await page.locator('#provided-id-error').textContent(), /acme/);
  await page.getByRole('button', { name: 'Discard' }).click();
});

test('a file of customers is looked at, sent, and answered line by line', async () => {
  const { page, go, problems } = ann;
  await go('/customers:import');
  await page.getByLabel('File of customers').setInputFiles({
    name: 'customers.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      'provided_id,name,is_demo_group,region\n' +
        Array.from({ length: 60 }, (_, at) => `c${at},Company ${at},false,APAC`).join('\n') +
        '\nbad,Bad,maybe,\nlost,,,\nlost2,Lost,,"x"\n',
    ),
  });
  await page.getByText('cannot be sent and are left out').waitFor();
  await page.getByText('nothing is written yet: 62 would be made').waitFor();
  const { count } = await shared.server.call('GET', '/api/v1/customers:count');
  assert.equal(count, 2);
  await page.getByRole('button', { name: /^Import 62 customers/ }).click();
  await page.getByText('62 sent: 62 made').waitFor();
  const { customer } = await shared.server.post('/api/get_customer/', { provided_id: 'c59' });
  assert.deepEqual(customer.properties, { region: 'APAC' });
  assert.deepEqual(problems, []);
});

test('a file is rehearsed: what the server would refuse shows before anything is written', async () => {
  const { page, go, problems } = ann;
  await go('/customers:import');
  await page.getByLabel('File of customers').setInputFiles({
    name: 'customers.ndjson',
    mimeType: 'application/x-ndjson',
    buffer: Buffer.from(
      [
        { provided_id: 'new-parent', name: 'New parent' },
        {
          provided_id: 'new-child',
          hierarchy_level_name: 'User',
          parent_provided_id: 'new-parent',
        },
        { provided_id: 'c1', name: 'Company 1' },
        { provided_id: 'bad-level', hierarchy_level_name: 'Planet' },
      ]
        .map((line) => JSON.stringify(line))
        .join('\n'),
    ),
  });
  await page.getByText('2 would be made, 1 changed, 1 refused').waitFor();
  const refused = page.getByRole('row', { name: /bad-level/ });
  assert.match(await refused.textContent(), /Planet/);
  await page.getByLabel('Only lines with a problem').uncheck();
  await page.getByRole('row', { name: /new-child.*would be made/ }).waitFor();
  const before = await shared.server.call('GET', '/api/v1/customers?search=new-');
  assert.deepEqual(before.customers, []);
  await page.getByRole('button', { name: /^Import 4/ }).click();
  await page.getByText('4 sent: 2 made, 1 changed, 1 refused').waitFor();
  assert.equal((await shared.server.customer('new-child')).parent_provided_id, 'new-parent');
  for (const id of ['new-child', 'new-parent'])
    await shared.server.post('/api/delete_customer/', {
      current_token: (await shared.server.customer(id)).token,
    });
  assert.deepEqual(problems, []);
});

test('a change is taken back from the history, unless something came after it', async () => {
  const { page, go, problems } = ann;
  await shared.server.update({ provided_id: 'acme', name: 'Acme Two' });
  const { version } = await shared.server.customer('acme');
  await go('/customers/acme');
  await page.getByRole('button', { name: `Undo version ${version}` }).click();
  await saved(page, `Version ${version} was taken back`);
  await page.getByRole('heading', { name: 'Acme', exact: true }).waitFor();
  assert.equal((await shared.server.customer('acme')).name, 'Acme');
  await page.getByRole('button', { name: `Undo version ${version + 1}` }).waitFor();
  await page.getByRole('button', { name: `Undo version ${version}`, exact: true }).click();
  await page.locator('.toast.failed').waitFor();
  assert.equal((await shared.server.customer('acme')).name, 'Acme');
  await page.getByLabel('Name', { exact: true }).fill('Not saved');
  await page.getByRole('button', { name: /^Undo/ }).first().waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Discard' }).click();
  assert.deepEqual(problems, []);
});

test('what a deletion touches is named first, and what stands in its way', async () => {
  const { page, go, problems } = ann;
  await go('/customers/acme');
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete customer' }).click();
  const blocked = dialog(page, 'Acme cannot go yet');
  await blocked.getByText('1 customer', { exact: true }).waitFor();
  await blocked.getByText('alice').waitFor();
  assert.equal(await blocked.getByRole('button', { name: 'Delete' }).count(), 0);
  await blocked.getByRole('button', { name: 'Close', exact: true }).last().click();

  await shared.server.post('/api/create_group_tag/', { name: 'soon gone' });
  await shared.server.update({ provided_id: 'acme', group_tags: ['soon gone'] });
  await go('/settings/tags');
  await page
    .getByRole('row', { name: 'soon gone' })
    .getByRole('button', { name: 'Delete' })
    .click();
  const tag = dialog(page, 'Delete the tag soon gone?');
  await tag.getByText('1 customer', { exact: true }).waitFor();
  assert.match(await tag.textContent(), /acme/);
  await tag.getByRole('button', { name: 'Delete' }).click();
  await saved(page, 'The tag soon gone was deleted');
  assert.deepEqual((await shared.server.customer('acme')).group_tags, []);

  await go('/settings/visibility-groups');
  await shared.server.post('/api/v1/visibility-groups', { name: 'Spare' });
  await page.reload();
  await page
    .getByRole('row', { name: 'Production' })
    .getByRole('button', { name: 'Delete' })
    .click();
  await dialog(page, 'Production cannot go yet')
    .getByText(/customers$/)
    .waitFor();
  await page.keyboard.press('Escape');
  assert.deepEqual(problems, []);
});

test('customers are found, walked by keyboard and changed together', async () => {
  const { page, go, problems } = ann;
  await shared.server.post('/api/create_group_tag/', { name: 'vip' });
  await go('/customers');
  await page.getByRole('searchbox').fill('company 1');
  await row(page, 10).waitFor();
  await row(page, 2).waitFor({ state: 'detached' });
  await page
    .getByRole('status')
    .getByText(/^11\s+customers$/)
    .waitFor();
  assert.match(page.url(), /search=company\+1/);
  await page.getByLabel('Choose all rows that are loaded').check();
  await page.getByRole('button', { name: 'Change all' }).click();
  await dialog(page, 'Change 11 customers').getByRole('button', { name: 'Change 11' }).click();
  await saved(page, '11 customers changed');
  const tagged = await shared.server.call('GET', '/api/v1/customers?group_tag=vip');
  assert.equal(tagged.customers.length, 11);

  await row(page, 1).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Company 10' }).waitFor();

  await go('/customers?view=tree');
  const acme = page.getByRole('row', { name: 'Acme' });
  await acme.focus();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('row', { name: 'Alice Abel' }).waitFor();
  assert.equal(await acme.getAttribute('aria-expanded'), 'true');
  const focused = (name) =>
    page.waitForFunction((name) => document.activeElement?.textContent.includes(name), name);
  await page.keyboard.press('ArrowRight');
  await focused('Alice Abel');
  await page.keyboard.press('ArrowLeft');
  await focused('Acme');
  await page.keyboard.press('ArrowLeft');
  await page.getByRole('row', { name: 'Alice Abel' }).waitFor({ state: 'detached' });

  await go('/customers');
  await row(page, 10).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('company 10');
  // Every row that is left, and not those of half the word: a further answer empties the choice.
  await page
    .getByRole('status')
    .getByText(/^1\s+customer$/)
    .waitFor();
  await row(page, 11).waitFor({ state: 'detached' });
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+a');
  await page.getByText('1 chosen').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('1 chosen').waitFor({ state: 'detached' });
  assert.deepEqual(problems, []);
});

test('a page of the console has nothing serious for axe, in light and dark', async () => {
  const { page, go, problems } = ann;
  await nothingSeriousOn(page, go, [
    '/',
    '/account',
    '/customers',
    '/customers?view=tree',
    '/customers:import',
    '/customers/acme',
    '/settings/members',
    '/settings/tags',
    '/settings/levels',
    '/settings/visibility-groups',
    '/settings/api-tokens',
    '/settings/embed-secrets',
    '/settings/origins',
    '/settings/audit',
  ]);
  assert.deepEqual(problems, []);
});

test('a sign-out that did not reach the server is told', async () => {
  const { page, go } = ann;
  await go('/customers/acme');
  await page.route('**/api/v1/session', (route) =>
    route.request().method() === 'DELETE' ? route.abort() : route.continue(),
  );
  await page.getByRole('button', { name: /^Ann/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByText('You are still signed in. The server cannot be reached.').waitFor();
  await page.getByRole('heading', { name: 'Acme', exact: true }).waitFor();
  await page.unrouteAll({ behavior: 'wait' });
});

test('who signs out is out, and who signs in is where they were', async () => {
  const { page, go, problems } = ann;
  await go('/customers/acme');
  await page.getByRole('heading', { name: 'Acme', exact: true }).waitFor();
  await page.getByRole('button', { name: /^Ann/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  assert.deepEqual(await seriousFindings(page), []);
  await page.getByLabel('E-mail').fill(EMAIL);
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').waitFor();
  await signIn(page, EMAIL, PASSWORD);
  await page.getByRole('heading', { name: 'Acme', exact: true }).waitFor();
  assert.deepEqual(problems, []);
});
