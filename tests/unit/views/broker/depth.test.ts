/** What the board says of a queue is what is there: beside the simulator, after each of random operations. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { QueueClient } from '#sim/queue/engine.ts';
import type { QueueOptions } from '#sim/queue/queue-options.ts';
import { openSimulatedQueues } from '#sim/queue/simulated.ts';
import type { Delivery } from '#sim/queue/settling.ts';
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { Recorded } from '#trace/trace.ts';
import { readBroker } from '#views/broker/broker-index.ts';
import { EMPTY, placeOf } from '#views/broker/broker-state.ts';
import { createEvolve } from '#views/broker/evolve.ts';

const QUEUES: Readonly<Record<string, QueueOptions>> = {
  plain: {},
  short: { maxLength: 2, deadLetterExchange: '', deadLetterKey: 'plain' },
  full: { maxLength: 2, overflow: 'reject-publish' },
  brief: { messageTtl: 50, deadLetterExchange: 'all' },
  quorum: { type: 'quorum', deliveryLimit: 2, deadLetterExchange: '', deadLetterKey: 'plain' },
  passing: { durable: false },
};

type Step =
  | { do: 'publish'; to: string; persistent: boolean }
  | { do: 'subscribe'; to: string; prefetch: number; noAck: boolean }
  | { do: 'ack' | 'requeue' | 'reject'; pick: number }
  | { do: 'get' | 'purge' | 'delete'; to: string }
  | { do: 'crash' | 'restart' }
  | { do: 'wait'; ms: number };

const queue = fc.constantFrom(...Object.keys(QUEUES));
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('publish' as const),
      to: fc.oneof(queue, fc.constant('all')),
      persistent: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('subscribe' as const),
      to: queue,
      prefetch: fc.nat(3),
      noAck: fc.boolean(),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('ack' as const, 'requeue' as const, 'reject' as const),
      pick: fc.nat(20),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('get' as const, 'purge' as const, 'delete' as const),
      to: queue,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('crash' as const, 'restart' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 80 }) }),
  },
);

async function play(steps: readonly Step[]): Promise<void> {
  const events: Recorded<BrokerEvent>[] = [];
  const record = (event: BrokerEvent) =>
    void events.push({ ...event, seq: events.length, at: events.length });
  const engine = await openSimulatedQueues({ record });
  /** `isGone`: its queue was deleted meanwhile, and took it along. */
  interface Held {
    client: QueueClient;
    delivery: Delivery;
    from: string;
    isGone: boolean;
  }
  const held: Held[] = [];
  let client = await engine.connect();

  async function declareAll() {
    await client.declareExchange('all', 'fanout');
    for (const [name, options] of Object.entries(QUEUES)) {
      await client.declareQueue(name, options);
      await client.bindQueue(name, 'all', '');
    }
  }

  async function carryOut(one: Step): Promise<void> {
    switch (one.do) {
      case 'publish': {
        const { to, persistent } = one;
        await (to === 'all'
          ? client.publish('all', '', 'x', { persistent })
          : client.publish('', to, 'x', { persistent }));
        return;
      }
      case 'subscribe': {
        const mine = client;
        await mine.subscribe(one.to, one, (delivery) => {
          if (!one.noAck) held.push({ client: mine, delivery, from: one.to, isGone: false });
        });
        return;
      }
      case 'get': {
        const delivery = await client.get(one.to);
        if (delivery) held.push({ client, delivery, from: one.to, isGone: false });
        return;
      }
      case 'purge':
        return void (await client.purgeQueue(one.to));
      case 'delete':
        await client.deleteQueue(one.to);
        for (const mine of held) if (mine.from === one.to) mine.isGone = true;
        return declareAll();
      case 'crash':
        await client.crash();
        held.length = 0;
        client = await engine.connect();
        return;
      case 'restart':
        await engine.restart();
        held.length = 0;
        client = await engine.connect();
        return declareAll();
      case 'wait':
        return engine.advance(one.ms);
      default: {
        const [taken] = held.splice(one.pick % Math.max(1, held.length), 1);
        if (!taken) return;
        if (one.do === 'ack') await taken.client.ack(taken.delivery);
        else await taken.client.nack(taken.delivery, { requeue: one.do === 'requeue' });
      }
    }
  }

  await declareAll();
  for (const one of steps) {
    await carryOut(one);
    const evolve = createEvolve(readBroker(events));
    const state = events.reduce(evolve, EMPTY);
    for (const name of Object.keys(QUEUES)) {
      const { messages } = await client.checkQueue(name);
      const place = placeOf(state, name)!;
      expect({ name, waiting: place.waiting.length }).toEqual({ name, waiting: messages });
    }
    const inFlight = state.places.reduce((sum, { held: copies }) => sum + copies.length, 0);
    expect(inFlight).toBe(held.filter(({ isGone }) => !isGone).length);
  }
}

test('as many wait on the board as in the broker', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), play), { numRuns: 150 });
});
