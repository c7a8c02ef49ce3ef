/** A connection between a process and the broker, and all that goes wrong on it. */
import { deliveriesOf, tagOf } from '../groups/over-queues.ts';
import { laneName, type ClientEvents, type Held, type Lane, type PortClient } from '../groups/port.ts';
import type { Process } from '../process.ts';
import type { QueueBroker } from '../queue/broker.ts';
import type { Channel } from '../queue/channel.ts';
import type { Delivery } from '../queue/settling.ts';
import type { World } from '../world.ts';
import type { FaultKind } from './faults.ts';
import type { Sim } from './sim.ts';

export interface Network {
  sim: Sim;
  broker: QueueBroker;
  /** Whatever happens to processes, what is under way on the network arrives. */
  own: Process;
  clients: Set<{ lose(down: number): void }>;
  /** Connections of those who have gone; what is under way on them is still taken, unless the broker restarts. */
  leaving: Set<() => void>;
  /** Lanes that one of those had stopped consuming → when its connection is closed, and what it held of them is back. */
  closing: Map<string, Promise<void>>;
  /** What is sent where → how often so far: so the places of faults have names. */
  attempts: Map<string, number>;
  restart(): void;
}

interface Consuming {
  lane: Lane;
  consumer: string;
  prefetch: number;
  tell(held: Held): void;
}

/** How long a connection is gone, a delivery is held up, and a slow step takes. Virtual milliseconds. */
const DOWN = 60;
const CUT_OFF = 150;
const HELD_UP = 70;
const SLOW = 240;

/** What is sent one after the other arrives one after the other. Returns how long the next one takes. */
export function fifo(world: World): (delay: number) => number {
  let last = -1;
  return (delay) => {
    last = Math.max(world.now + delay, last + 1);
    return last - world.now;
  };
}

export function createExploredClient(
  network: Network,
  process: Process,
  events: ClientEvents,
): Omit<PortClient, 'publish'> {
  const { sim, broker, own } = network;
  const { world, faults } = sim;
  const consumptions = new Set<Consuming>();
  // Lanes of which it may still hold messages, although it consumes them no longer.
  const stopped = new Set<string>();
  const errands = new WeakMap<Held, { place: string; late: number }>();
  const there = fifo(world);
  const back = fifo(world);
  let connection = broker.connect(process.name);
  let channel: Channel | undefined = connection.openChannel();

  /** Asks whether a fault strikes this process's work on a message. */
  const strikesOn = (message: string, place: string) => (kind: FaultKind, says: string) =>
    faults.strikes(kind, place, () => says, { message, process: process.name });

  function lose(down: number): void {
    if (!channel) return;
    channel = undefined;
    connection.close();
    world.pending.stir();
    events.lost();
    own.after(down, reconnect);
  }

  function reconnect(): void {
    if (!network.clients.has(client) || channel) return;
    connection = broker.connect(process.name);
    channel = connection.openChannel();
    for (const one of consumptions) begin(one, channel);
    world.pending.stir();
  }

  function begin(one: Consuming, on: Channel): void {
    const { lane, consumer, prefetch } = one;
    const tag = tagOf(consumer, lane.partition);
    on.subscribe(laneName(lane), { consumer: tag, prefetch }, (delivery) => send(one, delivery, on));
  }

  /** The broker has put a message on the wire. */
  function send(one: Consuming, delivery: Delivery, on: Channel): void {
    const { id } = delivery;
    const key = `${laneName(one.lane)} ${id}`;
    const count = (network.attempts.get(key) ?? 0) + 1;
    network.attempts.set(key, count);
    const place = `${key}#${count}`;
    const { name } = process;
    const strikes = strikesOn(id, place);
    // The broker must have finished what it is doing before anything happens to it.
    if (strikes('restart', `The broker restarted while ${id} was on its way to ${name}.`)) {
      own.after(0, () => network.restart());
    } else if (strikes('drop', `${id} was lost on its way to ${name}: the connection broke.`)) {
      own.after(0, () => lose(DOWN));
    } else {
      const held = strikes('delay', `${id} was held up on its way to ${name}.`) ? HELD_UP : 0;
      process.after(there(sim.latency() + held), () => arrive(one, delivery, on, place));
    }
  }

  function arrive(one: Consuming, delivery: Delivery, on: Channel, place: string): void {
    if (on !== channel) return;
    const { id } = delivery;
    const strikes = strikesOn(id, place);
    const slow = strikes('slow', `${process.name} was so slow with ${id} that the broker gave it up.`);
    if (slow) own.after(SLOW / 2, () => on === channel && lose(DOWN));
    const cut = `${process.name} was cut off from the broker while it worked on ${id}.`;
    if (strikes('partition', cut)) own.after(1, () => on === channel && lose(CUT_OFF));
    const held: Held = {
      id,
      body: delivery.body,
      deliveries: deliveriesOf(delivery),
      ack: () => answer(on, id, place, (to) => to.ack(delivery.tag)),
      requeue: () => answer(on, id, `${place} back`, (to) => to.nack(delivery.tag)),
      reject: () => answer(on, id, `${place} away`, (to) => to.nack(delivery.tag, { requeue: false })),
    };
    errands.set(held, { place, late: slow ? SLOW : 0 });
    world.pending.stir();
    one.tell(held);
  }

  function answer(on: Channel, id: string, place: string, tell: (to: Channel) => void): Promise<void> {
    return process.promise<void>((resolve) => {
      const lost = `${process.name}’s answer to ${id} was lost on its way: the connection broke.`;
      const isLost = on === channel && strikesOn(id, place)('lost-ack', lost);
      own.after(back(sim.latency()), () => {
        if (on === channel && isLost) lose(DOWN);
        else if (on === channel) tell(on);
        resolve();
      });
    });
  }

  const client = { lose };
  network.clients.add(client);
  sim.onCrash((crashed) => {
    if (crashed !== process || !network.clients.has(client)) return;
    end();
    world.pending.stir();
    events.died();
  });

  /** Answers that are under way are still taken. */
  function end(): void {
    network.clients.delete(client);
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    for (const name of stopped) network.closing.set(name, closed);
    const close = () => {
      if (!network.leaving.delete(close)) return;
      channel = undefined;
      connection.close();
      for (const [name, of] of network.closing) if (of === closed) network.closing.delete(name);
      resolve();
    };
    network.leaving.add(close);
    own.after(back(sim.latency()), close);
  }

  return {
    async consume(lane, { consumer, prefetch }, tell) {
      // A queue without a consumer serves the next one at once, and would go on behind what somebody still holds of it.
      await network.closing.get(laneName(lane));
      const one = { lane, consumer, prefetch, tell };
      consumptions.add(one);
      stopped.delete(laneName(lane));
      if (channel && network.clients.has(client)) begin(one, channel);
      return {
        async stop() {
          if (!consumptions.delete(one) || !channel) return;
          channel.cancel(tagOf(consumer, lane.partition));
          stopped.add(laneName(lane));
          // What is on the wire arrives before the answer.
          await process.promise<void>((resolve) => void process.after(there(sim.latency()), resolve));
        },
      };
    },
    call(held, code, done) {
      const { place, late } = errands.get(held)!;
      sim.errands.set(process, { message: held.id, place, writes: 0, late });
      process.call(code, (outcome) => {
        if (!outcome.ok) {
          const error = String(outcome.error);
          sim.record({ type: 'HandlerFailed', message: held.id, consumer: process.name, error });
        }
        done(outcome);
      });
    },
    async close() {
      end();
    },
    async crash() {
      if (network.clients.has(client)) sim.crash(process);
    },
  };
}
