/** Programs of several files, or that do not parse, for the comparison with Node. */
import type { FileMap, Host } from '#lab/model.ts';

interface MultiFileProgram {
  name: string;
  files: FileMap;
  entry: string;
  host: Host;
}

const program = (name: string, host: Host, files: FileMap): MultiFileProgram => ({
  name,
  host,
  files,
  entry: Object.keys(files)[0] ?? '',
});

export const multiFilePrograms: readonly MultiFileProgram[] = [
  program('a syntax error in a module', 'node-esm', { 'main.js': `console.log('never');\nconst x = ;\n` }),
  program('a syntax error in a script', 'node-cjs', { 'main.js': `console.log('never');\nfoo(;\n` }),
  program('live bindings and a cycle', 'node-esm', {
    'main.js': `import { count, increment, total } from './counter.js';
import * as all from './counter.js';
console.log(count, all.count, total());
increment();
console.log(count, all.count, { count }, [count].length, typeof increment);
{ const count = 'shadow'; console.log(count); }
console.log(((count) => count)('parameter'), Object.keys(all));
try { count = 5; } catch (error) { console.log(error.name); }
export const base = 10;
export function hoisted() { return 'hoisted'; }`,
    'counter.js': `import { base, hoisted } from './main.js';
console.log('counter evaluated', hoisted());
try { console.log(base); } catch (error) { console.log(error.name, error.message); }
export let count = 0;
export const increment = () => { count++; };
export const total = () => count + base;`,
  }),
  program('order of evaluation with top-level await', 'node-esm', {
    'main.js': `import './a.js'; import './b.js'; import './c.js'; console.log('main');`,
    'a.js': `import './d.js'; console.log('a before'); await new Promise((r) => setTimeout(r, 10)); console.log('a after');`,
    'b.js': `console.log('b');`,
    'c.js': `import './d.js'; console.log('c before'); await null; console.log('c after');`,
    'd.js': `console.log('d'); process.nextTick(() => console.log('tick in d')); Promise.resolve().then(() => console.log('micro in d'));`,
  }),
  program('exports of every kind', 'node-esm', {
    'main.js': `import def, { a, b as bee, default as again, star1, ns, K, f, arrow } from './kinds.js';
import anonymous from './anonymous.js';
import Class from './class.js';
import * as kinds from './kinds.js';
console.log(def, def === again, a, bee, star1, ns.star1, new K().x, arrow.name);
console.log(anonymous.name, anonymous(), Class.name, kinds);
console.log(Object.getOwnPropertyDescriptor(kinds, 'a'), Reflect.ownKeys(kinds));`,
    'kinds.js': `export const a = 1, { b, ...others } = { b: 2, c: 3 };
export { others as 'string name' };
export * from './star.js';
export * as ns from './star.js';
export class K { x = 'k'; }
export async function f() {}
export const arrow = () => {};
export default { default: true };`,
    'star.js': `export const star1 = 'star'; export default 'not through a star';`,
    'anonymous.js': `export default function () { return 'called'; }`,
    'class.js': `export default class {}`,
  }),
  program('a module that is not there', 'node-esm', {
    'main.js': `console.log('never'); import './missing.js';`,
  }),
  program('an export that is not there', 'node-esm', {
    'main.js': `console.log('never'); import { nope } from './other.js';`,
    'other.js': `console.log('never either'); export const yes = 1;`,
  }),
  program('an error in an imported module', 'node-esm', {
    'main.js': `console.log('never'); import './bad.js';`,
    'bad.js': `console.log('bad runs'); throw new RangeError('from the module');`,
  }),
  program('dynamic import of files', 'node-esm', {
    'main.js': `globalThis.out = [];
let p = Promise.resolve();
for (let i = 1; i < 30; i++) p = p.then(() => out.push(i));
const note = (name, promise) => promise.then((ns) => out.push(name, ns), (error) => out.push(name, String(error)));
note('plain', import('./plain.js'));
note('throws', import('./throws.js'));
note('waits', import('./waits.js'));
note('script', import('./script.cjs'));
note('nested', import('./nested.js'));
setTimeout(() => {
  console.log(out);
  out.length = 0;
  import('./plain.js').then((ns) => out.push(ns));
  let q = Promise.resolve();
  for (let i = 1; i < 12; i++) q = q.then(() => out.push(i));
  setTimeout(() => console.log(out), 20);
}, 100);`,
    'plain.js': `out.push('[plain]'); export default 'plain';`,
    'throws.js': `out.push('[throws]'); throw new Error('no');`,
    'waits.js': `out.push('[waits]'); await 0; out.push('[waited]'); export const x = 1;`,
    'script.cjs': `out.push('[script]'); exports.value = 5; exports.other = () => {};`,
    'nested.js': `import './plain.js'; out.push('[nested]');`,
  }),
  program('CommonJS modules', 'node-cjs', {
    'main.js': `const a = require('./a');
const data = require('./data.json');
console.log(a.done, a.fromB, data, require('./a.js') === a, require('./folder').name);
console.log(require.cache[require.resolve('./a')].exports === a, module.children.length);
try { require('./throws'); } catch (error) { console.log(error.message); }
try { require('./throws'); } catch (error) { console.log(error.message); }
try { require('./nowhere'); } catch (error) { console.log(error.code); }
console.log(require('./esm.mjs').value, this === exports);
import('./esm.mjs').then((ns) => console.log(ns.value, ns.default));`,
    'a.js': `exports.done = false; const b = require('./b'); exports.fromB = b.sawA; exports.done = true;`,
    'b.js': `const a = require('./a'); exports.sawA = a.done;`,
    'data.json': `{ "numbers": [1, 2, 3] }`,
    'folder/index.js': `module.exports = class Named {};`,
    'throws.js': `throw new Error('thrown again ' + (globalThis.times = (globalThis.times ?? 0) + 1));`,
    'esm.mjs': `export const value = 'from a module'; export default 7;`,
  }),
  program('a module imports CommonJS and JSON', 'node-esm', {
    'main.js': `import whole, { named } from './lib.cjs';
import data from './data.json' with { type: 'json' };
import * as namespace from './lib.cjs';
console.log(whole, named, data.list, namespace.default === whole, Object.keys(namespace).includes('named'));
import { createRequire } from 'node:module';
console.log(createRequire(import.meta.url)('./lib.cjs') === whole);`,
    'lib.cjs': `const n = 'n'; module.exports = { named: n, other: 5, method() { return 'm'; } };`,
    'data.json': `{ "list": [1] }`,
  }),
  program('a script that is written as a module', 'node-cjs', {
    'main.js': `import { readFileSync } from 'node:fs';
console.log(typeof readFileSync, typeof require, import.meta.url.endsWith('main.js'));`,
  }),
  program('reading the learner’s own files', 'node-esm', {
    'main.js': `import { readFile } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
console.log(await readFile(new URL('./notes.txt', import.meta.url), 'utf8'));
console.log(readdirSync('.').filter((name) => name.endsWith('.txt')));`,
    'notes.txt': 'some notes',
  }),
  program('unhandled rejection in a module that others wait for', 'node-esm', {
    'main.js': `import './slow.js'; console.log('never');`,
    'slow.js': `await new Promise((_, reject) => setTimeout(reject, 5, new Error('late')));`,
  }),
];
