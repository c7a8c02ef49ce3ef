/** A scenario that several tests of explore() on a broker share: the steps of three orders, written down by a group. */
import { createExploredBroker, type ExploredBroker } from '#sim/explore/broker.ts';
import { createDatabase, type Connection, type Database } from '#sim/explore/database.ts';
import type { Scenario } from '#sim/explore/schedule.ts';
import type { Delivery } from '#sim/groups/delivery.ts';

export interface BrokerShop {
  db: Database;
  broker: ExploredBroker;
}

export type Handle = (delivery: Delivery, db: Connection) => unknown;

export interface BrokerShopOptions {
  faults: Scenario<BrokerShop>['faults'];
  partitions?: number;
  replicas?: number;
  prefetch?: number;
  attempts?: number;
  messages?: number;
}

const KEYS = ['o-1', 'o-2', 'o-3'];

/** Events of three orders; `handle` notes them under `log/<order>`, or counts them under `done/<id>`. */
export function brokerShop(handle: Handle, options: BrokerShopOptions): Scenario<BrokerShop> {
  const { faults, partitions = 0, replicas = 2, prefetch = 1, attempts, messages = 4 } = options;
  const events = KEYS.flatMap((order) =>
    Array.from({ length: messages }, (_, n) => ({ id: `${order}.${n + 1}`, order, n: n + 1 })),
  );
  return {
    faults,
    start(sim) {
      const db = createDatabase(sim);
      const broker = createExploredBroker(sim, partitions);
      for (let replica = 0; replica < replicas; replica++) {
        sim.process(`stock ${'ABC'[replica]}`, ({ process }) => {
          const connection = db.connect(process);
          const group = { group: 'stock', prefetch, deadLetters: 'dead', ...(attempts ? { attempts } : {}) };
          void broker.connect(process).subscribe('orders', group, (delivery) => handle(delivery, connection));
        });
      }
      sim.process('orders', ({ process }) => {
        const { publish } = broker.connect(process);
        // Its own database would tell it where to go on; here whatever it sent before goes out again.
        void (async () => {
          for (const event of events) await again(() => publish('orders', event, { key: event.order }));
        })();
      });
      return { db, broker };
    },
    eventually: {
      'each event is applied once': ({ db }) => {
        const wrong = events.find(({ id }) => db.peek(`done/${id}`) !== 1);
        return wrong ? `${wrong.id} was applied ${Number(db.peek(`done/${wrong.id}`) ?? 0)} times.` : true;
      },
      'nothing is left open': ({ broker }) => broker.open.length === 0 || broker.open.join(', '),
    },
    always: {
      'the events of an order are applied in order': ({ db }) => {
        for (const order of KEYS) {
          const log = (db.peek(`log/${order}`) ?? []) as number[];
          if (log.some((n, at) => at > 0 && n < log[at - 1]!)) return `${order}: ${log.join(', ')}`;
        }
        return true;
      },
    },
  };
}

/** A publisher that is refused tries again, as it must. */
async function again(publish: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await publish();
    } catch {}
  }
}

export const inOneTransaction: Handle = async ({ message, ack }, db) => {
  const { id, order, n } = message as unknown as { id: string; order: string; n: number };
  await again(() =>
    db.transaction(async (tx) => {
      if (!(await tx.insert(`done/${id}`, 1))) return;
      const log = ((await tx.get(`log/${order}`)) ?? []) as number[];
      await tx.set(`log/${order}`, [...log, n]);
    }),
  );
  await ack();
};
