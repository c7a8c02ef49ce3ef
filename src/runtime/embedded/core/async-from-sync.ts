/** Lists behind `for await` and `Array.fromAsync`, for engines that lose what is rejected there. */
import { engine } from './engine.ts';

type Method = (...parts: unknown[]) => unknown;
type Result = { done?: unknown; value: unknown };
export interface AsyncIteratorOf {
  next(...given: unknown[]): unknown;
  return?(...given: unknown[]): unknown;
}
type Listed = Partial<Record<symbol, Method>>;

const { resolve } = engine.Promise;
const awaited = (value: unknown): object => engine.apply(resolve, engine.Promise, [value]) as object;

/**
 * What `for await` goes through: the iterable itself if it is an async one, else one that gives the list's values as
 * the language has it, in as many promise jobs.
 */
export function listed(iterable: unknown): unknown {
  if (iterable === null || iterable === undefined) return iterable;
  if ((iterable as Listed)[Symbol.asyncIterator] !== undefined) return iterable;
  const open = (iterable as Listed)[Symbol.iterator];
  if (typeof open !== 'function') return iterable;
  return { [Symbol.asyncIterator]: () => asyncFromSync(engine.apply(open, iterable, []) as object) };
}

/** %AsyncFromSyncIterator%: a list's iterator as an asynchronous one, whose promises take the language's jobs. */
export function asyncFromSync(iterator: object): AsyncIteratorOf {
  const { next } = iterator as Record<string, Method>;

  function close(): void {
    const method = (iterator as Record<string, unknown>)['return'];
    if (method !== undefined && method !== null) engine.apply(method as Method, iterator, []);
  }

  function rethrow(closes: boolean, error: unknown): never {
    try {
      if (closes) close();
    } catch {
      // The rejection goes on, whatever closing does.
    }
    throw error;
  }

  function carryOn(result: unknown, closes: boolean): unknown {
    if ((typeof result !== 'object' && typeof result !== 'function') || result === null)
      throw new TypeError(`Iterator result ${String(result)} is not an object`);
    const { done: over, value } = result as Result;
    const done = Boolean(over);
    const closing = closes && !done;
    let promise: object;
    try {
      promise = awaited(value);
    } catch (error) {
      return rethrow(closing, error);
    }
    return engine.apply(engine.then, promise, [
      (settled: unknown): Result => ({ value: settled, done }),
      (error: unknown) => rethrow(closing, error),
    ]);
  }

  const promised = (run: () => unknown): unknown => {
    try {
      return run();
    } catch (error) {
      return engine.Promise.reject(error);
    }
  };

  return {
    next: (...given: unknown[]) => promised(() => carryOn(engine.apply(next!, iterator, given), true)),
    return: (...given: unknown[]) =>
      promised(() => {
        const method = (iterator as Record<string, unknown>)['return'];
        if (method === undefined || method === null) return awaited({ value: given[0], done: true });
        return carryOn(engine.apply(method as Method, iterator, given), false);
      }),
  };
}
