import type { FileMap, Host } from '#lab/model.ts';
import { createFatalReport } from '../fatal-report.ts';
import { wrongHostMessage } from '../run-messages.ts';
import { createRunQueue } from '../run-queue.ts';
import type { WorkResult } from '../run-record.ts';
import { DEFAULT_LIMITS, type CheckJob, type Limits, type Program } from '../runtime.ts';
import type { Run, RunOptions, Runtime } from '../runtime.ts';
import { startRun, type RunOutput } from '../start-run.ts';
import { createStatusBoard } from '../status.ts';
import type { EmbeddedAssets } from './assets.ts';
import { WORKING_FOLDER } from './core/process-object.ts';
import { createEngine, type EmbeddedEngine } from './engine.ts';
import type { Task } from './protocol.ts';

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
}

const capabilities = { separateStderr: true, hosts: ['node-esm', 'node-cjs'] } as const;
const CHECKS_FILE = 'checks.test.js';
/** How long the frame may take to end a worker before the whole frame is thrown away. Milliseconds. */
const STOP_GRACE_MS = 300;

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
    const limits = { ...DEFAULT_LIMITS, ...options?.limits };
    return startRun({
      queue,
      work: (output, halted, begin) => carryOut(engine, job, limits, output, halted, begin),
      options,
      closing: closing.signal,
      checkNames: job.checkNames,
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
    run: ({ files, entry, host }: Program, options) =>
      launch({ files, entry, host, checks: null, checkNames: [] }, options),
    check: ({ files, host, checks, checkNames }: CheckJob, options) =>
      launch({ files, entry: CHECKS_FILE, host, checks, checkNames }, options),
    async dispose() {
      closing.abort();
      engine.recycle();
      board.set({ state: 'disposed' });
    },
  };
}

/** What a halted run returns; `startRun` knows why it was halted and reports that. */
const interrupted: WorkResult = { reason: 'stopped', exitCode: null, message: '' };

function taskOf({ files, entry, host, checks }: Job, { timeMs, outputChars }: Required<Limits>): Task {
  if (host === 'browser') throw new Error(wrongHostMessage(host));
  if (checks === null && !(entry in files))
    throw new Error(`There is no file ${entry} to run. The files are: ${Object.keys(files).join(', ')}.`);
  // One character more than may be kept: the page is the one to say that the limit is exceeded.
  return { files, entry, host, checks, timeMs, outputChars: outputChars + 1 };
}

async function carryOut(
  engine: EmbeddedEngine,
  job: Job,
  limits: Required<Limits>,
  output: RunOutput,
  halted: AbortSignal,
  begin: () => void,
): Promise<WorkResult> {
  const task = taskOf(job, limits);
  const sandbox = await (task.checks === null ? engine.start() : engine.startForChecks());
  begin();
  if (halted.aborted) return interrupted;
  const fatal = createFatalReport();
  return new Promise((resolve) => {
    let answered = false;
    function finish(result: WorkResult): void {
      answered = true;
      resolve(result);
    }
    const { stop } = sandbox.start(task, {
      output(stream, text) {
        if (stream === 'stderr') fatal.take(text);
        output.write(stream, text);
      },
      check: output.report,
      ended: ({ reason, exitCode, message }) =>
        finish({
          reason,
          exitCode,
          message,
          ...(reason === 'exited' && { unreported: fatal.sentence(WORKING_FOLDER) }),
        }),
    });
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
