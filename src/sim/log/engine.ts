/** What the suite asks of a partitioned log, simulated or real. */
import type { Engine } from '../engine.ts';
import type { TopicPartition } from './assign.ts';
import type { ProducerOptions, Sent, ToSend } from './broker.ts';
import type { ConsumedRecord, ConsumerOptions } from './consumer.ts';
import type { TopicOptions } from './partition.ts';

export interface LogEngine extends Engine {
  createTopic(name: string, options: TopicOptions): Promise<void>;
  producer(options?: ProducerOptions): Promise<LogProducer>;
  consumer(options: ConsumerOptions): Promise<LogConsumer>;
  offsets(topic: string): Promise<{ earliest: number; latest: number }[]>;
  committed(group: string, place: TopicPartition): Promise<number | undefined>;
  /** Members of a group with their partitions, each as `<topic>-<partition>`, in the order of the ids. */
  members(group: string): Promise<Record<string, string[]>>;
  /** Retention and compaction, now. */
  clean(): Promise<void>;
}

export interface LogProducer {
  send(topic: string, message: ToSend, lostAcks?: number): Promise<Sent>;
}

export interface LogConsumer {
  assignment(): Promise<TopicPartition[]>;
  poll(max?: number): Promise<ConsumedRecord[]>;
  position(place: TopicPartition): Promise<number>;
  seek(place: TopicPartition, offset: number | 'earliest' | 'latest'): Promise<void>;
  commit(place?: TopicPartition, next?: number): Promise<void>;
  close(): Promise<void>;
  crash(): Promise<void>;
  stall(ms: number): Promise<void>;
}
