/** The syllabus, item by item, against the places in the chapters that teach it. */
import { describe, expect, test } from 'vitest';
import type { CoverageItem } from './coverage/coverage-item.ts';
import { RIGHT, TOPICS } from './coverage/event-model.ts';
import { readChapters, toChapter, type Chapter } from './source/chapters.ts';
import { sectionsOf } from './source/sections.ts';

const eventModel = readChapters().find(({ file }) => file.endsWith('02-event-model.mdx'));

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

describe('chapter 2 covers', () => {
  test.each([...TOPICS, ...RIGHT].map((item) => [item.item, item] as const))('%s', (_, item) => {
    expect(eventModel && gap(item, eventModel)).toBe('');
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
