import { expect, test } from 'vitest';
import { createCursor } from '#trace/cursor.ts';
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { Recorded } from '#trace/trace.ts';
import { boardOf, chipsOf } from '#views/broker/board.ts';
import { readBroker } from '#views/broker/broker-index.ts';
import { EMPTY, placeOf } from '#views/broker/broker-state.ts';
import { depthsOf, stairs, valueAt } from '#views/broker/depths.ts';
import { createEvolve } from '#views/broker/evolve.ts';
import { scenarioTraces } from '../../../support/broker-traces.ts';

const open = (events: readonly Recorded<BrokerEvent>[]) =>
  createCursor({ events, initial: EMPTY, evolve: createEvolve(readBroker(events)) });

test('at every step of every trace, the chart says what the board says', async () => {
  const groups = new Set<string>();
  for (const { events } of await scenarioTraces()) {
    const cursor = open(events);
    const { series, most } = depthsOf(cursor);
    for (const one of series) {
      groups.add(one.kind);
      expect(one.most).toBeLessThanOrEqual(most);
      if (one.kind === 'behind') continue;
      for (let step = 0; step <= events.length; step++) {
        const waiting = placeOf(cursor.seek(step), one.name)?.waiting.length ?? 0;
        if (valueAt(one, step) !== waiting) throw new Error(`${one.name} at ${step}: ${waiting}`);
      }
    }
  }
  expect([...groups].toSorted()).toEqual(['behind', 'waiting']);
});

test('where only what outlasts a moment counts, a message that is handed on at once has not waited', () => {
  const queue = 'orders';
  const events = [
    { type: 'MessageRouted' as const, message: 'm-1', queue, at: 0 },
    { type: 'MessageDelivered' as const, message: 'm-1', queue, consumer: 'a', redelivered: false, at: 0 },
    { type: 'MessageRouted' as const, message: 'm-2', queue, at: 5 },
    { type: 'MessageDelivered' as const, message: 'm-2', queue, consumer: 'b', redelivered: false, at: 9 },
  ].map((event, seq) => ({ ...event, seq }));
  const outlasts = (step: number) => events[step]?.at !== events[step - 1]?.at;
  const [waiting] = depthsOf(open(events), outlasts).series;
  expect([1, 2, 3, 4].map((step) => valueAt(waiting!, step))).toEqual([0, 0, 1, 0]);
});

test('with ten thousand messages the drawing stays small', () => {
  const count = 10_000;
  const events = Array.from({ length: count }, (_, seq) => ({
    type: 'MessageRouted' as const,
    message: `m-${seq}`,
    queue: 'orders',
    seq,
    at: seq,
  }));
  const cursor = open(events);
  const { series, most } = depthsOf(cursor);
  expect(most).toBe(count);
  expect(stairs(series[0]!, count, most).length).toBeLessThan(20_000);
  const { places } = boardOf(cursor.state);
  const chips = chipsOf(places.shown[0]!);
  expect(chips.shown.length).toBeLessThan(20);
  expect(chips.shown.length + chips.hidden).toBe(count);
});
