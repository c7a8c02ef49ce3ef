/**
 * A bus that delivers at least once, to one of several competing consumers, and on which everything goes wrong that
 * goes wrong on real ones: see FAULT_RATES. A message leaves it when its handler has ended well and the
 * acknowledgement has arrived; if its consumer dies, fails or takes longer than its lease, it is delivered again.
 */
import type { Process } from '../process.ts';
import type { FaultKind } from './faults.ts';
import type { Sim } from './sim.ts';

/** What is delivered. `redelivered` is true if the bus has tried before. */
export type Message = Readonly<Record<string, unknown>> & { readonly id: string };
export type Handler = (message: Message & { readonly redelivered: boolean }) => unknown;

export interface BusOptions {
  /** How long a consumer may take until the message is delivered again. Virtual milliseconds; default 200. */
  lease?: number;
  /** How many messages one consumer may work on at the same time. Default 1. */
  prefetch?: number;
  /** After so many failed attempts a message becomes a dead letter. Default 8. */
  attempts?: number;
}

export interface Bus {
  publish(message: Message): void;
  /** Has the messages handled by a process, until it crashes; it subscribes anew when it starts again. */
  subscribe(process: Process, handler: Handler): void;
  /** Ids of the messages that failed too often. */
  readonly deadLetters: readonly string[];
  /** Ids of the messages that are neither acknowledged nor dead letters. */
  readonly open: readonly string[];
}

interface Entry {
  message: Message;
  /** Tells copies of a message apart, in the names of places. */
  label: string;
  /** Its place in the queue. */
  position: number;
  attempts: number;
  /** How often another one could have overtaken it. */
  passed: number;
  failures: number;
  /** Where it is: waiting, with a consumer, or gone. */
  holder: Consumer | null;
  /** True once its consumer has it. */
  hasArrived: boolean;
}

interface Consumer {
  process: Process;
  handler: Handler;
  busy: number;
  /** Until when it is cut off. */
  cutUntil: number;
}

const RETRY_AFTER = 15;

