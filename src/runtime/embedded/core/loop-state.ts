/** What Node's JavaScript and its loop share: the arrays and callbacks behind the timers and task_queue bindings. */
import { bareList, bareSet } from './bare.ts';
import type { Clock } from './clock.ts';
import { engine } from './engine.ts';
import type { Binding } from './untyped.ts';

/** A part of the loop. Every `yield` returns to the browser's event loop, which runs the promise jobs. */
export type Steps = Generator<undefined, void, void>;

export const immediateInfo = {
  count: 0,
  refCount: 1,
  hasOutstanding: 2,
} as const;
export const tickInfo = { hasTickScheduled: 0, hasRejectionToWarn: 1 } as const;

/** An operation that completes in the poll phase, not before `readyAt`. */
export interface PendingOperation {
  readyAt: number;
  /** True if the process may end before it. */
  background?: boolean;
  complete: () => void;
  /** Number of the libuv handle that reports it, such as a message port's: they report in this order. */
  handle?: number;
  /** What it is, in a word: `message`, `file`. */
  label?: string;
  /** True if `complete` is to be called again in the same phase, in a scope of its own. `failed`: the last scope threw. */
  hasMore?: (failed: boolean) => boolean;
}

/** Where callbacks wait that Node's C++ side calls. */
export type NativeQueue = 'poll' | 'pending' | 'close' | 'message';

/** Someone who watches the loop. */
export interface LoopObserver {
  /** Runs the main module. */
  main<T>(isModule: boolean, run: () => T): T;
  turn(): void;
  phase(phase: 'main' | 'timers' | 'pending' | 'poll' | 'check' | 'close' | 'exit'): void;
  /** The loop has slept until `time`. */
  slept(time: number): void;
  /** Around each callback of such a queue; an error that nobody caught comes in between. */
  calling(queue: NativeQueue, label: string): void;
  called(): void;
}

export interface LoopState {
  clock: Clock;
  observer: LoopObserver | null;
  immediates: Uint32Array;
  ticks: Uint8Array;
  /** Set by Node's start, from its (patched) timers and task queues. */
  processImmediate: () => Steps;
  processTimers: (now: number) => Generator<undefined, number, void>;
  processTicksAndRejections: () => Steps;
  reportRejection: (type: number, promise: object, reason: unknown) => void;
  /** Set where an error that nobody caught is not Node's to handle. */
  reportError?: (error: unknown) => void;
  /** libuv's cached time and its one timer handle. */
  loopTime: number;
  timerDue: number;
  timerReferenced: boolean;
  operations: PendingOperation[];
  /** Callbacks that libuv calls right after the poll phase, or before the next one. */
  pending: (() => void)[];
  /** Callbacks of the close phase. */
  closing: (() => void)[];
  /** Things that keep the loop alive without a pending operation, such as an open port with a listener. */
  referencedHandles: Set<object>;
  updateTime(): number;
  bindings: { timers: Binding; task_queue: Binding };
}

function* nothing(): Steps {}
function* noTimers(): Generator<undefined, number, void> {
  return 0;
}

/**
 * Runs the promise jobs. An unhandled rejection is reported by the engine in a task of its own, which comes behind a
 * message that was posted before the jobs ran: two more turns let it arrive before Node looks for it.
 */
function createRunMicrotasks(context: Binding): (mayReportRejections: boolean) => Steps {
  return function* runMicrotasks(mayReportRejections) {
    // The jobs leave behind the asynchronous context of the last of them.
    const frame: unknown = context['getContinuationPreservedEmbedderData']();
    yield;
    if (mayReportRejections) {
      yield;
      yield;
    }
    context['setContinuationPreservedEmbedderData'](frame);
  };
}

/** `context` is the binding that holds the asynchronous context. */
export function createLoopState(clock: Clock, context: Binding): LoopState {
  const state: LoopState = {
    clock,
    observer: null,
    immediates: new Uint32Array(3),
    ticks: new Uint8Array(2),
    processImmediate: nothing,
    processTimers: noTimers,
    processTicksAndRejections: nothing,
    reportRejection() {},
    loopTime: engine.floor(clock.now()),
    timerDue: Infinity,
    timerReferenced: false,
    operations: bareList(),
    pending: bareList(),
    closing: bareList(),
    referencedHandles: bareSet(),
    updateTime: () => (state.loopTime = engine.floor(clock.now())),
    bindings: { timers: {}, task_queue: {} },
  };
  state.bindings.timers = {
    immediateInfo: state.immediates,
    timeoutInfo: new Int32Array(1),
    setupTimers(processImmediate: LoopState['processImmediate'], processTimers: LoopState['processTimers']) {
      Object.assign(state, { processImmediate, processTimers });
    },
    getLibuvNow: () => state.updateTime(),
    scheduleTimer(delay: number) {
      state.timerDue = state.loopTime + delay;
    },
    toggleTimerRef(referenced: boolean) {
      state.timerReferenced = referenced;
    },
    toggleImmediateRef() {},
  };
  state.bindings.task_queue = {
    tickInfo: state.ticks,
    runMicrotasks: createRunMicrotasks(context),
    enqueueMicrotask: engine.queueMicrotask,
    setTickCallback(callback: LoopState['processTicksAndRejections']) {
      state.processTicksAndRejections = callback;
    },
    setPromiseRejectCallback(callback: LoopState['reportRejection']) {
      state.reportRejection = callback;
    },
    promiseRejectEvents: {
      kPromiseRejectWithNoHandler: 0,
      kPromiseHandlerAddedAfterReject: 1,
      kPromiseResolveAfterResolved: 2,
      kPromiseRejectAfterResolved: 3,
    },
  };
  return state;
}
