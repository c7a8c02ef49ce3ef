/**
 * Every module that the pinned Node has either works in the embedded runtime, shown by a program that prints what Node
 * prints, or is refused with a sentence that names it and says where it runs, whichever way a program asks for it.
 */
import { builtinModules } from 'node:module';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNodeRuntime } from '#runtime/node/node-runtime.ts';
import { missingModuleMessage } from '#runtime/embedded/core/missing-module.ts';
import { program, runText } from '../../contract/observe.ts';
import { type EmbeddedHost, startEmbeddedHost } from '../../support/embedded-host.ts';
import { moduleProbes } from './module-probes.ts';

const node = createNodeRuntime();
let embedded: EmbeddedHost;

beforeAll(async () => {
  embedded = await startEmbeddedHost();
});

afterAll(async () => {
  await embedded?.close();
  await node.dispose();
});

/** Asks for the module in the four ways that a program has, and prints what it is told. */
const askFor = (id: string): string => `
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const ways = {
  import: () => import('node:${id}'),
  variable: () => { const name = 'node:${id}'; return import(name); },
  require: () => require('node:${id}'),
  getBuiltinModule: () => process.getBuiltinModule('node:${id}'),
};
for (const [way, ask] of Object.entries(ways))
  try { await ask(); console.log(way, 'answered'); } catch (error) { console.log(way, error.message); }
`;

const plain = (id: string): string => id.replace(/^node:/, '');
const names = builtinModules.map(plain);
const working = names.filter((id) => id in moduleProbes);
const refused = names.filter((id) => !(id in moduleProbes));

test('there is a probe for modules of Node only', () => {
  expect(Object.keys(moduleProbes).filter((id) => !names.includes(id))).toEqual([]);
});

test('module.builtinModules is Node’s', async () => {
  const text = `import { builtinModules, isBuiltin } from 'node:module';
console.log(builtinModules.join(' '), isBuiltin('zlib'), isBuiltin('node:test'), isBuiltin('test'), isBuiltin('ws'));`;
  const [inNode, inPage] = await Promise.all([runText(node, text), embedded.run(program(text))]);
  expect(inPage.stdout).toBe(inNode.stdout);
});

test.each(working)('%s works', async (id) => {
  const text = moduleProbes[id]!;
  const [inNode, inPage] = await Promise.all([runText(node, text), embedded.run(program(text))]);
  if (inPage.stdout !== inNode.stdout) console.info(inNode.stderr, inPage.stderr);
  expect(inNode.stdout).not.toBe('');
  expect(inPage.stdout).toBe(inNode.stdout);
  expect(inPage.ended).toEqual(inNode.ended);
});

test.each(refused)('%s is refused with a sentence', async (id) => {
  const sentence = missingModuleMessage(id);
  expect(sentence).toContain(id);
  const { stdout } = await embedded.run(program(askFor(id)));
  const ways = ['import', 'variable', 'require', 'getBuiltinModule'];
  expect(stdout).toBe(ways.map((way) => `${way} ${sentence}\n`).join(''));
});

test.each(refused)('a program that imports %s ends with the sentence', async (id) => {
  const inPage = await embedded.run(program(`import * as it from 'node:${id}'; console.log(it);`));
  expect(inPage.ended.exitCode).toBe(1);
  expect(inPage.stderr).toContain(missingModuleMessage(id));
});

test('a package of npm is refused with a sentence, by import and by require', async () => {
  const text = `import { createRequire } from 'node:module';
for (const name of ['ws', '@scope/pack/deep.js'])
  for (const ask of [() => import(name), () => createRequire(import.meta.url)(name)])
    try { await ask(); } catch (error) { console.log(error.code, error.message); }`;
  const { stdout } = await embedded.run(program(text));
  expect(stdout.match(/ERR_MODULE_NOT_FOUND|\bMODULE_NOT_FOUND/g)).toHaveLength(4);
  expect(stdout.match(/The package ws is not part of the built-in runtime/g)).toHaveLength(2);
  expect(stdout.match(/The package @scope\/pack is not part of the built-in runtime/g)).toHaveLength(2);
});
