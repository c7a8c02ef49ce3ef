/** What is written for the instructor reaches no page of the built site. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Nodes } from 'mdast';
import { fromHtml } from 'hast-util-from-html';
import { toString } from 'hast-util-to-string';
import { toString as wordsOf } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { expect, test } from 'vitest';
import { parseChapter } from '#book/chapter-tree.ts';
import { readInstructorNotes } from '#book/instructor.ts';
import { ROOT } from '#cli/install.mjs';
import { readChapters } from '../../content/source/chapters.ts';

const sentences = new Intl.Segmenter('en-GB', { granularity: 'sentence' });

/** Quotes and spaces as they are compared: typography may change both. */
const plain = (text: string): string => text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, ' ');

/** The first sentence of some Markdown. */
function firstSentence(markdown: string): string {
  const words = plain(wordsOf(parseChapter(markdown, 'a note')));
  return [...sentences.segment(words)][0]?.segment.trim() ?? '';
}

/** What a page says: its text, then the values of its attributes. */
function saidBy(html: string): string {
  const tree = fromHtml(html);
  const said = [toString(tree)];
  visit(tree, 'element', ({ properties }) => {
    for (const value of Object.values(properties)) if (typeof value === 'string') said.push(value);
  });
  return plain(said.join('\n'));
}

const chapters = readChapters();
const secrets = chapters.flatMap(({ file, text }) =>
  readInstructorNotes(text, file).flatMap(({ notes, misconceptions }) => [
    firstSentence(notes),
    ...misconceptions.map(({ ask }) => plain(ask)),
  ]),
);
const pages = globSync('**/*.html', { cwd: join(ROOT, 'dist') }).map((file) => ({
  file,
  said: saidBy(readFileSync(join(ROOT, 'dist', file), 'utf8')),
}));

test('no page says what a note says', () => {
  const found = pages.flatMap(({ file, said }) =>
    secrets.filter((secret) => said.includes(secret)).map((secret) => `${file}: ${secret}`),
  );
  expect(found.join('\n')).toBe('');
});

test('what a chapter says to its readers is found in the same way', () => {
  const everything = pages.map(({ said }) => said).join('\n');
  const openings = chapters.map(({ tree }) => {
    const paragraph = tree.children.find((block: Nodes) => block.type === 'paragraph');
    return [...sentences.segment(plain(wordsOf(paragraph)))][0]?.segment.trim() ?? '';
  });
  expect(openings.filter((opening) => opening === '' || !everything.includes(opening))).toEqual([]);
});

test('a note on a page is found, in its text and in an attribute', () => {
  const [secret = ''] = secrets;
  const marked = secret.replace(' ', ' <b>').concat('</b>');
  expect(saidBy(`<p>${marked}</p>`)).toContain(secret);
  expect(saidBy(`<p title="${secret.replaceAll('"', '&quot;')}"></p>`)).toContain(secret);
});
