/** Serves a handful of texts to a test's page, on loopback. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PageServer {
  /** `http://localhost:<port>`, which browsers count as a secure context. */
  origin: string;
  close(): Promise<void>;
}

const types: Record<string, string> = { html: 'text/html', js: 'text/javascript', css: 'text/css' };

/** What makes a page cross-origin isolated. */
export const isolating = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

/** `files`: path, as in the address, → text. A path that ends with a slash is a page. */
export async function servePages(
  files: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<PageServer> {
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const text = files[pathname];
    const extension = pathname.endsWith('/') ? 'html' : (pathname.split('.').pop() ?? '');
    response.writeHead(text === undefined ? 404 : 200, {
      'content-type': `${types[extension] ?? 'text/plain'}; charset=utf-8`,
      ...headers,
    });
    response.end(text ?? 'Not found');
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://localhost:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A page that loads one module script. */
export const pageWith = (script: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Test</title><body><script type="module" src="${script}"></script></body></html>`;
