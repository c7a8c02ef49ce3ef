/** Clients that wait in a blocking read. The one that has waited longest is served first. */
import type { World } from '../world.ts';
import type { RedisError } from '../redis-error.ts';
import type { StreamReply } from './commands.ts';

/** What a blocking read ends with: what came, null when its time is over, or an error. */
export type Outcome = { reply: StreamReply[] | null } | { error: RedisError };

export interface Waiter {
  keys: readonly string[];
  /** The group that it reads for, if any. */
  group?: string;
  /** Answers what there is for it in this stream by now; null if there is nothing. */
  serve(key: string): StreamReply[] | null;
  settle(outcome: Outcome): void;
}

export interface WaitingList {
  /** Waits for `ms` milliseconds, for ever if 0. Returns what makes it give up: its connection is gone. */
  add(waiter: Waiter, ms: number): () => void;
  /** Something was added to this stream. */
  wake(key: string): void;
  /** Those who read this stream for a group (this one, or any) cannot go on. */
  fail(key: string, group: string | undefined, error: RedisError): void;
  /** Every connection is gone: nobody gets an answer. */
  forget(): void;
}

export function createWaitingList(world: World): WaitingList {
  const server = world.process('redis: blocked clients');
  const waiters = new Set<Waiter>();

  function end(waiter: Waiter, outcome: Outcome) {
    if (waiters.delete(waiter)) waiter.settle(outcome);
  }

  const waitingFor = (key: string) => [...waiters].filter(({ keys }) => keys.includes(key));

  return {
    add(waiter, ms) {
      waiters.add(waiter);
      if (ms > 0) server.after(ms, () => end(waiter, { reply: null }));
      return () => waiters.delete(waiter);
    },
    wake(key) {
      if (waiters.size === 0) return;
      for (const waiter of waitingFor(key)) {
        if (!waiters.has(waiter)) continue;
        const reply = waiter.serve(key);
        if (reply) end(waiter, { reply });
      }
    },
    fail(key, group, error) {
      for (const waiter of waitingFor(key)) {
        if (waiter.group !== undefined && (group ?? waiter.group) === waiter.group) end(waiter, { error });
      }
    },
    forget() {
      waiters.clear();
    },
  };
}
