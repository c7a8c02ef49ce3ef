import { bareWeakMap } from '../bare.ts';

/** What can be told of values without running any of the program's code. */
export type Kind =
  /** Not thenable: awaiting it takes one job. */
  | 'plain'
  /** A promise of the engine's own class, whose `then` and `constructor` nobody changed. */
  | 'promise'
  /** Has a method `then` of its own. */
  | 'thenable'
  /** A proxy, a getter `then`, a subclass: only trying would tell. */
  | 'unclear';

const { getOwnPropertyDescriptor, getPrototypeOf } = Object;
const MOST_STEPS = 100;

export interface EngineFacts {
  kindOf(value: unknown): Kind;
  /** The function `then` of a thenable. */
  thenOf(value: object): object | undefined;
  isNative(fn: unknown): boolean;
  isProxy(value: unknown): boolean;
}

export interface EngineFactsParts {
  promisePrototype: object;
  isProxy(value: unknown): boolean;
  /** True for a real promise object. */
  isPromise(value: unknown): boolean;
  /** Text of a function, as the engine gives it. */
  textOf(fn: object): string;
}

export function createEngineFacts(parts: EngineFactsParts): EngineFacts {
  const { promisePrototype, isProxy, isPromise, textOf } = parts;
  const natives = bareWeakMap<object, boolean>();

  function findThen(value: object): PropertyDescriptor | 'unclear' | undefined {
    let at: object | null = value;
    for (let steps = 0; at; steps++) {
      if (isProxy(at) || steps > MOST_STEPS) return 'unclear';
      const found = getOwnPropertyDescriptor(at, 'then');
      if (found) return found;
      at = getPrototypeOf(at) as object | null;
    }
    return undefined;
  }

  function kindOf(value: unknown): Kind {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return 'plain';
    const then = findThen(value);
    if (then === undefined) return 'plain';
    if (then === 'unclear' || !('value' in then)) return 'unclear';
    if (typeof then.value !== 'function') return 'plain';
    if (getPrototypeOf(value) === promisePrototype && isPromise(value)) {
      const own = getOwnPropertyDescriptor(value, 'then') ?? getOwnPropertyDescriptor(value, 'constructor');
      return own ? 'unclear' : 'promise';
    }
    return isPromise(value) ? 'unclear' : 'thenable';
  }

  return {
    kindOf,
    isProxy,
    thenOf(value) {
      const then = findThen(value);
      return then !== 'unclear' && typeof then?.value === 'function' ? (then.value as object) : undefined;
    },
    isNative(fn) {
      if (typeof fn !== 'function') return false;
      let known = natives.get(fn);
      if (known === undefined) {
        known = !isProxy(fn) && /\{\s*\[native code\]\s*\}\s*$/.test(textOf(fn));
        natives.set(fn, known);
      }
      return known;
    },
  };
}
