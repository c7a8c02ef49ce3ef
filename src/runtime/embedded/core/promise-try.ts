/**
 * `Promise.try` as Node 24 has it. Newer engines return the very promise that the callback returned; V8 13.6 resolves
 * a promise of its own with it, which takes two promise jobs more.
 */
import { engine } from './engine.ts';
import type { Untyped } from './untyped.ts';

export function installPromiseTry(): void {
  const { try: value } = {
    try(this: Untyped, callback: Untyped, ...args: unknown[]) {
      if ((typeof this !== 'object' && typeof this !== 'function') || this === null)
        throw new TypeError('Promise.try called on non-object');
      return new this((resolve: (result: unknown) => void, reject: (error: unknown) => void) => {
        let result: unknown;
        try {
          result = callback(...args);
        } catch (error) {
          return reject(error);
        }
        return resolve(result);
      }) as unknown;
    },
  };
  Object.defineProperty(engine.Promise, 'try', { value, writable: true, configurable: true });
}
