import type { FileMap, Host } from '#lab/model.ts';
import { createCheckLines } from '../check-lines.ts';
import { createFatalReport } from '../fatal-report.ts';
import { wrongHostMessage } from '../run-messages.ts';
import { createRunQueue } from '../run-queue.ts';
import type { WorkResult } from '../run-record.ts';
import type { CheckJob, Program, Run, RunOptions, Runtime } from '../runtime.ts';
import type { RunOutput } from '../start-run.ts';
import { startRun } from '../start-run.ts';
import { createStatusBoard } from '../status.ts';
import type { Booted, BootOptions } from './boot.ts';
import { checkArgs, withChecks } from './checks.ts';
import { createEngine } from './engine.ts';
import { runNode } from './process.ts';
import { mountFresh, withPackageType } from './mount.ts';
import { openWorkspace, type Workspace, type WorkspaceOptions } from './workspace.ts';

export interface WebContainerOptions extends BootOptions {
  /** How long a killed process may take to end before its container is thrown away. Milliseconds. Default 1,000. */
  killGraceMs?: number;
}

/** A Node process on mounted files, and who reads its output. */
interface Job {
  files: FileMap;
  host: Host;
  /** A `Workspace`'s; absent where the files are mounted for this job alone. */
  folder?: string | undefined;
  isInPlace: boolean;
  args: readonly string[];
  checkNames?: readonly string[];
  read(output: RunOutput): Reader;
}

interface Reader {
  /** For the environment of the process. */
  env?: Record<string, string>;
  take(text: string): void;
  /** At the end of the process, with its folder: what there is to say beside its exit code. */
  close(folder: string): Pick<WorkResult, 'unreported'>;
}

// The client merges the two streams of a process into one.
const capabilities = { separateStderr: false, hosts: ['node-esm', 'node-cjs'] } as const;

export interface WebContainerRuntime extends Runtime {
  /** Ends the container; the status is `failed` with `stopped` until `again()`. */
  stop(): void;
  /** Forgets a failure or a stop, so that `prepare()` tries anew. */
  again(): void;
  /** Opens a folder that one exercise keeps as long as this container lives. Starts the container if need be. */
  openWorkspace(wanted: WorkspaceOptions): Promise<Workspace>;
}

/**
 * Runs programs in the vendor's Node, inside the page. Nothing is loaded and no request made before `prepare()`,
 * or a run, asks for it. Runtimes of one page share its container.
 */
export function createWebContainerRuntime(options: WebContainerOptions = {}): WebContainerRuntime {
  const { killGraceMs = 1000 } = options;
  const board = createStatusBoard();
  const engine = createEngine(options, board);
  const queue = createRunQueue();
  const closing = new AbortController();

  async function carryOut(
    job: Job,
    output: RunOutput,
    halted: AbortSignal,
    begin: () => void,
  ): Promise<WorkResult> {
    if (!capabilities.hosts.some((host) => host === job.host)) throw new Error(wrongHostMessage(job.host));
    const booted = await Promise.race([engine.start(), afterHalt(halted, 0)]);
    if (!booted) return interrupted;
    begin();
    const reader = job.read(output);
    const finished = runMounted(booted, job, reader, halted);
    // When it loses the race, nobody is left to be told how it ended.
    finished.catch(() => undefined);
    const result = await Promise.race([finished, booted.lost, afterHalt(halted, killGraceMs)]);
    if (result) return result;
    engine.recycle();
    return interrupted;
  }

  function launch(job: Job, runOptions: RunOptions | undefined): Run {
    return startRun({
      queue,
      work: (output, halted, begin) => carryOut(job, output, halted, begin),
      options: runOptions,
      closing: closing.signal,
      checkNames: job.checkNames ?? [],
    });
  }

  return {
    engine: 'webcontainer',
    capabilities,
    get status() {
      return board.status;
    },
    onStatus: board.follow,
    prepare: (signal) => withAbort(engine.start(), signal),
    run: (program, runOptions) => launch(programJob(program), runOptions),
    check: (job, runOptions) => launch(checkJob(job), runOptions),
    openWorkspace: async (wanted) => openWorkspace(await engine.start(), wanted),
    stop: engine.stop,
    again: engine.again,
    async dispose() {
      closing.abort();
      engine.close();
      board.set({ state: 'disposed' });
    },
  };
}

function programJob({ files, host, entry, folder }: Program): Job {
  return {
    files,
    host,
    folder,
    isInPlace: folder !== undefined,
    args: [entry],
    read: (output) => ({ take: (text) => output.write('stdout', text), close: () => ({}) }),
  };
}

function checkJob({ files, host, checks, checkNames, folder }: CheckJob): Job {
  return {
    files: withChecks(files, checks),
    host,
    folder,
    isInPlace: false,
    args: checkArgs,
    checkNames,
    read: readChecks,
  };
}

function readChecks(output: RunOutput): Reader {
  const fatal = createFatalReport();
  const lines = createCheckLines({
    ...output,
    write(stream, text) {
      fatal.take(text);
      output.write(stream, text);
    },
  });
  return {
    env: { CHECK_REPORT_MARK: lines.mark },
    take: lines.take,
    close(folder) {
      lines.close();
      return { unreported: fatal.sentence(folder) };
    },
  };
}

async function runMounted(
  { container }: Booted,
  { files, host, args, folder: kept, isInPlace }: Job,
  reader: Reader,
  halted: AbortSignal,
): Promise<WorkResult> {
  const folder =
    kept !== undefined && isInPlace ? kept : await mountFresh(container, withPackageType(files, host), kept);
  try {
    const exitCode = await runNode(container, {
      folder,
      args: [...args],
      env: reader.env ?? {},
      onText: reader.take,
      halted,
    });
    const rest = reader.close(`${container.workdir}/${folder}`);
    return { reason: 'exited', exitCode, message: '', ...rest };
  } finally {
    // Not awaited: the run is over, and the next one has a folder of its own.
    if (!isInPlace) container.fs.rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** What a halted run returns; `startRun` knows why it was halted and reports that. */
const interrupted: WorkResult = { reason: 'stopped', exitCode: null, message: '' };

/** Resolves `ms` milliseconds after `halted` aborts. */
function afterHalt(halted: AbortSignal, ms: number): Promise<undefined> {
  return new Promise((resolve) => {
    const wait = (): unknown => setTimeout(resolve, ms, undefined);
    if (halted.aborted) wait();
    else halted.addEventListener('abort', wait);
  });
}

/** Waits for `work`; rejects with the signal's reason if that aborts first, without ending the work. */
function withAbort(work: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return work.then(() => undefined);
  const aborted = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });
  return Promise.race([work.then(() => undefined), aborted]);
}
