/** The picture before and after each event of an event store's trace. Pure. */
import type { EventStoreEvent } from '#trace/event-store-events.ts';
import type { Recorded } from '#trace/trace.ts';

/** A state that somebody has folded, and what it was folded from. */
export interface Folded {
  /** JSON. */
  state: string;
  version: number;
  /** How many events were read for it, behind a snapshot of which version (0: none). */
  replayed: number;
  snapshot: number;
}

export interface StreamState {
  name: string;
  version: number;
  /** The newest state that was loaded; null if none was. */
  folded: Folded | null;
  /** Version of the newest snapshot; 0 if there is none. */
  snapshot: number;
  /** Number of the event that changed it last. */
  touched: number;
}

export interface ReaderState {
  name: string;
  kind: 'projection' | 'subscription';
  /** Position up to which it has come. */
  position: number;
  /** JSON; empty in a subscription. */
  state: string;
  status: '' | 'catching up' | 'live' | 'failed';
  /** It answers no longer: another took over. */
  isReplaced: boolean;
}

export interface StoreState {
  /** Events in the log. */
  length: number;
  streams: readonly StreamState[];
  readers: readonly ReaderState[];
  /** Events that all loads so far have read, and what they would have read without snapshots. */
  read: number;
  readWithout: number;
  rejected: number;
}

export const EMPTY: StoreState = {
  length: 0,
  streams: [],
  readers: [],
  read: 0,
  readWithout: 0,
  rejected: 0,
};

export function evolve(state: StoreState, event: Recorded<EventStoreEvent>): StoreState {
  switch (event.type) {
    case 'EventAppended': {
      const { version, position } = event;
      return { ...withStream(state, event, { version }), length: Math.max(state.length, position) };
    }
    case 'StateLoaded': {
      const { version, snapshot, replayed } = event;
      const read = {
        read: state.read + replayed,
        readWithout: state.readWithout + Math.max(version, replayed),
      };
      return {
        ...withStream(state, event, { folded: { state: event.state, version, snapshot, replayed } }),
        ...read,
      };
    }
    case 'SnapshotTaken':
      return withStream(state, event, { snapshot: event.version });
    case 'SnapshotIgnored':
      return withStream(state, event, { snapshot: 0 });
    case 'AppendRejected':
      return { ...state, rejected: state.rejected + 1 };
    case 'ProjectionAdvanced':
      return withReader(state, 'projection', event.projection, {
        position: event.checkpoint,
        state: event.state,
      });
    case 'ProjectionSwitched':
      return withReader(state, 'projection', event.from, { isReplaced: true });
    case 'SubscriptionStarted':
      return withReader(state, 'subscription', event.subscription, {
        position: event.after,
        status: 'catching up',
      });
    case 'SubscriptionCaughtUp':
      return withReader(state, 'subscription', event.subscription, {
        position: event.position,
        status: 'live',
      });
    case 'SubscriptionFailed':
      return withReader(state, 'subscription', event.subscription, {
        position: event.position,
        status: 'failed',
      });
    case 'AppendRepeated':
    case 'CommandDecided':
      return state;
  }
}

function withStream(
  state: StoreState,
  { stream: name, seq: touched }: { stream: string; seq: number },
  change: Partial<StreamState>,
): StoreState {
  const fresh: StreamState = { name, version: 0, folded: null, snapshot: 0, touched };
  const fits = (one: StreamState) => one.name === name;
  return { ...state, streams: changed(state.streams, fits, fresh, { ...change, touched }) };
}

function withReader(
  state: StoreState,
  kind: ReaderState['kind'],
  name: string,
  change: Partial<ReaderState>,
): StoreState {
  const fresh: ReaderState = { name, kind, position: 0, state: '', status: '', isReplaced: false };
  const fits = (one: ReaderState) => one.name === name && one.kind === kind;
  return { ...state, readers: changed(state.readers, fits, fresh, change) };
}

function changed<T>(
  list: readonly T[],
  fits: (one: T) => boolean,
  fresh: T,
  change: Partial<T>,
): readonly T[] {
  const at = list.findIndex(fits);
  if (at < 0) return [...list, { ...fresh, ...change }];
  return list.with(at, { ...(list[at] as T), ...change });
}

/** Where a reader stands: a live subscription has heard all that there is. */
export function positionOf(reader: ReaderState, { length }: StoreState): number {
  return reader.status === 'live' ? length : reader.position;
}

/** The streams that were changed last, so many as a page can hold, in the order in which they began. */
export function newestStreams({ streams }: StoreState, most: number): readonly StreamState[] {
  if (streams.length <= most) return streams;
  const oldest = streams.map(({ touched }) => touched).toSorted((one, other) => other - one)[most - 1] ?? 0;
  return streams.filter(({ touched }) => touched >= oldest).slice(0, most);
}
