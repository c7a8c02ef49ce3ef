/** A process of a simulated world: what it has scheduled, and what its code waits for, dies with it. */
import type { Desk, Pending } from './settle.ts';

export interface Process {
  readonly name: string;
  /** How often it has crashed. */
  readonly crashes: number;
  /**
   * Runs `action` after `delayMs` virtual milliseconds, unless the process crashes before. Returns the way to call
   * it off.
   */
  after(delayMs: number, action: () => void): () => void;
  /**
   * As `new Promise(executor)`, but what settles it after a crash has no effect: whoever awaits it in the dead
   * incarnation never resumes.
   */
  promise<T>(executor: (resolve: (value: T) => void, reject: (reason: unknown) => void) => void): Promise<T>;
  /** Resolves after `delayMs` virtual milliseconds. */
  sleep(delayMs: number): Promise<void>;
  /** Calls code that may be asynchronous, and keeps account of it until it is done. */
  call<T>(code: () => T | Promise<T>, done: (outcome: Outcome<T>) => void): void;
  /** Forgets everything that this incarnation had scheduled or waits for. What comes later belongs to the next one. */
  crash(): void;
}

/** How a call ended: with a value, or with what it threw. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; error: unknown };

interface ProcessParts {
  name: string;
  schedule(delayMs: number, run: () => void): void;
  pending: Pending;
  /** Is told whose code runs next. */
  enter(process: Process): void;
}

export function createProcess({ name, schedule, pending, enter }: ProcessParts): Process {
  let crashes = 0;
  let desk: Desk = pending.open();

  function after(delayMs: number, action: () => void): () => void {
    if (!(delayMs >= 0)) throw new RangeError(`${name}.after: delay must be 0 or more, got ${delayMs}`);
    const born = crashes;
    let off = false;
    schedule(delayMs, () => {
      if (born !== crashes || off) return;
      enter(process);
      action();
    });
    return () => {
      off = true;
    };
  }

  function promise<T>(
    executor: (resolve: (value: T) => void, reject: (reason: unknown) => void) => void,
  ): Promise<T> {
    const settle = desk.wait();
    return new Promise<T>((resolve, reject) => {
      executor(
        (value) => settle(() => resume(resolve, value)),
        (reason) => settle(() => resume(reject, reason)),
      );
    });
  }

  function resume<T>(settle: (value: T) => void, value: T): void {
    enter(process);
    settle(value);
  }

  function call<T>(code: () => T | Promise<T>, done: (outcome: Outcome<T>) => void): void {
    const settle = desk.begin();
    const end = (outcome: Outcome<T>) => settle(() => done(outcome));
    enter(process);
    try {
      const result = code();
      if (isThenable(result)) {
        result.then(
          (value) => end({ ok: true, value }),
          (error: unknown) => end({ ok: false, error }),
        );
      } else end({ ok: true, value: result });
    } catch (error) {
      end({ ok: false, error });
    }
  }

  const process: Process = {
    name,
    get crashes() {
      return crashes;
    },
    after,
    promise,
    sleep: (delayMs) => promise<void>((resolve) => void after(delayMs, () => resolve())),
    call,
    crash() {
      crashes++;
      desk.close();
      desk = pending.open();
    },
  };
  return process;
}

function isThenable<T>(value: T | Promise<T>): value is Promise<T> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
