import { closedMessage } from '../run-messages.ts';
import { RuntimeError, type RuntimeStatus } from '../runtime.ts';
import type { StatusBoard } from '../status.ts';
import type { Booted, BootOptions } from './boot.ts';
import { bootContainer } from './boot.ts';
import { asRuntimeError, failureError } from './failures.ts';
import type { Lease } from './page-container.ts';
import { leaseContainer, otherTabGone } from './page-container.ts';

/** The container behind one runtime: started once, watched, replaced when it no longer obeys. */
export interface Engine {
  /** Starts it, or waits for the same start. After a failure or `stop()` it rejects until `again()` is called. */
  start(): Promise<Booted>;
  /** It ignores us: throws it away, so that the next `start()` gets a fresh one. */
  recycle(): void;
  /** The reader wants no container, or not now. */
  stop(): void;
  /** Forgets a failure or a stop: the status is `idle` again. */
  again(): void;
  close(): void;
}

export function createEngine(options: BootOptions, board: StatusBoard): Engine {
  let lease: Lease | undefined;
  let started: Promise<Booted> | undefined;
  let closed = false;

  async function begin(): Promise<Booted> {
    const report = (status: RuntimeStatus): void => {
      if (lease === mine) board.set(status);
    };
    const mine = leaseContainer((signal) => bootContainer(options, report, signal));
    lease = mine;
    try {
      const booted = await mine.booted;
      if (lease !== mine) throw failureError('stopped');
      board.set({ state: 'ready' });
      booted.lost.catch((error: unknown) => {
        if (lease === mine) fail(error);
      });
      return booted;
    } catch (error) {
      throw lease === mine ? fail(error) : asRuntimeError(error);
    }
  }

  function fail(thrown: unknown): RuntimeError {
    const error = asRuntimeError(thrown);
    letGo();
    started = rejected(error);
    board.set({ state: 'failed', failure: error.failure });
    if (error.failure.code === 'other-tab') void otherTabGone().then(() => holds(error) && again());
    return error;
  }

  /** Whether the failure is still the state of things. */
  function holds({ failure }: RuntimeError): boolean {
    return !closed && board.status.state === 'failed' && board.status.failure === failure;
  }

  function letGo(): void {
    lease?.discard();
    lease = undefined;
    started = undefined;
  }

  function again(): void {
    if (closed || board.status.state !== 'failed') return;
    started = undefined;
    board.set({ state: 'idle' });
  }

  return {
    start() {
      if (closed) return rejected(closedError());
      started ??= begin();
      return started;
    },
    recycle() {
      if (closed) return;
      letGo();
      board.set({ state: 'idle' });
    },
    stop() {
      if (!closed) fail(failureError('stopped'));
    },
    again,
    close() {
      closed = true;
      lease?.release();
    },
  };
}

function closedError(): RuntimeError {
  return new RuntimeError({ code: 'crashed', message: closedMessage, canRetry: false });
}

/** Rejected for somebody who may ask later. */
function rejected(reason: RuntimeError): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  promise.catch(() => undefined);
  reject(reason);
  return promise;
}
