/**
 * Time and chance as a program imports them from Node's modules (`node:timers/promises`, `node:crypto` …), taken from
 * the schedule that runs instead. What was imported by name before follows, as Node's syncBuiltinESMExports has it.
 */
import type { Ambient, Replacement, Run } from './ambient.ts';

/** In two parts, because the built-in runtime fetches what the text of a program names. */
export const CRYPTO = ['cry', 'pto'].join('');

interface Options {
  signal?: AbortSignal;
}

/** Replacements in Node's modules of this process; none where there is no Node that hands them out. */
export function replacementsInModules(ambient: Ambient): Replacement[] {
  const { setTimeout, setInterval, setImmediate, clear } = ambient;
  const timers = moduleOf('timers');
  const promises = moduleOf('timers/promises');
  const random = moduleOf(CRYPTO);
  const later = createPromises(ambient);
  return [
    [timers, 'setTimeout', setTimeout],
    [timers, 'setInterval', setInterval],
    [timers, 'setImmediate', setImmediate],
    ...['clearTimeout', 'clearInterval', 'clearImmediate'].map((name): Replacement => [timers, name, clear]),
    [promises, 'setTimeout', later.setTimeout],
    [promises, 'setImmediate', later.setImmediate],
    [promises, 'setInterval', later.setInterval],
    [promises?.['scheduler'] as object | undefined, 'wait', later.wait],
    [promises?.['scheduler'] as object | undefined, 'yield', () => later.setImmediate()],
    ...Object.entries(createRandom(ambient)).map(([name, value]): Replacement => [random, name, value]),
  ];
}

/** Lets what programs have imported by name follow what stands in the modules now. */
export function syncImports(): void {
  (moduleOf('module')?.['syncBuiltinESMExports'] as (() => void) | undefined)?.();
}

function moduleOf(id: string): Record<string, unknown> | undefined {
  // A page has no process, and Nodes before 22.3 no such function; there only what is global is the schedule's.
  const { process } = globalThis as { process?: Partial<NodeJS.Process> };
  return process?.getBuiltinModule?.(id) as Record<string, unknown> | undefined;
}

function createPromises({ setTimeout, clear }: Ambient) {
  function wait<T>(ms?: number, value?: T, { signal }: Options = {}): Promise<T> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(aborted(signal));
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', abort);
        resolve(value as T);
      }, ms ?? 1);
      const abort = () => {
        clear(timer);
        reject(aborted(signal!));
      };
      signal?.addEventListener('abort', abort, { once: true });
    });
  }
  return {
    setTimeout: wait,
    setImmediate: <T>(value?: T, options?: Options) => wait(0, value, options),
    async *setInterval<T>(ms?: number, value?: T, options?: Options): AsyncGenerator<T, void> {
      for (;;) yield await wait(ms, value as T, options);
    },
    wait: (ms: number, options?: Options) => wait(ms, undefined, options),
  };
}

/** What Node's promises of timers reject with. */
function aborted(signal: AbortSignal): Error {
  const error = new Error('The operation was aborted', { cause: signal.reason });
  return Object.assign(error, { name: 'AbortError', code: 'ABORT_ERR' });
}

function createRandom({ setImmediate, chance, uuid, fill }: Ambient) {
  /** Answers now, or with a callback later, as Node's functions do. */
  function answer<T>(value: T, callback: unknown): T | undefined {
    if (typeof callback !== 'function') return value;
    setImmediate(callback as Run, null, value);
    return undefined;
  }
  return {
    randomUUID: uuid,
    randomFillSync: fill,
    randomFill: <T extends ArrayBufferView>(array: T, callback: unknown) => answer(fill(array), callback),
    randomBytes: (size: number, callback?: unknown) => answer(fill(Buffer.alloc(size)), callback),
    randomInt(...given: unknown[]) {
      const callback = given.find((one) => typeof one === 'function');
      const [first, second] = given.filter((one) => typeof one === 'number');
      const [from, end] = second === undefined ? [0, first!] : [first!, second];
      return answer(from + Math.floor(chance() * (end - from)), callback);
    },
  };
}
