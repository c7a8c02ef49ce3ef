/** The comparison of the book's blocks, held against blocks that lie. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseFences, type RunnableFence } from '#book/fences.ts';
import { compareRun } from '../support/fences/compare.ts';
import { openBrowser, runInBrowser } from '../support/fences/run-in-browser.ts';
import { runInNode } from '../support/fences/run-in-node.ts';

function blockOf(info: string, ...code: string[]): RunnableFence {
  const [fence] = parseFences(['Some prose.', '', `\`\`\`${info}`, ...code, '```'].join('\n'), 'planted.mdx');
  if (fence?.kind !== 'run') throw new Error('the planted block does not run');
  return fence;
}

async function verdictInNode(info: string, ...code: string[]): Promise<string> {
  const fence = blockOf(info, ...code);
  return compareRun(fence, await runInNode(fence));
}

describe('in Node', () => {
  test('a true block passes, imports of Node and of packages included', async () => {
    const verdict = await verdictInNode(
      'js node',
      "import { EventEmitter } from 'node:events';",
      "import { z } from 'zod';",
      'console.log(typeof EventEmitter, typeof z.string); // → function function',
      'console.log();',
      '// →',
      "console.log('  two spaces'); // →   two spaces",
    );
    expect(verdict).toBe('');
  });

  test('a wrong line fails, with its place and both texts', async () => {
    const verdict = await verdictInNode('js node', "console.log('paid');", '// → shipped');
    expect(verdict).toMatch(/^planted\.mdx:3: /);
    expect(verdict).toMatch(/≠ shipped\s+│ paid/);
  });

  test.each([
    ['a line that the page lacks', 'js node', "console.log('a'); // → a", "console.log('b');"],
    ['a line that the block does not print', 'js node', "console.log('a'); // → a", '// → b'],
    ['lines in another order', 'js node', "console.log('a');", "console.log('b');", '// → b', '// → a'],
    ['an exit code nobody announced', 'js node', 'process.exitCode = 3;'],
    ['an announced failure that does not happen', 'js node exit=1', "console.log('a'); // → a"],
    ['an error nobody announced', 'js node', "console.error('careful');"],
    ['another error than announced', 'js node exit=1', "throw new TypeError('x'); // ✗ RangeError: x"],
  ])('%s fails', async (_, info, ...code) => {
    expect(await verdictInNode(info, ...code)).not.toBe('');
  });

  test('an announced failure passes', async () => {
    expect(
      await verdictInNode('js node exit=1', "throw new TypeError('no stock'); // ✗ TypeError: no stock"),
    ).toBe('');
  });

  test('anyorder accepts another order, and still counts the lines', async () => {
    const lines = ["console.log('a');", "console.log('b');", '// → b', '// → a'];
    expect(await verdictInNode('js node anyorder', ...lines)).toBe('');
    expect(await verdictInNode('js node anyorder', ...lines, '// → a')).not.toBe('');
  });

  test('cjs is CommonJS, and the default is an ES module', async () => {
    expect(await verdictInNode('js node cjs', 'console.log(typeof require); // → function')).toBe('');
    expect(await verdictInNode('js node', 'console.log(typeof require); // → undefined')).toBe('');
  });
});

describe('in a browser', () => {
  let browser: Browser | undefined;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  async function verdictInBrowser(info: string, ...code: string[]): Promise<string> {
    const fence = blockOf(info, ...code);
    return compareRun(fence, await runInBrowser(browser, fence));
  }

  test('a true block passes, whether script or module', async () => {
    const late = "setTimeout(() => console.log('later'), 120); // → later";
    expect(await verdictInBrowser('js browser', 'console.log(this === window); // → true', late)).toBe('');
    expect(
      await verdictInBrowser('js browser module', 'console.log(typeof this); // → undefined', late),
    ).toBe('');
  });

  test('a wrong line, a line too many and an unannounced error fail', async () => {
    expect(await verdictInBrowser('js browser', "console.log('paid'); // → shipped")).toMatch(
      /≠ shipped\s+│ paid/,
    );
    expect(await verdictInBrowser('js browser', "setTimeout(() => console.log('late'), 50);")).not.toBe('');
    expect(await verdictInBrowser('js browser', "throw new TypeError('x');")).toContain('TypeError: x');
  });

  test('a block that could not be run does not pass', async () => {
    await expect(runInBrowser(undefined, blockOf('js browser', '// nothing'))).rejects.toThrow(
      /was not run: no browser/,
    );
  });

  test('an announced error passes', async () => {
    expect(await verdictInBrowser('js browser', "throw new TypeError('x'); // ✗ TypeError: x")).toBe('');
  });
});
