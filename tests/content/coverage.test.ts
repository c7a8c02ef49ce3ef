/** The syllabus, item by item, against the places in the chapters that teach it. */
import { describe, expect, test } from 'vitest';
import * as bestPractices from './coverage/best-practices.ts';
import type { CoverageItem } from './coverage/coverage-item.ts';
import * as eventModel from './coverage/event-model.ts';
import * as eventSourcing from './coverage/event-sourcing.ts';
import * as frontend from './coverage/frontend.ts';
import * as introduction from './coverage/introduction.ts';
import * as microservices from './coverage/microservices.ts';
import * as nodeEvents from './coverage/node-events.ts';
import * as pubSub from './coverage/pub-sub.ts';
import * as systems from './coverage/systems.ts';
import * as tradeOffs from './coverage/trade-offs.ts';
import { readChapters, toChapter, type Chapter } from './source/chapters.ts';
import { sectionsOf } from '#book/sections.ts';

/** Two lists for each chapter: the topics it must have, and the facts it must get right. */
const COVERAGE: Readonly<Record<string, readonly (readonly CoverageItem[])[]>> = {
  'chapters/introduction': [introduction.TOPICS, introduction.RIGHT],
  'chapters/event-model': [eventModel.TOPICS, eventModel.RIGHT],
  'chapters/pub-sub': [pubSub.TOPICS, pubSub.RIGHT],
  'chapters/node-events': [nodeEvents.TOPICS, nodeEvents.RIGHT],
  'chapters/microservices': [microservices.TOPICS, microservices.RIGHT],
  'chapters/frontend': [frontend.TOPICS, frontend.RIGHT],
  'chapters/event-sourcing': [eventSourcing.TOPICS, eventSourcing.RIGHT],
  'chapters/systems': [systems.TOPICS, systems.RIGHT],
  'chapters/best-practices': [bestPractices.TOPICS, bestPractices.RIGHT],
  'chapters/trade-offs': [tradeOffs.TOPICS, tradeOffs.RIGHT],
};

const complete = readChapters().filter(({ frontmatter }) => frontmatter['status'] === 'complete');

/** What the chapter lacks of an item; empty if it teaches it. */
function gap({ at, says }: CoverageItem, { file, tree }: Chapter): string {
  const sections = sectionsOf(tree);
  const section = sections.find(({ id }) => id === at);
  if (!section)
    return `${file} has no heading or note #${at}; it has ${sections.map(({ id }) => id).join(', ')}`;
  const text = section.text.toLowerCase();
  const missing = says.filter((words) => !text.includes(words.toLowerCase()));
  return missing.length === 0 ? '' : `${file}:${section.line}: #${at} does not say “${missing.join('”, “')}”`;
}

describe.each(complete.map((chapter) => [chapter.file, chapter] as const))('%s covers', (file, chapter) => {
  const coverage = COVERAGE[String(chapter.frontmatter['slug'])];

  test('a list of what the syllabus wants', () => {
    expect(coverage, `${file} has no list in tests/content/coverage`).toBeDefined();
    for (const list of coverage ?? []) expect(list.length).toBeGreaterThan(3);
  });

  test.for((coverage ?? []).flat())('$item', (item) => {
    expect(gap(item, chapter)).toBe('');
  });
});

describe('the coverage check', () => {
  const chapter = toChapter(
    'planted.mdx',
    ['## Queues', 'First in, *first* out.', '### Inner', 'Deeper.', '## Stacks', 'Last in.'].join('\n\n'),
  );

  test('finds words through emphasis and in the headings below', () => {
    expect(gap({ item: 'x', at: 'queues', says: ['First in, first out', 'deeper'] }, chapter)).toBe('');
  });

  test('does not look beyond the section, and names what is missing', () => {
    expect(gap({ item: 'x', at: 'queues', says: ['last in'] }, chapter)).toContain('planted.mdx:1: #queues');
    expect(gap({ item: 'x', at: 'heaps', says: [] }, chapter)).toContain('no heading or note #heaps');
  });
});
