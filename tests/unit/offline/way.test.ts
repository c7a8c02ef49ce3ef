import { planCopy } from '#offline/site-copy.ts';
import { addressIn, wayOf, type Asked } from '#offline/worker/way.ts';
import { expect, test } from 'vitest';

const scope = 'https://example.org/repo/';
const site = planCopy('b1', [
  { path: 'index.html', bytes: 1, transfer: 1 },
  { path: 'pagefind/pagefind.js', bytes: 1, transfer: 1 },
  { path: 'labs/node-types.json', bytes: 1, transfer: 1 },
]);

function way(url: string, more: Partial<Asked> = {}) {
  const asked: Asked = {
    url: new URL(url, scope).href,
    method: 'GET',
    mode: 'cors',
    destination: '',
    cache: 'default',
    headers: new Headers(),
    ...more,
  };
  return wayOf(asked, addressIn(scope, asked.url), site);
}

test.each<[string, Partial<Asked>]>([
  ['https://elsewhere.org/x.js', {}],
  ['/other-project/', { mode: 'navigate' }],
  ['./', { method: 'POST' }],
  ['./_astro/film.abc.webm', { headers: new Headers({ range: 'bytes=0-' }) }],
  ['./workshop/api/stream', {}],
  ['./_astro/x.js', { cache: 'only-if-cached', mode: 'no-cors' }],
])('%s with %o is left to the browser', (url, more) => {
  expect(way(url, more)).toBe('leave');
});

test.each<[string, Partial<Asked>, string]>([
  ['./chapters/new/', { mode: 'navigate' }, 'page'],
  ['./index.html?from=mail', {}, 'page'],
  ['./_astro/of-another-build.abc.js', {}, 'lasting'],
  ['./pagefind/pagefind.js', {}, 'fresh'],
  ['./labs/node-types.json', {}, 'fresh'],
  ['./elsewhere/worker.js', { destination: 'worker' }, 'worker'],
])('%s with %o goes the way “%s”', (url, more, expected) => {
  expect(way(url, more)).toBe(expected);
});
