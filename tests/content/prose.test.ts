import { describe, expect, test } from 'vitest';
import { readChapters, toChapter } from './source/chapters.ts';
import { proseProblems } from './source/prose-lint.ts';
import { openingProblems, repeatedPhrases } from './source/repetition.ts';

const chapters = readChapters();

test.each(chapters.map((chapter) => [chapter.file, chapter] as const))('%s reads cleanly', (_, chapter) => {
  expect([...proseProblems(chapter), ...openingProblems(chapter)]).toEqual([]);
});

test('nothing is said twice in the same words', () => {
  expect(repeatedPhrases(chapters).join('\n')).toBe('');
});

describe('the lint', () => {
  const problemsOf = (...lines: string[]) => proseProblems(toChapter('planted.mdx', lines.join('\n')));

  test.each([
    ['a belittling word', 'It is simply a queue.'],
    ['another one', 'You Just call it.'],
    ['a doubled word', 'It goes to the the queue.'],
    ['a word doubled across lines', 'It goes to the\nthe queue.'],
    ['an emoji', 'Well done 🎉'],
    ['an announcement', 'In this chapter we will look at queues.'],
    ['filler', 'Needless to say, the queue is full.'],
    ['more filler', 'It plays a crucial role.'],
    ['a straight quote in a title', '<Note kind="aside" title="The bus\'s end">\n\nHere.\n\n</Note>'],
    ['a straight quote in a question', '<Predict question="The bus\'s end?">\n\nHere.\n\n</Predict>'],
    ['one after a digit', '<Predict question="Is o-1\'s card declined?">\n\nHere.\n\n</Predict>'],
    ['one in a promise', "---\ndescription: The bus's end.\n---\n\nHere."],
    ['one in a caption', '```mermaid title="The bus\'s end"\nflowchart\n```'],
    ['two kinds of double quotes', 'A “task” and a\n\n"job".'],
    ['two kinds of apostrophes', "Node's loop and\n\nthe browser’s."],
    ['a line that begins with a tag', 'This is a\n<Term id="queue">queue</Term> of jobs.'],
    ['a paragraph that was split at a tag', 'This is a\n\n<Term id="queue">queue</Term> of jobs.'],
    ['such a line in a list', '- It publishes\n  <EventName>OrderPlaced</EventName> at once.'],
  ])('finds %s', (_, text) => {
    expect(problemsOf(text)).toHaveLength(1);
  });

  test('finds two sections that open alike', () => {
    const text =
      '## One\n\nA queue is full.\n\n## Two\n\nA queue is *not* full.\n\n### Three\n\nThe queue is.';
    expect(openingProblems(toChapter('planted.mdx', text))).toEqual([
      expect.stringMatching(/^planted\.mdx:7: /),
    ]);
  });

  test('finds eight words in a row that stand elsewhere, once', () => {
    const one = toChapter('chapters/01-one.mdx', 'And so a queue is like a bath with two taps that run.');
    const two = toChapter(
      'two.mdx',
      'First.\n\nA topic, like *a* queue, is like a bath.\n\nA queue is like a bath with two taps, again.',
    );
    expect(repeatedPhrases([one, two])).toEqual([expect.stringMatching(/^two\.mdx:5: .*01-one\.mdx:1;/)]);
    const quoting = toChapter('two.mdx', '[One](../one/) says: a queue is like a bath with two taps.');
    expect(repeatedPhrases([one, quoting])).toEqual([]);
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
    expect(
      problemsOf('This is\na <Term id="queue">queue</Term>.', '', '<Summary>', '', '- A', '', '</Summary>'),
    ).toEqual([]);
  });
});
