/**
 * What is known of a promise's state, for util.inspect; V8 tells Node, a browser tells nobody. Known are the results
 * of `Promise.resolve` and `Promise.reject`, and rejections that nobody handled. All others are shown as pending.
 */
import type { PromiseState } from './bindings/util.ts';
import { engine } from './engine.ts';

export interface PromiseStates {
  get(promise: object): PromiseState;
  reject(promise: object, reason: unknown): void;
  /** Replaces `Promise.resolve` and `Promise.reject` of this worker; they take no more promise jobs than before. */
  watchStatics(): void;
}

const PENDING: PromiseState = [0, undefined];

export function createPromiseStates(): PromiseStates {
  const states = new WeakMap<object, PromiseState>();

  // Reading `then` could run the program's code; looking whether it is there cannot, but for a proxy.
  const isPlain = (value: unknown): boolean =>
    (typeof value !== 'object' && typeof value !== 'function') || value === null || !('then' in value);

  return {
    get: (promise) => states.get(promise) ?? PENDING,
    reject: (promise, reason) => void states.set(promise, [2, reason]),
    watchStatics() {
      const { resolve, reject } = engine.Promise;
      const statics = {
        resolve(this: unknown, value: unknown) {
          const promise = engine.apply(resolve, this, [value]) as object;
          if (this === engine.Promise && isPlain(value)) states.set(promise, [1, value]);
          return promise;
        },
        reject(this: unknown, reason: unknown) {
          const promise = engine.apply(reject, this, [reason]) as object;
          if (this === engine.Promise) states.set(promise, [2, reason]);
          return promise;
        },
      };
      for (const [name, value] of Object.entries(statics))
        Object.defineProperty(engine.Promise, name, { value, writable: true, configurable: true });
    },
  };
}
