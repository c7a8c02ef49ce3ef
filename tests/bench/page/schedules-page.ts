/** Runs in the page of schedules.ts: schedules of typical consumers, and bare events of the kernel. */
import { exploreWith } from '#sim/explore/explore.ts';
import { createWorld } from '#sim/world.ts';
import { brokerShop, inOneTransaction } from '../../unit/sim/explore/broker-shop.ts';
import { ALL_FAULTS, oneTransaction, shop, type CreateConsumer } from '../../unit/sim/explore/shop.ts';

/** Name → how many → milliseconds. */
export type ScheduleTimes = Record<string, Record<number, number>>;

const outside = { enter: () => undefined, rejection: async () => undefined };

/** As small as a consumer can be that is right: it waits for nothing, as that of the probe did. */
const synchronous: CreateConsumer = () => {
  return () => undefined;
};

async function schedules(createConsumer: CreateConsumer, messages: number, count: number): Promise<number> {
  const scenario = shop(createConsumer, { faults: ALL_FAULTS, messages });
  const began = performance.now();
  const report = await exploreWith(
    createConsumer === synchronous ? { ...scenario, eventually: {} } : scenario,
    { schedules: count },
    outside,
  );
  if (report.verdict !== 'passed') throw new Error(report.message);
  return performance.now() - began;
}

/** A group of two, partitions and keys, on the queue model with all that can happen to its connections. */
async function onBroker(count: number): Promise<number> {
  const scenario = brokerShop(inOneTransaction, { faults: ALL_FAULTS, partitions: 2, messages: 1 });
  const began = performance.now();
  const report = await exploreWith(scenario, { schedules: count }, outside);
  if (report.verdict !== 'passed') throw new Error(report.message);
  return performance.now() - began;
}

/** Events of a world in which a thousand are always waiting. */
function kernel(count: number): number {
  const world = createWorld({ seed: 1 });
  const random = world.random.fork('delays');
  const process = world.process('p');
  let left = count;
  const next = () => {
    if (left-- > 0) process.after(random.between(1, 1000), next);
  };
  const began = performance.now();
  for (let waiting = 0; waiting < 1000; waiting++) next();
  while (world.step());
  return performance.now() - began;
}

async function scheduleTimes(sizes: { schedules: number[]; events: number[] }): Promise<ScheduleTimes> {
  const times: ScheduleTimes = {
    'explore: consumer with a transaction': {},
    'explore: consumer that waits for nothing': {},
    'explore: consumers on the broker': {},
    'kernel: events': {},
  };
  // The first round compiles.
  for (let round = 0; round < 2; round++) {
    for (const count of sizes.schedules) {
      times['explore: consumer with a transaction']![count] = await schedules(oneTransaction, 3, count);
      times['explore: consumer that waits for nothing']![count] = await schedules(synchronous, 1, count);
      times['explore: consumers on the broker']![count] = await onBroker(count);
    }
    for (const count of sizes.events) times['kernel: events']![count] = kernel(count);
  }
  return times;
}

Object.assign(globalThis, { scheduleTimes });
