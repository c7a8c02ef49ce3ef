/**
 * The learner's own storage: versioned keys over `localStorage`, which may be denied or full. What cannot be
 * written stays in memory for this page, and `trouble` says so.
 */
export type StorageTrouble = 'denied' | 'full';

export interface Store {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
  /** Null while everything is written where it outlives the page. */
  readonly trouble: StorageTrouble | null;
  /** Calls back when trouble begins, changes or ends (null); returns its unsubscribe. */
  onTrouble(listener: (trouble: StorageTrouble | null) => void): () => void;
}

const PREFIX = 'handbook:1';

/** Keys of one exercise. The version in the prefix changes with the shape of what is stored. */
export function keysOf(exercise: string) {
  return {
    work: `${PREFIX}:work:${exercise}`,
    history: `${PREFIX}:history:${exercise}`,
    choices: `${PREFIX}:choices:${exercise}`,
    passed: `${PREFIX}:passed:${exercise}`,
    unreadable: (moment: string) => `${PREFIX}:unreadable:${exercise}:${moment}`,
  };
}

/** `open` may throw (storage denied), as reading `window.localStorage` does. */
export function createStore(open: () => Storage): Store {
  const memory = new Map<string, string | null>();
  const listeners = new Set<(trouble: StorageTrouble | null) => void>();
  let trouble: StorageTrouble | null = null;
  let backend: Storage | null = null;

  function report(found: StorageTrouble | null) {
    if (trouble === found) return;
    trouble = found;
    for (const listener of listeners) listener(found);
  }

  try {
    backend = open();
    backend.getItem(PREFIX);
  } catch {
    backend = null;
    report('denied');
  }

  return {
    get trouble() {
      return trouble;
    },
    get(key) {
      const kept = memory.get(key);
      if (kept !== undefined) return kept;
      return backend?.getItem(key) ?? null;
    },
    set(key, value) {
      try {
        if (backend === null) throw new Error('denied');
        backend.setItem(key, value);
        memory.delete(key);
        if (memory.size === 0) report(null);
      } catch (error) {
        memory.set(key, value);
        report(isQuota(error) ? 'full' : 'denied');
      }
    },
    remove(key) {
      memory.delete(key);
      backend?.removeItem(key);
    },
    onTrouble(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function isQuota(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}
