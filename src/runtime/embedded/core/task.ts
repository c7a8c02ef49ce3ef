/** Runs one program in a process that is ready: mounts its files, makes its loader, drives the loop. */
import type { KnownObjects } from './bindings/value-types.ts';
import { installContextMarks } from './context-frames.ts';
import { engine } from './engine.ts';
import type { FileSystem } from './files/file-system.ts';
import type { Lifecycle } from './lifecycle.ts';
import { createBuiltins } from './loader/builtins.ts';
import { createLoader, type Loader } from './loader/loader.ts';
import { createModuleFiles } from './loader/module-files.ts';
import { createLoop, driveSteps } from './loop.ts';
import type { LoopState } from './loop-state.ts';
import type { NodeLib } from './node-lib.ts';
import type { Output } from './output.ts';
import { WORKING_FOLDER } from './process-object.ts';
import type { StackTraces } from './stack.ts';
import type { Untyped } from './untyped.ts';

export interface ProgramTask {
  files: Readonly<Record<string, string>>;
  entry: string;
  host: 'node-esm' | 'node-cjs';
  output: Output;
  /** Virtual milliseconds that the program may take. */
  timeMs: number;
  /** Called once, when the process has ended by itself. */
  onExit(code: number): void;
  /** Called when the harness itself has failed. */
  onCrash(error: unknown): void;
  /** Called when the program would go on beyond its time. It stands still then; `end()` ends it. */
  onOutOfTime(): void;
  /** Called before the main module runs. */
  prepare?(lib: NodeLib): void;
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
  writeError(text: string): void;
}

const UNSETTLED_TOP_LEVEL_AWAIT = 13;

/** True if the program may ask for the asynchronous context; without that, nothing needs to carry it. */
const usesContext = (files: ProgramTask['files']): boolean =>
  Object.values(files).some((text) => /async_hooks|AsyncLocalStorage/.test(text));

function createTaskLoader(
  { lib, fileSystem, stacks, known }: TaskParts,
  { host, files }: ProgramTask,
): Loader {
  const path: Untyped = lib.require('path');
  const errors: Untyped = lib.require('internal/errors');
  const marked = usesContext(files);
  return createLoader({
    files: createModuleFiles(fileSystem, path, host, errors),
    builtins: createBuiltins(lib),
    stacks,
    known,
    path,
    validators: lib.require('internal/validators'),
    errors,
    context: marked ? installContextMarks(lib.require('internal/async_context_frame')) : undefined,
  });
}

/** `onLoader` gets the loader before anything runs. */
export function runTask(parts: TaskParts, task: ProgramTask, onLoader: (loader: Loader) => void): void {
  const { lib, process, state, fileSystem, lifecycle, writeError } = parts;
  const file = `${WORKING_FOLDER}/${task.entry}`;
  lifecycle.begin(task.output, task.onExit);
  fileSystem.mount(WORKING_FOLDER, task.files);
  process.argv.push(file);
  const loader = createTaskLoader(parts, task);
  onLoader(loader);

  function emitExit(): void {
    if (loader.esModules.isMainPending()) {
      writeError(`Warning: Detected unsettled top-level await at file://${file}\n`);
      process.exitCode ??= UNSETTLED_TOP_LEVEL_AWAIT;
    }
    if (!process._exiting) {
      process._exiting = true;
      process.emit('exit', process.exitCode || 0);
    }
    lifecycle.exit((process.exitCode as number | undefined) ?? 0);
  }

  function runMain(): void {
    task.prepare?.(lib);
    if (loader.files.formatOf(file) !== 'module') {
      loader.commonJs.load(file, null);
      return;
    }
    // Node evaluates a main ES module inside a promise job.
    engine.queueMicrotask(() =>
      loader.esModules.runMain(file, (error) => lifecycle.triggerUncaught(error, true)),
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
    timeMs: task.timeMs,
    outOfTime: task.onOutOfTime,
  });
  driveSteps(loop.run(runMain), new engine.MessageChannel(), (error) => {
    if (error !== undefined) lifecycle.finish(() => task.onCrash(error));
  });
}
