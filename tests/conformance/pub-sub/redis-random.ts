/** Redis Pub/Sub: random sequences of commands on three connections, beside the simulator. */
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { RedisPubSubConnection, RedisPubSubEngine } from '#sim/pub-sub/engine.ts';
import type { Scenario } from '../scenario.ts';

const CONNECTIONS = 3;
const channel = fc.constantFrom('a', 'b', 'a.b', 'ab');
const pattern = fc.constantFrom('*', 'a*', '?', '[ab]', 'a?b', 'a');
const namesOf = (name: fc.Arbitrary<string>) => fc.array(name, { minLength: 1, maxLength: 2 });

const command = fc.oneof(
  fc.record({ do: fc.constant('subscribe' as const), names: namesOf(channel) }),
  fc.record({ do: fc.constant('pSubscribe' as const), names: namesOf(pattern) }),
  fc.record({
    do: fc.constant('unsubscribe' as const),
    names: fc.option(namesOf(channel), { nil: undefined }),
  }),
  fc.record({
    do: fc.constant('pUnsubscribe' as const),
    names: fc.option(namesOf(pattern), { nil: undefined }),
  }),
  fc.record({ do: fc.constant('publish' as const), name: channel }),
  fc.record({ do: fc.constant('publish' as const), name: channel }),
);
const step = fc.tuple(fc.nat(CONNECTIONS - 1), command);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

export const randomPubSub = (runs: number): Scenario<RedisPubSubEngine> => ({
  id: 'random-commands',
  title: `${runs} random sequences of commands give the counts and the messages of the simulator`,
  versions: { redis: '>=6.0' },
  async run(engine, { name, seed, simulator }) {
    const property = fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), async (steps) => {
      const base = name('random');
      assert.deepEqual(await play(engine, steps, base), await play(await simulator(), steps, base));
    });
    await fc.assert(property, { seed, numRuns: runs });
  },
});

/** What every PUBLISH answered, and what every connection got; the order among patterns is Redis's own business. */
async function play(engine: RedisPubSubEngine, steps: readonly Step[], base: string) {
  const connections: RedisPubSubConnection[] = [];
  for (let n = 0; n < CONNECTIONS; n++) connections.push(await engine.connect({ protocol: 3 }));
  const counts: number[] = [];
  for (const [index, what] of steps) {
    const connection = connections[index] as RedisPubSubConnection;
    if (what.do === 'publish') {
      counts.push(await connection.publish(base + what.name, String(counts.length).padStart(3, '0')));
    } else {
      await connection[what.do](what.names?.map((one) => base + one) as string[]);
    }
  }
  const got: string[][] = [];
  for (const connection of connections) {
    const messages = await connection.received();
    got.push(messages.map((one) => `${one.message} ${one.channel} ${one.pattern ?? ''}`).toSorted());
    await connection.crash();
  }
  return { counts, got };
}
