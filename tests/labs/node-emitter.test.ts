/** The emitter that the lab's solution builds, under Node's own tests: those that ask for no more than the lab does. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ROOT } from '#cli/install.mjs';
import { createNodeEngine } from '#cli/lab/engines.ts';
import { loadLab } from '#lab/catalogue.ts';

const TESTS = join(ROOT, 'tests/unit/embedded/node-tests');
const NAMES = ['modify-in-emit', 'num-args', 'once', 'prepend', 'remove-all-listeners', 'symbols'];

const engine = createNodeEngine();
afterAll(() => engine.close());

const { exercises } = await loadLab('event-emitter');
const solution = exercises[0]?.solution['emitter.js'] ?? '';
const asCommonJs = `${solution.replace('export class', 'class')}\nmodule.exports = Emitter;\nEmitter.EventEmitter = Emitter;\n`;

async function exitCodeWith(emitter: string, name: string): Promise<number | null> {
  const entry = `parallel/test-event-emitter-${name}.js`;
  const text = readFileSync(join(TESTS, `corpus/test-event-emitter-${name}.js`), 'utf8');
  const files = {
    [entry]: text.replaceAll(/require\('(node:)?events'\)/g, "require('../emitter.js')"),
    'common/index.js': readFileSync(join(TESTS, 'common.cjs'), 'utf8'),
    'emitter.js': emitter,
  };
  const { signal } = new AbortController();
  const ended = await engine.run({ files, entry, host: 'node-cjs' }, { signal, onOutput: () => {} });
  return ended.exitCode;
}

test.each(NAMES)('passes test-event-emitter-%s', async (name) => {
  expect(await exitCodeWith(asCommonJs, name)).toBe(0);
});

test('they would notice an emitter that puts at the end what belongs to the front', async () => {
  const broken = asCommonJs.replaceAll('[one, ...list]', '[...list, one]');
  expect(broken).not.toBe(asCommonJs);
  expect(await exitCodeWith(broken, 'prepend')).not.toBe(0);
});
