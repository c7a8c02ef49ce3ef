import { request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createSite } from '#cli/site.ts';
import { tempFolder } from '../../support/temp.ts';
import { startSite } from '../../support/site-server.ts';

const FILES = {
  'index.html': '<title>Home</title>',
  '404.html': '<title>No such page</title>',
  'labs/index.html': '<title>Labs</title>',
  'labs/style.css': 'p{}',
  'a.js': 'export {};',
  _headers: '/labs/*\n  Cross-Origin-Embedder-Policy: require-corp\n/a.js\n  Cache-Control: immutable\n',
};

async function start(options: { base?: string; headers?: boolean } = {}) {
  const { path } = tempFolder(FILES);
  const server = await startSite({ root: path, ...options });
  onTestFinished(() => server.close());
  return (address: string, init: RequestInit = {}) =>
    fetch(server.url + address, { redirect: 'manual', ...init });
}

describe('the site server', () => {
  test('serves pages and files with their types', async () => {
    const get = await start();
    expect(await (await get('/')).text()).toContain('Home');
    expect((await get('/a.js')).headers.get('content-type')).toMatch(/^text\/javascript/);
    expect((await get('/labs/style.css')).headers.get('content-type')).toMatch(/^text\/css/);
  });

  test('sets the headers of _headers, lets the rest be revalidated, and does not hand the file out', async () => {
    const get = await start();
    expect((await get('/labs/')).headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect((await get('/')).headers.get('cross-origin-embedder-policy')).toBeNull();
    expect((await get('/')).headers.get('cache-control')).toBe('no-cache');
    expect((await get('/a.js')).headers.get('cache-control')).toBe('immutable');
    expect((await get('/_headers')).status).toBe(404);
  });

  test('can do without headers, as some hosts must', async () => {
    const get = await start({ headers: false });
    expect((await get('/labs/')).headers.get('cross-origin-embedder-policy')).toBeNull();
  });

  test('answers an unknown address with the 404 page, with the headers of its path', async () => {
    const get = await start();
    const response = await get('/labs/nothing/');
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('No such page');
    expect(response.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
  });

  test('adds the slash that a page’s relative links need, and keeps the query', async () => {
    const get = await start();
    const response = await get('/labs?seed=7');
    expect([response.status, response.headers.get('location')]).toEqual([302, '/labs/?seed=7']);
  });

  test('serves under a base path, and nothing beside it', async () => {
    const get = await start({ base: '/handbook' });
    expect(await (await get('/handbook/labs/')).text()).toContain('Labs');
    expect((await get('/handbook/labs/')).headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect((await get('/handbook/labs')).headers.get('location')).toBe('/handbook/labs/');
    expect((await get('/')).headers.get('location')).toBe('/handbook/');
    expect((await get('/handbook')).headers.get('location')).toBe('/handbook/');
    expect((await get('/labs/')).status).toBe(404);
    expect((await get('/handbookish/')).status).toBe(404);
  });

  test('only reads', async () => {
    const get = await start();
    expect((await get('/', { method: 'POST' })).status).toBe(405);
    const head = await get('/nothing', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([404, '']);
  });

  test.each(['/../outside.txt', '/%2e%2e/outside.txt', '/..%2foutside.txt', '/%', '//example.org'])(
    'does not leave its folder for %s',
    async (path) => {
      const folder = tempFolder({ 'outside.txt': 'secret', 'site/index.html': 'Home' });
      const server = await startSite({ root: join(folder.path, 'site') });
      onTestFinished(() => server.close());
      // `fetch` would tidy the path up.
      const status = await new Promise((resolve, reject) => {
        request(server.url, { path }, (response) => resolve(response.resume().statusCode))
          .on('error', reject)
          .end();
      });
      expect(status).toBe(404);
    },
  );
});

test('a folder without a site is named', () => {
  const { path } = tempFolder();
  expect(() => createSite({ root: path })).toThrow(`There is no built site in ${path}`);
});
