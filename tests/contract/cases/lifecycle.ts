import type { RuntimeStatus } from '#runtime/runtime.ts';
import type { ContractCase } from '../runtime-contract.ts';
import { observe, program, stopAtFirstOutput } from '../observe.ts';

/** Starting, and the end of a runtime. Each of these cases has a runtime of its own. */
export const lifecycleCases: readonly ContractCase[] = [
  {
    name: 'a runtime is idle until it is prepared, then ready, and tells those who follow its status',
    ownRuntime: true,
    act: async (runtime) => {
      const before = runtime.status.state;
      const seen: RuntimeStatus['state'][] = [];
      const unsubscribe = runtime.onStatus((status) => seen.push(status.state));
      await Promise.all([runtime.prepare(), runtime.prepare()]);
      unsubscribe();
      const after = runtime.status.state;
      await runtime.dispose();
      return {
        before,
        after,
        last: seen.at(-1),
        readyOnce: seen.filter((state) => state === 'ready').length,
      };
    },
    expected: { before: 'idle', after: 'ready', last: 'ready', readyOnce: 1 },
  },
  {
    name: 'a run prepares the runtime by itself',
    ownRuntime: true,
    act: async (runtime) => {
      const { stdout } = await observe(runtime.run(program(`console.log('hello');`)));
      const { state } = runtime.status;
      await runtime.dispose();
      return { stdout, state };
    },
    expected: { stdout: 'hello\n', state: 'ready' },
  },
  {
    name: 'an aborted prepare() rejects, and the runtime can still be prepared',
    ownRuntime: true,
    act: async (runtime) => {
      const aborted = await runtime.prepare(AbortSignal.abort()).then(
        () => 'resolved',
        () => 'rejected',
      );
      await runtime.prepare();
      const { state } = runtime.status;
      await runtime.dispose();
      return { aborted, state };
    },
    expected: { aborted: 'rejected', state: 'ready' },
  },
  {
    name: 'dispose() stops what runs and waits, and nothing runs afterwards',
    ownRuntime: true,
    act: async (runtime) => {
      await runtime.prepare();
      const running = runtime.run(program(`console.log('started'); setInterval(() => {}, 10);`));
      const waiting = runtime.run(program(`console.log('never');`));
      const closed = observe(running, ({ type }) => {
        if (type === 'OutputWritten') void runtime.dispose();
      });
      const ends = [(await closed).ended.reason, (await waiting.ended).reason];
      const later = await observe(runtime.run(program(`console.log('never');`)));
      const { state } = runtime.status;
      return { ends, later: [later.stdout, later.ended.reason], state };
    },
    expected: { ends: ['stopped', 'stopped'], later: ['', 'stopped'], state: 'disposed' },
  },
  {
    name: 'a runtime stopped in the middle of a loop can be disposed of',
    ownRuntime: true,
    act: async (runtime) => {
      const { promptly } = await stopAtFirstOutput(runtime.run(program(`console.log('started'); for (;;);`)));
      await runtime.dispose();
      return { promptly, state: runtime.status.state };
    },
    expected: { promptly: true, state: 'disposed' },
  },
];
