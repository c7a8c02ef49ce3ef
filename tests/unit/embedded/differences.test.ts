/**
 * What the embedded runtime is known to do otherwise than Node, each with its reason. A test here fails when a
 * difference is gone: then the program belongs into the corpus.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { KNOWN_DIFFERENCES } from '#runtime/differences.ts';
import { createNodeRuntime } from '#runtime/node/node-runtime.ts';
import { program, runText } from '../../contract/observe.ts';
import { type EmbeddedHost, startEmbeddedHost } from '../../support/embedded-host.ts';

interface Difference {
  why: string;
  text: string;
  here: string;
}

const differences: Readonly<Record<(typeof KNOWN_DIFFERENCES)['embedded'][number], Difference>> = {
  'Waiting takes no real time: a timer of an hour is over at once, and clocks say that an hour has passed.': {
    why: 'Time is virtual, so that a run is over at once and the same every time.',
    text: `import { execPath } from 'node:process';
const start = performance.now(); await new Promise((r) => setTimeout(r, 2000)); console.log(Math.round((performance.now() - start) / 1000), execPath === '/usr/local/bin/node');`,
    here: '2 true\n',
  },
  'There are no processes, threads, TLS or compression, and the network is a simulated one inside the program.':
    {
      why: 'A sandboxed page has none of them. The error says which engine has.',
      text: `try { await import('node:zlib'); } catch (error) { console.log(error.message); }`,
      here: 'node:zlib is not part of the built-in runtime. It runs in WebContainer and in Node itself: switch the engine and run again.\n',
    },
  'A promise that is printed shows its state, unless calls are nested more than a thousand deep: then it may say <pending>.':
    {
      why: 'A browser does not tell the state of a promise; it is known where the program’s text can be marked.',
      text: `const p = new Promise((resolve) => resolve(1));
const depth = (n) => (n === 0 ? 0 : 1 + depth(n - 1));
console.log(depth(3000), p);`,
      here: '3000 Promise { <pending> }\n',
    },
  'Calls can be nested about half as deep as in Node before the stack is full.': {
    why: 'A browser gives a worker less stack.',
    text: `const depth = (n) => (n === 0 ? 0 : 1 + depth(n - 1));
try { depth(9000); console.log('deep'); } catch (error) { console.log(error.name); }`,
    here: 'RangeError\n',
  },
  'AsyncLocalStorage is lost where Node’s own library awaits, as in pipeline with async functions.': {
    why: 'Awaits of the program are marked to carry it; those of Node’s files, as in pipeline with async functions, are not.',
    text: `import { AsyncLocalStorage } from 'node:async_hooks'; import { pipeline, Readable } from 'node:stream';
const als = new AsyncLocalStorage();
als.run('a', () => pipeline(Readable.from([1]), async function* (s) { for await (const _ of s); }, () => console.log(als.getStore())));`,
    here: 'undefined\n',
  },
};

const node = createNodeRuntime();
let embedded: EmbeddedHost;

beforeAll(async () => {
  embedded = await startEmbeddedHost();
});

afterAll(async () => {
  await embedded?.close();
  await node.dispose();
});

test.each(KNOWN_DIFFERENCES.embedded)('%s', async (what) => {
  const { text, here, why } = differences[what];
  expect(why).not.toBe('');
  const [inNode, inPage] = await Promise.all([runText(node, text), embedded.run(program(text))]);
  expect(inPage.stdout).toBe(here);
  expect(inNode.stdout).not.toBe(here);
});
