/**
 * Topics and groups on brokers that hand out a message when they are asked for one, and on which some of what RabbitMQ
 * does is left to the consumer: limits of attempts, dead letters, noticing that a consumer has died. What is missing
 * is done here, in the program.
 */
import { callDirectly } from '#sim/groups/call-directly.ts';
import {
  laneName,
  type DeadReason,
  type Held,
  type Lane,
  type LaneOptions,
  type OpenPort,
  type PortClient,
} from '#sim/groups/port.ts';

/** A message that the broker has handed out, and waits to hear about. */
export interface Taken {
  readonly id: string;
  readonly body: string;
  readonly deliveries: number;
  ack(): Promise<void>;
  /** It is to be handed out again, before what stands behind it in its partition. */
  giveBack(): Promise<void>;
}

export interface DeadLetter {
  readonly id: string;
  readonly body: string;
  readonly reason: DeadReason;
}

/** What a family does, each in its own commands. */
export interface AskedBroker {
  declare(lane: Lane): Promise<void>;
  append(topic: string, partition: number | undefined, message: { id: string; body: string }): Promise<void>;
  /** The next message of the lane; undefined if there is none now. */
  take(lane: Lane, consumer: string): Promise<Taken | undefined>;
  bury(name: string, letter: DeadLetter): Promise<void>;
  /** Takes all of them. */
  exhume(name: string): Promise<DeadLetter[]>;
  rest(): Promise<void>;
  close(): Promise<void>;
}

interface Consumer {
  name: string;
  prefetch: number;
  /** What it has not answered, in the order in which it came. */
  hands: Set<Taken>;
  isOver: boolean;
  tell(held: Held): void;
}

interface Served {
  lane: Lane;
  options: LaneOptions;
  /** Who waited longest for a message stands first. */
  consumers: Consumer[];
  /** Settles when nothing more can be handed out now. */
  round: Promise<void>;
}

export function portOverAsked(opening: Promise<AskedBroker>): OpenPort {
  const lanes = new Map<string, Served>();
  // Whoever waits for it is told if the broker cannot be reached.
  opening.catch(() => {});

  /** Has the lane looked at once more, after any look that is under way. */
  function serve(served: Served): Promise<void> {
    served.round = served.round.then(() => handOut(served));
    return served.round;
  }

  async function handOut(served: Served): Promise<void> {
    const broker = await opening;
    for (;;) {
      const at = served.consumers.findIndex(({ hands, prefetch }) => hands.size < prefetch);
      const [consumer] = at < 0 ? [] : served.consumers.splice(at, 1);
      if (!consumer) return;
      served.consumers.push(consumer);
      const taken = await broker.take(served.lane, consumer.name);
      if (!taken) return;
      // It may have gone while the broker was asked.
      if (consumer.isOver) await taken.giveBack();
      else {
        consumer.hands.add(taken);
        consumer.tell(heldOf(served, consumer, taken));
      }
    }
  }

  async function bury(served: Served, taken: Taken, reason: DeadReason): Promise<void> {
    const broker = await opening;
    const { id, body } = taken;
    const { deadLetters } = served.options;
    // First kept, then given up: a crash in between leaves it in two places, and not in none.
    if (deadLetters !== undefined) await broker.bury(deadLetters, { id, body, reason });
    await taken.ack();
  }

  const giveUp = (served: Served, taken: Taken): Promise<void> =>
    taken.deliveries >= served.options.attempts ? bury(served, taken, 'delivery_limit') : taken.giveBack();

  function heldOf(served: Served, consumer: Consumer, taken: Taken): Held {
    const answer = (tell: () => Promise<void>) => async () => {
      if (!consumer.hands.has(taken)) return;
      await tell();
      consumer.hands.delete(taken);
      void serve(served);
    };
    const { id, body, deliveries } = taken;
    return {
      id,
      body,
      deliveries,
      ack: answer(() => taken.ack()),
      requeue: answer(() => giveUp(served, taken)),
      reject: answer(() => bury(served, taken, 'rejected')),
    };
  }

  async function connect(): Promise<PortClient> {
    const mine: { served: Served; consumer: Consumer }[] = [];
    const stop = async ({ served, consumer }: (typeof mine)[number]) => {
      served.consumers = served.consumers.filter((other) => other !== consumer);
      consumer.isOver = true;
      await served.round;
    };
    const end = async () => {
      await Promise.all(mine.map(stop));
      for (const { served, consumer } of mine) {
        const held = [...consumer.hands];
        consumer.hands.clear();
        for (const taken of held) await giveUp(served, taken);
        void serve(served);
      }
    };
    return {
      async publish(topic, partition, message) {
        await (await opening).append(topic, partition, message);
        for (const served of lanes.values()) {
          if (served.lane.topic === topic && served.lane.partition === partition) void serve(served);
        }
      },
      async consume(lane, { consumer: name, prefetch }, tell) {
        const served = lanes.get(laneName(lane))!;
        const consumer: Consumer = { name, prefetch, hands: new Set(), isOver: false, tell };
        served.consumers.push(consumer);
        mine.push({ served, consumer });
        void serve(served);
        return { stop: () => stop({ served, consumer }) };
      },
      call: callDirectly,
      close: end,
      // These brokers do not notice that a process has died; so it is said for it.
      crash: end,
    };
  }

  return {
    connect,
    async declare(lane, options) {
      await (await opening).declare(lane);
      lanes.set(laneName(lane), { lane, options, consumers: [], round: Promise.resolve() });
    },
    takeDeadLetters: async (name) => (await opening).exhume(name),
    rest: async () => (await opening).rest(),
    async close() {
      for (const served of lanes.values()) served.consumers = [];
      await Promise.allSettled([...lanes.values()].map(({ round }) => round));
      await (await opening).close();
    },
  };
}
