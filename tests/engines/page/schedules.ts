/** Schedules whose traces must be the same in every engine; the consumers take as many microtasks as they can. */
import { runSchedule, type Scenario } from '#sim/explore/schedule.ts';
import { brokerShop, inOneTransaction } from '../../unit/sim/explore/broker-shop.ts';
import {
  ALL_FAULTS,
  inMemory,
  markFirst,
  oneTransaction,
  shop,
  type CreateConsumer,
} from '../../unit/sim/explore/shop.ts';

/** Promises in and around promises, an async generator, and two things at the same time. */
const roundabout: CreateConsumer = ({ db, charge, sleep }) => {
  async function* steps(id: string) {
    yield sleep(2);
    yield db.get(`seen/${id}`);
  }
  const nested = async (depth: number): Promise<number> => (depth === 0 ? 0 : nested(depth - 1));
  return async ({ id, amount }) => {
    let seen: unknown;
    for await (const found of steps(id)) seen = found;
    if (seen) return;
    await Promise.all([nested(7), charge({ id, amount }).then(() => nested(3))]);
    await Promise.race([db.set(`seen/${id}`, true), sleep(500)]);
  };
};

const consumers = { inMemory, markFirst, oneTransaction, roundabout };

/** The traces of `count` schedules of each consumer, as one text. */
export async function schedulesAsText(count: number): Promise<string> {
  const lines: string[] = [];
  async function note<S>(name: string, scenario: Scenario<S>): Promise<void> {
    for (let seed = 1; seed <= count; seed++) {
      const { events } = await runSchedule(scenario, { seed }, () => undefined);
      lines.push(...events.map((event) => `${name} ${String(seed)} ${JSON.stringify(event)}`));
    }
  }
  for (const [name, createConsumer] of Object.entries(consumers)) {
    await note(name, shop(createConsumer, { faults: ALL_FAULTS, replicas: 2, prefetch: 2, messages: 4 }));
  }
  await note(
    'on the broker',
    brokerShop(inOneTransaction, { faults: ALL_FAULTS, partitions: 3, prefetch: 2 }),
  );
  return lines.join('\n');
}
