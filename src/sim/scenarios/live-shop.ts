/**
 * The home page's shop: orders arrive, wait in a durable queue, and two replicas of the stock service compete for
 * them. A replica may crash at any moment and comes back by itself.
 */
import type { QueueEvent } from '#trace/queue-events.ts';
import { createRecorder, type Recorded } from '#trace/recorder.ts';
import { createWorkQueue, type Delivery } from '../work-queue.ts';
import { createWorld } from '../world.ts';

export const REPLICAS = ['A', 'B'] as const;
export type Replica = (typeof REPLICAS)[number];

/** Virtual milliseconds. One replica is a little too slow for the shop alone, two are fast enough. */
const ARRIVAL = { low: 550, high: 1350 };
const WORK = { low: 1100, high: 2300 };
const RESTART = 4500;

export interface LiveShop {
  readonly now: number;
  advanceTo(time: number): void;
  /** Kills a replica: what it was working on goes back to the queue. Does nothing if it is down already. */
  crash(replica: Replica): void;
  on(listener: (event: Recorded<QueueEvent>) => void): () => void;
}

export function createLiveShop(seed: string): LiveShop {
  const world = createWorld({ seed });
  const arrivals = world.random.fork('arrivals');
  const work = world.random.fork('work');
  const recorder = createRecorder<QueueEvent>({ clock: () => world.now, keep: 100 });
  const queue = createWorkQueue((event) => recorder.record(event));
  const shop = world.process('shop');
  const supervisor = world.process('supervisor');
  const replicas = new Map(REPLICAS.map((name) => [name, { process: world.process(name), up: false }]));
  let orders = 0;

  function placeOrder() {
    queue.publish(`o-${++orders}`);
    shop.after(arrivals.between(ARRIVAL.low, ARRIVAL.high), placeOrder);
  }

  function start(name: Replica) {
    const replica = replicas.get(name)!;
    replica.up = true;
    queue.subscribe(name, 1, ({ message }: Delivery) => {
      // The acknowledgement comes after the work: a crash in between means another delivery, not a lost order.
      replica.process.after(work.between(WORK.low, WORK.high), () => queue.acknowledge(name, message));
    });
  }

  supervisor.after(0, () => REPLICAS.forEach(start));
  shop.after(0, placeOrder);

  return {
    get now() {
      return world.now;
    },
    advanceTo: (time) => world.advanceTo(time),
    crash(name) {
      const replica = replicas.get(name)!;
      if (!replica.up) return;
      replica.up = false;
      replica.process.crash();
      queue.lose(name);
      supervisor.after(RESTART, () => start(name));
    },
    on: (listener) => recorder.on(listener),
  };
}
