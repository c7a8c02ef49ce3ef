/** Who is registered, and which emissions are on their way, before and after each event of the trace. Pure. */
import type { ListenerEvent } from '#trace/listener-events.ts';
import type { Recorded } from '#trace/trace.ts';

export interface Listener {
  listener: number;
  target: string;
  event: string;
  name: string;
  once: boolean;
  /** Empty as long as it is registered. */
  left: string;
  called: number;
  failed: number;
}

export type CallStatus = 'running' | 'returned' | 'waits' | 'failed';

export interface Call {
  listener: number;
  name: string;
  status: CallStatus;
  /** It was called after it had left. */
  gone: boolean;
  error: string;
}

export interface Emission {
  emission: number;
  target: string;
  event: string;
  value: string;
  calls: readonly Call[];
  /** Null as long as the call that emits goes on. */
  ended: { outcome: string; bad: boolean; heard: number } | null;
}

export interface ListenersState {
  /** Name of a watched target → how many listeners of one event are no leak yet; null where nobody counts. */
  targets: Readonly<Record<string, number | null>>;
  listeners: readonly Listener[];
  /** Oldest first; the newest `KEPT`. */
  emissions: readonly Emission[];
  emitted: number;
}

export const EMPTY: ListenersState = { targets: {}, listeners: [], emissions: [], emitted: 0 };

/** Emissions that are drawn. */
const KEPT = 12;

export function evolve(state: ListenersState, event: Recorded<ListenerEvent>): ListenersState {
  switch (event.type) {
    case 'TargetWatched':
      return { ...state, targets: { ...state.targets, [event.target]: event.limit ?? null } };
    case 'ListenerAdded': {
      const { listener, target, event: type, name, once } = event;
      const added = { listener, target, event: type, name, once, left: '', called: 0, failed: 0 };
      return { ...state, listeners: [...state.listeners, added] };
    }
    case 'ListenerRemoved':
      return withListener(state, event.listener, () => ({ left: event.why }));
    case 'EventEmitted': {
      const { emission, target, event: type, value } = event;
      const fresh: Emission = { emission, target, event: type, value, calls: [], ended: null };
      return {
        ...state,
        emissions: [...state.emissions, fresh].slice(-KEPT),
        emitted: state.emitted + 1,
      };
    }
    case 'EmissionEnded': {
      const { outcome, bad, heard } = event;
      return withEmission(state, event.emission, () => ({ ended: { outcome, bad, heard } }));
    }
    case 'ListenerCalled': {
      const { listener, name, gone } = event;
      const call: Call = { listener, name, status: 'running', gone, error: '' };
      const counted = withListener(state, listener, ({ called }) => ({ called: called + 1 }));
      return withEmission(counted, event.emission, ({ calls }) => ({ calls: [...calls, call] }));
    }
    case 'ListenerReturned':
      return withCall(state, event, { status: event.waits ? 'waits' : 'returned' });
    case 'ListenerFailed': {
      const counted = withListener(state, event.listener, ({ failed }) => ({ failed: failed + 1 }));
      return withCall(counted, event, { status: 'failed', error: event.error });
    }
  }
}

function withListener(
  state: ListenersState,
  listener: number,
  change: (one: Listener) => Partial<Listener>,
): ListenersState {
  const at = state.listeners.findIndex((one) => one.listener === listener);
  if (at < 0) return state;
  const one = state.listeners[at]!;
  return { ...state, listeners: state.listeners.with(at, { ...one, ...change(one) }) };
}

function withEmission(
  state: ListenersState,
  emission: number | undefined,
  change: (one: Emission) => Partial<Emission>,
): ListenersState {
  const at = state.emissions.findIndex((one) => one.emission === emission);
  if (at < 0) return state;
  const one = state.emissions[at]!;
  return { ...state, emissions: state.emissions.with(at, { ...one, ...change(one) }) };
}

function withCall(
  state: ListenersState,
  { emission, listener }: { emission?: number | undefined; listener: number },
  change: Partial<Call>,
): ListenersState {
  return withEmission(state, emission, ({ calls }) => {
    const at = calls.findLastIndex((call) => call.listener === listener && call.status === 'running');
    return at < 0 ? {} : { calls: calls.with(at, { ...calls[at]!, ...change }) };
  });
}

/** The listeners of one event of one target that are registered, or have been. */
export interface Slot {
  target: string;
  event: string;
  present: readonly Listener[];
  left: readonly Listener[];
  /** How many listeners are no leak yet. */
  limit: number | null;
}

/** The table of the listeners: a row for each event that somebody has ever listened to. */
export function slotsOf({ targets, listeners }: ListenersState): Slot[] {
  const slots = new Map<string, Listener[]>();
  for (const one of listeners) {
    const key = JSON.stringify([one.target, one.event]);
    slots.set(key, [...(slots.get(key) ?? []), one]);
  }
  return [...slots.values()].map((own) => {
    const { target, event } = own[0]!;
    return {
      target,
      event,
      present: own.filter(({ left }) => left === ''),
      left: own.filter(({ left }) => left !== ''),
      limit: targets[target] ?? null,
    };
  });
}
