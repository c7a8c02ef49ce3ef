/** Sequences of operations drawn at random, run on a broker and on the simulator side by side. */
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { ConnectOptions, MqttClient, MqttEngine, PublishOptions } from '#sim/mqtt/engine.ts';
import type { AckType } from '#sim/mqtt/packets.ts';
import type { Scenario } from '../scenario.ts';

type Operation =
  | { do: 'connect'; who: number; clean: boolean; withhold: readonly AckType[] }
  | { do: 'subscribe' | 'unsubscribe'; who: number; filter: string }
  | { do: 'publish'; topic: string; body: string; options: PublishOptions }
  | { do: 'die' | 'disconnect' | 'release'; who: number };

const who = fc.nat(1);
const filter = fc.constantFrom('T', 'T/a', 'T/+', 'T/#', 'T/a/b', 'T/+/b');
/** Always the same QoS: overlapping subscriptions of different ones are a known difference of Mosquitto. */
const QOS = 2;

const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('connect' as const),
      who,
      clean: fc.constantFrom(false, false, true),
      withhold: fc.constantFrom<readonly AckType[]>([], [], ['puback'], ['pubrec'], ['pubcomp']),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('subscribe' as const), who, filter }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('unsubscribe' as const), who, filter }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('publish' as const),
      topic: fc.constantFrom('T', 'T/a', 'T/a/b', 'T/b'),
      body: fc.constantFrom('x', 'y', 'z', ''),
      options: fc.record({ qos: fc.constantFrom(0, 1, 2), retain: fc.constantFrom(false, false, true) }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('die', 'die', 'disconnect', 'release'), who }),
  },
);

export const randomOperations = (runs: number): Scenario<MqttEngine> => ({
  id: 'random-operations',
  title: `${runs} random sequences of operations lead to the same packets as in the simulator`,
  versions: { mqtt: '>=2.0 <2.1' },
  async run(engine, { name, seed, simulator }) {
    const property = fc.asyncProperty(
      fc.array(operation, { maxLength: 20, size: 'max' }),
      async (operations) => {
        const topic = name('random');
        const ids = [name('client'), name('client')];
        const sides = [await simulator(), engine].map((side) => createSide(side, topic, ids));
        for (const [index, each] of operations.entries()) {
          const [expected, actual] = [await sides[0]!.perform(each), await sides[1]!.perform(each)];
          assert.deepEqual(actual, expected, `${index}: ${JSON.stringify(each)}`);
        }
        for (const side of sides) await side.end();
      },
    );
    await fc.assert(property, { seed, numRuns: runs });
  },
});

/** Performs an operation and returns what each client has received on its connection by then. */
function createSide(engine: MqttEngine, topic: string, ids: readonly string[]) {
  const clients: (MqttClient | undefined)[] = [undefined, undefined];
  const own = (text: string) => text.replace('T', topic);
  let publisher: Promise<MqttClient> | undefined;

  async function perform(each: Operation) {
    if (each.do === 'publish') {
      publisher ??= engine.connect({ clientId: `${topic}-publisher` });
      await (await publisher).publish(own(each.topic), each.body, each.options);
      return;
    }
    const client = clients[each.who];
    if (each.do === 'connect') {
      const { clean, withhold } = each;
      const options: ConnectOptions = { clientId: ids[each.who]!, clean, withhold };
      clients[each.who] = await engine.connect(options);
    } else if (!client?.open) {
      return;
    } else if (each.do === 'subscribe') await client.subscribe(own(each.filter), { qos: QOS });
    else if (each.do === 'unsubscribe') await client.unsubscribe(own(each.filter));
    else await client[each.do]();
  }

  const told = (client: MqttClient | undefined) =>
    client && {
      open: client.open,
      sessionPresent: client.sessionPresent,
      // Retained messages come in any order.
      received: client
        .received()
        .map(({ topic: at, body, qos, retain, dup }) => [at, body, qos, retain, dup].join(' '))
        .toSorted(),
    };

  return {
    async perform(each: Operation) {
      await perform(each);
      await engine.settle();
      return clients.map(told);
    },
    async end() {
      for (const client of [...clients, await publisher]) await client?.die();
    },
  };
}
