/**
 * What the embedded runtime is known to do otherwise than Node, each with its reason. A test here fails when a
 * difference is gone: then the program belongs into the corpus.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNodeRuntime } from '#runtime/node/node-runtime.ts';
import { program, runText } from '../../contract/observe.ts';
import { type EmbeddedHost, startEmbeddedHost } from '../../support/embedded-host.ts';

interface Difference {
  what: string;
  why: string;
  text: string;
  here: string;
}

const differences: readonly Difference[] = [
  {
    what: 'a settled promise may be shown as pending',
    why: 'A browser does not tell the state of a promise; known are those of Promise.resolve and Promise.reject.',
    text: `console.log(new Promise((resolve) => resolve(1)));`,
    here: 'Promise { <pending> }\n',
  },
  {
    what: 'modules that need the operating system or C++ are not there',
    why: 'No processes, sockets or ciphers in a sandboxed page. The error says which engine has them.',
    text: `try { await import('node:http'); } catch (error) { console.log(error.message); } console.log(typeof (await import('node:os')).cpus);`,
    here: 'node:http is not part of the built-in runtime. WebContainer has it: switch the engine and run again.\nfunction\n',
  },
  {
    what: 'hashing is not there',
    why: 'A sandboxed frame is no secure context, so the engine offers no digests.',
    text: `import { createHash, randomUUID } from 'node:crypto';
try { console.log(createHash('sha256').update('x').digest('hex').length); } catch { console.log('none', randomUUID().length); }`,
    here: 'none 36\n',
  },
  {
    what: 'a timer does not wait in real time',
    why: 'Time is virtual, so that a run is over at once and the same every time.',
    text: `import { execPath } from 'node:process';
const start = performance.now(); await new Promise((r) => setTimeout(r, 2000)); console.log(Math.round((performance.now() - start) / 1000), execPath === '/usr/local/bin/node');`,
    here: '2 true\n',
  },
];

const node = createNodeRuntime();
let embedded: EmbeddedHost;

beforeAll(async () => {
  embedded = await startEmbeddedHost();
});

afterAll(async () => {
  await embedded?.close();
  await node.dispose();
});

test.each(differences)('$what', async ({ text, here, why }) => {
  expect(why).not.toBe('');
  const [inNode, inPage] = await Promise.all([runText(node, text), embedded.run(program(text))]);
  expect(inPage.stdout).toBe(here);
  expect(inNode.stdout).not.toBe(here);
});
