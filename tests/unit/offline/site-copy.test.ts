import { isLasting, planCopy } from '#offline/site-copy.ts';
import { expect, test } from 'vitest';

const file = (path: string, bytes = 10) => ({ path, bytes, transfer: bytes / 2 });

test('a reader gets the book, its labs and what draws them, and what pages need stands before them', () => {
  const plan = planCopy('b1', [
    file('index.html'),
    file('chapters/event-model/index.html'),
    file('present/event-model/index.html'),
    file('present/event-model/notes.json'),
    file('labs/saga/01-a/exercise.json'),
    file('_astro/PageScript.abc.js'),
    file('_astro/embedded-core.abc.js', 1_000_000),
    file('pagefind/pagefind.js'),
    file('favicon.svg'),
  ]);
  expect(plan.ahead).toEqual([
    '_astro/PageScript.abc.js',
    '_astro/embedded-core.abc.js',
    'favicon.svg',
    'chapters/event-model/',
    '',
    'present/event-model/',
    'labs/saga/01-a/exercise.json',
    'pagefind/pagefind.js',
    'present/event-model/notes.json',
  ]);
  expect(plan).toMatchObject({ onUse: [], bytes: 1_000_080, transfer: 500_040 });
});

test('the editor waits until it is used; workshops and pictures for others never come', () => {
  const plan = planCopy('b1', [
    file('_astro/ts.worker-abc.js', 7_000_000),
    file('labs/node-types.json'),
    file('workshop/index.html'),
    file('404.html'),
    file('og.png'),
    file('_headers'),
    file('sitemap-0.xml'),
  ]);
  expect(plan.ahead).toEqual([]);
  expect(plan.onUse).toEqual(['_astro/ts.worker-abc.js', 'labs/node-types.json']);
});

test.each([
  ['_astro/page.abc.js', true],
  ['pagefind/fragment/en_123.pf_fragment', true],
  ['pagefind/pagefind.js', false],
  ['chapters/event-model/', false],
])('%s is right wherever it comes from: %s', (address, expected) => {
  expect(isLasting(address)).toBe(expected);
});
