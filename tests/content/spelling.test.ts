import { describe, expect, test } from 'vitest';
import { readChapters, toChapter } from './source/chapters.ts';
import { namesInPrograms, passagesOfChapter, passagesOfGlossary, passagesOfLabs } from './source/passages.ts';
import { createSpeller, readWordList, wordsIn } from './source/spelling.ts';

const list = readWordList();
const chapters = readChapters();
const names = namesInPrograms(chapters);
const speller = await createSpeller(list, names);

test.each(chapters.map((chapter) => [chapter.file, chapter] as const))('%s is spelt right', (_, chapter) => {
  expect(speller.problems(passagesOfChapter(chapter)).join('\n')).toBe('');
});

test('the glossary is spelt right', () => {
  expect(speller.problems(passagesOfGlossary()).join('\n')).toBe('');
});

test('tasks and hints of the labs are spelt right', () => {
  expect(speller.problems(passagesOfLabs()).join('\n')).toBe('');
});

describe('the list of words', () => {
  test('keeps the order of the alphabet, each word once', () => {
    expect(list).toEqual([...new Set(list)].sort((a, b) => a.localeCompare(b, 'en')));
  });

  // A chapter that is being written may yet need a word.
  const isWhole = chapters.every(({ frontmatter }) => frontmatter['status'] === 'complete');

  test.runIf(isWhole)('holds no word that the book has no longer', () => {
    const used = wordsIn([
      ...chapters.flatMap(passagesOfChapter),
      ...passagesOfGlossary(),
      ...passagesOfLabs(),
    ]);
    expect(
      list.filter((word) => ![word, word[0]?.toUpperCase() + word.slice(1)].some((form) => used.has(form))),
    ).toEqual([]);
  });

  test('holds no word that the dictionary has', () => {
    expect(list.filter((word) => speller.inDictionary(word))).toEqual([]);
  });
});

describe('the speller', () => {
  const problemsOf = (...lines: string[]) =>
    speller.problems(passagesOfChapter(toChapter('planted.mdx', lines.join('\n'))).slice(2));

  test.each([
    ['a typo', 'A mesage waits.'],
    ['a typo at the head of a sentence', 'Mesages wait.'],
    ['a typo in a compound', 'A half-finsihed order.'],
    ['a typo in a genitive', 'The brocker’s word.'],
    ['American spelling', 'The color of a note.'],
    ['-ize', 'To organize a queue.'],
    ['a name in the wrong case', 'Ask rabbitmq for it.'],
    ['a typo in a title', '<Note kind="aside" title="A mesage">\n\nHere.\n\n</Note>'],
    ['a typo in a description', '```mermaid title="A" description="A mesage."\nflowchart LR\n```'],
    ['a typo for the instructor', '<Instructor minutes={5} cut="never">\n\nA mesage.\n\n</Instructor>'],
  ])('finds %s', (_, text) => {
    expect(problemsOf(text)).toHaveLength(1);
  });

  test('says where', () => {
    expect(problemsOf('First line,', 'second mesage.')[0]).toMatch(/^planted\.mdx:2: “mesage”/);
  });

  test('leaves code, names, numbers and addresses alone', () => {
    const text = [
      'Call `mesage()`, see https://exmaple.org/mesage or [this](https://exmaple.org), o-1, 3rd, node:evnts.',
      '',
      '<EventName>OrdrPlaced</EventName> isn’t read, and “London’s” size is.',
      '',
      '```js norun="listing"',
      'const mesage = 1;',
      '```',
    ];
    expect(problemsOf(...text)).toEqual([]);
  });

  test('knows the words that a text has', () => {
    expect([...wordsIn([{ file: 'a', line: 1, text: 'The queue’s 2 ends' }])]).toEqual([
      'The',
      'queue',
      'ends',
    ]);
  });
});
