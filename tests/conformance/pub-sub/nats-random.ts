/** Core NATS: random sequences of commands on three connections, beside the simulator. */
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { NatsCoreConnection, NatsCoreEngine, NatsCoreSubscription } from '#sim/pub-sub/engine.ts';
import type { Scenario } from '../scenario.ts';

const CONNECTIONS = 3;
const connection = fc.nat(CONNECTIONS - 1);
const wanted = fc.constantFrom('a', 'a.b', '*', '*.b', 'a.*', '>', 'a.>', 'b.a', 'a..b');
const published = fc.constantFrom('a', 'a.b', 'b', 'b.a', 'a.b.c', 'a..b', '*');
const limit = fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined });

// Which member of a queue group gets a message is chance; with a limit, chance would decide what comes later as well.
const step = fc.oneof(
  fc.record({ do: fc.constant('subscribe' as const), connection, subject: wanted, max: limit }),
  fc.record({
    do: fc.constant('join' as const),
    connection,
    subject: wanted,
    queue: fc.constantFrom('g', 'h'),
  }),
  fc.record({ do: fc.constant('unsubscribe' as const), which: fc.nat(4), max: limit }),
  fc.record({ do: fc.constant('publish' as const), connection, subject: published }),
  fc.record({ do: fc.constant('publish' as const), connection, subject: published }),
  fc.record({ do: fc.constant('crash' as const), connection }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

export const randomNats = (runs: number): Scenario<NatsCoreEngine> => ({
  id: 'random-commands',
  title: `${runs} random sequences of commands deliver what the simulator delivers`,
  async run(engine, { name, seed, simulator }) {
    const property = fc.asyncProperty(fc.array(step, { maxLength: 30, size: 'max' }), async (steps) => {
      const base = `${name('random')}.`;
      assert.deepEqual(await play(engine, steps, base), await play(await simulator(), steps, base));
    });
    await fc.assert(property, { seed, numRuns: runs });
  },
});

/** What each plain subscription got, and what all members of each queue group got together. */
async function play(engine: NatsCoreEngine, steps: readonly Step[], base: string) {
  const connections: (NatsCoreConnection | undefined)[] = [];
  for (let n = 0; n < CONNECTIONS; n++) connections.push(await engine.connect());
  const plain: NatsCoreSubscription[] = [];
  const members: [queue: string, member: NatsCoreSubscription][] = [];
  const refused: string[] = [];
  let sent = 0;
  for (const what of steps) {
    if (what.do === 'unsubscribe') {
      await plain[what.which]?.unsubscribe(what.max);
      continue;
    }
    const { connection: index } = what;
    const nats = (connections[index] ??= await engine.connect());
    if (what.do === 'publish') await nats.publish(base + what.subject, `${sent++}`);
    if (what.do === 'crash') {
      await nats.crash();
      connections[index] = undefined;
    }
    if (what.do === 'subscribe' || what.do === 'join') {
      const { subject } = what;
      const options = what.do === 'join' ? { queue: what.queue } : limitedTo(what.max);
      const subscription = await nats.subscribe(base + subject, options).catch(() => undefined);
      if (!subscription) refused.push(subject);
      else if (what.do === 'join') members.push([what.queue, subscription]);
      else plain.push(subscription);
    }
  }
  const groups: Record<string, string[]> = { g: [], h: [] };
  for (const [queue, member] of members) groups[queue]?.push(...(await heard(member)));
  for (const together of Object.values(groups)) together.sort();
  return { plain: await Promise.all(plain.map(heard)), groups, refused };
}

/** A subscription whose connection has died still has what came before. */
async function heard(subscription: NatsCoreSubscription): Promise<string[]> {
  const messages = await subscription.received();
  return messages.map(({ data }) => data);
}

const limitedTo = (max: number | undefined) => (max === undefined ? {} : { max });
