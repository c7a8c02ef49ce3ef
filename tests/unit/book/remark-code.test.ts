import { describe, expect, test } from 'vitest';
import { remarkCode } from '#book/remark-code.ts';
import { markupFrom } from './compile.ts';

const render = (...lines: string[]) => markupFrom([remarkCode], lines);

describe('a block', () => {
  test('shows its title, where it runs, and its output set apart', async () => {
    const html = await render(
      '```js node cjs title="shop.js"',
      "console.log('<b>'); // → <b>",
      '// ✗ Error: x',
      '```',
    );
    expect(html).toContain('<span class="code-title">shop.js</span>');
    expect(html).toContain('<span class="code-host">Node, CommonJS</span>');
    expect(html).toContain('<span class="out">// → &lt;b&gt;</span>');
    expect(html).toContain('<span class="out err">// ✗ Error: x</span>');
    expect(html).toContain("<i>'&lt;b&gt;'</i>");
  });

  test('that nobody runs says why', async () => {
    expect(await render('```sh norun="needs <a> broker"', 'redis-server', '```')).toContain(
      'Not run: needs &lt;a&gt; broker',
    );
  });

  test('with a wrong info string stops the build, with its place', async () => {
    await expect(render('', '```js', 'x', '```')).rejects.toThrow(
      /^planted\.mdx:2: the fence does not say where it runs/,
    );
  });
});

test('a block in the text of a lab need not say where it runs', async () => {
  const html = await markupFrom(
    [remarkCode],
    ['```js', 'run(); // → a', '```'],
    'labs/a/exercises/01-b/task.mdx',
  );
  expect(html).toContain('<span class="out">// → a</span>');
  expect(html).not.toContain('figcaption');
});

describe('a prediction', () => {
  const predict = (...inner: string[]) =>
    render('<Predict question="What?">', '', ...inner, '', '</Predict>');

  test('hides what the block prints until it is opened, with the explanation', async () => {
    const html = await predict(
      'Think.',
      '',
      '```js node',
      "console.log('a & b'); // → a & b",
      '// ✗ Error: x',
      '```',
      '',
      'Because.',
    );
    const [before, answer] = html.split('<details>');
    expect(before).toContain('Think.');
    expect(before).not.toMatch(/→|✗|Because/);
    expect(answer).toContain('<summary>Show what it prints</summary>');
    expect(answer).toContain('<li><code>a &amp; b</code></li><li class="err">');
    expect(answer).toContain('Because.');
  });

  test('names an empty line', async () => {
    expect(await predict('```js node', 'console.log(); // →', '```')).toContain(
      '<li><em>an empty line</em></li>',
    );
  });

  test.each([
    ['no block', ['Nothing.'], /holds 0 fences/],
    ['two blocks', ['```js node', '// → a', '```', '', '```js node', '// → b', '```'], /holds 2 fences/],
    ['a silent block', ['```js node', 'x', '```'], /prints something/],
    ['a block that does not run', ['```js norun="why not"', '// → a', '```'], /prints something/],
  ])('with %s is refused', async (_, inner, problem) => {
    await expect(predict(...inner)).rejects.toThrow(problem);
  });
});
