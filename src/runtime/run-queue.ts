/** Runs tasks one after the other, in the order of their arrival. A task that fails does not hold up the next. */
export interface RunQueue {
  /** Calls `task` when all earlier ones have settled. */
  add(task: () => Promise<void>): void;
}

export function createRunQueue(): RunQueue {
  let tail: Promise<void> = Promise.resolve();
  return {
    add(task) {
      tail = tail.then(task).catch(() => undefined);
    },
  };
}
