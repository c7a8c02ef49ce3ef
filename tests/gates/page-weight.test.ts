import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { tempFolder } from '../support/temp.ts';
import { overweight, weighPage } from './page-weight.ts';

/** Text that gzip cannot make smaller than `bytes`. */
const incompressible = (bytes: number): string => randomBytes(bytes).toString('hex');

const PAGE = 'chapters/planted/index.html';

const page = (head: string, body = ''): Record<string, string> => ({
  [PAGE]: `<!doctype html><html><head>${head}</head><body><p>Text</p>${body}</body></html>`,
});

const broken = (files: Readonly<Record<string, string>>): string[] => {
  const { path } = tempFolder(files);
  return overweight(PAGE, weighPage(path, PAGE));
};

test('a light page keeps the budgets', () => {
  const files = {
    ...page('<link rel="stylesheet" href="/_astro/a.css"><script type="module" src="/_astro/a.js"></script>'),
    '_astro/a.css': '@font-face{font-family:A;src:url(./a.woff2) format("woff2")}',
    '_astro/a.js': 'import("./heavy.js");',
    '_astro/heavy.js': incompressible(60_000),
    '_astro/a.woff2': 'x',
  };
  expect(broken(files)).toEqual([]);
});

test('too much HTML', () => {
  expect(broken(page('', incompressible(31_000)))).toEqual([expect.stringContaining('html is')]);
});

test('too many styles, summed over the style sheets', () => {
  const files = {
    ...page('<link rel="stylesheet" href="/a.css"><link href=/b.css rel=stylesheet>'),
    'a.css': `/*${incompressible(11_000)}*/`,
    'b.css': `/*${incompressible(11_000)}*/`,
  };
  expect(broken(files)).toEqual([expect.stringContaining('css is')]);
});

test.each([
  ['a script', '<script src="/heavy.js"></script>'],
  ['a preloaded module', '<link rel="modulepreload" href="/heavy.js">'],
  ['a static import of a script', '<script type="module" src="../../light.js"></script>'],
  ['a static import of a script in the page', '<script type="module">import "/light.js";</script>'],
  [
    'an island',
    '<astro-island client="visible" component-url="/light.js" props="{&quot;a&quot;:[0,&quot;>&quot;]}"></astro-island>',
  ],
])('too much script, by way of %s', (_way, tag) => {
  const files = {
    ...page(tag),
    'light.js': "export * from './middle.js';",
    'middle.js': 'import{a}from"./heavy.js";a();',
    'heavy.js': `export const a=()=>"${incompressible(21_000)}"`,
  };
  expect(broken(files)).toEqual([expect.stringMatching(/script is .*\/heavy\.js/)]);
});

test('too many fonts, of those whose characters the page has', () => {
  const face = (file: string, range: string): string =>
    `@font-face{font-family:A;src:url(/${file}) format("woff2");unicode-range:${range}}`;
  const files = {
    ...page('<link rel="stylesheet" href="/a.css">'),
    'a.css': `${face('greek.woff2', 'U+0370-03FF')}${face('latin.woff2', 'U+0000-00FF, U+2192')}`,
    'greek.woff2': incompressible(100_000),
    'latin.woff2': incompressible(50_000),
  };
  expect(broken(files)).toEqual([]);
  expect(broken({ ...files, 'latin.woff2': incompressible(56_000) })).toEqual([
    expect.stringContaining('fonts is'),
  ]);
  expect(broken({ ...files, ...page('<link rel="stylesheet" href="/a.css">', '<p>λ</p>') })).toHaveLength(1);
});

test('anything from another host', () => {
  const tags =
    '<link rel="canonical" href="https://example.org/"><script src="https://cdn.example.org/a.js"></script>';
  expect(
    broken(page(tags, '<img src="//example.net/a.png"><a href="https://example.org">a link</a>')),
  ).toEqual([
    expect.stringContaining('https://cdn.example.org/a.js'),
    expect.stringContaining('//example.net/a.png'),
  ]);
});

test('a page that loads a file that is not there', () => {
  expect(() => broken(page('<script src="/gone.js"></script>'))).toThrow('/gone.js');
});
