/** Scenarios and consumers that several tests of explore() share: payments that a bank carries out. */
import { createBus } from '#sim/explore/bus.ts';
import { createDatabase, type Connection, type Database } from '#sim/explore/database.ts';
import type { Scenario } from '#sim/explore/schedule.ts';
import { createService, type Service } from '#sim/explore/service.ts';
import type { Surroundings } from '#sim/explore/sim.ts';

export interface Payment {
  id: string;
  amount: number;
}

export interface Tools extends Surroundings {
  db: Connection;
  charge: ReturnType<Service['connect']>;
}

export type CreateConsumer = (tools: Tools) => (message: Payment) => unknown;

export interface Shop {
  db: Database;
  bank: Service;
}

export interface ShopOptions {
  faults: Scenario<Shop>['faults'];
  replicas?: number;
  prefetch?: number;
  messages?: number;
}

/** Each message is to be charged exactly once, by calls of the bank or by entries `charged/<id>` of the database. */
export function shop(
  createConsumer: CreateConsumer,
  { faults, replicas = 1, prefetch = 1, messages = 1 }: ShopOptions,
): Scenario<Shop> {
  const ids = Array.from({ length: messages }, (_, index) => `o-${17 + index}`);
  const times = ({ bank, db }: Shop, id: string) =>
    bank.effects.filter((request) => request['id'] === id).length + Number(db.peek(`charged/${id}`) ?? 0);
  return {
    faults,
    start(sim) {
      const db = createDatabase(sim);
      const bank = createService(sim, { name: 'the bank', describe: ({ id }) => `charge ${String(id)}` });
      const bus = createBus(sim, { prefetch });
      for (let replica = 0; replica < replicas; replica++) {
        sim.process(`consumer ${'ABCDEF'[replica]}`, (surroundings) => {
          const { process } = surroundings;
          const tools = { ...surroundings, db: db.connect(process), charge: bank.connect(process) };
          bus.subscribe(process, createConsumer(tools) as never);
        });
      }
      for (const id of ids) bus.publish({ id, amount: 10 });
      return { db, bank };
    },
    always: {
      'no payment is charged twice': (state) => {
        const twice = ids.find((id) => times(state, id) > 1);
        return twice === undefined || `${twice} was charged ${times(state, twice)} times.`;
      },
    },
    eventually: {
      'every payment is charged': (state) => {
        const lost = ids.find((id) => times(state, id) === 0);
        return lost === undefined || `${lost} was never charged.`;
      },
    },
  };
}

/** Check, handle, add, all in memory. */
export const inMemory: CreateConsumer = ({ charge }) => {
  const seen = new Set<string>();
  return async ({ id, amount }) => {
    if (seen.has(id)) return;
    await charge({ id, amount });
    seen.add(id);
  };
};

/** Marks the message as done before it does it. */
export const markFirst: CreateConsumer = ({ db, charge }) => {
  return async ({ id, amount }) => {
    if (await db.insert(`seen/${id}`, true)) await charge({ id, amount });
  };
};

/** The mark and the effect in one transaction. */
export const oneTransaction: CreateConsumer = ({ db }) => {
  return ({ id }) =>
    db.transaction(async (tx) => {
      if (!(await tx.insert(`seen/${id}`, true))) return;
      await tx.set(`charged/${id}`, Number((await tx.get(`charged/${id}`)) ?? 0) + 1);
    });
};

export const ALL_FAULTS = [
  'drop',
  'duplicate',
  'delay',
  'reorder',
  'lost-ack',
  'crash-before-effect',
  'crash-after-effect',
  'refuse',
  'lost-reply',
  'slow',
  'partition',
  'restart',
] as const;
