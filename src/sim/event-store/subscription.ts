/**
 * A subscription to the log of all streams: first what is there, then what comes. Both are the same loop, which reads
 * behind the last position it has handed over; so nothing is missed and nothing comes twice where one becomes the other.
 */
import type { EventStore, StoredEvent } from './event-store.ts';

export interface SubscriptionOptions {
  /** For the trace. */
  name: string;
  /** Position of the last event seen before. Default 0: from the beginning. */
  after?: number;
  /** Which events are handed over. Default: all. Those that are not still move the position. */
  filter?: (event: StoredEvent) => boolean;
  /** If it throws, the subscription fails and stands before that event. */
  onEvent: (event: StoredEvent) => void;
  /** Called once, when the end of the log is reached for the first time. */
  onCaughtUp?: (position: number) => void;
  /** Events in one go while it catches up. Default 100. */
  batch?: number;
  /** Runs the next go later. Default: at once. A simulation passes `(run) => process.after(1, run)`. */
  schedule?: (run: () => void) => void;
}

export interface Subscription {
  /** Position of the last event that was handed over or filtered out. */
  readonly position: number;
  readonly status: 'catching-up' | 'live' | 'failed' | 'stopped';
  /** What the handler threw, if the status is `failed`. */
  readonly error: unknown;
  stop(): void;
}

export function subscribe(store: EventStore, options: SubscriptionOptions): Subscription {
  const { name, filter = () => true, onEvent, onCaughtUp, batch = 100, schedule } = options;
  let position = options.after ?? 0;
  let status: Subscription['status'] = 'catching-up';
  let error: unknown;
  let waiting = false; // a go is under way or scheduled

  const ended = () => status === 'failed' || status === 'stopped';

  function fail(thrown: unknown) {
    unsubscribe();
    status = 'failed';
    error = thrown;
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    store.record({ type: 'SubscriptionFailed', subscription: name, position, message });
  }

  /** Hands over one batch. Returns whether there is more. */
  function handOver(): boolean {
    try {
      for (const event of store.readAll({ after: position, limit: batch })) {
        if (filter(event)) onEvent(event);
        position = event.position;
        if (ended()) return false;
      }
    } catch (thrown) {
      fail(thrown);
    }
    return !ended() && store.position() > position;
  }

  function go() {
    while (handOver()) if (schedule) return schedule(go);
    waiting = false;
    if (ended() || status === 'live') return;
    status = 'live';
    store.record({ type: 'SubscriptionCaughtUp', subscription: name, position });
    onCaughtUp?.(position);
  }

  function wake() {
    // Whoever appends inside a handler wakes us again: the go that is under way will find those events.
    if (waiting || ended()) return;
    waiting = true;
    if (schedule) schedule(go);
    else go();
  }

  const unsubscribe = store.onAppend(wake);
  store.record({ type: 'SubscriptionStarted', subscription: name, after: position });
  wake();

  return {
    get position() {
      return position;
    },
    get status() {
      return status;
    },
    get error() {
      return error;
    },
    stop() {
      if (ended()) return;
      unsubscribe();
      status = 'stopped';
    },
  };
}
