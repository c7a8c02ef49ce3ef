import { describe, expect, test } from 'vitest';
import { readChapters, toChapter } from './source/chapters.ts';
import { linkProblems, siteMap } from './source/links.ts';
import { sectionsOf } from '#book/sections.ts';

const chapters = readChapters();
const pages = siteMap(chapters);

describe.each(chapters.map((chapter) => [chapter.file, chapter] as const))('%s', (file, chapter) => {
  test('has links and labs that lead somewhere', () => {
    expect(linkProblems(chapter, pages)).toEqual([]);
  });

  test('has each anchor once', () => {
    const seen = new Set<string>();
    const twice = sectionsOf(chapter.tree).filter(({ id }) => seen.size === seen.add(id).size);
    expect(twice.map(({ id, line }) => `${file}:${line}: #${id}`)).toEqual([]);
  });
});

describe('a chapter with broken links is refused', () => {
  const plant = (...lines: string[]) =>
    toChapter(
      'planted.mdx',
      ['---', 'slug: chapters/planted', '---', '', '## A heading', '', ...lines].join('\n'),
    );
  const problemsOf = (...lines: string[]) => {
    const chapter = plant(...lines);
    return linkProblems(chapter, siteMap([...chapters, chapter]));
  };

  test('links that work are let through', () => {
    const good =
      '[a](#a-heading) [b](../event-model/) [c](../event-model/#eventemitter) [d](https://nodejs.org/)';
    expect(problemsOf(good)).toEqual([]);
  });

  test.each([
    ['a page that does not exist', '[a](../nowhere/)'],
    ['an anchor that does not exist', '[a](../event-model/#nowhere)'],
    ['an anchor of its own that does not exist', '[a](#nowhere)'],
    ['a link from the root', '[a](/chapters/event-model/)'],
    ['a plain http link', '[a](http://nodejs.org/)'],
    ['a link out of the book', '[a](../../../other/)'],
    ['a lab that does not exist', '<Lab id="nowhere" exercise="01-none" />'],
  ])('%s', (_, line) => {
    expect(problemsOf('', line)).toHaveLength(1);
    expect(problemsOf('', line)[0]).toMatch(/^planted\.mdx:8: /);
  });
});
