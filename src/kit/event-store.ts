/** The event store of the kit: the one of src/sim, whose events go to the picture beside the program. */
import type { EventStoreEvent } from '#trace/event-store-events.ts';
import type { EventStore } from '#sim/event-store/event-store.ts';
import { createEventStore as create } from '#sim/event-store/memory.ts';
import type { Upcasters } from '#sim/event-store/upcast.ts';
import { trace } from './trace.ts';

/** A picture has no use for longer texts, and a trace event may not be long. Characters. */
const LONGEST = 2_000;

export function createEventStore({ upcasters = {} }: { upcasters?: Upcasters } = {}): EventStore {
  return create({ upcasters, record });
}

function record(event: EventStoreEvent): void {
  const shown = Object.entries(event).map(([name, value]: [string, unknown]) => {
    const isLong = typeof value === 'string' && value.length > LONGEST;
    return [name, isLong ? JSON.stringify(`${value.slice(0, LONGEST)}…`) : value];
  });
  trace(Object.fromEntries(shown) as EventStoreEvent);
}
