import type { RuntimeStatus } from './runtime.ts';

/** A runtime's status and those who follow it. After `disposed` it does not change any more. */
export interface StatusBoard {
  readonly status: RuntimeStatus;
  set(status: RuntimeStatus): void;
  follow(listener: (status: RuntimeStatus) => void): () => void;
}

export function createStatusBoard(): StatusBoard {
  const listeners = new Set<(status: RuntimeStatus) => void>();
  let current: RuntimeStatus = { state: 'idle' };
  return {
    get status() {
      return current;
    },
    set(status) {
      if (current.state === 'disposed') return;
      current = status;
      for (const listener of listeners) listener(status);
    },
    follow(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
