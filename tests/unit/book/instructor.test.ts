import { describe, expect, test } from 'vitest';
import { readInstructorNotes } from '#book/instructor.ts';

const read = (...lines: string[]) => readInstructorNotes(lines.join('\n'), 'planted.mdx');
const note = (...inner: string[]) => [
  '<Instructor minutes={8} cut="never">',
  '',
  ...inner,
  '',
  '</Instructor>',
];
const misconception = '<Misconception says="It is gone." ask="Who knows?">\n\nNobody.\n\n</Misconception>';

test('notes are read with their sections, their Markdown and their misconceptions', () => {
  const notes = read(
    '---',
    'title: A',
    '---',
    ...note('Vote *first*.'),
    '## A `bus`',
    '### Inside',
    '<Instructor minutes={12} cut="if-needed">',
    '',
    'Show <EventName>OrderPlaced</EventName>.',
    '',
    misconception,
    '',
    '- then this',
    '',
    '</Instructor>',
  );
  expect(notes).toEqual([
    { section: null, line: 4, minutes: 8, cut: 'never', notes: 'Vote *first*.', misconceptions: [] },
    {
      section: { id: 'a-bus', title: 'A bus' },
      line: 11,
      minutes: 12,
      cut: 'if-needed',
      notes: 'Show OrderPlaced.\n\n- then this',
      misconceptions: [{ says: 'It is gone.', ask: 'Who knows?', answer: 'Nobody.' }],
    },
  ]);
});

test('a heading inside a note neither opens a section nor takes the id of one', () => {
  const notes = read('## A', ...note('## B', '', 'Ask.'), '## B', ...note('Ask.'));
  expect(notes.map(({ section }) => section?.id)).toEqual(['a', 'b']);
});

describe('a wrong block is refused with its line and what to do', () => {
  const head = (attributes: string) => [`<Instructor ${attributes}>`, '', 'Ask.', '', '</Instructor>'];
  const says = (attributes: string, answer = 'Nobody.') =>
    note('Ask.', '', `<Misconception ${attributes}>`, '', answer, '', '</Misconception>');

  test.each<[what: string, lines: string[], line: number, problem: string, fix: string]>([
    ['no minutes', head('cut="never"'), 3, 'minutes is missing', 'minutes={8}'],
    ['minutes in quotes', head('minutes="8" cut="never"'), 3, 'minutes is "8"', 'minutes={8}'],
    ['half a minute', head('minutes={7.5} cut="never"'), 3, 'minutes is {7.5}', 'a whole number'],
    ['no time at all', head('minutes={0} cut="never"'), 3, 'minutes is {0}', 'a whole number'],
    ['no cut', head('minutes={8}'), 3, 'cut is missing', '"if-needed"'],
    ['an unknown cut', head('minutes={8} cut="maybe"'), 3, 'cut is "maybe"', '"if-needed"'],
    [
      'an unknown attribute',
      head('minutes={8} cut="never" pace="slow"'),
      3,
      'no attribute pace',
      'minutes and cut',
    ],
    [
      'an attribute twice',
      head('minutes={8} minutes={9} cut="never"'),
      3,
      'minutes is given twice',
      'each once',
    ],
    ['a spread', head('minutes={8} cut="never" {...more}'), 3, 'no attribute {…}', 'minutes and cut'],
    ['an empty note', note(), 3, 'the note is empty', 'write what the instructor is to do'],
    ['nothing said', says('ask="Who?"'), 7, 'says is missing', 'says="…"'],
    ['nothing asked', says('says="Gone." ask=" "'), 7, 'ask is " "', 'ask="…"'],
    ['no answer', says('says="Gone." ask="Who?"', ''), 7, 'has no answer', 'between its tags'],
    ['a second note', [...note('Ask.'), ...note('Again.')], 8, '“A” has a note already', 'make the two one'],
    ['a note in a note', note(...note('Ask.')), 5, 'stands inside <Instructor>', 'top level'],
    [
      'a note in a box',
      ['<Note>', '', ...note('Ask.'), '', '</Note>'],
      5,
      'stands inside <Note>',
      'top level',
    ],
    [
      'a note in a line',
      ['So: <Instructor minutes={8} cut="never">ask</Instructor>.'],
      3,
      'a line of prose',
      'top level',
    ],
    [
      'a note at the end',
      ['<Summary>', '', '- a', '', '</Summary>', '', ...note('Ask.')],
      9,
      'after <Summary>',
      'above',
    ],
    ['a misconception alone', [misconception], 3, 'stands outside a note', '<Instructor>'],
    [
      'a misconception in a list',
      note('- a', '', `  ${misconception.replaceAll('\n', '\n  ')}`),
      7,
      'another block',
      'directly',
    ],
  ])('%s', (_what, lines, line, problem, fix) => {
    const reading = () => read('## A', '', ...lines);
    expect(reading).toThrow(`planted.mdx:${line}: `);
    expect(reading).toThrow(problem);
    expect(reading).toThrow(fix);
  });
});
