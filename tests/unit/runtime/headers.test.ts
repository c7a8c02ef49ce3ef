import { readFileSync } from 'node:fs';
import { headersFor, parseHeaders } from '#cli/headers.ts';
import { expect, test } from 'vitest';

const rules = parseHeaders(readFileSync(new URL('../../../public/_headers', import.meta.url), 'utf8'));
const of = (path: string, name: string): string | undefined => headersFor(rules, path).get(name);

test.each(['/chapters/event-model/', '/labs/event-loop/01-a-c-b/'])('%s is cross-origin isolated', (path) => {
  expect(of(path, 'cross-origin-opener-policy')).toBe('same-origin');
  expect(of(path, 'cross-origin-embedder-policy')).toBe('require-corp');
});

test.each(['/_astro/worker.abc123.js', '/pagefind/pagefind-worker.js'])(
  'an isolated page may start a worker from %s',
  (path) => {
    expect(of(path, 'cross-origin-embedder-policy')).toBe('require-corp');
    expect(of(path, 'cross-origin-resource-policy')).toBe('same-origin');
  },
);

test('only files whose name changes with their content are kept for good', () => {
  expect(of('/_astro/page.abc123.css', 'cache-control')).toBe('public, max-age=31536000, immutable');
  expect(of('/service-worker.js', 'cache-control')).toBe('no-cache');
  expect(of('/chapters/event-model/', 'cache-control')).toBeUndefined();
});

test('no browser guesses the type of any file', () => {
  for (const path of ['/', '/labs/', '/robots.txt'])
    expect(of(path, 'x-content-type-options')).toBe('nosniff');
});
