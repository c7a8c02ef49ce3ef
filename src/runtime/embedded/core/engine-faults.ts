/**
 * Where a browser's engine breaks the language so that a program's order changes. Each fault is looked for by trying;
 * what can be made right in the program's text is (see loader/engine-mends.ts), and the rest is said in the trace.
 */
import { engine } from './engine.ts';

export interface EngineFaults {
  /** In strict code, an async generator that returns a call's result as it is does not await it (a tail call). */
  returnsUnawaited: boolean;
  /** `for await` over a list hangs where a promise of the list is rejected and its iterator cannot be closed. */
  losesRejections: boolean;
  /** `Array.fromAsync` takes fewer promise jobs than Node's engine when a value is rejected, or hangs. */
  fromAsyncDiffers: boolean;
  /** `yield*` in an async generator takes a promise job more for each value. */
  delegatesLate: boolean;
}

/** Tries the engine. The answers are there some promise jobs later; until then a fault that can be mended counts as there. */
export function findEngineFaults(): EngineFaults {
  const faults: EngineFaults = {
    returnsUnawaited: true,
    losesRejections: true,
    fromAsyncDiffers: true,
    delegatesLate: false,
  };

  // Evaluated, because only strict code has tail calls.
  const returning = engine.evaluate(
    '(function(){"use strict";return async function*(give){return give()}})()',
  ) as (give: () => Promise<number>) => AsyncGenerator<never, number>;
  then(returning(() => engine.Promise.resolve(1)).next(), ({ value }: { value: unknown }) => {
    faults.returnsUnawaited = typeof value !== 'number';
  });

  async function losing(): Promise<void> {
    try {
      for await (const value of [rejected()]) void value;
    } catch {
      faults.losesRejections = false;
    }
  }
  void losing();

  if ('fromAsync' in Array)
    countJobs((Array as unknown as FromAsync).fromAsync([rejected()]), (jobs) => {
      faults.fromAsyncDiffers = jobs !== JOBS.fromAsync;
    });

  async function* delegating(): AsyncGenerator<number> {
    yield* (async function* (): AsyncGenerator<number> {
      yield 1;
    })();
  }
  countJobs(delegating().next(), (jobs) => {
    faults.delegatesLate = jobs !== JOBS.delegation;
  });
  return faults;
}

interface FromAsync {
  fromAsync(items: readonly unknown[]): Promise<unknown>;
}

/** Promise jobs until it is settled, in Node's engine. */
const JOBS = { fromAsync: 4, delegation: 3 };
const MOST_JOBS = 20;

const rejected = (): Promise<never> => engine.Promise.reject(new engine.Error('probe'));

const then = (promise: unknown, next: (value: never) => unknown, failed = next): unknown =>
  engine.apply(engine.then, promise, [next, failed]);

/** Tells how many promise jobs it took until the promise was settled, if it ever is. */
function countJobs(promise: Promise<unknown>, tell: (jobs: number) => void): void {
  let jobs = 0;
  const count = (): unknown => ++jobs < MOST_JOBS && then(engine.Promise.resolve(), count);
  then(promise, () => tell(jobs));
  count();
}
