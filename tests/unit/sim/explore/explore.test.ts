import { describe, expect, test } from 'vitest';
import { exploreWith, type ExploreOptions } from '#sim/explore/explore.ts';
import { FAULT_RATES } from '#sim/explore/faults.ts';
import { runSchedule, type Scenario } from '#sim/explore/schedule.ts';
import { ALL_FAULTS, inMemory, markFirst, oneTransaction, shop, type CreateConsumer } from './shop.ts';

const explore = <S>(scenario: Scenario<S>, options: ExploreOptions = {}) =>
  exploreWith(scenario, options, { enter: () => undefined, rejection: async () => undefined });

describe('known answers', () => {
  test('in-memory check, handle, add: about half of the schedules with a concurrent duplicate break', async () => {
    const scenario = shop(inMemory, { faults: { duplicate: 1 }, prefetch: 2 });
    const { broken, schedules } = await explore({ ...scenario, mostFaults: 1 }, { countAll: true });
    expect(schedules).toBe(1000);
    expect(broken).toBeGreaterThan(300);
    expect(broken).toBeLessThan(700);
  });

  test('marking first never charges twice, and loses the charge in a crash', async () => {
    const { verdict, counterexample } = await explore(shop(markFirst, { faults: ALL_FAULTS, messages: 3 }));
    expect(verdict).toBe('failed');
    expect(counterexample?.invariant).toBe('every payment is charged');

    const withoutCrashes = ['duplicate', 'delay', 'reorder', 'lost-ack', 'drop'] as const;
    const { verdict: calm } = await explore(shop(markFirst, { faults: withoutCrashes, messages: 3 }));
    expect(calm).toBe('passed');
  });

  test('one transaction never breaks, whatever goes wrong', async () => {
    const scenario = shop(oneTransaction, { faults: ALL_FAULTS, messages: 4, replicas: 3, prefetch: 2 });
    const report = await explore(scenario, { schedules: 2000 });
    expect(report).toMatchObject({ verdict: 'passed', schedules: 2000 });
  });

  test.each(ALL_FAULTS)('the fault %s strikes, and one transaction stands it', async (kind) => {
    const scenario = shop(oneTransaction, { faults: { [kind]: 0.5 }, messages: 5, replicas: 2 });
    let struck = 0;
    for (let seed = 0; seed < 20; seed++) {
      const { faults, broken } = await runSchedule(scenario, { seed }, () => undefined);
      struck += faults.length;
      expect(broken).toBeUndefined();
    }
    expect(struck).toBeGreaterThan(5);
  });

  test('there is a test for every fault', () => {
    expect(Object.keys(FAULT_RATES).toSorted()).toEqual([...ALL_FAULTS].toSorted());
  });
});

