/** What every chapter must have, and what a complete one must have besides. */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { Nodes } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { BOOK_COMPONENTS } from '#book/remark-components.ts';
import { parseFences } from '#book/fences.ts';
import { readCatalogue } from '#lab/catalogue.ts';
import { readChapters, type Chapter } from './source/chapters.ts';
import { attributeOf, elementsOf } from '#book/sections.ts';

const IDS = [
  'introduction',
  'event-model',
  'pub-sub',
  'node-events',
  'microservices',
  'frontend',
  'event-sourcing',
  'trade-offs',
  'systems',
  'best-practices',
];

const frontmatter = z.strictObject({
  title: z.string().min(3),
  slug: z.string(),
  description: z.string().min(40),
  chapter: z.int().min(1).max(10),
  status: z.enum(['complete', 'being-written']),
  objectives: z.array(z.string().min(10)).min(3),
  minutes: z.strictObject({ reading: z.int().min(5).max(90) }),
});

const chapters = readChapters();
const complete = chapters.filter((chapter) => chapter.frontmatter['status'] === 'complete');
const cases = (list: readonly Chapter[]) => list.map((chapter) => [chapter.file, chapter] as const);

test('there are ten chapters, in their order', () => {
  const names = chapters.map(({ file }) => basename(file, '.mdx'));
  expect(names).toEqual(IDS.map((id, index) => `${String(index + 1).padStart(2, '0')}-${id}`));
});

describe.each(cases(chapters))('%s', (file, { frontmatter: head, tree }) => {
  test('has complete frontmatter that agrees with its file name', () => {
    const read = frontmatter.safeParse(head);
    expect(read.success ? '' : `${file}: ${z.prettifyError(read.error)}`).toBe('');
    const [number, id] = /^(\d+)-(.+)$/.exec(basename(file, '.mdx'))?.slice(1) ?? [];
    expect(head).toMatchObject({ chapter: Number(number), slug: `chapters/${id}` });
  });

  test('says that it is being written, or holds no outline', () => {
    expect(elementsOf(tree, 'Outline')).toHaveLength(head['status'] === 'complete' ? 0 : 1);
  });
});

describe.each(cases(complete))('%s is complete', (file, { text, tree, frontmatter: head }) => {
  test('has 2,000 to 3,500 words of prose', () => {
    const words = proseWords(tree).length;
    expect(words).toBeGreaterThanOrEqual(2000);
    expect(words).toBeLessThanOrEqual(3500);
  });

  test('has two diagrams and a prediction at least', () => {
    const diagrams = parseFences(text, file).filter((fence) => fence.kind === 'diagram');
    expect(diagrams.length).toBeGreaterThanOrEqual(2);
    expect(elementsOf(tree, 'Predict').length).toBeGreaterThanOrEqual(1);
  });

  test('embeds every lab of its own', async () => {
    const { labs } = await readCatalogue();
    const own = labs.filter((lab) => lab.chapter === head['chapter']).map(({ id }) => id);
    const embedded = elementsOf(tree, 'Lab').map((lab) => attributeOf(lab, 'id'));
    expect(own.filter((id) => !embedded.includes(id))).toEqual([]);
  });

  test('ends with a summary, questions to check oneself, and further reading at primary sources', () => {
    const [summary, questions, reading] = ['Summary', 'CheckYourself', 'FurtherReading'].map((name) =>
      elementsOf(tree, name),
    );
    expect([summary, questions, reading].map((found) => found?.length)).toEqual([1, 1, 1]);
    expect(elementsOf(tree, 'Question').length).toBeGreaterThanOrEqual(3);
    expect(JSON.stringify(reading?.[0]).match(/"url":"https:/g)?.length ?? 0).toBeGreaterThanOrEqual(3);
  });

  test('has code of at most 80 columns', () => {
    const wide = parseFences(text, file)
      .filter((fence) => fence.kind !== 'diagram')
      .flatMap(({ code, place }) =>
        code
          .split('\n')
          .flatMap((line, index) => (line.length > 80 ? [`${file}:${place.line + 1 + index}`] : [])),
      );
    expect(wide).toEqual([]);
  });
});

test('every component that a chapter may use is there', () => {
  const paths = Object.values(BOOK_COMPONENTS).map((module) =>
    module.replace('#components/', 'src/components/'),
  );
  expect(paths.filter((path) => !existsSync(path))).toEqual([]);
});

/** The words a reader reads as prose: without code blocks, diagrams and the further reading. */
function proseWords(tree: Nodes): string[] {
  const words: string[] = [];
  visit(tree, (node) => {
    if (node.type === 'mdxJsxFlowElement' && node.name === 'FurtherReading') return SKIP;
    if (node.type === 'text' || node.type === 'inlineCode') {
      words.push(...node.value.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)));
    }
    return undefined;
  });
  return words;
}
