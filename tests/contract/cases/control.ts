import type { ContractCase } from '../runtime-contract.ts';
import { observe, program, runText, stopAtFirstOutput } from '../observe.ts';

const stopped = { reason: 'stopped', exitCode: null, message: 'The run was stopped.' };
const notRun = { stdout: '', stderr: '', checks: [], ended: stopped };
const stoppedPromptly = { stdout: 'started\n', stderr: '', checks: [], ended: stopped, promptly: true };

const overTime = {
  stdout: 'started\n',
  stderr: '',
  checks: [],
  ended: {
    reason: 'timed-out',
    exitCode: null,
    message: 'The program was still running after 1.5 seconds, so it was ended.',
  },
};

const endless = {
  loop: `console.log('started'); for (;;);`,
  timers: `console.log('started'); setInterval(() => {}, 1);`,
  ticks: `console.log('started'); const again = () => process.nextTick(again); again();`,
  promises: `console.log('started'); const again = () => Promise.resolve().then(again); again();`,
};

/** Stop, limits, queueing, abort signals. */
export const controlCases: readonly ContractCase[] = [
  ...Object.entries(endless).map(([kind, text]): ContractCase => ({
    name: `stop ends a program of endless ${kind} within a second, and the next run is not disturbed`,
    act: async (runtime) => [
      await stopAtFirstOutput(runtime.run(program(text))),
      (await runText(runtime, `console.log('next');`)).stdout,
    ],
    expected: [stoppedPromptly, 'next\n'],
  })),
  {
    name: 'a run over the time limit is ended, whether it computes or waits',
    act: async (runtime) => {
      const limits = { timeMs: 1500 };
      return [
        await runText(runtime, endless.loop, 'node-esm', { limits }),
        await runText(runtime, endless.timers, 'node-esm', { limits }),
      ];
    },
    expected: [overTime, overTime],
  },
  {
    name: 'a run over the output limit is ended with exactly that much output kept',
    act: (runtime) =>
      runText(runtime, `for (;;) console.log('123456789');`, 'node-esm', { limits: { outputChars: 1005 } }),
    expected: {
      stdout: '123456789\n'.repeat(100) + '12345',
      stderr: '',
      checks: [],
      ended: {
        reason: 'output-limit',
        exitCode: null,
        message: 'The program printed more than 1,005 characters, so it was ended.',
      },
    },
  },
  {
    name: 'a loop that prints without end is ended by the limit on output, not by its memory',
    act: async (runtime) => {
      const { stdout, ended } = await runText(runtime, `for (;;) console.log('x'.repeat(99));`);
      return [stdout.length, ended.reason, ended.message];
    },
    expected: [
      1_000_000,
      'output-limit',
      'The program printed more than 1,000,000 characters, so it was ended.',
    ],
  },
  {
    name: 'a second run waits for the first',
    act: async (runtime) => {
      const order: string[] = [];
      const slow = runtime.run(program(`setTimeout(() => console.log('slow'), 150);`));
      const fast = runtime.run(program(`console.log('fast');`));
      await Promise.all([
        observe(slow, ({ type }) => order.push(`slow ${type}`)),
        observe(fast, ({ type }) => order.push(`fast ${type}`)),
      ]);
      return order;
    },
    expected: ['slow OutputWritten', 'slow RunEnded', 'fast OutputWritten', 'fast RunEnded'],
  },
  {
    name: 'a run that is stopped while it waits never runs, and says so at once',
    act: async (runtime) => {
      const first = runtime.run(program(endless.timers));
      const second = runtime.run(program(`console.log('never');`));
      second.stop();
      const waiting = await observe(second);
      first.stop();
      await first.ended;
      return waiting;
    },
    expected: notRun,
  },
  {
    name: 'a run whose signal was aborted before it began never runs',
    act: (runtime) => runText(runtime, `console.log('never');`, 'node-esm', { signal: AbortSignal.abort() }),
    expected: notRun,
  },
  {
    name: 'aborting the signal stops the run',
    act: async (runtime) => {
      const controller = new AbortController();
      const run = runtime.run(program(endless.timers), { signal: controller.signal });
      return observe(run, () => controller.abort());
    },
    expected: { ...notRun, stdout: 'started\n' },
  },
  {
    name: 'stopping a run that is over changes nothing',
    act: async (runtime) => {
      const run = runtime.run(program(`console.log('done');`));
      await run.ended;
      run.stop();
      return observe(run);
    },
    expected: { ...notRun, stdout: 'done\n', ended: { reason: 'exited', exitCode: 0, message: '' } },
  },
  {
    name: 'a run that nobody reads still ends',
    act: async (runtime) => (await runtime.run(program(`console.log('unread');`)).ended).reason,
    expected: 'exited',
  },
];