describe('a counterexample', () => {
  test('is the smallest plan of faults, in sentences that name the message', async () => {
    const naive: CreateConsumer =
      ({ charge }) =>
      ({ id, amount }) =>
        charge({ id, amount });
    const faults = ['delay', 'reorder', 'duplicate', 'crash-after-effect'] as const;
    const { counterexample } = await explore(shop(naive, { faults, messages: 3 }), { seed: 40 });
    expect(counterexample?.faults).toHaveLength(1);
    const [fault] = counterexample!.faults;
    expect(fault).toMatch(
      /^(o-\d\d was delivered twice\.|consumer A crashed between “charge (o-\d\d)” and acknowledging \2\.)$/,
    );
    const id = /o-\d\d/.exec(fault!)![0];
    expect(counterexample?.says).toBe(`${id} was charged 2 times.`);
    expect(counterexample?.events.at(-1)).toMatchObject({ type: 'InvariantBroken' });
    expect(counterexample?.events.filter(({ type }) => type === 'FaultStruck')).toHaveLength(1);
  });

  test('is found although a fault strikes twice in the same place', async () => {
    const lastOnly: CreateConsumer =
      ({ db, charge }) =>
      async ({ id, amount }) => {
        if ((await db.get('last')) === id) return;
        await charge({ id, amount });
        await db.set('last', id);
      };
    const faults = { reorder: 0.5, duplicate: 0.3 };
    for (const seed of [1, 2, 3, 4, 5]) {
      const { counterexample } = await explore(shop(lastOnly, { faults, messages: 5 }), { seed });
      expect(counterexample?.faults.length).toBeLessThanOrEqual(2);
    }
  });

  test('that needs no fault says so', async () => {
    const lazy: CreateConsumer = () => () => undefined;
    const { counterexample, message } = await explore(shop(lazy, { faults: ALL_FAULTS }));
    expect(counterexample?.faults).toEqual([]);
    expect(message).toContain('no fault is needed');
    expect(message).toContain('o-17 was never charged.');
  });

  test('comes again with its seed, and with what the handler threw', async () => {
    const clumsy: CreateConsumer =
      ({ charge }) =>
      async (payment) => {
        await charge({ id: payment.id, amount: (payment as never as { sum: { net: number } }).sum.net });
      };
    const scenario = shop(clumsy, { faults: [] });
    const { seed, message } = await explore(scenario, { seed: 7 });
    expect(message).toMatch(/The handler threw TypeError: .*net/);
    const again = await explore(scenario, { seed: seed!, schedules: 1 });
    expect(again.message).toBe(message);
  });

  test('of two failures in a row keeps to the requirement that broke first', async () => {
    const { counterexample, seed } = await explore(shop(markFirst, { faults: ALL_FAULTS, messages: 3 }));
    const { broken } = await runSchedule(
      shop(markFirst, { faults: ALL_FAULTS, messages: 3 }),
      { seed: seed! },
      () => undefined,
    );
    expect(counterexample?.invariant).toBe(broken?.invariant);
  });
});

describe('code that does not come to an end', () => {
  const verdictOn = async (createConsumer: CreateConsumer) => {
    const report = await explore(shop(createConsumer, { faults: [] }), { schedules: 3 });
    expect(report.verdict).toBe('failed');
    return report.counterexample!.says;
  };

  test('a promise that nobody settles', async () => {
    expect(await verdictOn(() => () => new Promise(() => {}))).toContain('nobody settles');
  });

  test('microtasks without end', async () => {
    const busy: CreateConsumer =
      ({ now }) =>
      async () => {
        while (now() < 1e9) await Promise.resolve();
      };
    expect(await verdictOn(busy)).toContain('never lets the loop turn');
  });

  test('timers without end', async () => {
    const restless: CreateConsumer =
      ({ sleep }) =>
      async () => {
        const again = (): unknown => sleep(1).then(() => void again());
        again();
      };
    expect(await verdictOn(restless)).toContain('does not come to rest');
  });

  test('a transaction that waits for itself', async () => {
    const nested: CreateConsumer =
      ({ db }) =>
      ({ id }) =>
        db.transaction(() => db.transaction((tx) => tx.set(`charged/${id}`, 1)));
    expect(await verdictOn(nested)).toContain('never ends');
  });
});

test('what outlives its process is found, before it is mistaken for a fault of the program', async () => {
  const seen = new Set<string>();
  const leaky: CreateConsumer =
    ({ charge }) =>
    async ({ id, amount }) => {
      if (seen.has(id)) return;
      await charge({ id, amount });
      seen.add(id);
    };
  const { counterexample, schedules } = await explore(shop(leaky, { faults: ALL_FAULTS }));
  expect(schedules).toBe(2);
  expect(counterexample?.says).toContain('outlives the process');
});

test('a seed gives the same trace every time, and another seed another', async () => {
  const scenario = shop(oneTransaction, { faults: ALL_FAULTS, messages: 4, replicas: 2 });
  const traceOf = async (seed: number) =>
    JSON.stringify((await runSchedule(scenario, { seed }, () => undefined)).events);
  expect(await traceOf(5)).toBe(await traceOf(5));
  expect(await traceOf(5)).not.toBe(await traceOf(6));
});

test('an unknown fault is named, with those that there are', async () => {
  const scenario = shop(oneTransaction, { faults: { flood: 1 } as never });
  await expect(explore(scenario)).rejects.toThrow(/There is no fault “flood”; there are drop, duplicate/);
});
