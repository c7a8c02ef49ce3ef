/** The glossary: its source, and its agreement with the chapters. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { codeParts, GLOSSARY_FILE, parseGlossary } from '#book/glossary.ts';
import { findTermPlaces } from '#book/term-places.ts';
import { readChapters, toChapter } from './source/chapters.ts';
import { termProblems } from './source/terms.ts';

test('every term that a chapter marks is defined, marked once, and every entry is used', () => {
  const entries = parseGlossary(readFileSync(GLOSSARY_FILE, 'utf8'));
  expect(termProblems(entries, readChapters()).join('\n')).toBe('');
});

const entry = (id: string, ...lines: string[]) =>
  [`- id: ${id}`, `  term: ${id}`, '  definition: What it is.', ...lines].join('\n');

describe('a glossary with a fault is refused, with the line and the way to mend it', () => {
  const refusal = (...entries: string[]): string => {
    try {
      parseGlossary(entries.join('\n'), 'terms.yaml');
    } catch (error) {
      return (error as Error).message;
    }
    return 'let through';
  };

  test('a sound one is let through', () => {
    expect(refusal(entry('ack', '  see: [queue]'), entry('queue'))).toBe('let through');
  });

  test.each([
    ['no YAML', ['- id: [ack'], /^terms\.yaml:1: this is no valid YAML/],
    ['no list', ['ack: yes'], /^terms\.yaml:1: the glossary is no list/],
    ['an unknown field', [entry('ack', '  sea: [queue]')], /^terms\.yaml:1: the entry ack .*sea/],
    ['an id with capitals', [entry('Ack')], /^terms\.yaml:1: the entry Ack .*“id”.*small letters/],
    ['no definition', ['- id: ack', '  term: ack'], /^terms\.yaml:1: the entry ack .*“definition”/],
    [
      'a definition without full stop',
      [entry('ack').replace('is.', 'is')],
      /^terms\.yaml:3: the entry ack .*“definition”: end it with a full stop/,
    ],
    [
      'a definition of four sentences',
      [entry('ack').replace('is.', 'is. One. Two. Three.')],
      /^terms\.yaml:3: .*three sentences/,
    ],
    ['an open backquote', [entry('ack').replace('is.', '`is.')], /^terms\.yaml:3: .*backquote/],
    ['an entry twice', [entry('ack'), entry('ack')], /^terms\.yaml:4: the entry ack stands twice/],
    ['an entry out of order', [entry('queue'), entry('ack')], /^terms\.yaml:4: ack stands after queue/],
    [
      'a “see” that leads nowhere',
      [entry('ack', '  see: [queue]')],
      /^terms\.yaml:1: .*queue, and there is no/,
    ],
    ['a “see” to itself', [entry('ack', '  see: [ack]')], /^terms\.yaml:1: .*names itself/],
  ])('%s', (_, entries, message) => {
    expect(refusal(...entries)).toMatch(message);
  });
});

describe('chapters and glossary that disagree are refused', () => {
  const chapter = (status: string, ...lines: string[]) => {
    const head = ['---', 'slug: chapters/planted', `status: ${status}`, '---'];
    return toChapter('planted.mdx', [...head, ...lines].join('\n'));
  };
  const problems = (yaml: string, ...lines: string[]) =>
    termProblems(parseGlossary(yaml), [chapter('complete', ...lines)]);
  const mark = 'A <Term id="ack">receipt</Term> for a message.';

  test('agreement is let through', () => {
    expect(problems(entry('ack'), mark)).toEqual([]);
  });

  test('a marked term without entry: the message is the entry to write', () => {
    expect(problems(entry('receipt'), mark)).toEqual([
      expect.stringMatching(/^planted\.mdx:5: .*“ack”[^]*- id: ack\n {2}term: receipt\n {2}definition: >-\n/),
    ]);
  });

  test('a term marked twice', () => {
    expect(problems(entry('ack'), mark, '', mark)).toEqual([
      expect.stringMatching(/^planted\.mdx:7: .*planted\.mdx:5 .*“receipt” without the mark/),
    ]);
  });

  test('an entry that no chapter uses', () => {
    expect(problems([entry('ack'), entry('queue')].join('\n'), mark)).toEqual([
      expect.stringContaining('no chapter uses “queue”'),
    ]);
  });

  test('an entry waits for a chapter that is being written', () => {
    expect(termProblems(parseGlossary(entry('ack')), [chapter('being-written', 'Soon.')])).toEqual([]);
  });

  test('a chapter that does not exist', () => {
    expect(problems(entry('ack', '  only: [nowhere]'), mark)).toEqual([expect.stringContaining('nowhere')]);
  });
});

describe('the places of a term', () => {
  const text = [
    'Acks come first.',
    '',
    '## Queues',
    '',
    'Backpack, acknowledged.',
    '',
    '### Details',
    '',
    'An <Term id="ack">ack</Term>.',
    '',
    '```js norun="listing"',
    "const ack = 'ack';",
    '```',
    '',
    '## Listings',
    '',
    '```js norun="listing"',
    "const ack = 'ack';",
    '```',
    '',
    '<Summary>',
    '',
    'The ack ends it.',
    '',
    '</Summary>',
  ].join('\n');
  const places = (yaml: string) =>
    findTermPlaces(parseGlossary(yaml), [{ id: 'queues', tree: toChapter('a.mdx', text).tree }]).get('ack');

  test('it is introduced in the section of its mark', () => {
    expect(places(entry('ack'))?.introduced).toEqual({
      chapter: 'queues',
      section: 'queues',
      title: 'Queues',
    });
  });

  test('it is used where the prose has it as a whole word, plural or not; listings and endings do not count', () => {
    expect(places(entry('ack'))?.used.map(({ section }) => section)).toEqual(['_top', 'queues']);
  });

  test('only in the chapters where the word has this meaning', () => {
    expect(places(entry('ack', '  only: [others]'))?.used).toEqual([]);
  });
});

test('a definition is cut into words and code', () => {
  expect(codeParts('Call `next` now.')).toEqual([
    { code: false, text: 'Call ' },
    { code: true, text: 'next' },
    { code: false, text: ' now.' },
  ]);
});
