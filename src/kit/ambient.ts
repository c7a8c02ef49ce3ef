/**
 * Time, chance and ids as a program finds them around it (`Date`, `setTimeout`, `Math.random` …), taken from the
 * schedule that runs instead. queueMicrotask and promises stay what they are.
 */
import type { Sim } from '#sim/explore/sim.ts';
import type { Process } from '#sim/process.ts';

/** Virtual time begins here: 1 January 2026, in UTC. */
const EPOCH = Date.UTC(2026, 0, 1);

// In two parts, because the built-in runtime fetches what the text of a program names.
const CRYPTO = ['cry', 'pto'].join('');

interface Timer {
  ref(): Timer;
  unref(): Timer;
  hasRef(): boolean;
  [Symbol.toPrimitive](): number;
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

  function start(delay: number, again: boolean, run: () => void): Timer {
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

  const restore = replaceAll([
    [globalThis, 'Date', createDate(() => EPOCH + now())],
    [globalThis.performance, 'now', now],
    [Math, 'random', chance],
    [
      globalThis,
      'setTimeout',
      (run: Run, ms: number, ...args: unknown[]) => start(ms, false, () => run(...args)),
    ],
    [
      globalThis,
      'setInterval',
      (run: Run, ms: number, ...args: unknown[]) => start(ms, true, () => run(...args)),
    ],
    [globalThis, 'setImmediate', (run: Run, ...args: unknown[]) => start(0, false, () => run(...args))],
    [globalThis, 'clearTimeout', clear],
    [globalThis, 'clearInterval', clear],
    [globalThis, 'clearImmediate', clear],
    [member(globalThis, CRYPTO), 'randomUUID', () => uuid(chance)],
    [member(globalThis, CRYPTO), 'getRandomValues', (array: Uint8Array) => fill(array, chance)],
    [
      member(globalThis, 'process'),
      'nextTick',
      (run: Run, ...args: unknown[]) => queueMicrotask(() => run(...args)),
    ],
  ]);

  return {
    enter(next) {
      sim = next;
      stranger = undefined;
      timers.clear();
    },
    leave: restore,
  };
}

type Run = (...args: unknown[]) => void;
type Replacement = [owner: object | undefined, name: string, value: unknown];

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
