import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { consoleHarness, dialog } from './console.mjs';

/** What an author has beside the builder: the editor of SQL, the debugger, the ready code, the file. */
const { shared, visitor } = consoleHarness({ empty: false });
const run = promisify(execFile);
const vitrine = fileURLToPath(new URL('../../vitrine', import.meta.url));
const BOARD = 'shopsales1';

let ann;

const saved = (page, text) => page.getByRole('status').getByText(text).waitFor();

/** Puts a text in place of the one in the editor of SQL. */
async function write(page, text) {
  await page.getByRole('textbox', { name: 'Query' }).click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(text);
}

test('a query that is wrong is marked where it is wrong', async () => {
  const { url } = await shared.server.post('/api/v1/invitations', {
    email: 'ann@example.com',
    role: 'publisher',
  });
  ann = await visitor();
  const { page, go, problems } = ann;
  await page.goto(
    shared.server.url + new URL(url).pathname + new URL(url).search + new URL(url).hash,
  );
  await page.getByLabel('Your name').fill('Ann');
  await page.getByLabel('Password').fill('a calm river in may');
  await page.getByRole('button', { name: 'Join' }).click();
  await page.getByRole('navigation', { name: 'Main' }).waitFor();

  await go('/sql?customer=acme');
  // The demo has read its tables, so that the first query is completed.
  await page.locator('main').getByText('orders', { exact: true }).waitFor();
  await write(page, 'select product\nfrom orders\nwhere customer_id = {{ customer_idd }}');
  const mark = page.locator('sql-editor .cm-lintRange-error');
  await mark.waitFor();
  assert.match(await mark.textContent(), /customer_idd/);
  assert.match(
    await page.locator('sql-editor .cm-line:has(.cm-lintRange-error)').textContent(),
    /^where/,
  );
  assert.deepEqual(problems, []);
});

test('a refused run goes to the place, and what was run is found again', async () => {
  const { page, problems } = ann;
  const good = 'select product from orders where customer_id = {{ customer_id }} limit 3';
  await write(page, good);
  await page.keyboard.press('ControlOrMeta+Enter');
  await saved(page, /3 rows ·/);
  await write(page, 'select produkt\nfrom orders where customer_id = {{ customer_id }}');
  await page.keyboard.press('ControlOrMeta+Enter');
  await page
    .getByRole('tabpanel')
    .getByText(/produkt/)
    .waitFor();

  await page.getByRole('tab', { name: 'Rows' }).focus();
  await page.keyboard.press('ArrowLeft');
  const history = page.getByRole('tabpanel');
  await history.getByText('refused').waitFor();
  await history.getByRole('button', { name: /limit 3/ }).click();
  assert.equal(await page.getByRole('textbox', { name: 'Query' }).textContent(), good);
  await page.reload();
  await page.getByRole('tab', { name: 'History' }).click();
  await page
    .getByRole('tabpanel')
    .getByRole('button', { name: /limit 3/ })
    .waitFor();
  assert.deepEqual(problems, []);
});

test('a preview says of each variable which datasets read it, the customer’s own included', async () => {
  const { page, go, problems } = ann;
  await go(`/dashboards/${BOARD}?customer=acme&variables=shown`);
  const row = (name) =>
    page
      .getByRole('region', { name: 'Variables' })
      .getByRole('row')
      .filter({ has: page.getByText(name, { exact: true }) });
  await row('customer_id').waitFor();
  assert.match(await row('customer_id').textContent(), /acme.*daily.*products.*recent_orders/s);
  assert.match(await row('category').textContent(), /sales_over_time/);
  assert.doesNotMatch(await row('period.startDate').textContent(), /daily/);
  assert.deepEqual(problems, []);
});

test('the ready code of a server gets a token, in every language that is at hand', async () => {
  const { page, go, problems } = ann;
  await go(`/dashboards/${BOARD}?customer=acme`);
  await page.getByRole('button', { name: 'Embed' }).click();
  const embed = dialog(page, 'Embed');
  const code = async (label) => {
    await embed.getByRole('button', { name: label, exact: true }).click();
    return embed.getByRole('region', { name: label, exact: true }).textContent();
  };
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-snippets-'));
  const environment = { ...process.env, VITRINE_TOKEN: shared.server.token };
  const tries = {
    curl: { with: 'bash', file: 'a.sh', wrap: (text) => text },
    Node: {
      with: process.execPath,
      file: 'a.mjs',
      wrap: (text) => `${text}\nconsole.log(jwt);`,
    },
    Python: {
      with: 'python3',
      file: 'a.py',
      wrap: (text) => `${text}\nprint(jwt)`,
    },
    Java: {
      with: process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin/java') : 'java',
      file: 'A.java',
      wrap: (text) =>
        `import java.net.*; import java.net.http.*;\nclass A { public static void main(String[] a) throws Exception {\n${text}\nSystem.out.println(response.body()); } }`,
    },
    Ruby: { with: 'ruby', file: 'a.rb', wrap: (text) => `${text}\nputs jwt` },
    PHP: {
      with: 'php',
      file: 'a.php',
      wrap: (text) => `<?php\n${text}\necho $jwt;`,
    },
  };
  const ran = [];
  for (const [label, how] of Object.entries(tries)) {
    const file = join(folder, how.file);
    await writeFile(file, how.wrap(await code(label)));
    try {
      const { stdout } = await run(how.with, [file], { env: environment });
      assert.match(stdout, /[\w-]+(\.[\w-]*){2,4}/, label);
      ran.push(label);
    } catch (error) {
      // A language that is not on this machine cannot be tried here.
      if (error.code !== 'ENOENT') throw error;
    }
  }
  await rm(folder, { recursive: true });
  assert.ok(ran.includes('Node'));
  assert.match(await code('Go'), /http\.NewRequest\("POST"/);

  await embed.getByRole('button', { name: /^Token for acme/ }).click();
  const link = embed.getByRole('link', { name: 'Open as an iframe page' });
  await link.waitFor();
  const viewer = await visitor();
  await viewer.page.goto(shared.server.url + (await link.getAttribute('href')));
  await viewer.page.getByText('Period').first().waitFor();
  await viewer.context.close();
  assert.deepEqual(problems, []);
});

test('the file of a dashboard is one that apply takes, and finds nothing to change in', async () => {
  const { page, go, problems } = ann;
  await go(`/dashboards/${BOARD}?customer=acme`);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'YAML' }).click(),
  ]);
  assert.equal(download.suggestedFilename(), `${BOARD}.yaml`);
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-apply-'));
  await mkdir(join(folder, 'dashboards'));
  await download.saveAs(join(folder, 'dashboards', `${BOARD}.yaml`));
  const { stdout } = await run(vitrine, ['apply', folder], {
    env: {
      ...process.env,
      VITRINE_URL: shared.server.url,
      VITRINE_TOKEN: shared.server.token,
    },
  });
  assert.match(stdout, /nothing|no change|up to date|\b0 change/i);
  await rm(folder, { recursive: true });
  assert.deepEqual(problems, []);
});
