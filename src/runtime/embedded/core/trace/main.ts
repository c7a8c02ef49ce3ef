/** Entry of the part `trace`: the tracer on the loop of the embedded runtime. */
import { CONTEXT } from '../loader/context-marks.ts';
import type { Instrument } from '../loader/esm-transform.ts';
import type { Output } from '../output.ts';
import type { LoopTracer, LoopTracerHost } from '../parts.ts';
import { findDelegation } from './function-facts.ts';
import { installNodeHooks } from './node-hooks.ts';
import { installPageHooks } from './page-hooks.ts';
import type { Entry } from './record-parts.ts';
import type { QueueName } from './recorded.ts';
import { createTracer } from './tracer.ts';

/** How the trace calls a file of the program: relative to its folder. */
const nameOf = (url: string, folder: string): string => {
  const path = url.replace(/^file:\/\//, '');
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
};

/** Called before the program's loader is made. */
export function createLoopTracer(host: LoopTracerHost): LoopTracer {
  const { lib, clock, known, feed, folder, frames, faults } = host;
  const tracer = createTracer({
    Promise,
    now: clock.now,
    send: feed.add,
    isProxy: (value) => known.proxies.has(value as object),
    isPromise: lib.require('util').types.isPromise,
    // Node puts other methods in place when its storage is first used.
    context: frames && {
      get: () => frames.current() as unknown,
      set: (context) => void frames.set(context),
    },
  });
  const { recorder } = tracer;
  const isPage = host.host === 'browser';
  const instrument: Instrument = {
    mark(program, edits, { isModule }, url) {
      const file = nameOf(url, folder);
      const kind = isModule ? 'module' : isPage ? 'page-script' : 'script';
      tracer.mark(program, edits, kind, url, file);
      const delegation = faults.delegatesLate && !isPage ? findDelegation(program) : undefined;
      if (!delegation) return;
      const line = edits.source.slice(0, delegation.start).split('\n').length;
      recorder.note({ type: 'EngineDiffers', difference: 'late-delegation', file, line });
    },
    asyncPrologue: '',
    [CONTEXT]: tracer.marks,
  };
  if (!isPage)
    installNodeHooks({
      ...tracer,
      process: host.process,
      asyncHooks: lib.require('async_hooks'),
      now: clock.now,
    });

  function calling(queue: QueueName, label: string): void {
    recorder.end();
    recorder.quiet();
    recorder.start(recorder.queue(queue, { label, host: true, moment: 'between', by: {} }));
  }

  /** Callbacks that the program has called itself, by dispatching an event: they are no jobs. */
  let inner = 0;
  const isInner = (): boolean => inner > 0 || recorder.stack.length > 0;

  /** The message whose task it is, until somebody hears it. */
  let arrived: Entry | undefined;
  function arrive(): void {
    recorder.end();
    recorder.quiet();
    recorder.start(arrived!);
    arrived = undefined;
  }
  /** Nobody has heard it, or its port was closed: it has left its queue all the same. */
  function leaveUnheard(): void {
    if (!arrived) return;
    arrive();
    recorder.end();
  }

  return {
    instrument,
    watchPage: () => installPageHooks(globalThis as unknown as Record<string, unknown>, tracer, clock.now),
    page: {
      calling() {
        if (isInner()) inner++;
        else if (arrived) arrive();
        else calling('task', 'task');
      },
      failed(error) {
        if (inner === 0) recorder.thrown(tracer.short.ofError(error));
      },
      called() {
        if (inner === 0) recorder.end();
        else inner--;
      },
      queued: (label) => recorder.queue('message', { label, host: recorder.stack.length === 0 }),
      task(watched) {
        leaveUnheard();
        recorder.turn();
        recorder.phase('task');
        arrived = watched as Entry | undefined;
      },
      rendering: () => recorder.phase('rendering'),
      uncaught(error, handled) {
        const text = tracer.short.ofError(error);
        recorder.tell({ type: 'ErrorUncaught', error: text, origin: 'exception', handled });
      },
      rejected: (reason) =>
        void recorder.note({ type: 'RejectionUnhandled', error: tracer.short.ofError(reason) }),
    },
    observer: {
      main(isModule, run) {
        recorder.end();
        const entry = recorder.queue('main', {
          label: isModule ? 'ES module' : 'script',
          name: host.entry,
          by: {},
        });
        recorder.start(entry, isModule ? 'main-module' : 'main-script');
        const result = run();
        recorder.end();
        return result;
      },
      phase: recorder.phase,
      turn: recorder.turn,
      slept: recorder.slept,
      calling,
      called: recorder.end,
    },
    promiseState: tracer.promiseState,
    watch(output): Output {
      return {
        flush: output.flush,
        write(stream, text) {
          recorder.tell({ type: 'OutputWritten', stream, text, ...recorder.by() });
          output.write(stream, text);
        },
      };
    },
    exited(code) {
      leaveUnheard();
      recorder.end();
      recorder.tell({ type: 'ProcessExited', code });
      recorder.flush();
    },
    flush: recorder.flush,
  };
}
