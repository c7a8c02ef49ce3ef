/** AbortController and AbortSignal. */
import { bareList, bareWeakMap } from '../bare.ts';
import type { Untyped } from '../untyped.ts';
import type { Events } from './events.ts';
import type { Tasks } from './tasks.ts';

interface SignalState {
  aborted: boolean;
  reason: unknown;
  algorithms: (() => void)[];
  /** Signals made from this one by `any`. */
  dependants: object[];
  sources: object[];
}

export interface Abort {
  AbortController: Untyped;
  AbortSignal: Untyped;
}

/** Calls back when a signal is aborted; set once the classes are there. */
export interface AbortHooks {
  onAbort(signal: object, then: () => void): void;
}

export function createAbort(
  { Event, EventTarget, dispatch, dispatchSteps, trust, defineHandlers }: Events,
  tasks: Tasks,
  DOMException: Untyped,
  hooks: AbortHooks,
): Abort {
  const states = bareWeakMap<object, SignalState>();
  const stateOf = (signal: object): SignalState => states.get(signal)!;
  const key = Symbol('made by the host');

  /** Marks a signal and those made of it as aborted; gives those whose event is to be fired, in order. */
  function mark(signal: object, reason: unknown): object[] {
    const state = stateOf(signal);
    if (state.aborted) return [];
    Object.assign(state, { aborted: true, reason });
    const fresh = state.dependants.filter((one) => !stateOf(one).aborted);
    for (const one of fresh) Object.assign(stateOf(one), { aborted: true, reason });
    return [signal, ...fresh];
  }

  function runAlgorithms(signal: object): void {
    for (const algorithm of stateOf(signal).algorithms.splice(0)) algorithm();
  }

  function abort(signal: object, reason: unknown): void {
    for (const one of mark(signal, reason)) {
      runAlgorithms(one);
      dispatch(one, trust(new Event('abort') as object));
    }
  }

  class AbortSignal extends EventTarget {
    constructor(proof: unknown) {
      if (proof !== key) throw new TypeError('Illegal constructor');
      super();
      states.set(this, {
        aborted: false,
        reason: undefined,
        algorithms: bareList(),
        dependants: bareList(),
        sources: bareList(),
      });
    }
    static abort(
      reason: unknown = new DOMException('signal is aborted without reason', 'AbortError'),
    ): object {
      const signal = new AbortSignal(key);
      Object.assign(stateOf(signal), { aborted: true, reason });
      return signal;
    }
    static timeout(delay: number): object {
      const signal = new AbortSignal(key);
      function* run() {
        const reason: unknown = new DOMException('signal timed out', 'TimeoutError');
        for (const one of mark(signal, reason)) {
          runAlgorithms(one);
          yield* dispatchSteps(one, trust(new Event('abort') as object));
        }
      }
      tasks.queue(run, { delay });
      return signal;
    }
    static any(given: Iterable<object>): object {
      const signal = new AbortSignal(key);
      const signals = [...given];
      const aborted = signals.find((one) => stateOf(one).aborted);
      if (aborted) {
        Object.assign(stateOf(signal), { aborted: true, reason: stateOf(aborted).reason });
        return signal;
      }
      const sources = new Set(
        signals.flatMap((one) => (stateOf(one).sources.length > 0 ? stateOf(one).sources : one)),
      );
      for (const source of sources) {
        stateOf(source).dependants.push(signal);
        stateOf(signal).sources.push(source);
      }
      return signal;
    }
    get aborted(): boolean {
      return stateOf(this).aborted;
    }
    get reason(): unknown {
      return stateOf(this).reason;
    }
    throwIfAborted(): void {
      if (stateOf(this).aborted) throw stateOf(this).reason;
    }
  }
  defineHandlers(AbortSignal.prototype, ['abort']);

  class AbortController {
    readonly #signal = new AbortSignal(key);
    get signal(): object {
      return this.#signal;
    }
    abort(reason: unknown = new DOMException('signal is aborted without reason', 'AbortError')): void {
      abort(this.#signal, reason);
    }
    get [Symbol.toStringTag](): string {
      return 'AbortController';
    }
  }

  hooks.onAbort = (signal, then) => void stateOf(signal).algorithms.push(then);
  return { AbortController, AbortSignal };
}
