/**
 * Ephemeral publish and subscribe as every engine offers it: Redis Pub/Sub and core NATS, each with its own words.
 * `received()` of a connection or subscription answers what came since it was asked last; whatever was published
 * before, on this engine, has come by then.
 */
import type { Engine } from '../engine.ts';
import type { NatsConnectOptions, NatsMessage, SubscribeOptions } from './nats-core.ts';
import type { ChannelMessage } from './redis-pub-sub.ts';

export interface RedisPubSubEngine extends Engine {
  /** Opens a connection. `protocol` 2 (default): once subscribed, it can do nothing else. */
  connect(options?: { protocol?: 2 | 3 }): Promise<RedisPubSubConnection>;
  pubSubChannels(pattern?: string): Promise<string[]>;
  pubSubNumSub(channels: readonly string[]): Promise<Record<string, number>>;
  /** Counts those of everybody on the server. */
  pubSubNumPat(): Promise<number>;
  /** Ends the server and starts it again: every connection is lost. Needs the capability `restart`. */
  restart(): Promise<void>;
}

/** Refusals reject with an error whose message is the server's text. */
export interface RedisPubSubConnection {
  subscribe(channels: readonly string[]): Promise<void>;
  unsubscribe(channels?: readonly string[]): Promise<void>;
  pSubscribe(patterns: readonly string[]): Promise<void>;
  pUnsubscribe(patterns?: readonly string[]): Promise<void>;
  publish(channel: string, message: string): Promise<number>;
  received(): Promise<ChannelMessage[]>;
  /** Its socket dies. */
  crash(): Promise<void>;
}

export interface NatsCoreEngine extends Engine {
  connect(options?: NatsConnectOptions): Promise<NatsCoreConnection>;
  /** Ends the server and starts it again: every connection is lost. Needs the capability `restart`. */
  restart(): Promise<void>;
}

/** Refusals reject with an error of the client's name (`InvalidSubjectError` …). */
export interface NatsCoreConnection {
  /** With `answer`, each message that awaits an answer gets one. */
  subscribe(subject: string, options?: SubscribeOptions & Answering): Promise<NatsCoreSubscription>;
  publish(subject: string, data: string, options?: { reply?: string }): Promise<void>;
  /** Answers what came first. `timeout` in milliseconds. */
  request(subject: string, data: string, options: { timeout: number }): Promise<string>;
  /** Its socket dies. */
  crash(): Promise<void>;
}

export interface Answering {
  answer?: (data: string) => string;
}

export interface NatsCoreSubscription {
  unsubscribe(max?: number): Promise<void>;
  received(): Promise<NatsMessage[]>;
}
