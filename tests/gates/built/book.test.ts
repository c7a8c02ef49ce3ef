/** The EPUB and the PDF of the whole book, made from the built site. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findDiagrams } from '#book/diagrams/renders.ts';
import { makeBook } from '#cli/book.ts';
import { pagesOf } from '#cli/book/pdf-bytes.ts';
import { ROOT } from '#cli/install.mjs';
import { readChapters } from '../../content/source/chapters.ts';
import { elementsOf } from '#book/sections.ts';
import { launchChromium } from '../../support/chromium.ts';

const out = mkdtempSync(join(tmpdir(), 'book-'));
afterAll(() => rmSync(out, { recursive: true, force: true }));

interface MadeBook {
  epub: Buffer;
  pdf: Buffer;
}

async function make(name: string, date: string): Promise<MadeBook> {
  const folder = join(out, name);
  const { epub, pdf } = await makeBook({ site: join(ROOT, 'dist'), out: folder, date: new Date(date) });
  return { epub: readFileSync(epub), pdf: readFileSync(pdf) };
}

let book: MadeBook;
let files: Record<string, string>;
let names: string[];
const chapters = readChapters().map(({ tree, frontmatter }) => ({
  tree,
  title: String(frontmatter['title']),
  id: String(frontmatter['slug']).replace('chapters/', ''),
}));

beforeAll(async () => {
  book = await make('first', '2026-01-02');
  const entries = unzipSync(book.epub);
  names = Object.keys(entries);
  files = Object.fromEntries(Object.entries(entries).map(([path, bytes]) => [path, strFromU8(bytes)]));
}, 180_000);

const pages = () => Object.entries(files).filter(([path]) => path.endsWith('.xhtml'));
const attributes = (text: string, name: string) =>
  [...text.matchAll(new RegExp(`\\b${name}="([^"]*)"`, 'g'))].map(([, value = '']) => value);

describe('the EPUB', () => {
  test('begins with its media type, neither packed nor with anything between', () => {
    expect(book.epub.readUInt16LE(8)).toBe(0);
    expect(book.epub.subarray(30, 58).toString()).toBe('mimetypeapplication/epub+zip');
  });

  test('is well-formed XML throughout', async () => {
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      const texts = Object.entries(files).filter(([path]) => /\.(?:xhtml|opf|xml)$/.test(path));
      const faults = await page.evaluate(
        (all) =>
          all.flatMap(([path, text]) => {
            const fault = new DOMParser()
              .parseFromString(text, 'application/xml')
              .querySelector('parsererror');
            return fault ? [`${path}: ${fault.textContent}`] : [];
          }),
        [...texts, ['planted', '<p>']] as [string, string][],
      );
      expect(faults).toEqual([expect.stringMatching(/^planted/)]);
    } finally {
      await browser.close();
    }
  });

  test('lists every file that it holds, and holds every file that it lists', () => {
    const listed = attributes(files['OEBPS/content.opf'] ?? '', 'href').map((href) => `OEBPS/${href}`);
    const held = names.filter((name) => name.startsWith('OEBPS/') && name !== 'OEBPS/content.opf');
    expect(listed.toSorted()).toEqual(held.toSorted());
  });

  test('holds the ten chapters in their order, in the spine and in the contents', () => {
    const spine = attributes(files['OEBPS/content.opf'] ?? '', 'idref').filter((id) => id.startsWith('p-'));
    expect(spine.slice(0, 10)).toEqual(chapters.map(({ id }) => `p-${id}`));
    for (const [index, { id, title }] of chapters.entries()) {
      expect(files['OEBPS/nav.xhtml']).toContain(`<a href="${id}.xhtml">${index + 1}. ${title}</a>`);
      expect(files[`OEBPS/${id}.xhtml`]).toContain(`Chapter ${index + 1}</span> ${title}</h1>`);
    }
  });

  test('has links that lead somewhere', () => {
    const anchors = new Set(
      pages().flatMap(([path, text]) => [path, ...attributes(text, 'id').map((id) => `${path}#${id}`)]),
    );
    const links = pages().flatMap(([path, text]) =>
      attributes(text.replace(/<link [^>]*>/g, ''), 'href')
        .filter((href) => !/^https?:/.test(href))
        .map((href) => (href.startsWith('#') ? path + href : posix.join(posix.dirname(path), href))),
    );
    expect(links.length).toBeGreaterThan(100);
    expect(links.filter((link) => !anchors.has(decodeURIComponent(link)))).toEqual([]);
  });

  test('holds every diagram, with its description and its colours', () => {
    const all = pages()
      .map(([, text]) => text)
      .join('\n');
    const diagrams = findDiagrams(ROOT);
    const missing = diagrams.filter(
      ({ prefix }) => !all.includes(`id="${prefix}t"`) && !all.includes(`id="${prefix}-t"`),
    );
    expect(missing.map(({ fence }) => fence.title)).toEqual([]);
    expect(all.match(/<svg /g)).toHaveLength(diagrams.length);
    expect(all).toMatch(/fill="rgb\(/);
  });

  test('shows every answer and every predicted output, and asks for no hand and no script', () => {
    const count = (id: string, pattern: RegExp) => files[`OEBPS/${id}.xhtml`]?.match(pattern)?.length ?? 0;
    const shown = chapters.map(({ id }) => [
      id,
      count(id, /<li id="answer-/g),
      count(id, /"predict-output"/g),
    ]);
    const written = chapters.map(({ id, tree }) => [
      id,
      elementsOf(tree, 'Question').length,
      elementsOf(tree, 'Predict').length,
    ]);
    expect(shown).toEqual(written);
    for (const [, text] of pages()) {
      expect(text).not.toMatch(/<(?:script|button|details|summary|input|iframe)\b/);
    }
  });

  test('names its licences', () => {
    expect(files['OEBPS/licence.xhtml']).toMatch(/MIT[\s\S]*CC BY 4\.0/);
  });
});

describe('the PDF', () => {
  test('is A4, has bookmarks, and each part begins on a later page than the one before', () => {
    const text = book.pdf.toString('latin1');
    expect(text).toMatch(/\/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]/);
    expect(text).toContain('/Outlines');
    const begins = chapters.map(({ id }) => pagesOf(book.pdf).get(id) ?? 0);
    expect(begins[0]).toBeGreaterThan(2);
    expect(begins).toEqual(begins.toSorted((a, b) => a - b));
    expect(new Set(begins).size).toBe(10);
  });
});

test('the same date makes the same bytes, another date makes others', async () => {
  const again = await make('again', '2026-01-02');
  expect(again.epub.equals(book.epub)).toBe(true);
  expect(again.pdf.equals(book.pdf)).toBe(true);
  const later = await make('later', '2026-01-03');
  expect(later.epub.equals(book.epub)).toBe(false);
  expect(later.pdf.equals(book.pdf)).toBe(false);
}, 180_000);
