/** Streams and consumers in the client's words: nanoseconds, and names with underscores. */
import { nanos } from '@nats-io/transport-node';
import {
  AckPolicy,
  DeliverPolicy,
  DiscardPolicy,
  RetentionPolicy,
  StorageType,
  type ConsumerConfig as ConsumerSettings,
  type StreamConfig as StreamSettings,
} from '@nats-io/jetstream';
import type { ConsumerConfig, StreamConfig } from '#sim/jetstream/engine.ts';

export function streamSettings(config: StreamConfig): Partial<StreamSettings> & { name: string } {
  const retention = {
    limits: RetentionPolicy.Limits,
    interest: RetentionPolicy.Interest,
    workqueue: RetentionPolicy.Workqueue,
  };
  return given({
    name: config.name,
    subjects: [...config.subjects],
    retention: retention[config.retention ?? 'limits'],
    discard: config.discard === 'new' ? DiscardPolicy.New : DiscardPolicy.Old,
    discard_new_per_subject: config.discardNewPerSubject,
    max_msgs: config.maxMessages,
    max_bytes: config.maxBytes,
    max_age: config.maxAgeMs && nanos(config.maxAgeMs),
    max_msgs_per_subject: config.maxPerSubject,
    max_msg_size: config.maxMessageBytes,
    duplicate_window: config.duplicateWindowMs && nanos(config.duplicateWindowMs),
    storage: config.storage === 'file' ? StorageType.File : StorageType.Memory,
  });
}

export function consumerSettings(config: ConsumerConfig): Partial<ConsumerSettings> {
  const ack = { explicit: AckPolicy.Explicit, all: AckPolicy.All, none: AckPolicy.None };
  return given({
    ...(config.durable === false ? { name: config.name } : { durable_name: config.name }),
    ...deliverSettings(config.deliver ?? 'all'),
    ack_policy: ack[config.ack ?? 'explicit'],
    ack_wait: config.ackWaitMs && nanos(config.ackWaitMs),
    max_deliver: config.maxDeliver,
    backoff: config.backoffMs?.map((ms) => nanos(ms)),
    max_ack_pending: config.maxAckPending,
    filter_subject: config.filter,
    inactive_threshold: config.inactiveMs && nanos(config.inactiveMs),
  });
}

function deliverSettings(deliver: NonNullable<ConsumerConfig['deliver']>): Partial<ConsumerSettings> {
  if (deliver === 'all') return { deliver_policy: DeliverPolicy.All };
  if (deliver === 'last') return { deliver_policy: DeliverPolicy.Last };
  if (deliver === 'new') return { deliver_policy: DeliverPolicy.New };
  if (deliver === 'last-per-subject') return { deliver_policy: DeliverPolicy.LastPerSubject };
  if ('sequence' in deliver) {
    return { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: deliver.sequence };
  }
  return { deliver_policy: DeliverPolicy.StartTime, opt_start_time: new Date(deliver.time).toISOString() };
}

type Given<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Without the settings that are not there. */
function given<T extends object>(settings: T): Given<T> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as Given<T>;
}
