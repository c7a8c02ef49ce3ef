/** setTimeout and setInterval with the standard's nesting: from some level on a timer waits four milliseconds. */
import { bareMap } from '../bare.ts';
import type { Steps } from '../loop-state.ts';
import type { Untyped } from '../untyped.ts';
import { invoke, type Reporting } from './invoke.ts';
import type { QueuedTask, Tasks } from './tasks.ts';

interface Timer {
  task: QueuedTask;
  level: number;
}

/** Browsers do not agree on the level. */
export interface Nesting {
  /** The deepest level of setTimeout that does not wait longer than it says, and of setInterval. */
  once: number;
  repeating: number;
  /** Milliseconds that an interval takes at least. */
  leastInterval: number;
}

export const NESTING: Readonly<Record<'chromium' | 'firefox' | 'webkit', Nesting>> = {
  chromium: { once: 5, repeating: 5, leastInterval: 0 },
  firefox: { once: 3, repeating: 3, leastInterval: 0 },
  webkit: { once: 9, repeating: 4, leastInterval: 1 },
};

export interface TimersHost extends Reporting {
  tasks: Tasks;
  nesting: Nesting;
  /** Runs text that was given in place of a function. */
  evaluate(text: string): void;
}

const CLAMPED_MS = 4;
const MOST_MS = 2 ** 31 - 1;

/** What a delay that is no number, negative or too large for 32 bits becomes. */
const delayOf = (given: unknown): number => {
  const whole = Math.trunc(Number(given)) || 0;
  return whole < 0 || whole > MOST_MS ? 0 : whole;
};

export function createTimers({
  tasks,
  evaluate,
  nesting,
  ...reporting
}: TimersHost): Record<string, Untyped> {
  const timers = bareMap<number, Timer>();
  let ids = 0;
  /** How deep the callback that runs was set by callbacks of timers. */
  let level = 0;

  function set(
    callback: Untyped,
    given: unknown,
    args: unknown[],
    repeats: boolean,
    id: number,
    deep: number,
  ): void {
    const delay = delayOf(given);
    const least = repeats ? nesting.leastInterval : 0;
    const isDeep = deep > (repeats ? nesting.repeating : nesting.once);
    const clamped = Math.max(delay, isDeep ? CLAMPED_MS : least);
    function* run(): Steps {
      if (!timers.has(id)) return;
      level = deep + 1;
      yield* invoke(() => {
        if (typeof callback === 'function') callback.apply(globalThis, args);
        else evaluate(`${callback as string}`);
      }, reporting);
      level = 0;
      if (!timers.has(id)) return;
      if (repeats) set(callback, given, args, true, id, deep + 1);
      else timers.delete(id);
    }
    timers.set(id, { task: tasks.queue(run, { delay: clamped }), level: deep });
  }

  function start(repeats: boolean, [callback, delay, ...args]: unknown[]): number {
    const id = ++ids;
    set(callback, delay, args, repeats, id, level);
    return id;
  }

  function clear(id: unknown): void {
    const timer = timers.get(Number(id));
    if (!timer) return;
    timers.delete(Number(id));
    tasks.cancel(timer.task);
  }

  return {
    setTimeout: (...args: unknown[]) => start(false, args),
    setInterval: (...args: unknown[]) => start(true, args),
    clearTimeout: (id?: unknown) => clear(id),
    clearInterval: (id?: unknown) => clear(id),
  };
}
