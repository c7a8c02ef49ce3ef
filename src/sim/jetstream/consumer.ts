/**
 * A pull consumer: a cursor on a stream that the server keeps for its clients. It hands out what was returned or not
 * acknowledged in time before it reads on, and only while somebody pulls.
 * Source: docs.nats.io, “Consumers”; nats-server 2.9, server/consumer.go.
 */
import type { World } from '../world.ts';
import type { Advisory, Answer, ConsumerConfig, ConsumerInfo, Delivery, PullOptions } from './engine.ts';
import { createOutstanding } from './outstanding.ts';
import { createPulls, type PullTarget } from './pulls.ts';
import type { Kept, MessageStore } from './store.ts';
import { subjectMatches } from './subjects.ts';
import { startOf } from './start.ts';

export interface Consumer {
  readonly config: ConsumerConfig;
  info(): ConsumerInfo;
  pull(options: PullOptions, target: PullTarget): void;
  answer(delivery: Delivery, answer: Answer): void;
  /** The stream has stored a message. */
  stored(message: Kept): void;
  /** A message has left the stream, for whatever reason. */
  removed(message: Kept): void;
  /** True if this consumer has still to see the message or to acknowledge it. */
  needs(message: Kept): boolean;
  /** Virtual milliseconds of the last pull or of the beginning. */
  readonly lastActive: number;
  /** Ends: whoever waits hears of it. */
  delete(): void;
  /** The server has died and come back: who waited has gone, and what is out becomes due again. */
  restart(): void;
}

export interface ConsumerSurroundings {
  world: World;
  stream: string;
  store: MessageStore;
  onDelivery(delivery: Delivery): void;
  /** A message waits for another delivery. */
  onRequeued(seq: number): void;
  /** This consumer is done with a message. */
  onSettled(seq: number): void;
  onAdvisory(advisory: Advisory): void;
}

const ACK_WAIT = 30_000;
const MAX_ACK_PENDING = 1000;

