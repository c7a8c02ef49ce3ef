/**
 * Node's own public tests of events, run in the embedded runtime. The pinned Node is the oracle: what fails there
 * without flags is not used. A test that fails here must be in the list below with its reason; one that passes must not.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNodeRuntime } from '#runtime/node/node-runtime.ts';
import { observe } from '../../../contract/observe.ts';
import { type EmbeddedHost, startEmbeddedHost } from '../../../support/embedded-host.ts';

/** File → why it cannot pass here. */
const failing: Readonly<Record<string, string>> = {
  'test-event-emitter-no-error-provided-to-error-event.js':
    'it needs node:domain, which is deprecated and not part of the built-in runtime',
};

const folder = fileURLToPath(new URL('corpus/', import.meta.url));
const common = readFileSync(new URL('common.cjs', import.meta.url), 'utf8');
const names = readdirSync(folder).filter((name) => name.startsWith('test-'));

const node = createNodeRuntime();
let embedded: EmbeddedHost;
let used = 0;
let passed = 0;

beforeAll(async () => {
  embedded = await startEmbeddedHost();
});

afterAll(async () => {
  console.info(
    `Node's own tests of events: ${names.length}, of them pass in the pinned Node: ${used}, here: ${passed}`,
  );
  await embedded?.close();
  await node.dispose();
});

test('there are tests, and the list names only such', () => {
  expect(names.length).toBeGreaterThan(40);
  expect(Object.keys(failing).filter((name) => !names.includes(name))).toEqual([]);
});

test.each(names)('%s', async (name) => {
  const program = {
    files: {
      [`parallel/${name}`]: readFileSync(folder + name, 'utf8'),
      'common/index.js': common,
      'common/index.mjs': `import common from './index.js'; export const { ${exported().join(', ')} } = common; export default common;`,
    },
    entry: `parallel/${name}`,
    host: 'node-cjs' as const,
  };
  const inNode = await observe(node.run(program));
  if (inNode.ended.exitCode !== 0) return;
  used++;
  const inPage = await embedded.run(program);
  const passes = inPage.ended.exitCode === 0 && inPage.ended.reason === 'exited';
  if (passes) passed++;
  // Shown when the expectation below fails.
  if (passes === name in failing) console.info(inPage.stderr || inPage.ended.message);
  expect(passes).toBe(!(name in failing));
});

function exported(): string[] {
  return ['mustCall', 'mustCallAtLeast', 'mustSucceed', 'mustNotCall', 'expectsError', 'expectWarning'];
}
