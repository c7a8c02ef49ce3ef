/**
 * One restart of a broker for all who wait for one: it happens when everybody who uses the broker has come to the point
 * where it shall go down. So ten scenarios about restarts cost one or two of them.
 */
export interface SharedRestart {
  /** Begins to use the broker, after a restart that is under way. */
  join(): Promise<void>;
  /** Resolves when the broker is up again. */
  restart(): Promise<void>;
  /** Has done with the broker. */
  leave(): void;
}

export function createSharedRestart(restart: () => Promise<void>): SharedRestart {
  let users = 0;
  let waiting = 0;
  let next = Promise.withResolvers<void>();
  let underWay: Promise<void> = Promise.resolve();

  function check(): void {
    if (waiting === 0 || waiting < users) return;
    const all = next;
    next = Promise.withResolvers();
    waiting = 0;
    underWay = restart();
    underWay.then(all.resolve, all.reject);
  }

  return {
    async join() {
      await underWay;
      users++;
    },
    restart() {
      waiting++;
      const { promise } = next;
      check();
      return promise;
    },
    leave() {
      users--;
      check();
    },
  };
}
