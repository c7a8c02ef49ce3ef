/** An ordered buffer between a writer and one reader: events written before the reader arrives are kept for it. */
export interface EventBuffer<T> {
  push(event: T): void;
  /** No more events; the reader's loop ends once it has read what is there. */
  close(): void;
  iterate(): AsyncIterator<T>;
}

export function createEventBuffer<T>(): EventBuffer<T> {
  const pending: T[] = [];
  let closed = false;
  let wake: (() => void) | undefined;
  const signal = (): void => {
    wake?.();
    wake = undefined;
  };

  return {
    push(event) {
      pending.push(event);
      signal();
    },
    close() {
      closed = true;
      signal();
    },
    async *iterate() {
      for (;;) {
        while (pending.length > 0) yield pending.shift() as T;
        if (closed) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
