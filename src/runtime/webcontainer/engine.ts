import { closedMessage } from '../run-messages.ts';
import { RuntimeError } from '../runtime.ts';
import type { StatusBoard } from '../status.ts';
import type { Booted, BootOptions } from './boot.ts';
import { bootContainer } from './boot.ts';
import { asRuntimeError } from './failures.ts';
import type { Lease } from './page-container.ts';
import { leaseContainer } from './page-container.ts';

/** The container behind one runtime: started once, watched, replaced when it no longer obeys. */
export interface Engine {
  /** Starts it, or waits for the same start. Rejects with a `RuntimeError`. */
  start(): Promise<Booted>;
  /** It ignores us: throws it away, so that the next `start()` gets a fresh one. */
  recycle(): void;
  close(): void;
}

export function createEngine(options: BootOptions, board: StatusBoard): Engine {
  let lease: Lease | undefined;
  let started: Promise<Booted> | undefined;
  let closed = false;

  async function begin(): Promise<Booted> {
    try {
      lease = leaseContainer(() => bootContainer(options, board.set));
      const mine = lease;
      const booted = await lease.booted;
      board.set({ state: 'ready' });
      booted.lost.catch((error: unknown) => {
        if (lease === mine) fail(error);
      });
      return booted;
    } catch (error) {
      throw fail(error);
    }
  }

  function fail(thrown: unknown): RuntimeError {
    const error = asRuntimeError(thrown);
    board.set({ state: 'failed', failure: error.failure });
    lease?.discard();
    lease = undefined;
    // The client never recovers within a page from what a reload would mend; anything else may be tried again.
    if (error.failure.retryByReload) {
      started = Promise.reject(error);
      started.catch(() => undefined);
    } else {
      started = undefined;
    }
    return error;
  }

  return {
    start() {
      if (closed) {
        return Promise.reject(
          new RuntimeError({ code: 'crashed', message: closedMessage, retryByReload: false }),
        );
      }
      started ??= begin();
      return started;
    },
    recycle() {
      if (closed) return;
      lease?.discard();
      lease = undefined;
      started = undefined;
      board.set({ state: 'idle' });
    },
    close() {
      closed = true;
      lease?.release();
    },
  };
}
