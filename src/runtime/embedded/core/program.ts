/**
 * One Node process in this worker: its library, global scope, loop and module loader. It is made before a program is
 * there, so that a run can start at once; `start` then runs one program and ends the process.
 */
import { bareWeakMap } from './bare.ts';
import { createBindings } from './bindings/all-bindings.ts';
import { createPrivateSymbols, createSymbols } from './bindings/private-symbols.ts';
import { createContextBinding } from './bindings/small-bindings.ts';
import type { KnownObjects } from './bindings/value-types.ts';
import { createClock, createDate } from './clock.ts';
import { addDisposeSymbols } from './dispose-symbols.ts';
import { engine } from './engine.ts';
import { findEngineFaults } from './engine-faults.ts';
import { reportFatal } from './fatal.ts';
import { createFileSystem } from './files/file-system.ts';
import { clearBrowserGlobals, installNodeGlobals } from './globals.ts';
import { createLifecycle } from './lifecycle.ts';
import type { Loader } from './loader/loader.ts';
import { createLoopState } from './loop-state.ts';
import { missingModuleMessage } from './missing-module.ts';
import type { NetworkConditions } from './network/conditions.ts';
import { loadNodeLib, type NodeLib } from './node-lib.ts';
import { nodeOptions } from './options.ts';
import type { Output } from './output.ts';
import { takeParts, type LoopTracer, type RuntimePart } from './parts.ts';
import { createProcessObject, finishProcessObject } from './process-object.ts';
import { createPromiseStates } from './promise-states.ts';
import { installPromiseTry } from './promise-try.ts';
import { listenForRejections } from './rejections.ts';
import { createReplacements } from './replacements.ts';
import { installStackTraces } from './stack.ts';
import { installStandardStreams } from './streams.ts';
import { createTaskTracer, runTask, type ProgramTask, type TaskParts } from './task.ts';

export interface ProgramParts {
  natives: Record<string, (...parts: unknown[]) => void>;
  nodeVersion: string;
}

export interface Program {
  /** Loads what nearly every program uses, while there is time. Does nothing once a program has started. */
  warmUp(): void;
  /** Adds parts of the runtime, given as scripts; before `start`. */
  take(scripts: readonly string[], network?: Partial<NetworkConditions>): RuntimePart[];
  start(task: ProgramTask): void;
  /** Hands on what of the trace is held back. */
  flush(): void;
  /** Ends the process: nothing that it still does has an effect. */
  end(): void;
}

const WARM_UP = [
  'events',
  'stream',
  'timers/promises',
  'util',
  'internal/abort_controller',
  'path',
  'assert/strict',
];

function loadCommonModules(lib: NodeLib): void {
  for (const id of WARM_UP) lib.require(id);
  lib.require('internal/util/inspect').format('%s %o', { a: [1, 'b'] }, new Map());
}

export function createProgram({ natives, nodeVersion }: ProgramParts): Program {
  const clock = createClock(engine.realDateNow());
  const known: KnownObjects = { proxies: bareWeakMap(), namespaces: new WeakSet() };
  const context = createContextBinding();
  const state = createLoopState(clock, context);
  const fileSystem = createFileSystem(() => clock.epoch + clock.now());
  const stacks = installStackTraces();
  const promises = createPromiseStates();
  const privateSymbols = createPrivateSymbols();
  const perIsolateSymbols = createSymbols();
  const process = createProcessObject(nodeVersion, privateSymbols['exit_info_private_symbol']!);
  let output: Output | undefined;
  let loader: Loader;
  let lib: NodeLib;
  let tracer: LoopTracer | undefined;

  const faults = findEngineFaults();
  clearBrowserGlobals();
  addDisposeSymbols();
  globalThis.Date = createDate(engine.Date, clock);

  const require = (id: string): unknown => lib.require(id);
  const inspect = (value: unknown): string => lib.require('internal/util/inspect').inspect(value) as string;
  const write = (stream: 'stdout' | 'stderr', text: string): void => output?.write(stream, text);
  const writeError = (text: string): void => write('stderr', text);
  const sourceText = (url: string): string | undefined => loader.sources.get(url);
  function errorSource(error: unknown): { sourceLine: string; startColumn: number } | undefined {
    const place = stacks.locate(error);
    const line = place && sourceText(place.url)?.split('\n')[place.line - 1];
    return line === undefined ? undefined : { sourceLine: line, startColumn: place!.column - 1 };
  }
  const fatal = { nodeVersion, stacks, sourceText, inspect, writeError };
  const lifecycle = createLifecycle(process, (error) => reportFatal(fatal, error));
  const { triggerUncaught, exit } = lifecycle;

  const bindings = createBindings({
    clock,
    known,
    context,
    promises,
    state,
    fileSystem,
    privateSymbols,
    perIsolateSymbols,
    stacks,
    triggerUncaught,
    errorSource,
    write,
    exit,
    require,
  });
  const replacements = createReplacements({
    lib: () => lib,
    process,
    loop: state,
    loadBuiltin: (specifier) => loader.builtins.load(loader.builtins.resolve(specifier)!) as unknown,
    syncBuiltins: () => loader.builtins.sync(),
    createRequire: (from) => loader.commonJs.createRequire(from),
  });
  lib = loadNodeLib({ natives, bindings, privateSymbols, perIsolateSymbols, process, replacements });
  installNodeGlobals(lib, known);
  installStandardStreams(process, lib, write);
  finishProcessObject(process, bindings['process_methods'], lib);
  promises.watchStatics(known.proxies);
  installPromiseTry();
  listenForRejections(state, promises, (error) => (state.reportError ?? triggerUncaught)(error));

  const parts: TaskParts = { lib, process, state, fileSystem, stacks, known, lifecycle, faults, writeError };
  return {
    end() {
      lifecycle.finish();
      tracer?.flush();
    },
    warmUp() {
      if (output === undefined) loadCommonModules(lib);
    },
    flush: () => tracer?.flush(),
    take: (scripts, network) =>
      takeParts(scripts, natives, {
        lib,
        state,
        options: nodeOptions,
        replacements,
        bindings,
        network,
        missing: missingModuleMessage,
      }),
    start(task) {
      // What printing takes is loaded before the program can plant setters, which Node's files would meet.
      if (task.host !== 'browser') lib.require('stream');
      tracer = createTaskTracer(parts, task);
      output = tracer ? tracer.watch(task.output) : task.output;
      promises.consult(tracer?.promiseState ?? (() => void task.onUnknownPromise?.()));
      const onExit = (code: number): void => {
        tracer?.exited(code);
        task.onExit(code);
      };
      runTask(parts, { ...task, output, onExit }, tracer, (made) => (loader = made));
    },
  };
}
