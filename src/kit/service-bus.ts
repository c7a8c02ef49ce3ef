/**
 * A bus between services of one program: it delivers a little later, to each subscriber for itself, and again what fails.
 * What happens is recorded, with the ids that the messages carry.
 */
import { trace } from './trace.ts';

/** A message as chapter 5 puts it into its envelope. */
export interface ServiceMessage {
  readonly id: string;
  readonly type: string;
  readonly correlationid?: string | undefined;
  readonly causationid?: string | undefined;
  readonly data?: unknown;
}

export interface ServiceBus {
  /** Resolves when the bus has it. */
  send(message: ServiceMessage): Promise<void>;
  /** Calls `handler` for each message of a type; again, a few times, if it throws or its promise is rejected. */
  receive(type: string, handler: (message: ServiceMessage) => unknown): void;
}

export interface ServiceBusOptions {
  /** What a message belongs to by its data, for example its order: the picture then shows where the ids contradict it. */
  story?(message: ServiceMessage): string | undefined;
  /** Is told of each message that is sent. */
  sent?(message: ServiceMessage): void;
}

const MOST_ATTEMPTS = 5;
/** Milliseconds to a subscriber, to the next one besides, and after a failure. */
const WAY = 5;
const NEXT = 3;
const PAUSE = 30;

/** The clock of the program around it, whatever that is at the moment: an exploration has one of its own. */
const later = (ms: number, run: () => unknown) => void setTimeout(run, ms);

interface Subscriber {
  type: string;
  service: string;
  handler: (message: ServiceMessage) => unknown;
}

/** @returns gives the bus's end at a service */
export function createServiceBus({ story, sent }: ServiceBusOptions = {}): (service: string) => ServiceBus {
  const subscribers: Subscriber[] = [];

  async function deliver(to: Subscriber, message: ServiceMessage, attempt: number): Promise<void> {
    const what = { message: message.id, service: to.service, attempt };
    trace({ type: 'HandlingBegun', ...what });
    try {
      await to.handler(message);
      trace({ type: 'HandlingEnded', ...what });
    } catch (error) {
      trace({
        type: 'HandlingFailed',
        ...what,
        reason: error instanceof Error ? error.message : String(error),
      });
      if (attempt < MOST_ATTEMPTS) later(PAUSE, () => deliver(to, message, attempt + 1));
    }
  }

  return (service) => ({
    receive(type, handler) {
      subscribers.push({ type, service, handler });
      trace({ type: 'ServiceSubscribed', service, name: type });
    },
    async send(message) {
      const { id, type, correlationid: correlation, causationid: causation } = message;
      const ids = { correlation, causation, story: story?.(message) };
      trace({ type: 'MessagePublished', message: id, name: type, service, ...ids });
      sent?.(message);
      const interested = subscribers.filter((one) => one.type === type);
      for (const [n, to] of interested.entries()) later(WAY + NEXT * n, () => deliver(to, message, 1));
    },
  });
}
