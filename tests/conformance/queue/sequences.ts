/** Random sequences of operations, on the engine on trial and on the simulator side by side. */
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { QueueClient, QueueEngine } from '#sim/queue/engine.ts';
import type { QueueOptions } from '#sim/queue/queue-options.ts';
import type { Delivery } from '#sim/queue/settling.ts';
import type { Trial } from '../scenario.ts';
import { eventually, marked, refusal, type QueueScenario } from './support.ts';

/** Every sequence has these queues; what dies in the first three comes to the last. */
const QUEUES = ['plain', 'short', 'full', 'dead'] as const;
type Name = (typeof QUEUES)[number];

/** `which` chooses among the deliveries that are held, counted round. */
type Operation =
  | { do: 'publish'; key: string }
  | { do: 'get'; from: Name }
  | { do: 'ack' | 'nack' | 'reject'; which: number; multiple: boolean; requeue: boolean }
  | { do: 'purge'; queue: Name }
  | { do: 'reconnect' }
  | { do: 'ack again' };

const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant('publish'), key: fc.constantFrom('p.s', 'p.f', 's', 'f', 'p.x') }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('get'), from: fc.constantFrom(...QUEUES) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('ack', 'nack', 'reject'),
      which: fc.nat(5),
      multiple: fc.boolean(),
      requeue: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('purge'), queue: fc.constantFrom(...QUEUES) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'reconnect' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'ack again' as const }) },
) as fc.Arbitrary<Operation>;

type Names = Readonly<Record<Name | 'shop' | 'dlx', string>>;

/** One engine under a sequence: `apply` tells what a client sees of each operation. */
async function open(engine: QueueEngine, names: Names) {
  let client = await engine.connect();
  let held: Delivery[] = [];
  let published = 0;
  const options: Readonly<Record<Name, QueueOptions>> = {
    plain: { deadLetterExchange: names.dlx },
    short: { maxLength: 2, deadLetterExchange: names.dlx },
    full: { maxLength: 2, overflow: 'reject-publish', deadLetterExchange: names.dlx },
    dead: {},
  };
  await client.declareExchange(names.shop, 'topic');
  await client.declareExchange(names.dlx, 'fanout');
  for (const queue of QUEUES) await client.declareQueue(names[queue], options[queue]);
  for (const [queue, pattern] of [
    ['plain', 'p.#'],
    ['short', '#.s'],
    ['full', '#.f'],
  ] as const) {
    await client.bindQueue(names[queue], names.shop, pattern);
  }
  await client.bindQueue(names.dead, names.dlx, '');

  async function reconnect(leave: (from: QueueClient) => Promise<void>): Promise<void> {
    await leave(client);
    held = [];
    client = await engine.connect();
  }

  async function settle(
    action: 'ack' | 'nack' | 'reject',
    which: number,
    multiple: boolean,
    requeue: boolean,
  ): Promise<void> {
    const delivery = held[which % held.length]!;
    const several = multiple && action !== 'reject';
    held = held.filter(({ tag }) => (several ? tag > delivery.tag : tag !== delivery.tag));
    if (action === 'ack') await client.ack(delivery, { multiple });
    else if (action === 'nack') await client.nack(delivery, { multiple, requeue });
    else await client.reject(delivery, { requeue });
  }

  return {
    counts: async () =>
      Promise.all(QUEUES.map(async (queue) => (await client.checkQueue(names[queue])).messages)),
    async apply(op: Operation): Promise<unknown> {
      switch (op.do) {
        case 'publish': {
          const outcome = await client.publish(names.shop, op.key, `m-${published++}`, { mandatory: true });
          return outcome;
        }
        case 'get': {
          const delivery = await client.get(names[op.from]);
          if (delivery) held.push(delivery);
          return delivery && [...marked([delivery]), delivery.key, delivery.headers['x-first-death-reason']];
        }
        case 'purge':
          return client.purgeQueue(names[op.queue]);
        case 'reconnect':
          return reconnect((from) => from.crash());
        case 'ack again': {
          const code = await refusal(client.ack({ tag: 999_999 } as Delivery));
          await reconnect((from) => from.close());
          return code;
        }
        default:
          return held.length > 0 ? settle(op.do, op.which, op.multiple, op.requeue) : 'holds nothing';
      }
    },
  };
}

async function compare(
  engine: QueueEngine,
  trial: Trial<QueueEngine>,
  operations: Operation[],
): Promise<void> {
  const names = Object.fromEntries(
    [...QUEUES, 'shop', 'dlx'].map((name) => [name, trial.name(name)]),
  ) as unknown as Names;
  const [tried, simulated] = [await open(engine, names), await open(await trial.simulator(), names)];
  for (const op of operations) {
    const [seen, expected] = [await tried.apply(op), await simulated.apply(op)];
    assert.deepEqual(
      seen,
      expected,
      `${JSON.stringify(op)} gave ${JSON.stringify(seen)} and not ${JSON.stringify(expected)}`,
    );
    const counts = await simulated.counts();
    // What goes from one queue to another takes its time.
    await eventually(engine, async () =>
      assert.deepEqual(await tried.counts(), counts, `after ${JSON.stringify(op)}`),
    );
  }
}

export const SEQUENCES: readonly QueueScenario[] = [
  {
    id: 'random-sequences',
    title: 'Random sequences of publishing, getting, answering and crashing end alike on both',
    async run(engine, trial) {
      await fc.assert(
        fc.asyncProperty(fc.array(operation, { minLength: 10, maxLength: 40 }), (operations) =>
          compare(engine, trial, operations),
        ),
        { seed: trial.seed, numRuns: 12, interruptAfterTimeLimit: 30_000 },
      );
    },
  },
];
