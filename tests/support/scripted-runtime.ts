import { createRunQueue } from '#runtime/run-queue.ts';
import type { EngineId, Runtime, RuntimeFailure } from '#runtime/runtime.ts';
import { RuntimeError } from '#runtime/runtime.ts';
import { startRun } from '#runtime/start-run.ts';
import { createStatusBoard, type StatusBoard } from '#runtime/status.ts';

/** A runtime made of the real parts, whose start the test plays: what it runs prints the engine's name. */
export interface ScriptedRuntime extends Runtime {
  /** How often a start was asked for. */
  readonly starts: number;
  readonly board: StatusBoard;
  /** Ends the start that is under way. */
  succeed(): void;
  fail(failure: RuntimeFailure): void;
  /** As WebContainer's: ends it until `again()`. */
  stop(): void;
  again(): void;
}

export function createScriptedRuntime(engine: EngineId): ScriptedRuntime {
  const board = createStatusBoard();
  const queue = createRunQueue();
  const closing = new AbortController();
  let starts = 0;
  let start = Promise.withResolvers<void>();

  const run: Runtime['run'] = (_program, options) =>
    startRun({
      queue,
      options,
      closing: closing.signal,
      async work(output, _halted, begin) {
        begin();
        output.write('stdout', engine);
        return { reason: 'exited', exitCode: 0, message: '' };
      },
    });

  return {
    engine,
    capabilities: { separateStderr: true, hosts: ['node-esm', 'node-cjs'] },
    board,
    get starts() {
      return starts;
    },
    get status() {
      return board.status;
    },
    onStatus: board.follow,
    prepare() {
      starts += 1;
      start = Promise.withResolvers();
      board.set({ state: 'starting', step: 1, of: 3, what: 'Loading the client' });
      return start.promise;
    },
    succeed() {
      board.set({ state: 'ready' });
      start.resolve();
    },
    fail(failure) {
      board.set({ state: 'failed', failure });
      start.reject(new RuntimeError(failure));
    },
    stop() {
      board.set({
        state: 'failed',
        failure: { code: 'stopped', message: 'You stopped it.', canRetry: true },
      });
    },
    again() {
      board.set({ state: 'idle' });
    },
    run,
    check: (job, options) => run({ files: job.files, entry: '', host: job.host }, options),
    async dispose() {
      closing.abort();
      board.set({ state: 'disposed' });
    },
  };
}
