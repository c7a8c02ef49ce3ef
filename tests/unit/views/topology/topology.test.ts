import { expect, test } from 'vitest';
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { Recorded } from '#trace/trace.ts';
import { readBroker } from '#views/broker/broker-index.ts';
import { EMPTY, type BrokerState } from '#views/broker/broker-state.ts';
import { createEvolve } from '#views/broker/evolve.ts';
import { topologyOf, travelOf } from '#views/topology/topology.ts';
import { scenarioTraces } from '../../../support/broker-traces.ts';

/** The state after each event, with the event. */
function* moments(events: readonly Recorded<BrokerEvent>[]): Generator<[BrokerState, BrokerEvent]> {
  const evolve = createEvolve(readBroker(events));
  let state = EMPTY;
  for (const event of events) {
    state = evolve(state, event);
    yield [state, event];
  }
}

test('in every trace, ways lead from node to node, and what moves has a node to come from', async () => {
  for (const { family, scenario, events } of await scenarioTraces()) {
    for (const [state, event] of moments(events)) {
      const { columns, ways, hidden } = topologyOf(state);
      const ids = columns.flat().map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ways.filter(({ from, to }) => !ids.includes(from) || !ids.includes(to))).toEqual([]);
      const travel = travelOf(state, event);
      const isLost = travel !== null && hidden === 0 && !ids.includes(travel.from);
      // A message for a client that is away waits in no place that anybody has declared.
      const isKnown =
        family === 'mqtt' || event.type === 'MessageDeadLettered' || event.type === 'MessageDropped';
      expect(isLost && !isKnown ? `${family}/${scenario}: ${JSON.stringify(travel)}` : '').toBe('');
    }
  }
});

test('a message goes along the subscription, and one that nobody hears falls where it was published', () => {
  const events = [
    { type: 'ConsumerSubscribed', consumer: 'mail', queue: 'orders' },
    { type: 'MessagePublished', message: 'o-1', to: 'orders' },
    { type: 'MessageDelivered', message: 'o-1', queue: 'orders', consumer: 'mail', redelivered: false },
    { type: 'MessagePublished', message: 'p-1', to: 'prices' },
    { type: 'MessageDropped', message: 'p-1', reason: 'nobody is subscribed' },
  ].map((event, seq) => ({ ...event, seq, at: seq })) as Recorded<BrokerEvent>[];
  const seen = [...moments(events)];
  expect(seen.map(([state, event]) => travelOf(state, event))).toEqual([
    null,
    { message: 'o-1', from: 'publisher', to: 'place orders', falls: false },
    { message: 'o-1', from: 'place orders', to: 'consumer mail', falls: false },
    { message: 'p-1', from: 'publisher', to: 'place prices', falls: false },
    { message: 'p-1', from: 'place prices', to: 'place prices', falls: true },
  ]);
  const { ways } = topologyOf(seen.at(-1)![0]);
  expect(ways).toContainEqual({ from: 'place orders', to: 'consumer mail', key: '' });
});

test('of a thousand subscribers a few are drawn, and the others counted', () => {
  const events = Array.from({ length: 1000 }, (_, seq) => ({
    type: 'ConsumerSubscribed' as const,
    consumer: `c-${seq}`,
    queue: 'orders',
    seq,
    at: seq,
  }));
  const [state] = [...moments(events)].at(-1)!;
  const { columns, ways, hidden } = topologyOf(state);
  expect(columns.flat().length).toBeLessThan(40);
  expect(ways.length).toBeLessThan(100);
  expect(hidden + columns.flat().length).toBe(1000 + 2);
});
