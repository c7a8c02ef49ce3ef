import { describe, expect, test } from 'vitest';
import { parseFences } from '#book/fences.ts';

const parse = (...lines: string[]) => parseFences(lines.join('\n'), 'chapter.mdx');
const parseOne = (info: string, code = 'x;') => parse(`\`\`\`${info}`, code, '```')[0];

describe('the info string', () => {
  test.each([
    ['js node', { host: 'node-esm', exitCode: 0, anyOrder: false, title: undefined }],
    ['js node cjs', { host: 'node-cjs' }],
    ['js browser', { host: 'browser' }],
    ['js browser module anyorder', { host: 'browser-module', anyOrder: true }],
    ['js node needs="redis"', { needs: 'redis' }],
    ['js node exit=1 title="a shop.js"', { exitCode: 1, title: 'a shop.js' }],
  ])('%s', (info, expected) => {
    expect(parseOne(info)).toMatchObject({ kind: 'run', ...expected });
  });

  test('norun gives its reason, in any language', () => {
    expect(parseOne('sh norun="needs a broker"')).toMatchObject({ kind: 'norun', reason: 'needs a broker' });
  });

  test('mermaid gives title and description', () => {
    expect(parseOne('mermaid title="A turn" description="One task, then microtasks."')).toMatchObject({
      kind: 'diagram',
      title: 'A turn',
      description: 'One task, then microtasks.',
    });
  });

  test.each([
    ['js', 'does not say where it runs'],
    ['js node browser', 'does not say where it runs'],
    ['js browser cjs', 'has no “cjs”'],
    ['js browser exit=1', 'has no “exit”'],
    ['js node needs="postgres"', 'no server is known as “postgres”'],
    ['js browser needs="redis"', 'has no “needs”'],
    ['js node fast', 'has no “fast”'],
    ['js node exit=one', 'is no exit code'],
    ['js node title="a" title="b"', '“title” twice'],
    ['js node title="a', 'cannot be read from here on: title="a'],
    ['js norun', '“norun” says nothing'],
    ['ts node', 'nothing runs this “ts” fence'],
    ['', 'nothing runs this “unnamed” fence'],
    ['mermaid title="x"', 'has no description'],
    ['mermaid description="x"', 'has no title'],
  ])('“%s” is refused with place and fix', (info, problem) => {
    const parseIt = () => parse('# A', '', `\`\`\`${info}`, 'x;', '```');
    expect(parseIt).toThrow(/^chapter\.mdx:3: /);
    expect(parseIt).toThrow(problem);
    expect(parseIt).toThrow(/\n {2}Fix: /);
  });
});

test('lines are those of the file, frontmatter and components included', () => {
  const fences = parse(
    '---',
    'title: x',
    '---',
    '',
    '<Predict question="a">',
    '',
    '```js node',
    'x',
    '```',
    '',
    '</Predict>',
  );
  expect(fences.map(({ place }) => place)).toEqual([{ file: 'chapter.mdx', line: 7 }]);
});

test('text that is no MDX is refused with its line', () => {
  expect(() => parse('fine', '', '<Note>', 'never closed')).toThrow(
    /^chapter\.mdx:\d+: this is no valid MDX/,
  );
});
