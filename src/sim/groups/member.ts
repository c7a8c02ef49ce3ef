/** A member of a group: the deliveries in its hands, and its handler, which it calls when it has a hand free. */
import type { BrokerEvent } from '#trace/broker-events.ts';
import { createDelivery, type Delivery } from './delivery.ts';
import { laneName, type Held, type Lane, type PortClient } from './port.ts';

interface Work {
  lane: Lane;
  held: Held;
  /** Its handler has ended. */
  hasEnded: boolean;
  /** It is answered, or the broker has taken it back. */
  isSettled: boolean;
}

export interface MemberParts {
  consumer: string;
  /** How many messages it works on at a time. */
  prefetch: number;
  client: PortClient;
  handler(delivery: Delivery): unknown;
  record(event: BrokerEvent): void;
  /** Something has moved on: a delivery came, was answered, or its handler ended. */
  stir(): void;
  /** Nothing of a lane is in its hands any more. */
  emptied(lane: Lane): void;
  /** Its handler threw, or rejected. */
  failed(error: unknown): void;
}

export type Member = ReturnType<typeof createMember>;

export function createMember(parts: MemberParts) {
  const { consumer, prefetch, client, record, stir } = parts;
  // Came, and waits for a hand; is being worked on, or waits for its answer.
  const inbox: Work[] = [];
  const active = new Set<Work>();
  const working = new Set<Promise<void>>();
  let isGone = false;
  let isRetired = false;

  function pump(): void {
    for (let at = 0; at < inbox.length && active.size < prefetch;) {
      const work = inbox[at]!;
      // What stands in one partition is handled one after the other.
      const isTaken = work.lane.partition !== undefined && [...active].some(({ lane }) => lane === work.lane);
      if (isTaken) at++;
      else {
        inbox.splice(at, 1);
        begin(work);
      }
    }
  }

  function begin(work: Work): void {
    const { lane, held } = work;
    const names = { queue: laneName(lane), consumer };
    active.add(work);
    stir();
    const isOpen = () => !work.isSettled && !isGone;
    const answered = () => settle(work);
    const delivery = createDelivery({ held, names, record, isOpen, answered });
    const ended = new Promise<void>((resolve) => {
      client.call(
        held,
        () => parts.handler(delivery),
        (outcome) => {
          work.hasEnded = true;
          stir();
          finish(work);
          resolve();
          if (!outcome.ok && !isGone) parts.failed(outcome.error);
        },
      );
    });
    working.add(ended);
    void ended.then(() => working.delete(ended));
  }

  function settle(work: Work): void {
    work.isSettled = true;
    stir();
    finish(work);
  }

  function finish(work: Work): void {
    if (!work.hasEnded || !work.isSettled || !active.delete(work)) return;
    pump();
    if (!holds(work.lane)) parts.emptied(work.lane);
  }

  const holds = (lane: Lane): boolean => [...inbox, ...active].some((work) => work.lane === lane);

  return {
    consumer,
    client,
    prefetch,
    holds,
    get isGone() {
      return isGone;
    },
    /** Handlers at work. */
    working,
    receive(lane: Lane, held: Held): void {
      if (isRetired || isGone) return;
      const { id: message, deliveries } = held;
      record({
        type: 'MessageDelivered',
        message,
        queue: laneName(lane),
        consumer,
        redelivered: deliveries > 1,
      });
      inbox.push({ lane, held, hasEnded: false, isSettled: false });
      stir();
      pump();
    },
    /** The broker has taken back all that it held. */
    drop(): void {
      inbox.length = 0;
      for (const work of active) settle(work);
    },
    /** Nothing new is begun. */
    retire(): void {
      isRetired = true;
      inbox.length = 0;
    },
    /** It is no member any more. */
    end(): void {
      isGone = true;
      inbox.length = 0;
      stir();
    },
  };
}
