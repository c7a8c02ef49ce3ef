/**
 * The home page's shop: orders arrive, wait in a durable queue, and two replicas of the stock service compete for
 * them. A replica may crash at any moment and comes back by itself.
 */
import type { BrokerEvent } from '#trace/broker-events.ts';
import { createRecorder } from '#trace/recorder.ts';
import type { Recorded } from '#trace/trace.ts';
import { createQueueBroker, type Connection } from '../queue/broker.ts';
import { createWorld } from '../world.ts';

export const REPLICAS = ['A', 'B'] as const;
export type Replica = (typeof REPLICAS)[number];

/** Virtual milliseconds. One replica is a little too slow for the shop alone, two are fast enough. */
const ARRIVAL = { low: 550, high: 1350 };
const WORK = { low: 1100, high: 2300 };
const RESTART = 4500;

const QUEUE = 'orders';

export interface LiveShop {
  readonly now: number;
  advanceTo(time: number): void;
  /** Kills a replica: what it was working on goes back to the queue. Does nothing if it is down already. */
  crash(replica: Replica): void;
  on(listener: (event: Recorded<BrokerEvent>) => void): () => void;
}

export function createLiveShop(seed: string): LiveShop {
  const world = createWorld({ seed });
  const arrivals = world.random.fork('arrivals');
  const work = world.random.fork('work');
  const recorder = createRecorder<BrokerEvent>({ clock: () => world.now, keep: 100 });
  const broker = createQueueBroker({ world, record: (event) => void recorder.record(event) });
  const channel = broker.connect('shop').openChannel();
  const shop = world.process('shop');
  const supervisor = world.process('supervisor');
  const processes = new Map(REPLICAS.map((name) => [name, world.process(name)]));
  // Those that are up.
  const connections = new Map<Replica, Connection>();
  let orders = 0;

  function placeOrder() {
    channel.publish('', QUEUE, '', { id: `o-${++orders}`, persistent: true });
    shop.after(arrivals.between(ARRIVAL.low, ARRIVAL.high), placeOrder);
  }

  function start(name: Replica) {
    const connection = broker.connect(name);
    connections.set(name, connection);
    const consumer = connection.openChannel();
    consumer.subscribe(QUEUE, { consumer: name, prefetch: 1 }, ({ tag }) => {
      // The acknowledgement comes after the work: a crash in between means another delivery, not a lost order.
      processes.get(name)!.after(work.between(WORK.low, WORK.high), () => consumer.ack(tag));
    });
  }

  channel.declareQueue(QUEUE);
  supervisor.after(0, () => REPLICAS.forEach(start));
  shop.after(0, placeOrder);

  return {
    get now() {
      return world.now;
    },
    advanceTo: (time) => world.advanceTo(time),
    crash(name) {
      const connection = connections.get(name);
      if (!connection) return;
      connections.delete(name);
      processes.get(name)!.crash();
      connection.close();
      supervisor.after(RESTART, () => start(name));
    },
    on: (listener) => recorder.on(listener),
  };
}
