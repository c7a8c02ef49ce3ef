/**
 * Node's loop: libuv's phases (uv_run, libuv 1.45 and later) and the callback scopes of Node's C++ side
 * (src/api/callback.cc, src/env.cc), in virtual time. It is a generator, not an async function: between two yields
 * nothing of the program can slip in.
 */
import { engine } from './engine.ts';
import { costs, hiccup } from './clock.ts';
import {
  immediateInfo,
  tickInfo,
  type LoopState,
  type NativeQueue,
  type PendingOperation,
  type Steps,
} from './loop-state.ts';

export interface LoopHost {
  /** True once the program has exited; nothing more may run. */
  isOver(): boolean;
  /** Reports an error that nobody caught; the program may handle it and go on. */
  triggerUncaught(error: unknown): void;
  emitBeforeExit(): void;
  emitExit(): void;
  /** Ends the process with its exit code. */
  exit(): void;
  /** Virtual milliseconds that the program may take. */
  timeMs: number;
  /** Called when the program would go on, beyond that time or for ever. The loop stands still then. */
  outOfTime(): void;
}

export interface Loop {
  /** Runs `main` in a callback scope, then the loop until nothing keeps it alive, then the exit events. */
  run(main: () => void): Steps;
  /** From now on the program may take the whole time once more. */
  allowTime(): void;
}

type Scope = Generator<undefined, boolean, void>;

