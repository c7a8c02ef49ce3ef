import { describe, expect, test } from 'vitest';
import { missingInPage, programOf } from '#book/page-programs.ts';
import { parseFences } from '#book/fences.ts';
import { embeddedNode } from '#runtime/embedded/page-node.ts';

/** Fences of a chapter, each given as info string and lines. */
function chapter(...blocks: [info: string, ...code: string[]][]) {
  const text = blocks.map(([info, ...code]) => ['```' + info, ...code, '```', ''].join('\n')).join('\n');
  return parseFences(text, 'planted.mdx');
}

function lastProgram(...blocks: [info: string, ...code: string[]][]) {
  const fences = chapter(...blocks);
  const fence = fences.at(-1);
  if (fence?.kind !== 'run') throw new Error('the last block does not run');
  return { fence, program: programOf(fence, fences) };
}

function missing(info: string, ...code: string[]): string | null {
  const { fence, program } = lastProgram([info, ...code]);
  return missingInPage(fence, program.files, embeddedNode);
}

describe('a block can be run in the page', () => {
  test.each([
    ['without imports', 'js node', "console.log('a'); // → a"],
    ['with modules that the runtime has', 'js node', "import { once } from 'node:events';", 'once;'],
    ['as CommonJS', 'js node cjs', "const { EventEmitter } = require('events');", 'EventEmitter;'],
    ['with the part of a module that is there', 'js node', "import { randomUUID } from 'node:crypto';"],
    [
      'with a name of its own for what is lacking',
      'js node',
      'const CompressionStream = () => 1;',
      'CompressionStream();',
    ],
    ['with a property of that name', 'js node', 'const shop = { EventSource() {} };', 'shop.EventSource();'],
    ['with a syntax error on purpose', 'js node exit=1', 'const = 1; // ✗ SyntaxError'],
  ])('%s', (_, info, ...code) => {
    expect(missing(info, ...code)).toBeNull();
  });
});

describe('a block cannot be run in the page', () => {
  test.each([
    ['in a browser', 'js browser', 'a browser page', 'x;'],
    ['with a server', 'js node needs="redis"', 'a redis server', 'x;'],
    ['with a package', 'js node', 'the module rxjs', "import { of } from 'rxjs';"],
    ['with a package loaded late', 'js node', 'the module rxjs', "await import('rxjs');"],
    ['with a package of CommonJS', 'js node cjs', 'the module ws', "require('ws');"],
    ['with a missing module', 'js node', 'the module node:sqlite', "import 'node:sqlite';"],
    [
      'with a lacking name',
      'js node',
      'createCipheriv of node:crypto',
      "import { createCipheriv } from 'node:crypto';",
    ],
    [
      'with one of a whole module',
      'js node',
      'Worker of node:worker_threads',
      "import * as threads from 'node:worker_threads';",
      'new threads.Worker(1);',
    ],
    [
      'with one of a required module',
      'js node cjs',
      'createCipheriv of crypto',
      "const { createCipheriv } = require('crypto');",
    ],
    ['with one of a global module', 'js node', 'kill of process', 'process.kill(process.pid);'],
    ['with a lacking global', 'js node', 'the global CompressionStream', "new CompressionStream('gzip');"],
  ])('%s', (_, info, reason, ...code) => {
    expect(missing(info, ...code)).toBe(reason);
  });
});

describe('blocks that belong together', () => {
  const shop: [string, ...string[]] = ['js node title="shop.mjs"', 'export const shop = 1;'];

  test('are one program: the nearest earlier block of that title, and what that one imports', () => {
    const { program } = lastProgram(
      ['js node title="shop.mjs"', 'export const shop = 0;'],
      shop,
      ['js node title="till.mjs"', "export { shop } from './shop.mjs';"],
      ['js node', "import { shop } from './till.mjs';", 'console.log(shop); // → 1'],
    );
    expect(program.entry).toBe('block.mjs');
    expect(program.files['shop.mjs']).toBe('export const shop = 1;');
    expect(program.others.toSorted()).toEqual(['shop.mjs', 'till.mjs']);
  });

  test('need one another’s modules too', () => {
    const { fence, program } = lastProgram(
      ['js node title="till.mjs"', "import 'rxjs';"],
      ['js node', "import './till.mjs';"],
    );
    expect(missingInPage(fence, program.files, embeddedNode)).toBe('the module rxjs');
  });

  test('a file that no earlier block is stops the build, with its place', () => {
    expect(() =>
      lastProgram(['js node', "import './shop.mjs';"], shop, ['js node', "import './sho.mjs';"]),
    ).toThrow(/^planted\.mdx:\d+: the block imports \.\/sho\.mjs/);
  });
});