export function createConsumer(config: ConsumerConfig, around: ConsumerSurroundings): Consumer {
  const { world, stream, store } = around;
  const { name, ack = 'explicit', maxDeliver = Infinity, maxAckPending = MAX_ACK_PENDING } = config;
  const filter = config.filter ?? '>';
  const process = world.process(`${stream}/${name}`);
  const pulls = createPulls(process);
  const out = createOutstanding();
  const start = startOf(config.deliver ?? 'all', filter, store);
  let { next, chosen } = start;
  let pending = start.pending;
  let given = 0;
  let lastActive = world.now;

  const ackWait = (count: number) => {
    const { backoffMs, ackWaitMs = ACK_WAIT } = config;
    return backoffMs ? (backoffMs[count - 1] ?? backoffMs.at(-1)!) : ackWaitMs;
  };

  const advise = (type: Advisory['type'], seq: number, deliveries: number) =>
    around.onAdvisory({ type, stream, consumer: name, seq, deliveries });

  /** Whatever becomes due is delivered again; a pull that waits gets it at once. */
  function dueAgain(seq: number, delayMs: number) {
    out.postpone(seq, world.now + delayMs);
    wakeAfter(seq, delayMs);
  }

  function wakeAfter(seq: number, delayMs: number) {
    process.after(delayMs, () => {
      for (const due of out.requeueDue(seq, world.now)) around.onRequeued(due);
      deliver();
    });
  }

  function takeAgain(): { message: Kept; count: number } | undefined {
    for (let taken = out.takeRequeued(); taken; taken = out.takeRequeued()) {
      const { seq, count } = taken;
      if (count > maxDeliver) {
        if (count === maxDeliver + 1) advise('MaxDeliveriesReached', seq, count - 1);
        out.giveUp(seq);
        continue;
      }
      const message = store.get(seq);
      if (message) return { message, count };
    }
    return undefined;
  }

  function readOn(): { message: Kept; count: number } | undefined {
    if (ack !== 'none' && out.size >= maxAckPending) return undefined;
    const message = chosen ? nextChosen(chosen) : store.next(next, filter);
    next = message ? message.seq + 1 : Math.max(next, store.info().lastSeq + 1);
    if (!message) return undefined;
    pending--;
    return { message, count: 1 };
  }

  function nextChosen(seqs: number[]): Kept | undefined {
    for (let seq = seqs.shift(); seq !== undefined; seq = seqs.shift()) {
      const message = store.get(seq);
      if (message) return message;
    }
    chosen = undefined;
    return store.next(next, filter);
  }

  function isUnread({ seq, subject }: Kept): boolean {
    if (chosen?.length && seq <= chosen.at(-1)!) return chosen.includes(seq);
    return seq >= next && subjectMatches(filter, subject);
  }

  function deliver() {
    while (pulls.waiting > 0) {
      const found = takeAgain() ?? readOn();
      if (!found) return;
      const { message, count } = found;
      const { seq, subject, body } = message;
      const delivery = { stream, consumer: name, subject, body, seq, consumerSeq: ++given, count, pending };
      if (ack === 'none') {
        out.setFloor(given, seq);
      } else {
        out.delivered(seq, given, world.now);
        dueAgain(seq, ackWait(count));
      }
      around.onDelivery(delivery);
      if (ack === 'none') around.onSettled(seq);
      pulls.hand(delivery);
    }
  }

  function settle(seq: number, consumerSeq: number) {
    if (ack === 'none') return;
    const settled = ack === 'all' ? out.doneUpTo(seq, consumerSeq) : [seq];
    if (ack === 'explicit') out.done(seq, consumerSeq, next, given);
    for (const each of settled) around.onSettled(each);
    deliver();
  }

  function nak(delivery: Delivery, delayMs: number) {
    const { seq, consumerSeq, count } = delivery;
    if (consumerSeq <= out.floor[0] || consumerSeq > given) return;
    if (out.consumerSeqOf(seq) === undefined) return;
    advise('MessageNaked', seq, count);
    if (delayMs > 0) {
      dueAgain(seq, delayMs);
      return;
    }
    out.requeue(seq);
    around.onRequeued(seq);
    deliver();
  }

  function stillWorking(seq: number, count: number) {
    if (out.consumerSeqOf(seq) !== undefined) dueAgain(seq, ackWait(count));
  }

  return {
    config,
    info: () => ({
      pending,
      ackPending: out.size,
      ackFloor: out.floor,
      delivered: [given, next - 1],
    }),
    pull(options, target) {
      lastActive = world.now;
      pulls.add(options, target, deliver);
    },
    answer(delivery, answer) {
      const { seq, consumerSeq, count } = delivery;
      if (answer.type === 'ack') settle(seq, consumerSeq);
      else if (answer.type === 'nak') nak(delivery, answer.delayMs ?? 0);
      else if (answer.type === 'in-progress') stillWorking(seq, count);
      else {
        settle(seq, consumerSeq);
        advise('MessageTerminated', seq, count);
      }
    },
    stored(message) {
      if (!subjectMatches(filter, message.subject)) return;
      pending++;
      deliver();
    },
    removed(message) {
      const consumerSeq = out.consumerSeqOf(message.seq);
      if (isUnread(message)) pending--;
      else if (consumerSeq !== undefined) settle(message.seq, consumerSeq);
    },
    needs(message) {
      if (ack === 'explicit' && out.consumerSeqOf(message.seq) !== undefined) return true;
      if (ack === 'all' && message.seq > out.floor[1]) return subjectMatches(filter, message.subject);
      return isUnread(message);
    },
    get lastActive() {
      return lastActive;
    },
    delete() {
      process.crash();
      pulls.endAll('consumer deleted');
    },
    restart() {
      process.crash();
      pulls.endAll('server gone');
      for (const [seq, due] of out.all()) wakeAfter(seq, Math.max(0, due - world.now));
    },
  };
}