export function createLoop(state: LoopState, host: LoopHost): Loop {
  const { clock, immediates, ticks } = state;
  let startedAt = costs.startUp;
  const isOutOfTime = (): boolean => clock.now() > startedAt + host.timeMs;
  const hasTicks = (): boolean => ticks[tickInfo.hasTickScheduled] === 1;
  const hasRejections = (): boolean => ticks[tickInfo.hasRejectionToWarn] === 1;

  // InternalCallbackScope::Close. Like the scope itself, it gives whether all of it went well.
  function* closeScope(): Scope {
    if (host.isOver()) return true;
    if (!hasTicks()) yield* state.bindings.task_queue['runMicrotasks'](true) as Steps;
    if (!hasTicks() && !hasRejections()) return true;
    try {
      yield* state.processTicksAndRejections();
    } catch (error) {
      host.triggerUncaught(error);
      return false;
    }
    return true;
  }

  // Steps that throw do not run their ticks: they wait for the next scope.
  function* inScope(steps: Steps): Scope {
    try {
      yield* steps;
    } catch (error) {
      host.triggerUncaught(error);
      return false;
    }
    return yield* closeScope();
  }

  function* call(callback: () => void, queue?: NativeQueue, label = ''): Steps {
    if (queue) state.observer?.calling(queue, label);
    callback();
    if (queue) state.observer?.called();
  }

  // node::MakeCallback
  const makeCallback = (callback: () => void, queue?: NativeQueue, label?: string): Scope =>
    inScope(call(callback, queue, label));

  // Environment::RunTimers, called when libuv's one timer handle is due.
  function* runTimers(): Steps {
    if (state.timerDue > state.loopTime || host.isOver()) return;
    state.timerDue = Infinity;
    let next: number | undefined;
    while (next === undefined && !host.isOver()) {
      try {
        next = yield* state.processTimers(state.updateTime());
      } catch (error) {
        host.triggerUncaught(error);
      }
    }
    if (host.isOver()) return;
    if (next) {
      state.timerDue = state.loopTime + engine.max(1, (next < 0 ? -next : next) - state.loopTime);
      state.timerReferenced = next > 0;
    } else state.timerReferenced = false;
    yield* closeScope();
  }

  function isAlive(): boolean {
    return (
      !host.isOver() &&
      (state.operations.some((operation) => !operation.background) ||
        (state.timerReferenced && state.timerDue !== Infinity) ||
        immediates[immediateInfo.refCount]! > 0 ||
        state.pending.length > 0 ||
        state.closing.length > 0 ||
        state.referencedHandles.size > 0)
    );
  }

  // uv__io_poll: sleeps until the next timer or completion unless something else is to do.
  function* poll(): Steps {
    const busy =
      immediates[immediateInfo.refCount]! > 0 ||
      state.closing.length > 0 ||
      state.pending.length > 0 ||
      !isAlive();
    if (!busy) {
      const ready = engine.min(state.timerDue, ...state.operations.map((operation) => operation.readyAt));
      // Nothing can wake the program any more: in Node it would sleep for ever.
      if (ready === Infinity) return;
      if (ready > clock.now()) state.observer?.slept(ready);
      clock.advanceTo(ready);
    }
    state.updateTime();
    let hasPassed = false;
    for (const operation of dueNow()) {
      if (operation.handle === undefined) yield* finish(operation);
      else if (!hasPassed) yield* passHandles();
      hasPassed ||= operation.handle !== undefined;
    }
  }

  const dueNow = (): PendingOperation[] => state.operations.filter(({ readyAt }) => readyAt <= clock.now());

  function* finish(operation: PendingOperation): Steps {
    if (host.isOver()) return;
    state.operations.splice(state.operations.indexOf(operation), 1);
    let isWell: boolean;
    do isWell = yield* makeCallback(operation.complete, 'poll', operation.label);
    while (operation.hasMore?.(!isWell) && !host.isOver());
  }

  // uv__async_io: once along the handles in the order of their making. One that lies behind is left to the next poll.
  function* passHandles(): Steps {
    for (let last = -1; ;) {
      const ahead = dueNow().flatMap(({ handle }) => (handle !== undefined && handle > last ? [handle] : []));
      if (ahead.length === 0) return;
      last = engine.min(...ahead);
      for (const operation of dueNow()) if (operation.handle === last) yield* finish(operation);
    }
  }

  // uv__run_pending; after the poll phase libuv does it a few times, because callbacks add more.
  function* runPending(): Steps {
    for (let round = 0; round < 8 && state.pending.length > 0; round++)
      for (const callback of state.pending.splice(0)) {
        if (host.isOver()) return;
        yield* makeCallback(callback, 'pending');
      }
  }

  // Environment::CheckImmediate; the native immediates before it open a scope of their own.
  function* check(): Steps {
    yield* closeScope();
    if (immediates[immediateInfo.count] === 0 || host.isOver()) return;
    do yield* inScope(state.processImmediate());
    while (immediates[immediateInfo.hasOutstanding] && !host.isOver());
  }

  function* closeHandles(): Steps {
    // uv__run_closing_handles: the last that was closed comes first.
    for (const callback of state.closing.splice(0).toReversed()) {
      if (host.isOver()) return;
      yield* makeCallback(callback, 'close');
    }
  }

  function* beginTurn(): Steps {
    if (isAlive()) {
      state.observer?.turn();
      state.observer?.phase('timers');
    }
    yield* runTimers();
  }

  function* runLoop(): Steps {
    if (isAlive()) {
      state.updateTime();
      yield* beginTurn();
    }
    const { observer } = state;
    while (isAlive()) {
      observer?.phase('poll');
      yield* poll();
      if (state.pending.length > 0) observer?.phase('pending');
      yield* runPending();
      observer?.phase('check');
      yield* check();
      observer?.phase('close');
      yield* closeHandles();
      clock.advance(costs.turn + hiccup());
      state.updateTime();
      yield* beginTurn();
      if (isOutOfTime()) return host.outOfTime();
      if (isStuck()) return;
    }
  }

  /** True if only handles keep the loop alive and none of them can ever wake it. */
  function isStuck(): boolean {
    return (
      state.operations.length === 0 &&
      state.pending.length === 0 &&
      state.closing.length === 0 &&
      state.timerDue === Infinity &&
      immediates[immediateInfo.count] === 0 &&
      !hasTicks()
    );
  }

  return {
    allowTime() {
      startedAt = clock.now();
    },
    *run(main) {
      // A main script that throws still runs the ticks if its error was handled.
      state.observer?.phase('main');
      try {
        main();
      } catch (error) {
        host.triggerUncaught(error);
      }
      yield* closeScope();
      clock.advance(costs.main + hiccup());
      for (;;) {
        yield* runLoop();
        if (host.isOver() || isOutOfTime()) return;
        if (isStuck() && isAlive()) return host.outOfTime();
        state.observer?.phase('exit');
        yield* makeCallback(host.emitBeforeExit);
        if (!isAlive()) break;
      }
      if (host.isOver()) return;
      host.emitExit();
      // Promise jobs of its listeners still run, ticks do not.
      yield;
      if (!host.isOver()) host.exit();
    },
  };
}

/** Runs the loop's steps, one per task of the browser, so that promise jobs run between any two. */
export function driveSteps(steps: Steps, channel: MessageChannel, done: (error: unknown) => void): void {
  const { port1, port2 } = channel;
  const post = (port2.postMessage as (message: unknown) => void).bind(port2, null);
  port1.onmessage = () => {
    try {
      if (!steps.next().done) return post();
    } catch (error) {
      return done(error);
    }
    done(undefined);
  };
  post();
}
