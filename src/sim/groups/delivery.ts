/** What a handler gets, and how it answers. */
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { Held } from './port.ts';

/** What is published: plain data with an id. */
export type BrokerMessage = Readonly<Record<string, unknown>> & { readonly id: string };

export interface Delivery {
  readonly message: BrokerMessage;
  /** The how manieth delivery of this message to the group it is, from 1. */
  readonly deliveries: number;
  /** It has been delivered before, and may have been handled. */
  readonly redelivered: boolean;
  /** Done: it never comes again. */
  ack(): Promise<void>;
  /** Not done: it comes again, unless `requeue` is false; then it is a dead letter. */
  nack(options?: { requeue?: boolean }): Promise<void>;
}

/** A delivery is answered once; RabbitMQ closes the channel over a second answer. */
class AnsweredTwice extends Error {
  override readonly name = 'AnsweredTwice';
  constructor(id: string) {
    super(`${id} has been answered already: a delivery is acknowledged, or refused, once.`);
  }
}

interface DeliveryParts {
  held: Held;
  names: { queue: string; consumer: string };
  record(event: BrokerEvent): void;
  /** False once the broker has taken the message back by itself: what is answered then, nobody hears. */
  isOpen(): boolean;
  /** The broker has been told. */
  answered(): void;
}

export function createDelivery({ held, names, record, isOpen, answered }: DeliveryParts): Delivery {
  const { id: message, deliveries } = held;
  const redelivered = deliveries > 1;
  let isAnswered = false;

  async function answer(event: BrokerEvent, tell: () => Promise<void>): Promise<void> {
    if (isAnswered) throw new AnsweredTwice(message);
    isAnswered = true;
    if (isOpen()) {
      record(event);
      await tell();
    }
    answered();
  }

  return {
    message: JSON.parse(held.body) as BrokerMessage,
    deliveries,
    redelivered,
    ack: () => answer({ type: 'MessageAcknowledged', message, ...names }, () => held.ack()),
    nack({ requeue = true } = {}) {
      if (requeue) return answer({ type: 'MessageRequeued', message, ...names }, () => held.requeue());
      const dead = { message, queue: names.queue, reason: 'rejected' };
      return answer({ type: 'MessageDeadLettered', ...dead }, () => held.reject());
    },
  };
}
