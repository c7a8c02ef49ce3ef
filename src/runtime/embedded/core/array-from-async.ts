/**
 * `Array.fromAsync` as Node's engine has it: when a value is rejected, it closes the iterator and waits for that, which
 * takes promise jobs that the language does not ask for.
 */
import { asyncFromSync, type AsyncIteratorOf } from './async-from-sync.ts';
import { engine } from './engine.ts';
import type { Untyped } from './untyped.ts';

type Mapper = (value: unknown, at: number) => unknown;
interface Result {
  done?: unknown;
  value: unknown;
}

/** Replaces the engine's own. Another async function to await would take jobs of its own: so the loops stand here. */
export function installFromAsync(): void {
  const { fromAsync } = {
    async fromAsync(this: unknown, items: Untyped, map?: Mapper, receiver?: unknown): Promise<unknown> {
      if (map !== undefined && typeof map !== 'function')
        throw new TypeError(`${String(map)} is not a function`);
      const iterator = open(items);
      const length = iterator ? 0 : lengthOf(items);
      const made = make(this, length);
      let at = 0;
      if (!iterator)
        for (; at < length; at++) {
          const value: unknown = await items[at];
          add(made, at, map ? await map.call(receiver, value, at) : value);
        }
      else
        try {
          for (const { next } = iterator; ; at++) {
            const { done, value } = (await engine.apply(next, iterator, [])) as Result;
            if (done) break;
            add(made, at, map ? await map.call(receiver, value, at) : value);
          }
        } catch (error) {
          try {
            if (iterator.return) await iterator.return();
          } catch {
            // The first error goes on.
          }
          throw error;
        }
      made.length = at;
      return made as unknown;
    },
  };
  Object.defineProperty(fromAsync, 'length', { value: 1, configurable: true });
  Object.defineProperty(Array, 'fromAsync', { value: fromAsync, writable: true, configurable: true });
}

function make(given: unknown, length = 0): Untyped {
  const isConstructor = typeof given === 'function' && 'prototype' in given;
  if (!isConstructor) return [];
  return length > 0
    ? new (given as new (length: number) => Untyped)(length)
    : new (given as new () => Untyped)();
}

function add(made: Untyped, at: number, value: unknown): void {
  Object.defineProperty(made, at, { value, writable: true, enumerable: true, configurable: true });
}

const lengthOf = ({ length }: Untyped): number =>
  Math.min(Math.max(Math.trunc(Number(length)) || 0, 0), Number.MAX_SAFE_INTEGER);

function open(items: Untyped): AsyncIteratorOf | undefined {
  const asynchronous = items[Symbol.asyncIterator] as unknown;
  if (asynchronous !== undefined && asynchronous !== null)
    return engine.apply(asynchronous as () => AsyncIteratorOf, items, []);
  const synchronous = items[Symbol.iterator] as unknown;
  if (synchronous === undefined || synchronous === null) return undefined;
  return asyncFromSync(engine.apply(synchronous as () => object, items, []));
}
