/**
 * The browser's event loop in virtual time: one task after the other, microtasks after each callback (a `yield` returns
 * to the engine, which runs them), a chance to render sixty times a second, idle callbacks when nothing else is to do.
 * Where the standard leaves the choice between tasks open, the oldest one is taken.
 */
import { bareList, bareMap } from '../bare.ts';
import type { Clock, PageCosts } from '../clock.ts';
import type { Steps } from '../loop-state.ts';
import { invoke, type Reporting } from './invoke.ts';

/** Smaller goes first among the tasks that are due. */
export type Priority = 0 | 1 | 2;

export interface TaskOptions {
  /** Milliseconds until it is due. */
  delay?: number;
  priority?: Priority;
  /** The number of the port whose message it is. */
  port?: number;
  /** What it is, for a trace that shows it waiting. */
  label?: string;
}

export interface QueuedTask {
  due: number;
  order: number;
  priority: Priority;
  port: number | undefined;
  /** What the trace knows it by. */
  watched: object | undefined;
  run: () => Steps;
}

export type FrameCallback = (time: number) => void;
export type IdleCallback = (deadline: { didTimeout: boolean; timeRemaining: () => number }) => void;

export interface Tasks {
  queue(run: () => Steps, options?: TaskOptions): QueuedTask;
  cancel(task: QueuedTask): void;
  requestFrame(callback: FrameCallback): number;
  cancelFrame(handle: number): void;
  requestIdle(callback: IdleCallback, timeout?: number): number;
  cancelIdle(handle: number): void;
  /** Runs `main` and then the loop until nothing is left to do. */
  run(main: () => void): Steps;
}

export interface TasksHost extends Reporting {
  clock: Clock;
  costs: PageCosts;
  isOver(): boolean;
  /** Virtual milliseconds that the program may take. */
  timeMs: number;
  outOfTime(): void;
  /** Nothing is left to do. */
  done(): void;
}

const NORMAL: Priority = 1;
const FRAME_MS = 1000 / 60;
/** How long an idle period lasts at most. */
const IDLE_MS = 50;

export function createTasks(host: TasksHost): Tasks {
  const { clock, costs } = host;
  const startedAt = clock.now();
  const tasks = bareList<QueuedTask>();
  let frames = bareMap<number, FrameCallback>();
  const idle = bareMap<number, { callback: IdleCallback; latest: number }>();
  let orders = 0;
  let handles = 0;
  let lastPort = 0;

  /** The microtasks run, and what they left unhandled is heard of. */
  function* checkpoint(): Steps {
    yield;
    yield;
    yield;
  }

  function* call(callback: () => void): Steps {
    yield* invoke(callback, host);
    yield* checkpoint();
  }

  const before = (a: QueuedTask, b: QueuedTask): number =>
    a.priority - b.priority || a.due - b.due || a.order - b.order;

  function takeDue(): QueuedTask | undefined {
    const due = tasks.filter((task) => task.due <= clock.now()).sort(before);
    const first = choose(due);
    if (first) tasks.splice(tasks.indexOf(first), 1);
    if (first?.port !== undefined) lastPort = first.port;
    return first;
  }

  /** The oldest, or under another pace the message of another port, where no rule says which comes first. */
  function choose(due: readonly QueuedTask[]): QueuedTask | undefined {
    const [first] = due;
    if (first?.port === undefined || costs.ports === undefined) return first;
    const ports = due.flatMap(({ port }) => (port === undefined ? [] : [port]));
    const goesOn = costs.ports === 'together' && ports.includes(lastPort);
    const others = costs.ports === 'in-turn' ? ports.filter((port) => port !== lastPort) : [];
    const wanted = goesOn ? lastPort : Math.max(...(others.length > 0 ? others : ports));
    return due.find(({ port }) => port === wanted);
  }

  const nextFrame = (): number => Math.ceil((clock.now() + 1e-6) / FRAME_MS) * FRAME_MS;

  function* render(time: number): Steps {
    const callbacks = frames;
    if (callbacks.size > 0) host.watch?.rendering();
    frames = bareMap();
    for (const [handle, callback] of callbacks) {
      if (host.isOver()) return;
      if (callbacks.has(handle)) yield* call(() => callback(time - startedAt));
    }
  }

  function* runIdle(until: number): Steps {
    const [entry] = idle;
    if (!entry) return;
    const [handle, { callback, latest }] = entry;
    idle.delete(handle);
    const didTimeout = clock.now() >= latest;
    const end = Math.min(until, clock.now() + IDLE_MS);
    yield* call(() => callback({ didTimeout, timeRemaining: () => Math.max(0, end - clock.now()) }));
  }

  /** One task, one rendering or one idle callback; false if there is nothing at all to wait for. */
  function* turn(frameAt: number): Generator<undefined, boolean, void> {
    const task = takeDue();
    if (task) {
      host.watch?.task(task.watched);
      yield* task.run();
      yield* checkpoint();
      clock.advance(costs.task + costs.hiccup());
      return true;
    }
    const nextTask = Math.min(Infinity, ...tasks.map(({ due }) => due));
    const frame = frames.size > 0 ? frameAt : Infinity;
    const next = Math.min(nextTask, frame);
    if (idle.size > 0) {
      yield* runIdle(next);
      return true;
    }
    if (next === Infinity) return false;
    clock.advanceTo(next);
    return true;
  }

  function* loop(): Steps {
    let frameAt = nextFrame();
    while (!host.isOver()) {
      if (clock.now() >= frameAt) {
        yield* render(frameAt);
        frameAt = nextFrame();
      }
      if (!(yield* turn(frameAt))) return;
      if (clock.now() - startedAt > host.timeMs) return host.outOfTime();
    }
  }

  return {
    queue(run, { delay = 0, priority = NORMAL, port, label } = {}) {
      const watched = label === undefined ? undefined : host.watch?.queued(label);
      const task = { due: clock.now() + delay, order: orders++, priority, port, watched, run };
      tasks.push(task);
      return task;
    },
    cancel(task) {
      const at = tasks.indexOf(task);
      if (at >= 0) tasks.splice(at, 1);
    },
    requestFrame(callback) {
      frames.set(++handles, callback);
      return handles;
    },
    cancelFrame: (handle) => void frames.delete(handle),
    requestIdle(callback, timeout = Infinity) {
      idle.set(++handles, { callback, latest: clock.now() + timeout });
      return handles;
    },
    cancelIdle: (handle) => void idle.delete(handle),
    *run(main) {
      yield* call(main);
      clock.advance(costs.main + costs.hiccup());
      yield* loop();
      if (!host.isOver() && clock.now() - startedAt <= host.timeMs) host.done();
    },
  };
}
