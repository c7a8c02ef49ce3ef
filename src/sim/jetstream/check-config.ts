/** What a stream or a consumer may be. Throws the JetStreamErrors that the server gives. */
import type { ConsumerConfig, StreamConfig } from './engine.ts';
import { refusal } from './errors.ts';
import type { Stream } from './stream.ts';
import { filterCovers, filtersOverlap } from './subjects.ts';

/** @returns `known` if the very same stream is there already, which is no error */
export function checkStream(config: StreamConfig, others: readonly StreamConfig[]): 'new' | 'known' {
  const { name, subjects, discard, discardNewPerSubject, maxPerSubject, maxAgeMs, duplicateWindowMs } =
    config;
  if (discardNewPerSubject && discard !== 'new') throw refusal('perSubjectNeedsNew');
  if (discardNewPerSubject && !maxPerSubject) throw refusal('perSubjectNeedsLimit');
  if (maxAgeMs !== undefined && duplicateWindowMs !== undefined && duplicateWindowMs > maxAgeMs) {
    throw refusal('windowBeyondAge');
  }
  const same = others.find((other) => other.name === name);
  if (same) {
    if (sameSettings(same, config)) return 'known';
    throw refusal('nameInUse');
  }
  const taken = others.flatMap((other) => other.subjects);
  if (subjects.some((mine) => taken.some((theirs) => filtersOverlap(mine, theirs)))) {
    throw refusal('subjectsOverlap');
  }
  return 'new';
}

function sameSettings(one: object, other: object): boolean {
  const settings = (config: object) =>
    JSON.stringify(Object.entries(config).sort(([a], [b]) => (a < b ? -1 : 1)));
  return settings(one) === settings(other);
}

export function checkConsumer(
  config: ConsumerConfig,
  stream: Stream,
  existing: ConsumerConfig | undefined,
): void {
  const { deliver = 'all', ack = 'explicit', filter, backoffMs, maxDeliver = Infinity } = config;
  if (deliver === 'last-per-subject' && filter === undefined) throw refusal('lastPerSubjectNeedsFilter');
  if (backoffMs && backoffMs.length >= maxDeliver) throw refusal('backoffTooLong');
  if (existing) {
    if ((existing.ack ?? 'explicit') !== ack) throw refusal('ackPolicyFixed');
    if (JSON.stringify(existing.deliver ?? 'all') !== JSON.stringify(deliver))
      throw refusal('deliverPolicyFixed');
  }
  if (filter !== undefined && !stream.config.subjects.some((subject) => filterCovers(subject, filter))) {
    throw refusal('filterOutside');
  }
  if (stream.config.retention === 'workqueue' && !existing) checkWorkQueue(config, stream);
}

/** In a work queue every message has at most one consumer. */
function checkWorkQueue({ filter, ack = 'explicit', deliver = 'all' }: ConsumerConfig, stream: Stream) {
  if (ack === 'none') throw refusal('pullNeedsAck');
  if (ack === 'all') throw refusal('workQueueNeedsExplicit');
  const others = [...stream.consumers.values()].map((consumer) => consumer.config.filter);
  if (filter === undefined && others.length > 0) throw refusal('workQueueUnfiltered');
  const clash = others.some((other) => other === undefined || filtersOverlap(other, filter ?? '>'));
  if (clash) throw refusal('workQueueNotUnique');
  if (deliver !== 'all') throw refusal('workQueueDeliverAll');
}
