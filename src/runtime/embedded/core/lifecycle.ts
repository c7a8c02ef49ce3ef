/** The end of the process: by itself, by `process.exit`, by an error that nobody caught, or from outside. */
import type { Output } from './output.ts';
import type { Untyped } from './untyped.ts';

export interface Lifecycle {
  /** True once nothing that the program still does has an effect. */
  isOver(): boolean;
  /** From here on the program may end; `onExit` gets its exit code. */
  begin(output: Output, onExit: (code: number) => void): void;
  /** Marks the process as over and calls `tell`; does nothing the second time. */
  finish(tell?: () => void): void;
  /** Ends the process and leaves the program's code. */
  exit(code: number): never;
  /** Gives the program's handlers the error; if there are none, reports it and ends the process. */
  triggerUncaught(error: unknown, fromPromise?: boolean): void;
}

/** Thrown to leave the program's code when the process has exited. */
const exitSignal = { toString: () => 'process.exit() was called' };

const HANDLER_FAILED = 7;

/** `report` prints an error that ends the process. */
export function createLifecycle(process: Untyped, report: (error: unknown) => void): Lifecycle {
  let over = false;
  let output: Output | undefined;
  let onExit: ((code: number) => void) | undefined;

  function finish(tell?: () => void): void {
    if (over) return;
    over = true;
    output?.flush();
    tell?.();
  }

  function end(code: number): void {
    finish(() => onExit?.(code));
  }

  return {
    isOver: () => over,
    begin(given, exited) {
      output = given;
      onExit = exited;
    },
    finish,
    exit(code) {
      end(code);
      throw exitSignal;
    },
    triggerUncaught(error, fromPromise = false) {
      if (over || error === exitSignal) return;
      try {
        if (process._fatalException(error, fromPromise)) return;
      } catch (second) {
        if (over || second === exitSignal) return;
        report(second);
        return end(HANDLER_FAILED);
      }
      report(error);
      end((process.exitCode as number | undefined) ?? 1);
    },
  };
}
