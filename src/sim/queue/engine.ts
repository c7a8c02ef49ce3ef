/** The queue family's engine: RabbitMQ over the network, or the simulator, behind the same operations. */
import type { Engine } from '../engine.ts';
import type { Channel, PublishOutcome } from './channel.ts';
import type { Delivery, SettleOptions, SubscribeOptions } from './settling.ts';

export interface QueueEngine extends Engine {
  /** Opens a connection with one channel, on which publishing is confirmed. */
  connect(): Promise<QueueClient>;
  /** Ends the broker and starts it again: every connection is lost. Needs the capability `restart`. */
  restart(): Promise<void>;
}

type Asynchronous<F> = F extends (...args: infer A) => infer R ? (...args: A) => Promise<R> : never;
type Declaring = Pick<
  Channel,
  | 'declareExchange'
  | 'deleteExchange'
  | 'declareQueue'
  | 'checkQueue'
  | 'deleteQueue'
  | 'purgeQueue'
  | 'bindQueue'
  | 'unbindQueue'
  | 'bindExchange'
  | 'get'
>;

/** What the broker refuses rejects with an AmqpError, and so does every call after it. */
export type QueueClient = { [K in keyof Declaring]: Asynchronous<Declaring[K]> } & {
  publish(...args: Parameters<Channel['publish']>): Promise<ConfirmedPublish>;
  /** `tell` is called with each delivery as it comes. */
  subscribe(
    queue: string,
    options?: Omit<SubscribeOptions, 'onCancel'>,
    tell?: (delivery: Delivery) => void,
  ): Promise<QueueSubscription>;
  /** Resolves when the broker has taken the answer. */
  ack(delivery: Delivery, options?: Omit<SettleOptions, 'requeue'>): Promise<void>;
  nack(delivery: Delivery, options?: SettleOptions): Promise<void>;
  reject(delivery: Delivery, options?: Omit<SettleOptions, 'multiple'>): Promise<void>;
  /** Says good-bye: channel and connection are closed. */
  close(): Promise<void>;
  /** Its process dies: the socket is gone without a word. */
  crash(): Promise<void>;
};

export interface ConfirmedPublish extends PublishOutcome {
  /** What the publisher heard, in order. */
  heard: readonly ('returned' | 'confirmed')[];
}

export interface QueueSubscription {
  readonly consumer: string;
  /** All deliveries so far. */
  readonly deliveries: readonly Delivery[];
  /** True once the broker has ended it, because its queue is gone. */
  readonly cancelled: boolean;
  /** The next delivery that nobody has taken by next() yet. Rejects if none comes within five seconds. */
  next(): Promise<Delivery>;
  cancel(): Promise<void>;
}
