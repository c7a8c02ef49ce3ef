/** Serves a built site as a well-kept static host would: header rules, directory addresses, its own 404 page. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { join, sep } from 'node:path';
import sirv from 'sirv';
import { headersFor, parseHeaders, type HeaderRule } from './headers.ts';

export interface SiteOptions {
  /** Folder of the built site. */
  root: string;
  /** Path under which the site was built, for example `/handbook/`. Default `/`. */
  base?: string;
  /** False serves without the rules of `_headers`, as a host does that cannot set headers. Default true. */
  headers?: boolean;
}

/** @throws Error if there is no site in `root`, or its `_headers` cannot be read */
export function createSite({ root, base = '/', headers = true }: SiteOptions): RequestListener {
  if (!existsSync(join(root, 'index.html'))) throw new Error(`There is no built site in ${root}.`);
  const rules = headers ? readRules(root) : [];
  const prefix = normaliseBase(base);
  const directories = pageDirectories(root);
  const files = sirv(root, {
    etag: true,
    setHeaders: (response, path) => {
      response.setHeader('Cache-Control', 'no-cache');
      headersFor(rules, path).forEach((value, name) => response.setHeader(name, value));
    },
  });
  const notFoundFile = join(root, '404.html');
  const notFoundPage = existsSync(notFoundFile) ? readFileSync(notFoundFile) : undefined;

  function answerNotFound(request: IncomingMessage, response: ServerResponse, path: string) {
    headersFor(rules, path).forEach((value, name) => response.setHeader(name, value));
    response.setHeader(
      'Content-Type',
      notFoundPage ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8',
    );
    response.writeHead(404);
    response.end(request.method === 'HEAD' ? undefined : (notFoundPage ?? 'There is no such page.\n'));
  }

  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    const url = request.url ?? '/';
    const [path = '/', query] = url.split(/\?(.*)/s);
    if (prefix !== '/' && (path === '/' || `${path}/` === prefix)) {
      redirect(response, prefix, query);
      return;
    }
    const local = path.startsWith(prefix) ? `/${path.slice(prefix.length)}` : undefined;
    if (local === undefined || local === '/_headers') {
      answerNotFound(request, response, path);
      return;
    }
    // Relative links of a page resolve against its address: a directory's must end in a slash.
    if (directories.has(local)) {
      redirect(response, `${path}/`, query);
      return;
    }
    request.url = query === undefined ? local : `${local}?${query}`;
    files(request, response, () => answerNotFound(request, response, local));
  };
}

/** @returns the base with a slash at both ends */
export function normaliseBase(base: string): string {
  const inner = base.split('/').filter(Boolean).join('/');
  return inner ? `/${inner}/` : '/';
}

function readRules(root: string): HeaderRule[] {
  const file = join(root, '_headers');
  return existsSync(file) ? parseHeaders(readFileSync(file, 'utf8'), '_headers') : [];
}

/** Addresses without a last slash that stand for a folder with a page of its own. */
function pageDirectories(root: string): Set<string> {
  return new Set(
    readdirSync(root, { recursive: true, encoding: 'utf8' })
      .map((file) => `/${file.split(sep).join('/')}`)
      .filter((file) => file.endsWith('/index.html') && file !== '/index.html')
      .map((file) => encodeURI(file.slice(0, -'/index.html'.length))),
  );
}

function redirect(response: ServerResponse, to: string, query: string | undefined) {
  // Temporary: a browser remembers a permanent one for this port, whatever is served there later.
  response.writeHead(302, { Location: query === undefined ? to : `${to}?${query}` }).end();
}
