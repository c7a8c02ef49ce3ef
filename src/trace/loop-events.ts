/**
 * What happens in one run of a program on an event loop, as the run was observed: nothing here is worked out from the
 * source text. Folding `events[0..i]` gives the call stack, every queue with its contents, the phase, the console, the
 * current line and why the present job was next. Of one queue's entries, timers apart, the first in is the first out.
 *
 * Things are named by numbers that count up from 1 within a trace: files' sites, frames (calls), entries (what waits
 * in a queue), jobs (an entry that runs on an empty stack) and promises. Lines and columns count from 1.
 */
import { eventTable, flag, listOf, number, oneOf, optional, record, text, whole } from './fields.ts';
import type { EventOf } from './fields.ts';
import type { TraceKind } from './trace.ts';

/** Where an entry waits. `task` and `message` are the browser's, `poll`, `pending` and `close` are Node's. */
const LOOP_QUEUES = [
  'main',
  'next-tick',
  'microtask',
  'timer',
  'immediate',
  'poll',
  'pending',
  'close',
  'message',
  'task',
  'animation-frame',
  'rejection',
  'exit',
] as const;

/** Node: main … exit. Browser: task, timers, rendering. Both: microtasks; `idle` is a loop with nothing to do. */
const LOOP_PHASES = [
  'main',
  'next-ticks',
  'microtasks',
  'rejections',
  'timers',
  'pending',
  'poll',
  'check',
  'close',
  'exit',
  'task',
  'rendering',
  'idle',
] as const;

/**
 * Why a job was the next to run; the sentence for each is the view's.
 *
 * main-script, main-module: the program itself; a CommonJS main is called, an ES module is evaluated in a microtask.
 * ticks-after-callback: a callback (or the CommonJS main) has returned; Node empties the next-tick queue first.
 * ticks-after-microtasks: the microtasks are done, and they (or an ES module's main) have left next ticks.
 * tick-in-order, microtask-in-order, timer-in-order, immediate-in-order, task-in-order: the next of the same queue.
 * microtasks-after-ticks: the next-tick queue is empty. microtasks-after-main-module: an ES module's main is a microtask
 * itself, so the microtasks go on before any next tick. microtasks-after-callback: there are no next ticks, or the host
 * is a browser, where microtasks follow each callback.
 * timer-due, immediate-in-check, io-ready, pending-callback, handle-closed: the phase's own queue.
 * oldest-task, message-arrived, before-rendering: the browser's choices.
 * rejection-unhandled, error-uncaught: the host tells the program. before-exit, exit: the loop has nothing more to do.
 */
const LOOP_RULES = [
  'main-script',
  'main-module',
  'ticks-after-callback',
  'ticks-after-microtasks',
  'tick-in-order',
  'microtasks-after-ticks',
  'microtasks-after-main-module',
  'microtasks-after-callback',
  'microtask-in-order',
  'timer-due',
  'timer-in-order',
  'immediate-in-check',
  'immediate-in-order',
  'io-ready',
  'pending-callback',
  'handle-closed',
  'oldest-task',
  'task-in-order',
  'message-arrived',
  'before-rendering',
  'rejection-unhandled',
  'error-uncaught',
  'before-exit',
  'exit',
] as const;

/** `function` covers methods, accessors and constructors; `native` is a callback without source, such as `resolve`. */
const FRAME_KINDS = [
  'script',
  'module',
  'function',
  'arrow',
  'generator',
  'async',
  'async-generator',
  'native',
] as const;

const SITE = record({
  site: whole,
  kind: oneOf('program', 'function', 'statement', 'await', 'yield', 'catch'),
  /** Name of a function; empty for other sites. */
  name: text,
  line: whole,
  column: whole,
  endLine: whole,
  endColumn: whole,
});

/** `exact`: it happened here. `between`: somewhere from here up to the start of its job; nobody can see where. */
const moment = oneOf('exact', 'between');

/** Who did it: the frame and statement that were running, in which job. Missing where the host itself did it. */
const by = { frame: optional(whole), site: optional(whole), job: optional(whole) };

