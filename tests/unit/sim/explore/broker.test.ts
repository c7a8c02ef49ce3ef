import { describe, expect, test } from 'vitest';
import { createExploredBroker, type ExploredBroker } from '#sim/explore/broker.ts';
import { exploreWith, type ExploreOptions } from '#sim/explore/explore.ts';
import type { FaultKind } from '#sim/explore/faults.ts';
import { runSchedule, type Scenario } from '#sim/explore/schedule.ts';
import { wrongEvent } from '#trace/fields.ts';
import { BROKER_TRACE } from '#trace/broker-events.ts';
import { brokerShop as shop, inOneTransaction, type Handle } from './broker-shop.ts';
import { ALL_FAULTS } from './shop.ts';

const explore = <S>(scenario: Scenario<S>, options: ExploreOptions = {}) =>
  exploreWith(scenario, options, { enter: () => undefined, rejection: async () => undefined });

const counting: Handle = async ({ message, ack }, db) => {
  await db.set(`done/${message.id}`, Number((await db.get(`done/${message.id}`)) ?? 0) + 1);
  await ack();
};

const acknowledgedFirst: Handle = async (delivery, db) => {
  await delivery.ack();
  await inOneTransaction({ ...delivery, ack: async () => {} }, db);
};

describe('known answers', () => {
  test('one transaction, partitions and keys: whatever goes wrong, each event is applied once and in order', async () => {
    const report = await explore(shop(inOneTransaction, { faults: ALL_FAULTS, partitions: 3, prefetch: 3 }));
    expect(report.message).toBe('All 1000 schedules came out right.');
  });

  test('whoever dies while a partition is taken from it: the next one begins with what the dead one held', async () => {
    const faults = { delay: 0.3, 'crash-after-effect': 0.1, 'crash-before-effect': 0.1 };
    const scenario = { ...shop(inOneTransaction, { faults, partitions: 4 }), mostFaults: 20 };
    const report = await explore(scenario, { schedules: 100 });
    expect(report.message).toBe('All 100 schedules came out right.');
  });

  test('without partitions two members break the order of an order’s events, with no fault at all', async () => {
    const { counterexample } = await explore(shop(inOneTransaction, { faults: [] }));
    expect(counterexample).toMatchObject({
      invariant: 'the events of an order are applied in order',
      faults: [],
    });
  });

  test('acknowledging first loses an event in a crash, and in nothing else', async () => {
    const options = { partitions: 3 };
    const faults: FaultKind[] = ['crash-before-effect', 'crash-after-effect', 'lost-ack', 'drop'];
    const { counterexample } = await explore(shop(acknowledgedFirst, { ...options, faults }));
    expect(counterexample?.invariant).toBe('each event is applied once');
    expect(counterexample?.faults).toHaveLength(1);
    expect(counterexample?.faults[0]).toMatch(/^stock [AB] crashed/);
    const calm = shop(acknowledgedFirst, { ...options, faults: ['duplicate', 'drop', 'delay', 'restart'] });
    expect((await explore(calm, { schedules: 300 })).verdict).toBe('passed');
  });

  test('counting without a record of ids counts twice what comes twice', async () => {
    const { counterexample } = await explore(shop(counting, { faults: ['lost-ack'], partitions: 3 }));
    expect(counterexample?.faults).toHaveLength(1);
    expect(counterexample?.faults[0]).toMatch(/^stock [AB]’s answer to o-\d\.\d was lost on its way/);
    expect(counterexample?.says).toMatch(/^o-\d\.\d was applied 2 times\.$/);
  });

  test('a poison message ends as a dead letter after its attempts, and those behind it go on', async () => {
    const poisoned: Handle = (delivery, db) => {
      if (delivery.message.id === 'o-2.1') return delivery.nack();
      return inOneTransaction(delivery, db);
    };
    const scenario = shop(poisoned, { faults: ['duplicate', 'drop'], partitions: 3, attempts: 6 });
    const { start, always } = scenario;
    const report = await explore(
      {
        faults: scenario.faults,
        start,
        always: always!,
        eventually: {
          'the poison alone is a dead letter': ({ broker, db }) =>
            db.peek('log/o-2') !== undefined &&
            broker.deadLetters('dead').every(({ message }) => message.id === 'o-2.1') &&
            broker.deadLetters('dead')[0]?.reason === 'delivery_limit' &&
            broker.open.length === 0,
        },
      },
      { schedules: 300 },
    );
    expect(report.message).toBe('All 300 schedules came out right.');
  });
});

test.each(ALL_FAULTS)('the fault %s strikes, and a sound consumer stands it', async (kind: FaultKind) => {
  const scenario = shop(inOneTransaction, { faults: { [kind]: 0.3 }, partitions: 2, messages: 2 });
  let struck = 0;
  for (let seed = 0; seed < 20; seed++) {
    const { faults, broken } = await runSchedule(scenario, { seed }, () => undefined);
    struck += faults.length;
    expect(broken).toBeUndefined();
    for (const { about, says } of faults) {
      const { message = 'no message', process = 'no process' } = about;
      expect(process).toMatch(/^(stock [AB]|orders)$/);
      expect(message).toMatch(/^o-\d\.\d$/);
      expect(says).toContain(message);
    }
  }
  expect(struck).toBeGreaterThan(5);
});

test('an answer of somebody who has died since is lost in a restart of the broker, and nothing else is', async () => {
  const scenario: Scenario<ExploredBroker> = {
    faults: { restart: 0.4, delay: 0.4 },
    start(sim) {
      const broker = createExploredBroker(sim, 0);
      let crashes = 0;
      for (const name of ['a', 'b'])
        sim.process(name, ({ process }) => {
          void broker.connect(process).subscribe('orders', { group: 'stock' }, async ({ ack }) => {
            void ack();
            if (crashes++ < 12) sim.crash(process);
          });
        });
      sim.process('orders', ({ process }) => {
        const { publish } = broker.connect(process);
        void (async () => {
          for (const id of ['o-1', 'o-2', 'o-3', 'o-4']) await publish('orders', { id });
        })();
      });
      return broker;
    },
    eventually: { 'nothing is left open': ({ open }) => open.length === 0 || open.join(', ') },
  };
  expect((await explore(scenario, { schedules: 2_000 })).message).toBe('All 2000 schedules came out right.');
});

test('the trace is one of a broker, the same for a seed', async () => {
  const scenario = shop(inOneTransaction, { faults: ALL_FAULTS, partitions: 2, messages: 2 });
  const run = async (seed: number) => (await runSchedule(scenario, { seed }, () => undefined)).events;
  for (const seed of [3, 4, 5]) {
    const events = await run(seed);
    expect(events.map((event) => wrongEvent(BROKER_TRACE.events, event)).filter(Boolean)).toEqual([]);
    expect(JSON.stringify(await run(seed))).toBe(JSON.stringify(events));
  }
});
