/**
 * What a JetStream server can be asked, in the same words for the simulator and for a real one. Times are
 * milliseconds; `time` is on the engine's own clock (`now`). Whatever the server refuses rejects with a JetStreamError.
 */
import type { Engine } from '../engine.ts';

export interface StreamConfig {
  name: string;
  /** Which subjects it stores; wildcards `*` and `>`. */
  subjects: readonly string[];
  /** When a message goes: by limits alone, once every interested consumer has acknowledged it, or once one has. */
  retention?: 'limits' | 'interest' | 'workqueue';
  /** A full stream drops its oldest messages, or refuses new ones. */
  discard?: 'old' | 'new';
  /** With `new` and `maxPerSubject`: refuse also when only the subject is full. */
  discardNewPerSubject?: boolean;
  maxMessages?: number;
  /** Each message counts its subject, its body and 16 bytes, in UTF-8, as memory storage counts them. */
  maxBytes?: number;
  maxAgeMs?: number;
  maxPerSubject?: number;
  maxMessageBytes?: number;
  /** How long a message id is remembered. Two minutes, or `maxAgeMs` if that is shorter. */
  duplicateWindowMs?: number;
  /** What a restart keeps. Default `memory`. */
  storage?: 'memory' | 'file';
}

/** Refuse the message unless the stream is as the publisher believes it to be. */
export interface Expectation {
  stream?: string;
  lastSequence?: number;
  /** The last sequence with this message's subject; 0 says that there is none. */
  lastSubjectSequence?: number;
  lastId?: string;
}

export interface PublishOptions {
  /** The same id within the duplicate window is stored once. */
  id?: string;
  expect?: Expectation;
}

export interface PublishAck {
  stream: string;
  seq: number;
  duplicate: boolean;
}

export type DeliverPolicy =
  'all' | 'last' | 'new' | 'last-per-subject' | { readonly sequence: number } | { readonly time: number };

export interface ConsumerConfig {
  name: string;
  /** A durable consumer outlives inactivity and restarts; an ephemeral one goes after `inactiveMs`. Default true. */
  durable?: boolean;
  deliver?: DeliverPolicy;
  ack?: 'explicit' | 'all' | 'none';
  /** How long it waits for an acknowledgement before it delivers again. Default 30 s. */
  ackWaitMs?: number;
  /** Default: no limit. */
  maxDeliver?: number;
  /** Ack waits of the first, second … delivery; the last one serves for all that follow. Replaces `ackWaitMs`. */
  backoffMs?: readonly number[];
  /** How many messages may be out without an acknowledgement. Default 1,000. */
  maxAckPending?: number;
  filter?: string;
  /** An ephemeral consumer that nobody pulls from for so long is removed. Default 5 s. */
  inactiveMs?: number;
}

/** One message as handed to a consumer. */
export interface Delivery {
  readonly stream: string;
  readonly consumer: string;
  readonly subject: string;
  readonly body: string;
  /** Its place in the stream. */
  readonly seq: number;
  /** The how manieth delivery of this consumer it is. */
  readonly consumerSeq: number;
  /** 1 for the first delivery of this message to this consumer. */
  readonly count: number;
  /** How many messages of the stream this consumer has still to be given for the first time. */
  readonly pending: number;
  /** Where a real server expects the answer. */
  readonly token?: string;
}

/** What a consumer says about a delivery: done; again (perhaps later); never again; still at it. */
export type Answer =
  | { readonly type: 'ack' }
  | { readonly type: 'nak'; readonly delayMs?: number }
  | { readonly type: 'term' }
  | { readonly type: 'in-progress' };

export interface PullOptions {
  batch: number;
  /** Ends after so long, with what there was; without it the pull does not wait. */
  expiresMs?: number;
}

export type PullEnd = 'full' | 'timeout' | 'no messages' | 'consumer deleted' | 'server gone';

export interface Pulled {
  deliveries: readonly Delivery[];
  end: PullEnd;
}

/** A pull that may still wait: what it has been given so far, and its end once it has ended. */
export interface RunningPull {
  readonly deliveries: readonly Delivery[];
  end: PullEnd | undefined;
}

export interface StreamInfo {
  messages: number;
  bytes: number;
  firstSeq: number;
  lastSeq: number;
}

export interface ConsumerInfo {
  /** Not delivered yet. */
  pending: number;
  /** Delivered and not acknowledged. */
  ackPending: number;
  /** Up to here everything is acknowledged: sequence of the consumer, and of the stream. */
  ackFloor: readonly [consumer: number, stream: number];
  delivered: readonly [consumer: number, stream: number];
}

export interface StoredMessage {
  seq: number;
  subject: string;
  body: string;
}

/** Which messages a purge removes: all, those of a subject, those before a sequence, all but the last few. */
export interface PurgeOptions {
  filter?: string;
  before?: number;
  keep?: number;
}

export interface Advisory {
  readonly type: 'MaxDeliveriesReached' | 'MessageNaked' | 'MessageTerminated';
  readonly stream: string;
  readonly consumer: string;
  readonly seq: number;
  readonly deliveries: number;
}

export interface JetStreamEngine extends Engine {
  now(): number;
  addStream(config: StreamConfig): Promise<void>;
  deleteStream(stream: string): Promise<void>;
  streamInfo(stream: string): Promise<StreamInfo>;
  publish(subject: string, body: string, options?: PublishOptions): Promise<PublishAck>;
  message(stream: string, by: { seq: number } | { lastOf: string }): Promise<StoredMessage>;
  deleteMessage(stream: string, seq: number): Promise<void>;
  /** Resolves with how many messages were removed. */
  purge(stream: string, options?: PurgeOptions): Promise<number>;
  addConsumer(stream: string, config: ConsumerConfig): Promise<void>;
  deleteConsumer(stream: string, consumer: string): Promise<void>;
  consumerInfo(stream: string, consumer: string): Promise<ConsumerInfo>;
  /** Waits until the pull has ended. A simulator's clock moves on for it. */
  pull(stream: string, consumer: string, options: PullOptions): Promise<Pulled>;
  /** Begins a pull and leaves it waiting. */
  startPull(stream: string, consumer: string, options: PullOptions): Promise<RunningPull>;
  answer(delivery: Delivery, answer: Answer): Promise<void>;
  /** All advisories so far about one stream, oldest first. */
  advisories(stream: string): Promise<readonly Advisory[]>;
  /** Ends the server and starts it again on the same files. Only with the capability `restart`. */
  restart(): Promise<void>;
}
