/** Tells the recorder what a page's program asks of its loop: timers, microtasks, animation frames, idle callbacks. */
import { bareMap } from '../bare.ts';
import type { QueueName } from './recorded.ts';
import type { Entry } from './record-parts.ts';
import type { Tracer } from './tracer.ts';

const { apply } = Reflect;
const { max, trunc } = Math;

type Callback = (...parts: unknown[]) => unknown;
type Scope = Record<string, unknown>;

interface Kind {
  queue: QueueName;
  repeats?: boolean;
  /** The function that takes an entry back. */
  cancel?: string;
}

const KINDS: Readonly<Record<string, Kind>> = {
  setTimeout: { queue: 'timer', cancel: 'clearTimeout' },
  setInterval: { queue: 'timer', repeats: true, cancel: 'clearInterval' },
  requestAnimationFrame: { queue: 'animation-frame', cancel: 'cancelAnimationFrame' },
  requestIdleCallback: { queue: 'task', cancel: 'cancelIdleCallback' },
  queueMicrotask: { queue: 'microtask' },
};

/** Replaces the functions of the global scope by ones that note what they queue. */
export function installPageHooks(
  scope: Scope,
  { recorder, sites, short, disguise }: Tracer,
  now: () => number,
): void {
  const waiting = bareMap<unknown, { entry: Entry }>();

  function replace(name: string, make: (original: Callback) => Callback): void {
    const original = scope[name] as Callback | undefined;
    if (typeof original !== 'function') return;
    const made = make(original);
    Object.defineProperty(made, 'name', { value: name, configurable: true });
    Object.defineProperty(made, 'length', { value: original.length, configurable: true });
    disguise(made, original);
    Object.defineProperty(scope, name, { value: made, writable: true, configurable: true });
  }

  function enqueue(
    label: string,
    { queue, repeats = false }: Kind,
    callback: Callback,
    given: unknown,
  ): Entry {
    const delay = queue === 'timer' ? max(0, trunc(Number(given)) || 0) : undefined;
    return recorder.queue(queue, {
      label,
      name: short(callback).replace(/^ƒ ?/, ''),
      callback: sites.siteOf(callback),
      host: sites.siteOf(callback) === undefined && recorder.stack.length === 0,
      delay,
      due: delay === undefined ? undefined : now() + delay,
      repeats,
    });
  }

  for (const [name, kind] of Object.entries(KINDS)) {
    replace(name, (original) => (...parts) => {
      const [callback, given, ...rest] = parts;
      if (typeof callback !== 'function') return original(...parts);
      const own = callback as Callback;
      const queued = { entry: enqueue(name, kind, own, given) };
      const watched = function (this: unknown, ...values: unknown[]): unknown {
        recorder.start(queued.entry);
        const result = apply(own, this, values) as unknown;
        recorder.end();
        if (kind.repeats) queued.entry = enqueue(name, kind, own, given);
        return result;
      };
      const handle = original(watched, given, ...rest);
      if (handle !== undefined) waiting.set(handle, queued);
      return handle;
    });
    if (!kind.cancel) continue;
    replace(kind.cancel, (original) => (handle) => {
      const queued = waiting.get(handle);
      if (queued) recorder.cancel(queued.entry);
      waiting.delete(handle);
      return original(handle);
    });
  }
}
