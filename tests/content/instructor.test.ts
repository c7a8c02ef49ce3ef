/** What the instructor's notes of a complete chapter must have, so that an agenda can be made of them. */
import { describe, expect, test } from 'vitest';
import { readInstructorNotes } from '#book/instructor.ts';
import { headingIds } from '#book/sections.ts';
import { type Chapter, readChapters, toChapter } from './source/chapters.ts';

/** What is missing or wrong, in sentences. */
function problemsOf({ file, text, tree }: Chapter): string[] {
  const notes = readInstructorNotes(text, file);
  const noted = new Set(notes.map(({ section }) => section?.id));
  const minutes = notes.reduce((sum, note) => sum + note.minutes, 0);
  const misconceptions = notes.flatMap((note) => note.misconceptions).length;
  return [
    ...sectionsToTeach(tree)
      .filter(({ id }) => !noted.has(id))
      .map(({ line, title }) => `${file}:${line}: “${title}” has no note for the instructor.`),
    ...(minutes < 45 || minutes > 140 ? [`${file}: ${minutes} minutes; a workshop takes 45 to 140.`] : []),
    ...(misconceptions < 3 ? [`${file}: ${misconceptions} misconceptions; name three at least.`] : []),
    ...notes
      .filter((note) => note.notes.split(/\s+/).length < 10)
      .map(({ line }) => `${file}:${line}: the note says too little of what to do.`),
    ...(notes.some(({ cut }) => cut === 'never') ? [] : [`${file}: no section must stay.`]),
    ...(notes.every(({ cut }) => cut === 'never') ? [`${file}: nothing can be cut if time runs short.`] : []),
  ];
}

/** The `##` sections that hold more than labs. */
function sectionsToTeach(tree: Chapter['tree']): { id: string; title: string; line: number }[] {
  const ids = headingIds(tree);
  const blocks = tree.children;
  return blocks.flatMap((block, index) => {
    if (block.type !== 'heading' || block.depth !== 2) return [];
    const rest = blocks.slice(index + 1);
    const end = rest.findIndex((next) => next.type === 'heading' && next.depth === 2);
    const own = end === -1 ? rest : rest.slice(0, end);
    if (own.every((inner) => 'name' in inner && inner.name === 'Lab')) return [];
    const { id = '', title = '' } = ids.get(block) ?? {};
    return [{ id, title, line: block.position?.start.line ?? 1 }];
  });
}

const complete = readChapters().filter(({ frontmatter }) => frontmatter['status'] === 'complete');

test.each(complete.map((chapter) => [chapter.file, chapter] as const))(
  '%s can be taught from its notes',
  (_, chapter) => {
    expect(problemsOf(chapter).join('\n')).toBe('');
  },
);

describe('a gap in the notes is found', () => {
  const misconception = '<Misconception says="a" ask="b">\n\nc\n\n</Misconception>\n\n';
  const WORDS = 'Ask the room who would notice, and wait for an answer.';
  const opening = `<Instructor minutes={5} cut="never">\n\n${WORDS}\n\n</Instructor>\n\n`;
  const note = (minutes = 50, cut = 'first', misconceptions = 3): string =>
    `<Instructor minutes={${minutes}} cut="${cut}">\n\n${WORDS}\n\n${misconception.repeat(misconceptions)}</Instructor>\n\n`;
  const problems = (text: string) => problemsOf(toChapter('planted.mdx', opening + text));

  test('nothing that must stay', () => {
    expect(problemsOf(toChapter('planted.mdx', `## A\n\nProse.\n\n${note()}`))).toEqual([
      expect.stringContaining('no section must stay'),
    ]);
  });

  test('a chapter without gaps has none', () => {
    expect(problems(`## A\n\nProse.\n\n${note()}## Labs only\n\n<Lab id="x" />\n`)).toEqual([]);
  });

  test.each([
    ['a section without a note', `## A\n\n${note()}## B\n\nProse.\n`, ':33: “B” has no note'],
    ['too short', `## A\n\nProse.\n\n${note(39)}`, '44 minutes'],
    ['too long', `## A\n\nProse.\n\n${note(136)}`, '141 minutes'],
    ['two misconceptions', `## A\n\nProse.\n\n${note(50, 'first', 2)}`, '2 misconceptions'],
    ['nothing to cut', `## A\n\nProse.\n\n${note(50, 'never')}`, 'nothing can be cut'],
    ['a note of one word', `## A\n\nProse.\n\n${note().replace(WORDS, 'Ask.')}`, 'says too little'],
  ])('%s', (_, text, problem) => {
    expect(problems(text)).toEqual([expect.stringContaining(problem)]);
  });
});
