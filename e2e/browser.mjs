import { chromium } from 'playwright-core';
import { createServer } from 'node:http';

/** Chromium of the system; the tests need a real one. */
export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--force-color-profile=srgb', '--font-render-hinting=none'],
  });

/**
 * A host page's server, on an origin of its own: `pages` maps a path to its HTML, or to HTML with
 * headers.
 * @param {Record<string, string | { html: string, headers?: Record<string, string> }>} pages
 */
export async function startHost(pages) {
  const server = createServer((request, response) => {
    const found = pages[new URL(request.url, 'http://host').pathname];
    if (found === undefined) return response.writeHead(404).end();
    const { html, headers = {} } = typeof found === 'string' ? { html: found } : found;
    response.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      ...headers,
    });
    response.end(html);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  return {
    url: `http://127.0.0.1:${port}`,
    pages,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
