import type { ContractCase } from '../runtime-contract.ts';
import { runText } from '../observe.ts';

const exited = { reason: 'exited', exitCode: 0, message: '' };
const lines = (text: string) => ({
  stdout: text.split(' ').join('\n') + '\n',
  stderr: '',
  checks: [],
  ended: exited,
});

const queues = `
const log = (word) => console.log(word);
setTimeout(() => log('timer'), 0);
queueMicrotask(() => log('microtask'));
Promise.resolve().then(() => { log('promise'); process.nextTick(() => log('tick-in-promise')); });
process.nextTick(() => { log('tick'); Promise.resolve().then(() => log('promise-in-tick')); });
log('main');
`;

const timers = `
setImmediate(() => {
  console.log('immediate');
  setTimeout(() => console.log('timer'), 0);
  setImmediate(() => {
    console.log('next-immediate');
  });
  process.nextTick(() => console.log('tick'));
  Promise.resolve().then(() => console.log('promise'));
});
`;

/** The order of ticks, microtasks and timers, which is what the book teaches. */
export const orderCases: readonly ContractCase[] = [
  {
    name: 'in a CommonJS program, next ticks run before promises',
    act: (runtime) => runText(runtime, queues, 'node-cjs'),
    expected: lines('main tick microtask promise promise-in-tick tick-in-promise timer'),
  },
  {
    name: 'in an ES module program, which runs as a promise job itself, promises run before next ticks',
    act: (runtime) => runText(runtime, queues, 'node-esm'),
    expected: lines('main microtask promise tick tick-in-promise promise-in-tick timer'),
  },
  {
    name: 'ticks and promises run after each callback of a phase, and an immediate waits for the next round',
    act: async (runtime) => {
      const { stdout, ended } = await runText(runtime, timers, 'node-cjs');
      const order = stdout.trim().split('\n');
      return { head: order.slice(0, 3), rest: order.slice(3).sort(), ended };
    },
    expected: { head: ['immediate', 'tick', 'promise'], rest: ['next-immediate', 'timer'], ended: exited },
  },
  {
    name: 'await takes the turns that the specification gives it',
    act: (runtime) =>
      runText(
        runtime,
        `const log = (word) => console.log(word);
        async function waits(name, value) { await value; log(name); }
        const thenable = { then(done) { done(); } };
        waits('plain', 1);
        waits('promise', Promise.resolve());
        waits('thenable', thenable);
        waits('async', (async () => {})());
        let chain = Promise.resolve();
        for (const step of [1, 2, 3]) chain = chain.then(() => log('turn-' + step));`,
        'node-cjs',
      ),
    expected: lines('plain promise async turn-1 thenable turn-2 turn-3'),
  },
];
