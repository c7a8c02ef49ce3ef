/** Listens to the runs of a runtime without changing them. */
import type { Run, RunEvent, Runtime } from '#runtime/runtime.ts';

/** The runtime, whose runs tell `hear` each event before they report it. */
export function tee(runtime: Runtime, hear: (event: RunEvent) => void): Runtime {
  return {
    ...runtime,
    engine: runtime.engine,
    capabilities: runtime.capabilities,
    get status() {
      return runtime.status;
    },
    run: (program, options) => heard(runtime.run(program, options), hear),
  };
}

function heard(run: Run, hear: (event: RunEvent) => void): Run {
  return {
    stop: () => run.stop(),
    ended: run.ended,
    async *[Symbol.asyncIterator]() {
      for await (const event of run) {
        hear(event);
        yield event;
      }
    },
  };
}