export function createBus(sim: Sim, { lease = 200, prefetch = 1, attempts = 8 }: BusOptions = {}): Bus {
  const { world, faults, record } = sim;
  const own = world.process('bus');
  const ready: Entry[] = [];
  const entries = new Set<Entry>();
  const deadLetters: string[] = [];
  let consumers: Consumer[] = [];
  let positions = 0;
  let copies = 0;
  const nameOf = ({ message }: Entry) => message.id;
  const placeOf = ({ label }: Entry, attempt: number) => `${label}#${attempt}`;

  function add(message: Message, label: string, position: number) {
    const entry: Entry = {
      message,
      label,
      position,
      attempts: 0,
      passed: 0,
      failures: 0,
      holder: null,
      hasArrived: false,
    };
    entries.add(entry);
    wait(entry);
  }

  /** Puts a message where it belongs among those that wait. */
  function wait(entry: Entry) {
    let at = ready.length;
    while (at > 0 && ready[at - 1]!.position > entry.position) at--;
    ready.splice(at, 0, entry);
    dispatch();
  }

  function dispatch() {
    while (ready.length > 0) {
      const index = consumers.findIndex(({ busy, cutUntil }) => busy < prefetch && cutUntil <= world.now);
      if (index < 0) return;
      // Round robin: who has just been given something goes to the end of the row.
      const [consumer] = consumers.splice(index, 1);
      consumers.push(consumer!);
      send(takeNext(), consumer!);
    }
  }

  function takeNext(): Entry {
    const [first, second] = ready;
    if (!second || second.message.id === first!.message.id) return ready.shift()!;
    const place = `${placeOf(first!, first!.attempts + 1)} past ${first!.passed++}`;
    const says = () => `${nameOf(second)} overtook ${nameOf(first!)}.`;
    const overtakes = faults.strikes('reorder', place, says, { message: nameOf(second) });
    return ready.splice(overtakes ? 1 : 0, 1)[0]!;
  }

  function send(entry: Entry, consumer: Consumer) {
    const attempt = ++entry.attempts;
    entry.holder = consumer;
    entry.hasArrived = false;
    consumer.busy++;
    const place = placeOf(entry, attempt);
    const about = { message: nameOf(entry), process: consumer.process.name };
    const strikes = (kind: FaultKind, says: () => string) => faults.strikes(kind, place, says, about);
    if (strikes('duplicate', () => `${nameOf(entry)} was delivered twice.`)) duplicate(entry);
    own.after(lease, () => requeue(entry, consumer, attempt, 'its lease had run out'));
    if (strikes('restart', () => `The bus restarted while ${nameOf(entry)} was under way.`)) restart();
    else if (strikes('drop', () => `A delivery of ${nameOf(entry)} was lost on its way.`)) consumer.busy--;
    else deliver(entry, consumer, attempt);
  }

  function deliver(entry: Entry, consumer: Consumer, attempt: number) {
    const about = { message: nameOf(entry), process: consumer.process.name };
    const strikes = (kind: FaultKind, says: () => string) =>
      faults.strikes(kind, placeOf(entry, attempt), says, about);
    const held = strikes('delay', () => `A delivery of ${nameOf(entry)} was held up on its way.`)
      ? lease / 3
      : 0;
    const { name } = consumer.process;
    const isSlow = strikes('slow', () => `${name} was so slow with ${nameOf(entry)} that its lease ran out.`);
    if (strikes('partition', () => `${name} was cut off from the bus while it worked on ${nameOf(entry)}.`)) {
      consumer.cutUntil = world.now + lease * 1.5;
      own.after(lease * 1.5, dispatch);
    }
    consumer.process.after(sim.latency() + held, () =>
      handle(entry, consumer, attempt, isSlow ? lease * 1.2 : 0),
    );
  }

  function duplicate({ message, position }: Entry) {
    const label = `${message.id} copy ${++copies}`;
    own.after(sim.latency(), () => add(message, label, position));
  }

  function handle(entry: Entry, consumer: Consumer, attempt: number, late: number) {
    const { process, handler } = consumer;
    const message = nameOf(entry);
    const redelivered = attempt > 1;
    // What the bus has given up meanwhile does not arrive.
    if (entry.holder !== consumer || entry.attempts !== attempt) return;
    entry.hasArrived = true;
    sim.errands.set(process, { message, place: placeOf(entry, attempt), writes: 0, late });
    record({ type: 'MessageDelivered', message, consumer: process.name, attempt, redelivered });
    process.call(
      () => handler({ ...entry.message, redelivered }),
      (outcome) => {
        consumer.busy--;
        if (outcome.ok) acknowledge(entry, consumer, attempt);
        else fail(entry, consumer, attempt, outcome.error);
        dispatch();
      },
    );
  }

  function acknowledge(entry: Entry, consumer: Consumer, attempt: number) {
    const { name } = consumer.process;
    const message = nameOf(entry);
    if (consumer.cutUntil > world.now) return;
    const says = () => `${name}’s acknowledgement of ${message} was lost on its way.`;
    if (faults.strikes('lost-ack', placeOf(entry, attempt), says, { message, process: name })) return;
    own.after(sim.latency(), () => {
      if (entry.holder !== consumer || entry.attempts !== attempt) return;
      record({ type: 'MessageAcknowledged', message, consumer: name });
      entries.delete(entry);
      entry.holder = null;
    });
  }

  function fail(entry: Entry, consumer: Consumer, attempt: number, error: unknown) {
    const message = nameOf(entry);
    record({ type: 'HandlerFailed', message, consumer: consumer.process.name, error: String(error) });
    if (entry.holder !== consumer || entry.attempts !== attempt) return;
    if (++entry.failures < attempts) {
      own.after(RETRY_AFTER, () => requeue(entry, consumer, attempt, 'its handler had failed'));
      return;
    }
    entries.delete(entry);
    entry.holder = null;
    deadLetters.push(message);
    record({ type: 'MessageDeadLettered', message, attempts: entry.attempts });
  }

  function requeue(entry: Entry, consumer: Consumer, attempt: number, reason: string) {
    if (entry.holder !== consumer || entry.attempts !== attempt) return;
    entry.holder = null;
    putBack(entry, reason);
  }

  function putBack(entry: Entry, reason: string) {
    record({ type: 'MessageRequeued', message: nameOf(entry), reason });
    wait(entry);
  }

  function restart() {
    const reason = 'the bus had restarted';
    for (const entry of entries) {
      const { holder } = entry;
      if (holder && entry.hasArrived) requeueSoon(entry, holder, reason);
      else if (holder) {
        holder.busy--;
        entry.holder = null;
        own.after(sim.latency(), () => putBack(entry, reason));
      }
    }
  }

  function requeueSoon(entry: Entry, consumer: Consumer, reason: string) {
    const attempt = entry.attempts;
    own.after(sim.latency(), () => requeue(entry, consumer, attempt, reason));
  }

  sim.onCrash((process) => {
    for (const entry of entries) {
      if (entry.holder?.process === process) requeueSoon(entry, entry.holder, `${process.name} had crashed`);
    }
    consumers = consumers.filter((consumer) => consumer.process !== process);
  });

  return {
    publish(message) {
      record({ type: 'MessagePublished', message: message.id });
      add(message, message.id, positions++);
    },
    subscribe(process, handler) {
      consumers.push({ process, handler, busy: 0, cutUntil: 0 });
      dispatch();
    },
    deadLetters,
    get open() {
      return [...entries].map(nameOf);
    },
  };
}
