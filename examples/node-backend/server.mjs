import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const { VITRINE_URL = 'http://127.0.0.1:8080', VITRINE_TOKEN, PORT = '3000' } = process.env;
if (!VITRINE_TOKEN) throw new Error('Set VITRINE_TOKEN to an API token with write access.');

const pages = fileURLToPath(new URL('..', import.meta.url));
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** Asks Vitrine for a JWT. The API token stays here. */
async function jwtFor(customer, dashboard) {
  const response = await fetch(new URL('/api/generate_jwt/', VITRINE_URL), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Explo-Authorization': `Token ${VITRINE_TOKEN}` },
    body: JSON.stringify({ provided_id: customer, embed_id: dashboard, expiration: 'PT5M' }),
  });
  const body = await response.json();
  if (!response.ok) throw new Error(body.error_msg);
  return body.jwt;
}

/** Who is logged in. In your product this is your session. */
function customerOf(request) {
  return /(?:^|; )customer=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? 'acme';
}

async function answer(request, response) {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname === '/login') {
    const customer = (url.searchParams.get('as') ?? 'acme').replaceAll(/[^\w-]/g, '');
    response.writeHead(303, {
      'Set-Cookie': `customer=${customer}; HttpOnly; SameSite=Lax; Path=/`,
      Location: '/html/',
    });
    return response.end();
  }
  if (url.pathname === '/jwt') {
    const jwt = await jwtFor(customerOf(request), url.searchParams.get('dashboard') ?? 'shopsales1');
    response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
    return response.end(JSON.stringify({ jwt, server: VITRINE_URL }));
  }
  if (url.pathname === '/') {
    response.writeHead(303, { Location: '/html/' });
    return response.end();
  }
  const path = url.pathname.endsWith('/') ? `${url.pathname}index.html` : url.pathname;
  const file = normalize(join(pages, path));
  const content = file.startsWith(pages) ? await readFile(file).catch(() => undefined) : undefined;
  response.writeHead(content ? 200 : 404, {
    'Content-Type': types[extname(file)] ?? 'application/octet-stream',
  });
  return response.end(content ?? 'There is no such page.');
}

createServer((request, response) => {
  answer(request, response).catch((error) => {
    response.writeHead(502, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ error: error.message }));
  });
}).listen(Number(PORT), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${PORT}/html/  /iframe/  /react/dist/  /vue/dist/  (log in: /login?as=globex)`);
});
