import { preconditionFailed } from './errors.ts';

/** Times are in milliseconds. Client libraries send most of these as arguments that begin with `x-`. */
export interface QueueOptions {
  /** It survives a restart, and in it the persistent messages. Default true. */
  durable?: boolean;
  /** Only the connection that declares it may use it, and it goes with that connection. */
  exclusive?: boolean;
  /** It goes with its last consumer. */
  autoDelete?: boolean;
  /** Quorum queues are replicated, keep every message, and count redeliveries. Default `classic`. */
  type?: 'classic' | 'quorum';
  /** How long a message may wait in it. */
  messageTtl?: number;
  /** It is deleted when it was not used for so long. */
  expires?: number;
  /** How many messages may wait in it. */
  maxLength?: number;
  /** What goes when it is full: the oldest, or the one that is being published. Default `drop-head`. */
  overflow?: 'drop-head' | 'reject-publish';
  /** Where messages go that were rejected, have expired, or were too many. */
  deadLetterExchange?: string;
  /** Their routing key there. Default: the one they had. */
  deadLetterKey?: string;
  /** Of all its consumers, only one gets messages. */
  singleActiveConsumer?: boolean;
  /** How often a quorum queue lets a message come back before it gives it up. */
  deliveryLimit?: number;
}

/** The names by which AMQP knows the options. */
export const QUEUE_ARGUMENTS = {
  type: 'x-queue-type',
  messageTtl: 'x-message-ttl',
  expires: 'x-expires',
  maxLength: 'x-max-length',
  overflow: 'x-overflow',
  deadLetterExchange: 'x-dead-letter-exchange',
  deadLetterKey: 'x-dead-letter-routing-key',
  singleActiveConsumer: 'x-single-active-consumer',
  deliveryLimit: 'x-delivery-limit',
} as const satisfies Partial<Record<keyof QueueOptions, string>>;

const NUMBERS = ['messageTtl', 'expires', 'maxLength', 'deliveryLimit'] as const;

/** @throws AmqpError 406 for values and combinations that the broker refuses */
export function checkOptions(name: string, options: QueueOptions): void {
  for (const option of NUMBERS) {
    const value = options[option];
    const least = option === 'expires' ? 1 : 0;
    if (value !== undefined && !(Number.isInteger(value) && value >= least)) {
      throw preconditionFailed(
        `invalid arg '${QUEUE_ARGUMENTS[option]}' for queue '${name}' in vhost '/': ${value}`,
      );
    }
  }
  if (options.type !== 'quorum') return;
  const forbidden = options.durable === false ? 'non-durable' : options.exclusive ? 'exclusive' : undefined;
  if (forbidden) throw preconditionFailed(`invalid property '${forbidden}' for queue '${name}' in vhost '/'`);
}

/** Declaring a queue again is fine, as long as it is the same. @throws AmqpError 406 */
export function requireSameOptions(name: string, wanted: QueueOptions, current: QueueOptions): void {
  const defaults = { durable: true, exclusive: false, autoDelete: false, type: 'classic' } as const;
  const [one, other] = [
    { ...defaults, ...wanted },
    { ...defaults, ...current },
  ];
  const options = [
    'durable',
    'autoDelete',
    ...(Object.keys(QUEUE_ARGUMENTS) as (keyof QueueOptions)[]),
  ] as const;
  const differs = options.find((option) => one[option] !== other[option]);
  if (differs === undefined) return;
  const argument =
    differs === 'durable'
      ? 'durable'
      : differs === 'autoDelete'
        ? 'auto_delete'
        : QUEUE_ARGUMENTS[differs as 'type'];
  const [received, is] = [one[differs] ?? 'none', other[differs] ?? 'none'];
  throw preconditionFailed(
    `inequivalent arg '${argument}' for queue '${name}' in vhost '/': received '${received}' but current is '${is}'`,
  );
}
