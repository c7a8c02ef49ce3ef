/** The engine's reports of unhandled rejections and of errors in promise jobs, passed on to Node's handling. */
import { engine } from './engine.ts';
import type { PromiseStates } from './promise-states.ts';
import type { LoopState } from './loop-state.ts';

const REJECTED = 0;
const HANDLED_LATER = 1;

export function listenForRejections(
  state: LoopState,
  promises: PromiseStates,
  onError: (error: unknown) => void,
): void {
  engine.listen('unhandledrejection', (event) => {
    const { promise, reason } = event as PromiseRejectionEvent;
    event.preventDefault();
    promises.reject(promise, reason);
    state.reportRejection(REJECTED, promise, reason);
  });
  engine.listen('rejectionhandled', (event) => {
    const { promise } = event as PromiseRejectionEvent;
    event.preventDefault();
    state.reportRejection(HANDLED_LATER, promise, undefined);
  });
  // A callback of queueMicrotask that throws.
  engine.listen('error', (event) => {
    event.preventDefault();
    onError((event as ErrorEvent).error);
  });
}
