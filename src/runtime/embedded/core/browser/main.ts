/** Entry of the part `browser`: makes the worker's scope a page's window and runs a program on the browser's loop. */
import { bareWeakMap } from '../bare.ts';
import type { Clock, PageCosts } from '../clock.ts';
import type { Steps } from '../loop-state.ts';
import type { Untyped } from '../untyped.ts';
import { defineAbsent } from './absent.ts';
import { createAbort, type AbortHooks } from './abort.ts';
import { createEventClasses } from './event-classes.ts';
import { createEvents } from './events.ts';
import type { PageWatch } from './invoke.ts';
import { createMessages } from './messages.ts';
import { createMutations } from './mutations.ts';
import { createNodes } from './nodes.ts';
import { createPageConsole } from './page-console.ts';
import { createScheduler } from './scheduler.ts';
import { createTasks, type Tasks } from './tasks.ts';
import { createTimers, NESTING } from './timers.ts';

export interface BrowserHostParts {
  clock: Clock;
  costs: PageCosts;
  /** The engine's own interfaces that a page has as well, by name. */
  natives: Readonly<Record<string, Untyped>>;
  queueMicrotask: (task: () => void) => void;
  format(...values: unknown[]): string;
  inspect(value: unknown): string;
  write(stream: 'stdout' | 'stderr', text: string): void;
  evaluate(text: string): void;
  isOver(): boolean;
  /** See invoke.ts. */
  reportsLate: boolean;
  /** Whose timers a page here has. */
  engine: keyof typeof NESTING;
  watch?: PageWatch | undefined;
  timeMs: number;
  outOfTime(): void;
  done(): void;
}

export interface BrowserHost {
  /** Runs the page's script and its loop. */
  run(main: () => void): Steps;
  /** An error that nobody caught. */
  report(error: unknown): void;
  /** The engine found a rejection that nobody handled, or that somebody handled after all. */
  rejected(promise: object, reason: unknown): void;
  handledLater(promise: object): void;
}

const WINDOW_HANDLERS = (
  'error unhandledrejection rejectionhandled message messageerror load beforeunload click keydown keyup resize ' +
  'scroll online offline'
).split(' ');

/** What Node has and a page has not. */
const NODE_ONLY = ['process', 'Buffer', 'global', 'setImmediate', 'clearImmediate'];

function define(names: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(names))
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
}

export function createBrowserHost(parts: BrowserHostParts): BrowserHost {
  const { clock, natives, queueMicrotask, write } = parts;
  const abortHooks: AbortHooks = { onAbort: () => undefined };
  const onAbort: AbortHooks['onAbort'] = (signal, then) => abortHooks.onAbort(signal, then);
  const events = createEvents(
    {
      now: () => clock.now(),
      report,
      reportsLate: parts.reportsLate,
      watch: parts.watch,
      DOMException: natives['DOMException'],
      onAbort,
    },
    globalThis,
  );
  const { Event, EventTarget, dispatch, dispatchSteps, trust, defineHandlers } = events;
  const classes = createEventClasses(Event);
  const tasks = createTasks({ ...parts, report });
  const reasons = bareWeakMap<object, unknown>();
  let reporting = false;

  function report(error: unknown): void {
    const message = `Uncaught ${error instanceof Error ? String(error) : parts.inspect(error)}`;
    let isPrinted = true;
    if (!reporting) {
      reporting = true;
      const event: object = new classes['ErrorEvent']('error', { message, error, cancelable: true });
      isPrinted = dispatch(globalThis, trust(event));
      reporting = false;
    }
    parts.watch?.uncaught(error, !isPrinted);
    if (isPrinted) write('stderr', `Uncaught ${parts.inspect(error)}\n`);
  }

  function tell(type: string, promise: object, reason: unknown, cancelable: boolean): void {
    function* run(): Steps {
      if (cancelable) parts.watch?.rejected(reason);
      const event: object = new classes['PromiseRejectionEvent'](type, { promise, reason, cancelable });
      const isPrinted = yield* dispatchSteps(globalThis, trust(event));
      if (cancelable && isPrinted) write('stderr', `Uncaught (in promise) ${parts.inspect(reason)}\n`);
    }
    tasks.queue(run, { priority: parts.costs.reports ? 1 : 0 });
  }

  const mutations = createMutations(queueMicrotask, report);
  const nodes = createNodes(events, classes['MouseEvent'], mutations);
  for (const name of NODE_ONLY) Reflect.deleteProperty(globalThis, name);
  const { addEventListener, removeEventListener, dispatchEvent } = EventTarget.prototype;
  define({
    ...natives,
    ...classes,
    ...nodes,
    Event,
    EventTarget,
    addEventListener,
    removeEventListener,
    dispatchEvent,
    MutationObserver: mutations.MutationObserver,
    ...createAbort(events, tasks, natives['DOMException'], abortHooks),
    ...createMessages(events, classes['MessageEvent'], tasks, natives['structuredClone']),
    ...createTimers({
      tasks,
      nesting: NESTING[parts.engine],
      report,
      reportsLate: parts.reportsLate,
      watch: parts.watch,
      evaluate: parts.evaluate,
    }),
    ...frames(tasks),
    console: createPageConsole({ write, format: parts.format, now: () => clock.now() }),
    queueMicrotask: callMicrotask(queueMicrotask),
    reportError: report,
    window: globalThis,
    self: globalThis,
    ...(natives['scheduler'] && { scheduler: createScheduler(tasks, onAbort) }),
  });
  defineAbsent();
  defineHandlers(globalThis, WINDOW_HANDLERS);

  function* loaded(): Steps {
    const { document } = nodes;
    document.readyState = 'interactive';
    yield* dispatchSteps(document, trust(new Event('DOMContentLoaded', { bubbles: true }) as object));
    document.readyState = 'complete';
    yield* dispatchSteps(globalThis, trust(new Event('load') as object));
  }

  return {
    report,
    rejected(promise, reason) {
      reasons.set(promise, reason);
      tell('unhandledrejection', promise, reason, true);
    },
    handledLater: (promise) => tell('rejectionhandled', promise, reasons.get(promise), false),
    run(main) {
      return tasks.run(() => {
        main();
        tasks.queue(loaded);
      });
    },
  };
}

function callMicrotask(queueMicrotask: BrowserHostParts['queueMicrotask']): (callback: unknown) => void {
  return (callback) => {
    if (typeof callback !== 'function') throw new TypeError('queueMicrotask needs a function.');
    queueMicrotask(callback as () => void);
  };
}

/** requestAnimationFrame and requestIdleCallback. */
function frames(tasks: Tasks): Record<string, Untyped> {
  const needsFunction = (callback: unknown): void => {
    if (typeof callback !== 'function') throw new TypeError('The callback is not a function.');
  };
  return {
    requestAnimationFrame(callback: (time: number) => void) {
      needsFunction(callback);
      return tasks.requestFrame(callback);
    },
    cancelAnimationFrame: (handle: number) => tasks.cancelFrame(handle),
    requestIdleCallback(callback: Parameters<Tasks['requestIdle']>[0], options?: { timeout?: number }) {
      needsFunction(callback);
      return tasks.requestIdle(callback, options?.timeout);
    },
    cancelIdleCallback: (handle: number) => tasks.cancelIdle(handle),
  };
}
