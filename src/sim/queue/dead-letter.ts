/**
 * Dead letters: what a queue gives up is published to the exchange that the queue names for it, with a note of each
 * death in the header `x-death`. Source: RabbitMQ documentation, “Dead Letter Exchanges”.
 */
import type { Headers, HeaderValue, Message } from './message.ts';

export type DeathReason = 'rejected' | 'expired' | 'maxlen' | 'delivery_limit';

/** Deaths of the same message in the same queue for the same reason are one entry, and counted. */
export interface Death {
  readonly queue: string;
  readonly reason: DeathReason;
  readonly count: number;
  /** Where the message had been published before it died first. */
  readonly exchange: string;
  readonly 'routing-keys': readonly string[];
  /** Milliseconds, at the first death. */
  readonly time: number;
}

/** The deaths that a message has noted, latest first. */
export function deathsOf(headers: Headers): readonly Death[] {
  return (headers['x-death'] ?? []) as unknown as readonly Death[];
}

/** The message as it leaves `queue` for the dead-letter exchange. */
export function deadLetter(
  message: Message,
  {
    queue,
    reason,
    now,
    to,
    key,
  }: { queue: string; reason: DeathReason; now: number; to: string; key?: string | undefined },
): Message {
  const deaths = deathsOf(message.headers);
  const sameAs = (death: Death) => death.queue === queue && death.reason === reason;
  const before = deaths.find(sameAs);
  const first: Death = {
    count: 1,
    reason,
    queue,
    time: now,
    exchange: message.exchange,
    'routing-keys': [message.key],
  };
  const latest: Death = before ? { ...before, count: before.count + 1 } : first;
  const noted = [latest, ...deaths.filter((death) => !sameAs(death))];
  return {
    ...message,
    exchange: to,
    key: key ?? message.key,
    // Its time is over once; in the next queue it may stay.
    expiration: undefined,
    headers: {
      'x-first-death-exchange': message.exchange,
      'x-first-death-queue': queue,
      'x-first-death-reason': reason,
      ...message.headers,
      'x-death': noted as unknown as HeaderValue,
    },
  };
}

/**
 * True if a dead letter would come round to `queue` again without anybody having rejected it on the way: such a message
 * is dropped, because it would go round for ever.
 */
export function wouldCircle(queue: string, headers: Headers): boolean {
  const deaths = deathsOf(headers);
  const last = deaths.findIndex((death) => death.queue === queue);
  return last >= 0 && deaths.slice(0, last + 1).every(({ reason }) => reason !== 'rejected');
}
