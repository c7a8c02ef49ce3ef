import type { FileMap, Host } from '#lab/model.ts';
import { LOOP_TRACE } from '#trace/loop-events.ts';
import { traceKind } from '#trace/trace-kinds.ts';
import { createFatalReport } from '../fatal-report.ts';
import { wrongHostMessage } from '../run-messages.ts';
import { createRunQueue } from '../run-queue.ts';
import type { WorkResult } from '../run-record.ts';
import { DEFAULT_LIMITS, type CheckJob, type Limits, type Pace, type Program } from '../runtime.ts';
import type { Run, RunOptions, Runtime } from '../runtime.ts';
import { startRun, type RunOutput } from '../start-run.ts';
import { createStatusBoard } from '../status.ts';
import type { EmbeddedAssets } from './assets.ts';
import { WORKING_FOLDER } from './core/process-object.ts';
import { createEngine, type EmbeddedEngine } from './engine.ts';
import { partsFor } from './parts.ts';
import type { PromiseKnowledge, Task } from './protocol.ts';
import type { Sandbox } from './sandbox.ts';

export interface EmbeddedRuntimeOptions {
  /** Where the scripts are: `import * as assets from 'virtual:embedded-runtime'`. */
  assets: EmbeddedAssets;
}

interface Job {
  files: FileMap;
  entry: string;
  host: Host;
  checks: string | null;
  checkNames: readonly string[];
  trace: string | null;
  pace: Pace;
}

const capabilities = { separateStderr: true, hosts: ['node-esm', 'node-cjs', 'browser'] } as const;
const CHECKS_FILE = 'checks.test.js';
/** How long the frame may take to end a worker before the whole frame is thrown away. Milliseconds. */
const STOP_GRACE_MS = 300;
/** How long a program may run slower because its promises are watched, before it runs unwatched. Milliseconds. */
const WATCH_PATIENCE_MS = 1500;

/**
 * Runs programs on Node's own library inside a worker of a sandboxed frame: no network, no header and no secure
 * context is needed. Nothing is fetched before `prepare()`, or a run, asks for it. Time is virtual: timers do not
 * wait, and the time limit counts both the program's time and ours.
 */
export function createEmbeddedRuntime({ assets }: EmbeddedRuntimeOptions): Runtime {
  const board = createStatusBoard();
  const queue = createRunQueue();
  const closing = new AbortController();
  const engine = createEngine(assets, board, closing.signal);

  function launch(job: Job, options: RunOptions | undefined): Run {
    const { host, entry, trace: kind } = job;
    const limits = { ...DEFAULT_LIMITS, ...options?.limits };
    return startRun({
      queue,
      work: (output, halted, begin) => carryOut(engine, job, limits, output, halted, begin),
      options,
      closing: closing.signal,
      checkNames: job.checkNames,
      trace: kind === null ? undefined : { kind, about: { host, entry, engine: 'embedded' } },
    });
  }

  return {
    engine: 'embedded',
    capabilities,
    get status() {
      return board.status;
    },
    onStatus: board.follow,
    async prepare(signal) {
      signal?.throwIfAborted();
      await engine.start();
      signal?.throwIfAborted();
    },
    run: ({ files, entry, host, trace, pace = {} }: Program, options) =>
      launch({ files, entry, host, checks: null, checkNames: [], trace: trace ?? null, pace }, options),
    check: ({ files, host, checks, checkNames, trace }: CheckJob, options) =>
      launch(
        { files, entry: CHECKS_FILE, host, checks, checkNames, trace: trace ?? null, pace: {} },
        options,
      ),
    async dispose() {
      closing.abort();
      engine.recycle();
      board.set({ state: 'disposed' });
    },
  };
}

/** What a halted run returns; `startRun` knows why it was halted and reports that. */
const interrupted: WorkResult = { reason: 'stopped', exitCode: null, message: '' };

function taskOf(job: Job, { timeMs, outputChars }: Required<Limits>, promises: PromiseKnowledge): Task {
  const { files, entry, host, checks, trace, pace } = job;
  if (trace !== null) traceKind(trace);
  if (host === 'browser' && checks !== null) throw new Error(wrongHostMessage(host));
  if (checks === null && !(entry in files))
    throw new Error(`There is no file ${entry} to run. The files are: ${Object.keys(files).join(', ')}.`);
  // Checks need the part for them whatever they say.
  const texts = [...Object.values(files), checks === null ? '' : `node:test ${checks}`];
  const parts = partsFor(texts, host, promises === 'watch' ? LOOP_TRACE.id : trace);
  // One character more than may be kept: the page is the one to say that the limit is exceeded.
  return { files, entry, host, checks, parts, timeMs, outputChars: outputChars + 1, trace, pace, promises };
}

async function carryOut(
  engine: EmbeddedEngine,
  job: Job,
  limits: Required<Limits>,
  output: RunOutput,
  halted: AbortSignal,
  begin: () => void,
): Promise<WorkResult> {
  let hasBegun = false;
  for (const promises of waysToKnow(job)) {
    const task = taskOf(job, limits, promises);
    // The part that watches promises may be out of reach, offline: then the program runs without it.
    const reached = engine.start(task.parts);
    const sandbox = await (promises === 'watch' ? reached.catch(() => null) : reached);
    if (hasBegun) output.restart();
    else begin();
    hasBegun = true;
    if (halted.aborted) return interrupted;
    const result = sandbox && (await runOnce(engine, sandbox, task, output, halted));
    if (result) return result;
  }
  throw new Error('The program began anew once too often.');
}

/** A program that prints promises nobody knows runs again under watch, and unwatched if that hinders it. */
function waysToKnow({ checks, trace }: Job): readonly PromiseKnowledge[] {
  return checks === null && trace !== LOOP_TRACE.id ? ['ask', 'watch', 'guess'] : ['guess'];
}

/** Null if the run does not count and the next way to know promises is to be tried. */
function runOnce(
  engine: EmbeddedEngine,
  sandbox: Sandbox,
  task: Task,
  output: RunOutput,
  halted: AbortSignal,
): Promise<WorkResult | null> {
  const fatal = createFatalReport();
  return new Promise((resolve) => {
    let answered = false;
    let isTooSlow = false;
    function finish(result: WorkResult | null): void {
      answered = true;
      resolve(isTooSlow && !halted.aborted ? null : result);
    }
    const { stop } = sandbox.start(task, {
      output(stream, text) {
        if (stream === 'stderr') fatal.take(text);
        output.write(stream, text);
      },
      check: output.report,
      trace: output.trace,
      again: () => finish(null),
      ended: ({ reason, exitCode, message }) =>
        finish({
          reason,
          exitCode,
          message,
          ...(reason === 'exited' && { unreported: fatal.sentence(WORKING_FOLDER) }),
        }),
    });
    if (task.promises === 'watch')
      setTimeout(() => {
        if (answered) return;
        isTooSlow = true;
        stop();
      }, WATCH_PATIENCE_MS);
    halted.addEventListener('abort', () => {
      stop();
      setTimeout(() => {
        if (answered) return;
        engine.recycle();
        finish(interrupted);
      }, STOP_GRACE_MS);
    });
  });
}
