/**
 * Time, chance and ids as a program finds them around it (`Date`, `setTimeout`, `Math.random` …), taken from the
 * schedule that runs instead. queueMicrotask and promises stay what they are.
 */
import type { Sim } from '#sim/explore/sim.ts';
import type { Process } from '#sim/process.ts';
import { CRYPTO, replacementsInModules, syncImports } from './ambient-modules.ts';

/** Virtual time begins here: 1 January 2026, in UTC. */
const EPOCH = Date.UTC(2026, 0, 1);

interface Timer {
  ref(): Timer;
  unref(): Timer;
  hasRef(): boolean;
  [Symbol.toPrimitive](): number;
}

export type Run = (...args: unknown[]) => void;
export type Replacement = [owner: object | undefined, name: string, value: unknown];

/** The schedule's timers and chance. Delays are in virtual milliseconds. */
export interface Ambient {
  setTimeout(run: Run, ms?: number, ...args: unknown[]): Timer;
  setInterval(run: Run, ms?: number, ...args: unknown[]): Timer;
  setImmediate(run: Run, ...args: unknown[]): Timer;
  clear(timer: unknown): void;
  /** From 0 (inclusive) to 1 (exclusive). */
  chance(): number;
  uuid(): string;
  fill<T extends ArrayBufferView>(array: T): T;
}

export interface Ambience {
  /** The schedule that runs from now on. */
  enter(sim: Sim): void;
  /** Puts everything back. */
  leave(): void;
}

/** Takes the place of the ambient clock, timers, chance and ids until `leave()`. */
export function takeOver(): Ambience {
  let sim: Sim | undefined;
  let stranger: Process | undefined;
  const timers = new Map<number, () => void>();
  let numbers = 0;
  const now = () => (sim ? sim.look(sim.world.now) : 0);
  // Code that no process has called: the scenario itself.
  const owner = () => sim!.world.current ?? (stranger ??= sim!.world.process('scenario'));
  const chance = () => sim!.look(sim!.chance.next());

  function start(delay: number | undefined, again: boolean, run: () => void): Timer {
    const number = ++numbers;
    const ms = Math.max(1, Math.trunc(Number(delay)) || 0);
    const process = owner();
    sim!.world.pending.stir();
    const wait = () => {
      const off = process.after(ms, () => {
        if (again) wait();
        else timers.delete(number);
        sim!.world.pending.stir();
        run();
      });
      timers.set(number, off);
    };
    wait();
    const timer: Timer = {
      ref: () => timer,
      unref: () => timer,
      hasRef: () => true,
      [Symbol.toPrimitive]: () => number,
    };
    return timer;
  }

  function clear(timer: unknown) {
    timers.get(Number(timer))?.();
    timers.delete(Number(timer));
  }

  const ambient: Ambient = {
    setTimeout: (run, ms, ...args) => start(ms, false, () => run(...args)),
    setInterval: (run, ms, ...args) => start(ms, true, () => run(...args)),
    setImmediate: (run, ...args) => start(0, false, () => run(...args)),
    clear,
    chance,
    uuid: () => uuid(chance),
    fill: (array) => fill(array, chance),
  };
  letPromisify(ambient);
  const restore = replaceAll([
    [globalThis, 'Date', createDate(() => EPOCH + now())],
    [globalThis.performance, 'now', now],
    [Math, 'random', chance],
    [globalThis, 'setTimeout', ambient.setTimeout],
    [globalThis, 'setInterval', ambient.setInterval],
    [globalThis, 'setImmediate', ambient.setImmediate],
    [globalThis, 'clearTimeout', clear],
    [globalThis, 'clearInterval', clear],
    [globalThis, 'clearImmediate', clear],
    [AbortSignal, 'timeout', (ms: number) => abortAfter(ms, ambient)],
    [member(globalThis, CRYPTO), 'randomUUID', ambient.uuid],
    [member(globalThis, CRYPTO), 'getRandomValues', ambient.fill],
    [
      member(globalThis, 'process'),
      'nextTick',
      (run: Run, ...args: unknown[]) => queueMicrotask(() => run(...args)),
    ],
    ...replacementsInModules(ambient),
  ]);
  syncImports();

  return {
    enter(next) {
      sim = next;
      stranger = undefined;
      timers.clear();
    },
    leave() {
      restore();
      syncImports();
    },
  };
}

/** Replaces members where they are; returns what puts the old ones back. */
function replaceAll(replacements: readonly Replacement[]): () => void {
  const undo = replacements.flatMap(([owner, name, value]) => {
    if (!owner || !(name in owner)) return [];
    const before = Object.getOwnPropertyDescriptor(owner, name);
    Object.defineProperty(owner, name, { value, writable: true, configurable: true });
    return [
      () => {
        if (before) Object.defineProperty(owner, name, before);
        // It was inherited, and is again.
        else Reflect.deleteProperty(owner, name);
      },
    ];
  });
  return () => undo.forEach((putBack) => putBack());
}

/** `util.promisify(setTimeout)` waits, instead of taking its callback for the delay. */
function letPromisify({ setTimeout, setImmediate }: Ambient): void {
  const custom = Symbol.for('nodejs.util.promisify.custom');
  const resolving = (start: (resolve: Run) => void) => new Promise((resolve) => start(resolve as Run));
  Object.assign(setTimeout, {
    [custom]: (ms?: number, value?: unknown) => resolving((resolve) => setTimeout(resolve, ms, value)),
  });
  Object.assign(setImmediate, {
    [custom]: (value?: unknown) => resolving((resolve) => setImmediate(resolve, value)),
  });
}

function abortAfter(ms: number, { setTimeout }: Ambient): AbortSignal {
  const controller = new AbortController();
  const reason = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
  setTimeout(() => controller.abort(reason), ms);
  return controller.signal;
}

function member(owner: object, name: string): object | undefined {
  const value = (owner as Record<string, unknown>)[name];
  return typeof value === 'object' && value !== null ? value : undefined;
}

/** `Date` with another idea of now. Dates that it makes are real ones. */
function createDate(now: () => number): DateConstructor {
  return new Proxy(Date, {
    construct: (target, args: [], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as Date,
    apply: (target) => new target(now()).toString(),
    get: (target, name, receiver) =>
      name === 'now' ? now : (Reflect.get(target, name, receiver) as unknown),
  });
}

function uuid(chance: () => number): string {
  const digits = Array.from({ length: 32 }, () => Math.floor(chance() * 16).toString(16));
  digits[12] = '4';
  digits[16] = '89ab'[Math.floor(chance() * 4)]!;
  const text = digits.join('');
  return [8, 12, 16, 20, 32].map((end, at) => text.slice([0, 8, 12, 16, 20][at], end)).join('-');
}

function fill<T extends ArrayBufferView>(array: T, chance: () => number): T {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  for (let at = 0; at < bytes.length; at++) bytes[at] = Math.floor(chance() * 256);
  return array;
}