const LOOP_EVENTS = eventTable({
  /** A file is about to run. `source` is its text; sites of several files share one numbering. */
  SourceLoaded: { file: text, source: text, sites: listOf(SITE) },
  /** This can't be shown, and why, as a sentence. Nothing follows but output, errors and the exit. */
  TracingEnded: { reason: text },
  /**
   * The engine that ran the program breaks the language here, so that the order may be another than the host's.
   * `late-delegation`: a `yield*` in an async generator takes a microtask more for each value.
   */
  EngineDiffers: { difference: oneOf('late-delegation'), file: text, line: whole },

  /** `site` is the function's. `args` are short texts; a long list is cut, with `…` as the last. */
  FrameEntered: {
    frame: whole,
    site: whole,
    name: text,
    kind: oneOf(...FRAME_KINDS),
    args: listOf(text),
  },
  /** `skipped`: so many steps before it are left out, in which the function went round and did nothing else. */
  StatementReached: { frame: whole, site: whole, skipped: optional(whole) },
  /** Leaves the stack, to come back: at `site`, an await or a yield. */
  FrameSuspended: { frame: whole, site: optional(whole), cause: oneOf('await', 'yield'), value: text },
  /** Is on top of the stack again. `value` is what the await or yield gave; empty if it threw or is not known. */
  FrameResumed: { frame: whole, site: optional(whole), cause: oneOf('await', 'yield'), value: text },
  ErrorCaught: { frame: whole, site: whole },
  /** Leaves the stack for good. */
  FrameExited: { frame: whole },
  /** Leaves the stack for good, with an error that goes on to its caller. */
  FrameThrew: { frame: whole, error: text },

  /**
   * An entry joined a queue. `label` says what it is (`setTimeout`, `then`, `await`, …), `name` is the callback's, and
   * `callback` the site of the function or the await where it will go on. Timers: `delay` as Node or the browser uses
   * it, `due` on the trace's clock. `host` is true for what the host queued for itself.
   */
  CallbackQueued: {
    entry: whole,
    queue: oneOf(...LOOP_QUEUES),
    label: text,
    name: text,
    callback: optional(whole),
    moment,
    host: flag,
    delay: optional(number),
    due: optional(number),
    repeats: flag,
    promise: optional(whole),
    ...by,
  },
  /** It left its queue unrun: clearTimeout and its like. */
  CallbackCancelled: { entry: whole, ...by },
  /** The entry left its queue and runs on an empty stack. */
  JobStarted: { job: whole, entry: whole, rule: oneOf(...LOOP_RULES) },
  JobEnded: { job: whole },

  /** `label`: `new Promise`, `then`, the function's name for an async call, … */
  PromiseCreated: { promise: whole, label: text, ...by },
  /** Settled, which queued its reactions. */
  PromiseSettled: { promise: whole, state: oneOf('fulfilled', 'rejected'), value: text, moment, ...by },
  /** Resolved with another promise or thenable, whose fate it will share. */
  PromiseFollowed: { promise: whole, followed: optional(whole), ...by },
  /** Something waits for the promise: a `then`, an await. `result` is the promise that `then` gave. */
  ReactionRegistered: {
    promise: whole,
    label: text,
    callback: optional(whole),
    result: optional(whole),
    ...by,
  },

  /** A turn of Node's loop, or a task of the browser's, begins. Counts from 1. */
  TurnStarted: { turn: whole },
  PhaseEntered: { phase: oneOf(...LOOP_PHASES) },
  /** Nothing was ready: the loop slept until `until` on the trace's clock. */
  LoopSlept: { until: number },
  /** The browser had an opportunity to render, and used it or not. */
  RenderingOffered: { rendered: flag },

  OutputWritten: { stream: oneOf('stdout', 'stderr'), text, ...by },
  ErrorUncaught: { error: text, origin: oneOf('exception', 'rejection'), handled: flag },
  RejectionUnhandled: { promise: optional(whole), error: text },
  RejectionHandledLate: { promise: optional(whole) },
  ProcessExited: { code: number },
});

export type LoopEvent = EventOf<typeof LOOP_EVENTS>;

/** `about` holds `host` (`node-esm`, `node-cjs` or `browser`), `entry` (the file) and `engine`. */
export const LOOP_TRACE: TraceKind<LoopEvent> = {
  id: 'event-loop',
  version: 1,
  events: LOOP_EVENTS,
  upcasters: {},
};
