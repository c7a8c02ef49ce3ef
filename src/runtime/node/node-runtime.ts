import { fileURLToPath } from 'node:url';
import type { FileMap, Host } from '#lab/model.ts';
import { createCheckLines } from '../check-lines.ts';
import { createFatalReport } from '../fatal-report.ts';
import { wrongHostMessage } from '../run-messages.ts';
import { createRunQueue } from '../run-queue.ts';
import type { WorkResult } from '../run-record.ts';
import type { CheckJob, Program, Run, RunOptions, Runtime } from '../runtime.ts';
import { startRun, type RunOutput } from '../start-run.ts';
import { createStatusBoard } from '../status.ts';
import { runNode } from './process.ts';
import { createWorkspace } from './workspace.ts';

export interface NodeRuntimeOptions {
  /** The Node executable. Default: the one that runs this. */
  execPath?: string;
  /** Size of a program's heap in megabytes. Default 256. */
  heapMb?: number;
}

/** A Node process on a folder of files, and who reads its output. */
interface Job {
  files: FileMap;
  host: Host;
  args: readonly string[];
  checkNames: readonly string[];
  read(output: RunOutput): Reader;
}

interface Reader {
  env: Record<string, string>;
  take(stream: 'stdout' | 'stderr', text: string): void;
  /** At the end of the process, with its folder: what there is to say beside its exit code. */
  close(folder: string): Pick<WorkResult, 'unreported'>;
}

const capabilities = { separateStderr: true, hosts: ['node-esm', 'node-cjs'] } as const;

const OUT_OF_MEMORY = 'The program used more memory than it may have, so it was ended.';

/** Enough of stderr to find the error that ended the process. Characters. */
const TAIL = 20_000;

const reporter = new URL('../check-reporter.js', import.meta.url);
const blockingOutput = fileURLToPath(new URL('blocking-output.cjs', import.meta.url));

/**
 * Runs programs in child processes of real Node: for the command line and for tests. A program may do whatever the
 * user who started it may do; it is no sandbox.
 */
export function createNodeRuntime({
  execPath = process.execPath,
  heapMb = 256,
}: NodeRuntimeOptions = {}): Runtime {
  const board = createStatusBoard();
  const queue = createRunQueue();
  const closing = new AbortController();
  let open = 0;
  let allClosed = (): void => undefined;

  function ready(): void {
    if (board.status.state === 'idle') board.set({ state: 'ready' });
  }

  async function carryOut(
    job: Job,
    output: RunOutput,
    halted: AbortSignal,
    begin: () => void,
  ): Promise<WorkResult> {
    if (!capabilities.hosts.some((host) => host === job.host)) throw new Error(wrongHostMessage(job.host));
    const reader = job.read(output);
    const workspace = await createWorkspace(job.files, job.host);
    let errors = '';
    open++;
    try {
      ready();
      begin();
      if (halted.aborted) return interrupted;
      const exitCode = await runNode({
        execPath,
        args: [
          `--max-old-space-size=${heapMb}`,
          '--experimental-eventsource',
          // Required, not imported: an import before it would change in which job a CommonJS program runs.
          `--require=${blockingOutput}`,
          ...job.args,
        ],
        cwd: workspace.path,
        env: reader.env,
        halted,
        onText(stream, text) {
          if (stream === 'stderr') errors = (errors + text).slice(-TAIL);
          reader.take(stream, text);
        },
      });
      const end = reader.close(workspace.path);
      if (exitCode !== 0 && /heap out of memory/.test(errors)) {
        return { reason: 'out-of-memory', exitCode: null, message: OUT_OF_MEMORY };
      }
      return { reason: 'exited', exitCode, message: '', ...end };
    } finally {
      await workspace.remove();
      if (--open === 0) allClosed();
    }
  }

  function launch(job: Job, options: RunOptions | undefined): Run {
    return startRun({
      queue,
      work: (output, halted, begin) => carryOut(job, output, halted, begin),
      options,
      closing: closing.signal,
      checkNames: job.checkNames,
    });
  }

  return {
    engine: 'node',
    capabilities,
    get status() {
      return board.status;
    },
    onStatus: board.follow,
    async prepare(signal) {
      signal?.throwIfAborted();
      ready();
    },
    run: (program, options) => launch(programJob(program), options),
    check: (job, options) => launch(checkJob(job), options),
    async dispose() {
      closing.abort();
      board.set({ state: 'disposed' });
      // So that no folder is left behind.
      if (open > 0) await new Promise<void>((resolve) => (allClosed = resolve));
    },
  };
}

/** What a halted run returns; `startRun` knows why it was halted and reports that. */
const interrupted: WorkResult = { reason: 'stopped', exitCode: null, message: '' };

function programJob({ files, host, entry }: Program): Job {
  if (!(entry in files)) {
    const known = Object.keys(files).join(', ');
    return broken(host, `There is no file ${entry} to run. The files are: ${known}.`);
  }
  const read = (output: RunOutput): Reader => ({ env: {}, take: output.write, close: () => ({}) });
  return { files, host, args: [`./${entry}`], checkNames: [], read };
}

function broken(host: Host, problem: string): Job {
  const read = (): Reader => {
    throw new Error(problem);
  };
  return { files: {}, host, args: [], checkNames: [], read };
}

/**
 * The check file runs as a plain program, so that its output streams, and what it reports is marked with a word that
 * nothing the learner prints contains. Timers that the learner's code leaves open do not hold up the end.
 */
function checkJob({ files, host, checks, checkNames }: CheckJob): Job {
  return {
    files: { ...files, 'checks.test.js': checks },
    host,
    args: [
      `--import=${reporter.href}`,
      '--test-force-exit',
      `--test-reporter=${fileURLToPath(reporter)}`,
      '--test-reporter-destination=stdout',
      './checks.test.js',
    ],
    checkNames,
    read: readChecks,
  };
}

function readChecks(output: RunOutput): Reader {
  const lines = createCheckLines(output);
  const fatal = createFatalReport();
  return {
    env: { CHECK_REPORT_MARK: lines.mark },
    take(stream, text) {
      if (stream === 'stdout') lines.take(text);
      else {
        fatal.take(text);
        output.write('stderr', text);
      }
    },
    close(folder) {
      lines.close();
      return { unreported: fatal.sentence(folder) };
    },
  };
}
