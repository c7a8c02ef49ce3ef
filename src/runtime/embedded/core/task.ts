/** Runs one program in a process that is ready: mounts its files, makes its loader, drives the loop. */
import type { Host } from '#lab/model.ts';
import type { KnownObjects } from './bindings/value-types.ts';
import { installFromAsync } from './array-from-async.ts';
import { runBrowserTask } from './browser-task.ts';
import { installContextMarks } from './context-frames.ts';
import { engine } from './engine.ts';
import type { EngineFaults } from './engine-faults.ts';
import type { FileSystem } from './files/file-system.ts';
import type { Lifecycle } from './lifecycle.ts';
import { createBuiltins } from './loader/builtins.ts';
import { mendingInstrument } from './loader/engine-mends.ts';
import { contextInstrument, createLoader, type Loader } from './loader/loader.ts';
import { createModuleFiles } from './loader/module-files.ts';
import { createLoop, driveSteps } from './loop.ts';
import type { LoopState } from './loop-state.ts';
import type { NodeLib } from './node-lib.ts';
import type { Output } from './output.ts';
import type { LoopTracer, RuntimePart } from './parts.ts';
import { WORKING_FOLDER } from './process-object.ts';
import type { StackTraces } from './stack.ts';
import { installOwnTrace } from './own-trace.ts';
import type { TraceFeed } from './trace-feed.ts';
import type { Untyped } from './untyped.ts';

export interface ProgramTask {
  files: Readonly<Record<string, string>>;
  entry: string;
  host: Host;
  /** Makes the page for a program whose host is the browser. */
  createBrowserHost?: RuntimePart['createBrowserHost'];
  output: Output;
  /** The kind of trace that the program is asked for, and where its own events go. */
  trace?: { kind: string; feed: TraceFeed };
  /** What records the event loop, and where that goes. */
  loop?: LoopTask;
  /**
   * Called when the program prints a promise of which nothing is known, and again for each. Without it, such a promise
   * is shown as pending.
   */
  onUnknownPromise?(): void;
  /** Virtual milliseconds that the program may take. */
  timeMs: number;
  /** Called once, when the process has ended by itself. */
  onExit(code: number): void;
  /** Called when the harness itself has failed. */
  onCrash(error: unknown): void;
  /** Called when the program would go on beyond its time. It stands still then; `end()` ends it. */
  onOutOfTime(): void;
  /** Called before the main module runs. After `allowTime()` the program may take the whole time once more. */
  prepare?(lib: NodeLib, allowTime: () => void): void;
}

export interface LoopTask {
  feed: TraceFeed;
  createLoopTracer: RuntimePart['createLoopTracer'];
}

/** The process that the program runs in. */
export interface TaskParts {
  lib: NodeLib;
  process: Untyped;
  state: LoopState;
  fileSystem: FileSystem;
  stacks: StackTraces;
  known: KnownObjects;
  lifecycle: Lifecycle;
  faults: EngineFaults;
  writeError(text: string): void;
}

const UNSETTLED_TOP_LEVEL_AWAIT = 13;

/** True if the program may ask for the asynchronous context; without that, nothing needs to carry it. */
const usesContext = (files: ProgramTask['files']): boolean =>
  Object.values(files).some((text) => /async_hooks|AsyncLocalStorage/.test(text));

/** The tracer of the event loop, if the task wants one. */
export function createTaskTracer(parts: TaskParts, task: ProgramTask): LoopTracer | undefined {
  const { lib, process, known, state, faults } = parts;
  return task.loop?.createLoopTracer?.({
    lib,
    process,
    clock: state.clock,
    known,
    faults,
    feed: task.loop.feed,
    folder: WORKING_FOLDER,
    entry: task.entry,
    host: task.host,
    frames: usesContext(task.files) ? (lib.require('internal/async_context_frame') as Untyped) : null,
  });
}

function createTaskLoader(
  { lib, fileSystem, stacks, known, faults }: TaskParts,
  { host, files }: ProgramTask,
  tracer: LoopTracer | undefined,
): Loader {
  const path: Untyped = lib.require('path');
  const errors: Untyped = lib.require('internal/errors');
  const carried =
    tracer === undefined && usesContext(files)
      ? contextInstrument(installContextMarks(lib.require('internal/async_context_frame')))
      : undefined;
  const inner = tracer?.instrument ?? carried;
  // Only a program that says so moves what it has imported of Node's modules; the others need not look each time.
  const mayChange = Object.values(files).some((text) => text.includes('syncBuiltinESMExports'));
  return createLoader({
    files: createModuleFiles(fileSystem, path, host === 'node-esm' ? host : 'node-cjs', errors),
    builtins: createBuiltins(lib, mayChange),
    stacks,
    known,
    path,
    validators: lib.require('internal/validators'),
    errors,
    instrument: host === 'browser' ? inner : mendingInstrument(inner, faults),
  });
}

/** `onLoader` gets the loader before anything runs. */
export function runTask(
  parts: TaskParts,
  task: ProgramTask,
  tracer: LoopTracer | undefined,
  onLoader: (loader: Loader) => void,
): void {
  const { lib, process, state, fileSystem, lifecycle, writeError } = parts;
  const file = `${WORKING_FOLDER}/${task.entry}`;
  lifecycle.begin(task.output, task.onExit);
  fileSystem.mount(WORKING_FOLDER, task.files);
  process.argv.push(file);
  state.observer = tracer?.observer ?? null;
  if (task.host !== 'browser' && parts.faults.fromAsyncDiffers) installFromAsync();
  const loader = createTaskLoader(parts, task, tracer);
  onLoader(loader);
  if (task.createBrowserHost)
    return runBrowserTask(parts, task, loader, file, task.createBrowserHost, tracer);

  function emitExit(): void {
    if (loader.esModules.isMainPending()) {
      writeError(`Warning: Detected unsettled top-level await at file://${file}\n`);
      process.exitCode ??= UNSETTLED_TOP_LEVEL_AWAIT;
    }
    if (!process._exiting) {
      process._exiting = true;
      process.emit('exit', process.exitCode || 0);
    }
  }

  const watched = <T>(isModule: boolean, run: () => T): T =>
    tracer ? tracer.observer.main(isModule, run) : run();

  function runMain(): void {
    task.prepare?.(lib, loop.allowTime);
    if (task.trace) installOwnTrace(task.trace.feed, state.clock);
    if (loader.files.formatOf(file) !== 'module') {
      watched(false, () => loader.commonJs.load(file, null));
      return;
    }
    // Node evaluates a main ES module inside a promise job.
    engine.queueMicrotask(() =>
      watched(true, () => loader.esModules.runMain(file, (error) => lifecycle.triggerUncaught(error, true))),
    );
  }

  const loop = createLoop(state, {
    isOver: lifecycle.isOver,
    triggerUncaught: lifecycle.triggerUncaught,
    emitBeforeExit: () => void process.emit('beforeExit', process.exitCode || 0),
    emitExit() {
      try {
        emitExit();
      } catch (error) {
        lifecycle.triggerUncaught(error);
      }
    },
    exit() {
      const code = (process.exitCode as number | undefined) ?? 0;
      lifecycle.finish(() => task.onExit(code));
    },
    timeMs: task.timeMs,
    outOfTime: task.onOutOfTime,
  });
  driveSteps(loop.run(runMain), new engine.MessageChannel(), (error) => {
    if (error !== undefined) lifecycle.finish(() => task.onCrash(error));
  });
}
