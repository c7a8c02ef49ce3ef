/** The volume, made of planted pages as the site's shell makes them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, describe, expect, test } from 'vitest';
import { buildEpub } from '#book/volume/epub.ts';
import { printPage } from '#book/volume/print-page.ts';
import { readVolume } from '#book/volume/volume.ts';

const folder = mkdtempSync(join(tmpdir(), 'volume-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let sites = 0;

function volumeOf(pages: Record<string, string>) {
  const site = join(folder, String((sites += 1)));
  mkdirSync(site);
  for (const [path, html] of Object.entries(pages)) {
    const file = join(site, path, 'index.html');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, html);
  }
  return readVolume(site, 'Ours\n\nFree\n====\n\nTake it.', new Date('2026-01-02T03:04:05Z'));
}

const chapter = (number: number, title: string, text: string) =>
  `<body><nav>Menu</nav><main><header class="head"><h1><span class="sr-only">Chapter ${number}: </span>${title}</h1><p class="head-promise">Promise.</p><ul class="head-meta"><li>9 min</li></ul></header><div class="prose">${text}</div><footer><button>Mark as read</button></footer></main>`;

const first = (text: string) => ({ 'chapters/one': chapter(1, 'One', text) });

function pagesOf(pages: Record<string, string>): Record<string, string> {
  const entries = unzipSync(buildEpub(volumeOf(pages), '', (svg) => svg));
  return Object.fromEntries(
    Object.entries(entries).map(([path, bytes]) => [path.replace('OEBPS/', ''), strFromU8(bytes)]),
  );
}

const pageOf = (text: string) => pagesOf(first(text))['one.xhtml'] ?? '';

test('the chapters come in their order, then the glossary if there is one, then the licence', () => {
  const two = { 'chapters/a-two': chapter(2, 'Two', ''), 'chapters/one': chapter(1, 'One', '') };
  const names = (pages: Record<string, string>) => volumeOf(pages).parts.map(({ title }) => title);
  expect(names(two)).toEqual(['One', 'Two', 'Licence']);
  const glossary = '<main><div><h1>Glossary</h1><p>Words.</p></div></main>';
  expect(names({ ...two, glossary })).toEqual(['One', 'Two', 'Glossary', 'Licence']);
  expect(pagesOf({ ...two, glossary })['glossary.xhtml']?.match(/<h1>/g)).toHaveLength(1);
});

test('a folder without chapters, and a page without a title, are refused', () => {
  expect(() => volumeOf({})).toThrow(/Build the site first/);
  expect(() => volumeOf({ 'chapters/one': '<main><p>Text</p></main>' })).toThrow(/one .*no title/);
});

test('menus, notes on reading time and buttons stay in the page', () => {
  const text = pageOf('<p>Text <button>Press</button></p><script>1</script>');
  expect(text).toContain('<p>Text Press</p>');
  expect(text).not.toMatch(/Menu|9 min|Mark as read|script/);
});

test('a prediction shows its output, and a fold its inside', () => {
  const text = pageOf(
    '<details class="predict-answer"><summary>Show what it prints</summary><ol class="predict-output"><li>a</li></ol></details>',
  );
  expect(text).toMatch(/It prints[\s\S]*<li>a<\/li>/);
  expect(text).not.toContain('details');
});

test('answers follow the chapter, and questions and answers lead to each other', () => {
  const question = (ask: string, answer: string) =>
    `<details class="question"><summary>${ask}</summary><div class="answer"><p>${answer} <button>Press</button></p><details><summary>More</summary>Inside</details></div></details>`;
  const text = pageOf(`${question('Why?', 'Because.')}${question('How?', 'So.')}<p>End</p>`);
  expect(text).toMatch(/Why\?[\s\S]*How\?[\s\S]*End[\s\S]*Answers[\s\S]*Because\.[\s\S]*So\./);
  expect(text).toContain('href="one.xhtml#answer-2"');
  expect(text).toContain('id="answer-2"');
  expect(text).toContain('Inside');
  expect(text).not.toMatch(/<(?:details|button)/);
});

test('a lab is named, with the command that does it', () => {
  const text = pageOf(
    '<section class="lab" data-workbench="loop/01-a"><p class="wb-tag">Lab 2.1</p><h3 class="wb-title">Loop</h3><p class="wb-exercise">Exercise 1 of 5: A</p><textarea>code</textarea></section>',
  );
  expect(text).toMatch(/Lab 2\.1[\s\S]*Loop[\s\S]*npm run lab -- check loop\/01-a/);
  expect(text).not.toContain('textarea');
});

describe('links', () => {
  const pages = {
    'chapters/one': chapter(
      1,
      'One',
      '<p><a href="/chapters/two/#there">there</a> <a href="/chapters/two/">two</a> <a href="/labs/">labs</a> <a href="/chapters/two/#gone">gone</a> <a href="https://example.org/">web</a></p><dfn><button popovertarget="about-event">event</button></dfn><span popover id="about-event">A fact</span>',
    ),
    'chapters/two': chapter(2, 'Two', '<h2 id="there">There</h2>'),
    glossary:
      '<main><h1>Glossary</h1><article class="entry"><h3 id="event">event</h3><p>A fact.</p><details><summary>Used</summary>Here</details></article></main>',
  };

  test('lead to places of the book, or into the web; what the book lacks is text', () => {
    const text = pagesOf(pages)['one.xhtml'] ?? '';
    expect(text).toContain('<a href="two.xhtml#there">there</a> <a href="two.xhtml">two</a>');
    expect(text).toContain('<span>labs</span> <span>gone</span> <a href="https://example.org/">web</a>');
  });

  test('of a term lead to the glossary, and are text without one', () => {
    const { glossary: _, ...without } = pages;
    expect(pagesOf(pages)['one.xhtml']).toContain('<a href="glossary.xhtml#event">event</a>');
    expect(pagesOf(pages)['glossary.xhtml']).toMatch(/A fact\.<\/p><\/article>/);
    expect(pagesOf(without)['one.xhtml']).toContain('<span>event</span>');
  });

  test('in one document carry their chapter, so that no anchor stands twice', () => {
    const html = printPage(volumeOf(pages), []);
    expect(html).toContain('<a href="#two--there">there</a> <a href="#two">two</a>');
    expect(html).toContain('<h2 id="two--there">');
  });
});

test('the contents name the page on which a chapter begins', () => {
  const html = printPage(volumeOf(first('')), [], new Map([['one', 4]]));
  expect(html).toContain('One<span class="volume-page">4</span>');
});

test('the contents on paper leave out the letters of the glossary, which keep their headings', () => {
  const glossary = '<main><div><h1>Glossary</h1><h2 id="a">A</h2><p>Words.</p></div></main>';
  const html = printPage(volumeOf({ ...first('<h2 id="why">Why</h2>'), glossary }), []);
  expect(html).toContain('<a href="#one--why">Why</a>');
  expect(html).not.toContain('href="#glossary--a"');
  expect(html).toContain('<h2 id="glossary--a">');
});
