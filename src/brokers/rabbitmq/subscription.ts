/** Deliveries of RabbitMQ in the form that the simulator gives them. */
import type { ConfirmChannel, Message } from 'amqplib';
import type { QueueClient, QueueSubscription } from '#sim/queue/engine.ts';
import type { Headers } from '#sim/queue/message.ts';
import type { Delivery } from '#sim/queue/settling.ts';

/** How long next() waits. Milliseconds. */
const PATIENCE = 5000;

export async function subscribe(
  channel: ConfirmChannel,
  ...[queue, options = {}, tell]: Parameters<QueueClient['subscribe']>
): Promise<QueueSubscription> {
  const deliveries: Delivery[] = [];
  let taken = 0;
  let cancelled = false;
  let wake = () => {};
  const { consumer: name, prefetch = 0, noAck = false, priority, exclusive = false } = options;
  await channel.prefetch(prefetch);
  const { consumerTag } = await channel.consume(
    queue,
    (message) => {
      const delivery = message && toDelivery(message, message.fields.consumerTag);
      if (delivery) deliveries.push(delivery);
      else cancelled = true;
      wake();
      if (delivery) tell?.(delivery);
    },
    {
      noAck,
      exclusive,
      ...(name === undefined ? {} : { consumerTag: name }),
      ...(priority === undefined ? {} : { priority }),
    },
  );
  return {
    consumer: consumerTag,
    deliveries,
    get cancelled() {
      return cancelled;
    },
    async next() {
      const mine = taken++;
      if (!deliveries[mine])
        await arrival(
          () => deliveries[mine],
          (again) => (wake = again),
        );
      const delivery = deliveries[mine];
      if (!delivery) throw new Error(`nothing was delivered to ${consumerTag} within ${PATIENCE} ms`);
      return delivery;
    },
    async cancel() {
      await channel.cancel(consumerTag);
    },
  };
}

function arrival(has: () => unknown, onWake: (again: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PATIENCE);
    onWake(() => {
      if (!has()) return;
      clearTimeout(timer);
      resolve();
    });
  });
}

export function toDelivery({ content, fields, properties }: Message, consumer: string): Delivery {
  const { deliveryTag, redelivered, exchange, routingKey } = fields as Message['fields'] & {
    deliveryTag: number;
    redelivered: boolean;
  };
  return {
    tag: deliveryTag,
    consumer,
    id: String(properties.messageId ?? ''),
    body: content.toString(),
    exchange,
    key: routingKey,
    headers: plain(properties.headers ?? {}) as Headers,
    redelivered,
  };
}

/** The client gives a timestamp as `{ '!': 'timestamp', value: seconds }`; here times are milliseconds. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const { '!': kind, value: inner } = value as { '!'?: string; value?: number };
  if (kind === 'timestamp') return (inner ?? 0) * 1000;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, plain(held)]));
}
