import type { BrokerEvent } from '#trace/broker-events.ts';
import { orders } from '../programs/orders.js';
import type { System } from '../system.ts';
import { operationsOf } from '../measure.ts';

/** Orders whose giving up is over, and the yes answers that were heard, as `o-7.CardCharged`. */
function acknowledgedIn(events: readonly BrokerEvent[], queue: string): Set<string> {
  const found = events.flatMap((event) =>
    event.type === 'MessageAcknowledged' && event.queue === queue ? [event.message] : [],
  );
  return new Set(found);
}

/** Yes answers to orders that were given up which no compensation has made up for. */
function leftOver(events: readonly BrokerEvent[]): number {
  const givenUp = operationsOf(events, 'cancel');
  const over = acknowledgedIn(events, 'orders.deadlines');
  const undone: Readonly<Record<string, ReadonlySet<string>>> = {
    StockReserved: operationsOf(events, 'release'),
    CardCharged: operationsOf(events, 'refund'),
  };
  const answers = [...acknowledgedIn(events, 'answers.answers')].map((answer) => answer.split('.'));
  const isLeft = ([order = '', type = '']: readonly string[]) =>
    givenUp.has(order) && over.has(order) && !undone[type]?.has(order);
  return answers.filter(isLeft).length;
}

export const ordersSystem: System = {
  id: 'orders',
  title: 'Orders',
  about:
    'Stock and billing hear of an order at the same time; billing takes 250 to 500 ms. The process manager has it shipped after both have said yes, or gives it up after 1.5 s. A crash strikes billing or the manager.',
  dials: {
    load: { label: 'Load', unit: 'orders a second', min: 1, max: 12, step: 1, value: 4 },
    latency: { label: 'Latency', unit: 'ms one way', min: 5, max: 200, step: 5, value: 20 },
    failure: { label: 'Failure', unit: 'crashes a minute', min: 0, max: 60, step: 3, value: 0 },
    replicas: { label: 'Replicas', unit: 'of billing', min: 1, max: 8, step: 1, value: 2 },
  },
  design: {
    label: 'The process manager',
    options: [
      { id: 'remembers', label: 'remembers orders that ended' },
      { id: 'forgets', label: 'forgets orders that ended' },
    ],
  },
  measured: { topic: 'orders', verbs: ['ship', 'cancel'] },
  effect: 'settled',
  extras: [
    { label: 'Given up', count: (events) => operationsOf(events, 'cancel').size },
    { label: 'Reserved or charged for nothing', count: leftOver },
  ],
  run: orders,
  worthSaying: [{}, { load: 6, design: 'forgets' }],
};
