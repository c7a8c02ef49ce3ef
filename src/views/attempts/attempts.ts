/** Deliveries of a broker’s trace as spans of time: when each began, how it ended, and what waited in between. Pure. */
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { Recorded } from '#trace/trace.ts';

export type Outcome = 'done' | 'back' | 'dead' | 'lost';

/** A message in a consumer’s hands. */
export interface Span {
  queue: string;
  consumer: string;
  /** The how manieth delivery of this message from this queue it is, from 1. */
  number: number;
  /** Steps of the player and milliseconds; `until` is undefined while nobody has answered. */
  from: { step: number; at: number };
  until: { step: number; at: number; outcome: Outcome } | undefined;
}

export interface Attempts {
  /** In the order in which they first came, each with its deliveries in order. */
  messages: readonly { name: string; spans: readonly Span[] }[];
  /** In the order in which they first handed something out. */
  queues: readonly string[];
  /** Milliseconds from `start` to the last event. */
  start: number;
  length: number;
  /** So much happened in so few milliseconds that their axis would show nothing: then steps stand for time. */
  isInstant: boolean;
}

export function attemptsOf(events: readonly Recorded<BrokerEvent>[]): Attempts {
  const messages = new Map<string, Span[]>();
  const queues = new Set<string>();

  function end(step: number, at: number, outcome: Outcome, fits: (span: Span) => boolean, message?: string) {
    const lists = message === undefined ? messages.values() : [messages.get(message) ?? []];
    for (const spans of lists) {
      const span = spans.find((one) => one.until === undefined && fits(one));
      if (span) span.until = { step, at, outcome };
    }
  }

  for (const [index, event] of events.entries()) {
    const { at } = event;
    const step = index + 1;
    switch (event.type) {
      case 'MessageDelivered': {
        const { message, consumer, queue = 'no queue' } = event;
        const spans = messages.get(message) ?? [];
        messages.set(message, spans);
        queues.add(queue);
        const number = spans.filter((span) => span.queue === queue).length + 1;
        spans.push({ queue, consumer, number, from: { step, at }, until: undefined });
        break;
      }
      case 'MessageAcknowledged':
      case 'MessageRequeued': {
        const outcome = event.type === 'MessageAcknowledged' ? 'done' : 'back';
        const { consumer, queue } = event;
        const fits = (span: Span) => span.consumer === consumer && (queue ?? span.queue) === span.queue;
        end(step, at, outcome, fits, event.message);
        break;
      }
      case 'MessageDeadLettered':
        end(step, at, 'dead', ({ queue }) => queue === event.queue, event.message);
        break;
      case 'ConsumerLost':
        end(step, at, 'lost', ({ consumer }) => consumer === event.consumer);
        break;
      case 'ProcessCrashed':
        end(step, at, 'lost', ({ consumer }) => consumer === event.process);
        break;
      default:
    }
  }
  const start = events[0]?.at ?? 0;
  const length = (events.at(-1)?.at ?? 0) - start;
  return {
    messages: [...messages].map(([name, spans]) => ({ name, spans })),
    queues: [...queues],
    start,
    length,
    isInstant: length * 4 < events.length,
  };
}

const WORDS: Readonly<Record<Outcome, string>> = {
  done: 'acknowledged',
  back: 'handed back',
  dead: 'a dead letter',
  lost: 'lost with its consumer',
};

/** A span for those who do not see it: `charges.payments, delivery 2, at 20 ms: acknowledged after 4 ms`. */
export function sentenceOf({ queue, number, from, until }: Span, start: number): string {
  const began = `${queue}, delivery ${number}, at ${Math.round(from.at - start)} ms`;
  if (until === undefined) return `${began}: not answered`;
  return `${began}: ${WORDS[until.outcome]} after ${Math.round(until.at - from.at)} ms`;
}

/** Round times for the axis: at most five, the first is 0. */
export function ticksOf(length: number): readonly number[] {
  if (length <= 0) return [0];
  const rough = length / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? rough;
  return Array.from({ length: Math.floor(length / step) + 1 }, (_, at) => at * step);
}
