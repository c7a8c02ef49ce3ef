import { describe, expect, test } from 'vitest';
import { readChapters, toChapter } from './source/chapters.ts';
import { proseProblems } from './source/prose-lint.ts';

test.each(readChapters().map((chapter) => [chapter.file, chapter] as const))(
  '%s reads cleanly',
  (_, chapter) => {
    expect(proseProblems(chapter)).toEqual([]);
  },
);

describe('the lint', () => {
  const problemsOf = (...lines: string[]) => proseProblems(toChapter('planted.mdx', lines.join('\n')));

  test.each([
    ['a belittling word', 'It is simply a queue.'],
    ['another one', 'You Just call it.'],
    ['a doubled word', 'It goes to the the queue.'],
    ['a word doubled across lines', 'It goes to the\nthe queue.'],
    ['an emoji', 'Well done 🎉'],
    ['an announcement', 'In this chapter we will look at queues.'],
    ['two kinds of double quotes', 'A “task” and a\n\n"job".'],
    ['two kinds of apostrophes', "Node's loop and\n\nthe browser’s."],
  ])('finds %s', (_, text) => {
    expect(problemsOf(text)).toHaveLength(1);
  });

  test('says where', () => {
    expect(problemsOf('First line.', '', 'Second,', 'and obviously a third.')[0]).toMatch(
      /^planted\.mdx:4: /,
    );
  });

  test('leaves code and sound prose alone', () => {
    expect(
      problemsOf('`just` → a “queue”; adjust it.', '', '```js node', "const just = 'the the';", '```'),
    ).toEqual([]);
  });
});
