import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * The real server with the demo's samples, on a free port and with data of its own. With E2E_URL and
 * E2E_TOKEN set, the server that runs there is used and left running.
 */
export async function startServer() {
  const { E2E_URL: url, E2E_TOKEN: token } = process.env;
  if (url && token) return running(url, token, async () => undefined);
  return start('demo', {}, /API token\s+([0-9a-f]{64})/);
}

/** The real server as somebody starts it for the first time: nobody and nothing in it yet. */
export async function startEmptyServer() {
  const token = randomBytes(32).toString('hex');
  return start('serve', { VITRINE_BOOTSTRAP_TOKEN: token }, undefined, token);
}

/**
 * @param {string} command
 * @param {Record<string, string>} environment
 * @param {RegExp | undefined} tokenLine where the server says its admin token
 * @param {string} [given] the admin token, where it is known before
 */
async function start(command, environment, tokenLine, given) {
  const data = await mkdtemp(join(tmpdir(), 'vitrine-e2e-'));
  const child = spawn(join(root, 'vitrine'), [command], {
    env: {
      ...process.env,
      ...environment,
      VITRINE_PORT: '0',
      VITRINE_DATA_DIR: data,
      VITRINE_RATE_LIMIT_PER_MINUTE: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const ready = new Promise((resolve, reject) => {
    const hear = (chunk) => {
      said += chunk;
      const address = /listens on (http:\/\/\S+)/.exec(said)?.[1];
      const secret = given ?? tokenLine?.exec(said)?.[1];
      if (address && secret) resolve({ address, secret });
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    ended.then((code) => reject(new Error(`the server ended with ${code}:\n${said}`)));
  });
  const { address, secret } = await ready;
  const close = async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(data, { recursive: true, force: true });
  };
  // Where data sources that are files may lie; a server that somebody else started does not say.
  return { ...running(address, secret, close), files: join(data, 'files') };
}

function running(url, token, close) {
  /** Calls the API as the team does; fails on any refusal. */
  async function call(method, path, body) {
    const response = await fetch(url + path, {
      method,
      headers: {
        'Content-Type': 'application/json',
        'Explo-Authorization': `Token ${token}`,
        'If-Match': '*',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }
  const post = (path, body) => call('POST', path, body);
  return {
    url,
    token,
    call,
    post,
    close,
    update: (body) => post('/api/update_customer/', body),
    customer: async (id) => (await post('/api/get_customer/', { provided_id: id })).customer,
    jwt: async (customer, dashboard, more = {}) =>
      (await post('/api/generate_jwt/', { provided_id: customer, embed_id: dashboard, ...more }))
        .jwt,
    /** Makes a dashboard, or a further version of it, and publishes it. */
    async publish(embedId, definition) {
      const known = await call('GET', `/api/v1/dashboards/${embedId}`).catch(() => undefined);
      if (!known) await post('/api/v1/dashboards', { embed_id: embedId, definition });
      const { version } = await post(`/api/v1/dashboards/${embedId}/versions`, { definition });
      await call('PUT', `/api/v1/dashboards/${embedId}/environments/production`, { version });
      return version;
    },
  };
}
