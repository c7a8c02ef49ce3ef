/** One connection to RabbitMQ with one channel in confirm mode. */
import type { ChannelModel, ConfirmChannel, Options } from 'amqplib';
import type { PublishOptions } from '#sim/queue/channel.ts';
import type { ConfirmedPublish, QueueClient } from '#sim/queue/engine.ts';
import { QUEUE_ARGUMENTS, type QueueOptions } from '#sim/queue/queue-options.ts';
import { createRefusals } from './refusals.ts';
import { subscribe, toDelivery } from './subscription.ts';

/** What was declared through an engine, to be removed at its end. */
export interface Declared {
  queues: Set<string>;
  exchanges: Set<string>;
}

export async function createRabbitClient(connection: ChannelModel, declared: Declared): Promise<QueueClient> {
  const channel = await connection.createConfirmChannel();
  const { attempt, settled } = createRefusals(connection, channel);
  const publish = createPublish(channel);
  let over = false;
  connection.on('close', () => (over = true));
  const state = ({ messageCount, consumerCount }: { messageCount: number; consumerCount: number }) => ({
    messages: messageCount,
    consumers: consumerCount,
  });

  return {
    async declareExchange(name, kind, { durable = true, alternate } = {}) {
      const options = alternate === undefined ? { durable } : { durable, alternateExchange: alternate };
      await attempt(() => channel.assertExchange(name, kind, options));
      declared.exchanges.add(name);
    },
    async deleteExchange(name, options) {
      await attempt(() => channel.deleteExchange(name, options));
    },
    async declareQueue(name, options = {}) {
      const answer = await attempt(() => channel.assertQueue(name, toArguments(options)));
      declared.queues.add(name);
      return state(answer);
    },
    checkQueue: async (name) => state(await attempt(() => channel.checkQueue(name))),
    deleteQueue: async (name, options) =>
      (await attempt(() => channel.deleteQueue(name, options))).messageCount,
    purgeQueue: async (name) => (await attempt(() => channel.purgeQueue(name))).messageCount,
    async bindQueue(queue, exchange, key, headers) {
      await attempt(() => channel.bindQueue(queue, exchange, key, headers));
    },
    async unbindQueue(queue, exchange, key, headers) {
      await attempt(() => channel.unbindQueue(queue, exchange, key, headers));
    },
    async bindExchange(to, from, key, headers) {
      await attempt(() => channel.bindExchange(to, from, key, headers));
    },
    publish: (...args) => attempt(() => publish(...args)),
    subscribe: (...args) => attempt(() => subscribe(channel, ...args)),
    async get(queue, { noAck = false } = {}) {
      const message = await attempt(() => channel.get(queue, { noAck }));
      return message === false ? undefined : toDelivery(message, '');
    },
    // The client only writes these to the socket; the answer to a question asked after them says that they have arrived.
    ack: ({ tag }, { multiple = false } = {}) => settled(() => channel.ack(message(tag), multiple)),
    nack: ({ tag }, { multiple = false, requeue = true } = {}) =>
      settled(() => channel.nack(message(tag), multiple, requeue)),
    reject: ({ tag }, { requeue = true } = {}) => settled(() => channel.reject(message(tag), requeue)),
    async close() {
      // The client library never answers a good-bye on a connection that is dead.
      if (over) return;
      over = true;
      await channel.close().catch(() => {});
      await connection.close().catch(() => {});
    },
    async crash() {
      over = true;
      (connection.connection as unknown as { stream: { destroy(): void } }).stream.destroy();
    },
  };
}

/** All that the client library reads of a message to answer it. */
const message = (deliveryTag: number) => ({ fields: { deliveryTag } }) as never;

function toArguments({
  durable = true,
  exclusive = false,
  autoDelete = false,
  ...others
}: QueueOptions): Options.AssertQueue {
  const named = Object.entries(others).map(([option, value]) => [QUEUE_ARGUMENTS[option as 'type'], value]);
  return { durable, exclusive, autoDelete, arguments: Object.fromEntries(named) };
}

function createPublish(channel: ConfirmChannel) {
  const waiting = new Map<string, (code: number, reason: string) => void>();
  let published = 0;
  channel.on('return', ({ fields, properties }) => {
    const { replyCode, replyText } = fields as unknown as { replyCode: number; replyText: string };
    waiting.get(String(properties.correlationId))?.(replyCode, replyText);
  });

  return async (exchange: string, key: string, body: string, options: PublishOptions = {}) => {
    const { id, headers, persistent = false, expiration, mandatory = false } = options;
    const heard: ConfirmedPublish['heard'][number][] = [];
    let returned: ConfirmedPublish['returned'];
    // The broker says of a returned message only what the message says of itself.
    const correlationId = String(++published);
    waiting.set(correlationId, (code, reason) => {
      heard.push('returned');
      returned = { code, reason };
    });
    const properties: Options.Publish = { persistent, mandatory, correlationId };
    if (id !== undefined) properties.messageId = id;
    if (headers !== undefined) properties.headers = headers;
    if (expiration !== undefined) properties.expiration = expiration;
    const accepted = await new Promise<boolean>((resolve, reject) => {
      channel.publish(exchange, key, Buffer.from(body), properties, (error: Error | null) => {
        // A channel that closes answers what is open with the same callback.
        if (error && /closed/i.test(error.message)) reject(error);
        else resolve(!error);
      });
    });
    heard.push('confirmed');
    waiting.delete(correlationId);
    return { accepted, heard, ...(returned ? { returned } : {}) };
  };
}
