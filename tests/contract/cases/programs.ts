import type { ContractCase } from '../runtime-contract.ts';
import { observe, program, runText } from '../observe.ts';

import type { Capabilities } from '#runtime/runtime.ts';

const exited = (exitCode: number) => ({ reason: 'exited', exitCode, message: '' });

/** What programs print, and how they end. */
export const programCases: readonly ContractCase[] = [
  {
    name: 'output arrives in the order in which it was printed, and the program exits with 0',
    act: (runtime) =>
      runText(
        runtime,
        `console.log('one');
        setTimeout(() => console.log('three'), 5);
        console.log('two');
        process.stdout.write('no line end');`,
      ),
    expected: { stdout: 'one\ntwo\nno line endthree\n', stderr: '', checks: [], ended: exited(0) },
  },
  {
    name: 'errors printed by the program are told apart where the engine can',
    act: (runtime) => runText(runtime, `console.log('one'); console.error('two'); console.log('three');`),
    expected: ({ separateStderr }: Capabilities) => ({
      stdout: separateStderr ? 'one\nthree\n' : 'one\ntwo\nthree\n',
      stderr: separateStderr ? 'two\n' : '',
      checks: [],
      ended: exited(0),
    }),
  },
  {
    name: 'setters that a program plants on Object.prototype and Array.prototype meet nothing of the runtime’s own',
    act: (runtime) =>
      runText(
        runtime,
        `for (const name of ['frame', 'type', 'stream', 'text', 'kind', 'at'])
          Object.defineProperty(Object.prototype, name, { get: () => 'planted', set() { throw new Error(name); } });
        Object.defineProperty(Array.prototype, 0, { get: () => 'planted', set() {} });
        setTimeout(() => console.log('timer'), 20);
        setImmediate(() => console.log('immediate'));
        await null;
        console.log('main');`,
      ),
    expected: { stdout: 'main\nimmediate\ntimer\n', stderr: '', checks: [], ended: exited(0) },
  },
  {
    name: 'process.exit and process.exitCode decide the exit code',
    act: async (runtime) => [
      (await runText(runtime, `console.log('before'); process.exit(3); console.log('after');`)).ended,
      (await runText(runtime, `process.exitCode = 4;`)).ended,
    ],
    expected: [exited(3), exited(4)],
  },
  {
    name: 'an uncaught error ends the program with 1 and is printed with its name and message',
    act: async (runtime) => {
      const { stdout, stderr, ended } = await runText(
        runtime,
        `console.log('before');
        setTimeout(() => console.log('never'), 50);
        setTimeout(() => { throw new TypeError('boom'); }, 1);`,
      );
      const all = stdout + stderr;
      return { printed: all.includes('TypeError: boom'), went: all.includes('never'), ended };
    },
    expected: { printed: true, went: false, ended: exited(1) },
  },
  {
    name: 'an unhandled rejection ends the program with 1 and is printed',
    act: async (runtime) => {
      const { stdout, stderr, ended } = await runText(
        runtime,
        `Promise.reject(new RangeError('nobody listens'));`,
      );
      return { printed: (stdout + stderr).includes('RangeError: nobody listens'), ended };
    },
    expected: { printed: true, ended: exited(1) },
  },
  {
    name: 'a syntax error ends the program with 1 and is printed',
    act: async (runtime) => {
      const { stdout, stderr, ended } = await runText(runtime, `console.log('never');\nconst = 1;`);
      return { printed: (stdout + stderr).includes('SyntaxError'), went: stdout.includes('never'), ended };
    },
    expected: { printed: true, went: false, ended: exited(1) },
  },
  {
    name: 'an ES module program imports other files, in folders too, and may await at top level',
    act: async (runtime) =>
      observe(
        runtime.run(
          program(
            `import { name } from './lib/deep/name.js';
            import fs from 'node:events';
            const { shout } = await import('./lib/shout.js');
            console.log(shout(name), typeof require, typeof fs.EventEmitter);`,
            'node-esm',
            {
              'lib/deep/name.js': `export const name = 'ada';`,
              'lib/shout.js': `import { name } from './deep/name.js'; export const shout = (text) => text.toUpperCase() + name.length;`,
            },
          ),
        ),
      ),
    expected: { stdout: 'ADA3 undefined function\n', stderr: '', checks: [], ended: exited(0) },
  },
  {
    name: 'a CommonJS program requires other files, in folders too',
    act: (runtime) =>
      observe(
        runtime.run(
          program(
            `const { shout } = require('./lib/shout');
            console.log(shout('ada'), require('./data.json').answer, typeof module, this === module.exports);`,
            'node-cjs',
            {
              'lib/shout.js': `exports.shout = (text) => text.toUpperCase();`,
              'data.json': `{ "answer": 42 }`,
            },
          ),
        ),
      ),
    expected: { stdout: 'ADA 42 object true\n', stderr: '', checks: [], ended: exited(0) },
  },
  {
    name: 'text and file names may be in any script',
    act: (runtime) =>
      observe(
        runtime.run({
          files: {
            'été/données ✓.js': `import { satz } from './ключ.js'; console.log(satz, 'naïve 🎉'.length);`,
            'été/ключ.js': `export const satz = 'Grüße, 世界 🎉';`,
          },
          entry: 'été/données ✓.js',
          host: 'node-esm',
        }),
      ),
    expected: { stdout: 'Grüße, 世界 🎉 8\n', stderr: '', checks: [], ended: exited(0) },
  },
  {
    name: 'every run starts afresh: files and globals of an earlier one are gone',
    act: async (runtime) => {
      await observe(
        runtime.run(program(`globalThis.left = 1;`, 'node-esm', { 'left.js': 'export default 1;' })),
      );
      return runText(
        runtime,
        `console.log(typeof left); await import('./left.js').catch((error) => console.log(error.code));`,
      );
    },
    expected: { stdout: 'undefined\nERR_MODULE_NOT_FOUND\n', stderr: '', checks: [], ended: exited(0) },
  },
];
