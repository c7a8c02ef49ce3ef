/** Runs one program as the script of a page, in a process that is ready: the part `browser` brings the page. */
import { removeDisposeSymbols } from './dispose-symbols.ts';
import { pageCosts } from './clock.ts';
import { engine } from './engine.ts';
import { createClassicScripts } from './loader/classic-script.ts';
import type { Loader } from './loader/loader.ts';
import { driveSteps } from './loop.ts';
import type { LoopTracer, RuntimePart } from './parts.ts';
import type { ProgramTask, TaskParts } from './task.ts';

const REJECTED = 0;

/** A page has the engine's own, if that has one. */
function restorePromiseTry(): void {
  if (engine.promiseTry === undefined) Reflect.deleteProperty(engine.Promise, 'try');
  else Object.assign(engine.Promise, { try: engine.promiseTry });
}

export function runBrowserTask(
  { lib, state, lifecycle }: TaskParts,
  task: ProgramTask,
  loader: Loader,
  file: string,
  createHost: NonNullable<RuntimePart['createBrowserHost']>,
  tracer: LoopTracer | undefined,
): void {
  const { format, inspect } = lib.require('internal/util/inspect');
  restorePromiseTry();
  removeDisposeSymbols();
  const runScript = createClassicScripts(loader);
  const host = createHost({
    clock: state.clock,
    costs: pageCosts,
    natives: engine.pageNatives,
    queueMicrotask: engine.queueMicrotask,
    format,
    inspect,
    write: (stream, text) => {
      if (!lifecycle.isOver()) task.output.write(stream, text);
    },
    evaluate: (text) => void engine.evaluate(text),
    isOver: lifecycle.isOver,
    reportsLate: engine.isWebKit,
    engine: engine.isWebKit ? 'webkit' : engine.isFirefox ? 'firefox' : 'chromium',
    watch: tracer?.page,
    timeMs: task.timeMs,
    outOfTime: task.onOutOfTime,
    done: () => lifecycle.finish(() => task.onExit(0)),
  });
  tracer?.watchPage();
  state.reportError = host.report;
  state.reportRejection = (type, promise, reason) =>
    type === REJECTED ? host.rejected(promise, reason) : host.handledLater(promise);
  function main(): void {
    if (loader.files.formatOf(file) === 'module') loader.esModules.runMain(file, host.report);
    else runScript(file);
  }
  const watched = (): void => (tracer ? tracer.observer.main(false, main) : main());
  driveSteps(host.run(watched), new engine.MessageChannel(), (error) => {
    if (error !== undefined) lifecycle.finish(() => task.onCrash(error));
  });
}
