/**
 * Node's loop: libuv's phases (uv_run, libuv 1.45 and later) and the callback scopes of Node's C++ side
 * (src/api/callback.cc, src/env.cc), in virtual time. It is a generator, not an async function: between two yields
 * nothing of the program can slip in.
 */
import { costs } from './clock.ts';
import { immediateInfo, tickInfo, type LoopState, type Steps } from './loop-state.ts';

export interface LoopHost {
  /** True once the program has exited; nothing more may run. */
  isOver(): boolean;
  /** Reports an error that nobody caught; the program may handle it and go on. */
  triggerUncaught(error: unknown): void;
  emitBeforeExit(): void;
  emitExit(): void;
  /** Virtual milliseconds that the program may take. */
  timeMs: number;
  /** Called when the program would go on, beyond that time or for ever. The loop stands still then. */
  outOfTime(): void;
}

export interface Loop {
  /** Runs `main` in a callback scope, then the loop until nothing keeps it alive, then the exit events. */
  run(main: () => void): Steps;
}

export function createLoop(state: LoopState, host: LoopHost): Loop {
  const { clock, immediates, ticks } = state;
  const hasTicks = (): boolean => ticks[tickInfo.hasTickScheduled] === 1;
  const hasRejections = (): boolean => ticks[tickInfo.hasRejectionToWarn] === 1;

  // InternalCallbackScope::Close
  function* closeScope(): Steps {
    if (host.isOver()) return;
    if (!hasTicks()) yield* state.bindings.task_queue['runMicrotasks'](true) as Steps;
    if (!hasTicks() && !hasRejections()) return;
    try {
      yield* state.processTicksAndRejections();
    } catch (error) {
      host.triggerUncaught(error);
    }
  }

  // Steps that throw do not run their ticks: they wait for the next scope.
  function* inScope(steps: Steps): Steps {
    try {
      yield* steps;
    } catch (error) {
      host.triggerUncaught(error);
      return;
    }
    yield* closeScope();
  }

  function* call(callback: () => void): Steps {
    callback();
  }

  // node::MakeCallback
  const makeCallback = (callback: () => void): Steps => inScope(call(callback));

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
      state.timerDue = state.loopTime + Math.max(1, Math.abs(next) - state.loopTime);
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
        state.closing.length > 0 ||
        state.referencedHandles.size > 0)
    );
  }

  // uv__io_poll: sleeps until the next timer or completion unless something else is to do.
  function* poll(): Steps {
    const busy = immediates[immediateInfo.refCount]! > 0 || state.closing.length > 0 || !isAlive();
    if (!busy) {
      const ready = Math.min(state.timerDue, ...state.operations.map((operation) => operation.readyAt));
      // Nothing can wake the program any more: in Node it would sleep for ever.
      if (ready === Infinity) return;
      clock.advanceTo(ready);
    }
    state.updateTime();
    const due = state.operations.filter((operation) => operation.readyAt <= clock.now());
    for (const operation of due) {
      if (host.isOver()) return;
      state.operations.splice(state.operations.indexOf(operation), 1);
      do yield* makeCallback(operation.complete);
      while (operation.hasMore?.() && !host.isOver());
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
    for (const callback of state.closing.splice(0)) {
      if (host.isOver()) return;
      yield* makeCallback(callback);
    }
  }

  function* runLoop(): Steps {
    if (isAlive()) {
      state.updateTime();
      yield* runTimers();
    }
    while (isAlive()) {
      yield* poll();
      yield* check();
      yield* closeHandles();
      clock.advance(costs.turn);
      state.updateTime();
      yield* runTimers();
      if (clock.now() > host.timeMs + costs.startUp) return host.outOfTime();
      if (isStuck()) return;
    }
  }

  /** True if only handles keep the loop alive and none of them can ever wake it. */
  function isStuck(): boolean {
    return (
      state.operations.length === 0 &&
      state.closing.length === 0 &&
      state.timerDue === Infinity &&
      immediates[immediateInfo.count] === 0 &&
      !hasTicks()
    );
  }

  return {
    *run(main) {
      // A main script that throws still runs the ticks if its error was handled.
      try {
        main();
      } catch (error) {
        host.triggerUncaught(error);
      }
      yield* closeScope();
      clock.advance(costs.main);
      for (;;) {
        yield* runLoop();
        if (host.isOver() || clock.now() > host.timeMs + costs.startUp) return;
        if (isStuck() && isAlive()) return host.outOfTime();
        yield* makeCallback(host.emitBeforeExit);
        if (!isAlive()) break;
      }
      if (!host.isOver()) host.emitExit();
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
