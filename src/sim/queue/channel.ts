/** A channel: where a client declares, publishes and consumes. What it does wrong closes it. */
import { AmqpError, channelClosed } from './errors.ts';
import type { ExchangeKind, ExchangeOptions } from './exchanges.ts';
import type { Headers } from './message.ts';
import type { QueueOptions } from './queue-options.ts';
import { createSettling, type Delivery, type SettleOptions, type SubscribeOptions } from './settling.ts';
import type { BrokerCore, Connection } from './broker.ts';

export interface PublishOptions {
  /** The message's id; the broker gives it one for the trace where none is said. */
  id?: string;
  headers?: Headers;
  /** With a durable queue, it survives a restart. Default false. */
  persistent?: boolean;
  /** Milliseconds that it may wait in a queue. */
  expiration?: number;
  /** If no queue takes it, it comes back. */
  mandatory?: boolean;
}

export interface PublishOutcome {
  /** A positive confirm: every queue that it was routed to has it, and there may be none. */
  accepted: boolean;
  /** Why a mandatory message came back. That is told before the confirm. */
  returned?: { code: number; reason: string };
}

/** How many messages wait in a queue, and how many consumers it has. */
export interface QueueState {
  messages: number;
  consumers: number;
}

export interface Channel {
  /** Why the broker has closed it, if it has. */
  readonly failure: AmqpError | undefined;
  declareExchange(name: string, kind: ExchangeKind, options?: ExchangeOptions): void;
  deleteExchange(name: string, options?: { ifUnused?: boolean }): void;
  declareQueue(name: string, options?: QueueOptions): QueueState;
  /** Asks about a queue that must exist. */
  checkQueue(name: string): QueueState;
  /** Returns how many messages went with it. Deleting what is not there is no error. */
  deleteQueue(name: string, options?: { ifUnused?: boolean; ifEmpty?: boolean }): number;
  purgeQueue(name: string): number;
  bindQueue(queue: string, exchange: string, key: string, headers?: Headers): void;
  unbindQueue(queue: string, exchange: string, key: string, headers?: Headers): void;
  /** What `from` routes to `to` goes on from there. */
  bindExchange(to: string, from: string, key: string, headers?: Headers): void;
  publish(exchange: string, key: string, body: string, options?: PublishOptions): PublishOutcome;
  /** Returns the consumer's name. */
  subscribe(queue: string, options: SubscribeOptions, tell: (delivery: Delivery) => void): string;
  cancel(consumer: string): void;
  get(queue: string, options?: { noAck?: boolean }): Delivery | undefined;
  ack(tag: number, options?: Omit<SettleOptions, 'requeue'>): void;
  nack(tag: number, options?: SettleOptions): void;
  reject(tag: number, options?: Omit<SettleOptions, 'multiple'>): void;
  close(): void;
}

export function createChannel(broker: BrokerCore, connection: Connection): Channel {
  const settling = createSettling(broker.record, broker.nameConsumer);
  let failure: AmqpError | undefined;
  let open = true;

  function end(): void {
    if (!open) return;
    open = false;
    settling.end();
  }

  /** Does what a client asks for; an error of the broker's closes the channel, or the connection. */
  function attempt<T>(action: () => T): T {
    if (!open) throw failure ?? channelClosed();
    try {
      return action();
    } catch (error) {
      if (!(error instanceof AmqpError)) throw error;
      failure = error;
      const { code, message: reason } = error;
      broker.record({ type: 'ChannelClosed', client: connection.name, code, reason });
      end();
      if (error.closes === 'connection') connection.close();
      throw error;
    }
  }

  const binding = (to: { queue: string } | { exchange: string }, key: string, headers: Headers = {}) => ({
    to,
    key,
    headers,
  });
  const queueOf = (name: string) => broker.queue(name, connection);

  return {
    get failure() {
      return failure;
    },
    declareExchange: (name, kind, options = {}) => attempt(() => broker.declareExchange(name, kind, options)),
    deleteExchange: (name, { ifUnused = false } = {}) => attempt(() => broker.deleteExchange(name, ifUnused)),
    declareQueue: (name, options = {}) =>
      attempt(() => stateOf(broker.declareQueue(name, options, connection))),
    checkQueue: (name) => attempt(() => stateOf(queueOf(name))),
    deleteQueue: (name, options = {}) => attempt(() => broker.deleteQueue(name, options, connection)),
    purgeQueue: (name) => attempt(() => queueOf(name).purge()),
    bindQueue: (queue, exchange, key, headers) =>
      attempt(() => broker.bind(exchange, binding({ queue: queueOf(queue).name }, key, headers))),
    unbindQueue: (queue, exchange, key, headers) =>
      attempt(() => broker.unbind(exchange, binding({ queue: queueOf(queue).name }, key, headers))),
    bindExchange: (to, from, key, headers) =>
      attempt(() => broker.bind(from, binding({ exchange: to }, key, headers))),
    publish: (exchange, key, body, options = {}) =>
      attempt(() => broker.publish(exchange, key, body, options)),
    subscribe: (queue, options, tell) => attempt(() => settling.subscribe(queueOf(queue), options, tell)),
    cancel: (consumer) => attempt(() => settling.cancel(consumer)),
    get: (queue, { noAck = false } = {}) => attempt(() => settling.get(queueOf(queue), noAck)),
    ack: (tag, options = {}) => attempt(() => settling.acknowledge(tag, options)),
    nack: (tag, options = {}) => attempt(() => settling.refuse(tag, 'nack', options)),
    reject: (tag, options = {}) => attempt(() => settling.refuse(tag, 'reject', options)),
    close: end,
  };
}

const stateOf = (queue: { length: number; consumers: { count: number } }): QueueState => ({
  messages: queue.length,
  consumers: queue.consumers.count,
});
