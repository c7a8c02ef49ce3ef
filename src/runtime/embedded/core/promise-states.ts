/**
 * What is known of a promise's state, for util.inspect; V8 tells Node, a browser tells nobody. Known are the results
 * of `Promise.resolve` and `Promise.reject`, rejections that nobody handled, and what the tracer has seen. Where nothing
 * is known, a promise is shown as pending.
 */
import { bareWeakMap } from './bare.ts';
import { engine } from './engine.ts';
import { FULFILLED, PENDING, REJECTED, type PromiseState } from './promise-state.ts';

export interface PromiseStates {
  get(promise: object): PromiseState;
  reject(promise: object, reason: unknown): void;
  /** `ask` is asked for what is not known here. */
  consult(ask: (promise: object) => PromiseState | undefined): void;
  /** Replaces `Promise.resolve` and `Promise.reject` of this worker; they take no more promise jobs than before. */
  watchStatics(proxies: { has(value: object): boolean }): void;
}

const UNSETTLED: PromiseState = [PENDING, undefined];

export function createPromiseStates(): PromiseStates {
  const states = bareWeakMap<object, PromiseState>();
  let ask = (_promise: object): PromiseState | undefined => undefined;

  return {
    get: (promise) => states.get(promise) ?? ask(promise) ?? UNSETTLED,
    reject: (promise, reason) => void states.set(promise, [REJECTED, reason]),
    consult(given) {
      ask = given;
    },
    watchStatics(proxies) {
      // Reading `then` could run the program's code; looking whether it is there cannot, but in a proxy.
      function isPlain(value: unknown): boolean {
        if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return true;
        for (let at: object | null = value; at !== null; at = engine.getPrototypeOf(at))
          if (proxies.has(at) || engine.hasOwn(at, 'then')) return false;
        return true;
      }
      const { resolve, reject } = engine.Promise;
      const statics = {
        resolve(this: unknown, value: unknown) {
          const promise = engine.apply(resolve, this, [value]) as object;
          if (this === engine.Promise && isPlain(value)) states.set(promise, [FULFILLED, value]);
          return promise;
        },
        reject(this: unknown, reason: unknown) {
          const promise = engine.apply(reject, this, [reason]) as object;
          if (this === engine.Promise) states.set(promise, [REJECTED, reason]);
          return promise;
        },
      };
      for (const [name, value] of Object.entries(statics))
        Object.defineProperty(engine.Promise, name, { value, writable: true, configurable: true });
    },
  };
}
