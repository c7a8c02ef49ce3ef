import { expect, test } from 'vitest';
import type { BrokerEvent } from '#trace/broker-events.ts';
import { boardOf } from '#views/broker/board.ts';
import { readBroker } from '#views/broker/broker-index.ts';
import { EMPTY } from '#views/broker/broker-state.ts';
import { createEvolve } from '#views/broker/evolve.ts';

/** A thousand exchanges, queues and consumers, of which the last ones alone have something. */
function crowd() {
  const numbers = Array.from({ length: 1000 }, (_, n) => String(n));
  const list: BrokerEvent[] = numbers.flatMap((n): BrokerEvent[] => [
    { type: 'ExchangeDeclared', exchange: `x-${n}`, kind: 'fanout' },
    { type: 'QueueDeclared', queue: `q-${n}`, durable: true },
    { type: 'ConsumerSubscribed', consumer: `c-${n}`, queue: `q-${n}` },
  ]);
  list.push(
    { type: 'MessageRouted', message: 'm-1', queue: 'q-998' },
    { type: 'MessageRouted', message: 'm-2', queue: 'q-999' },
    { type: 'MessageDelivered', message: 'm-2', queue: 'q-999', consumer: 'c-999', redelivered: false },
    { type: 'ConsumerCancelled', consumer: 'c-0' },
  );
  const events = list.map((event, seq) => ({ ...event, seq, at: seq }));
  return boardOf(events.reduce(createEvolve(readBroker(events)), EMPTY));
}

test('of a thousand of each the board has a dozen, those first that hold something', () => {
  const { exchanges, places, consumers } = crowd();
  expect([exchanges, places, consumers].map(({ shown }) => shown.length)).toEqual([12, 12, 12]);
  expect([exchanges, places, consumers].map(({ hidden }) => hidden)).toEqual([988, 988, 987]);
  expect(places.shown.map(({ name }) => name).slice(0, 3)).toEqual(['q-998', 'q-999', 'q-0']);
  expect(consumers.shown.map(({ name }) => name).slice(0, 2)).toEqual(['c-999', 'c-1']);
  expect(consumers.shown[0]?.held.shown.map(({ message }) => message)).toEqual(['m-2']);
});
