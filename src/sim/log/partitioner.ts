/**
 * Which partition a message goes to. A producer's library decides, not the broker; so two producers with different
 * partitioners put the same key into different partitions.
 */
import type { Random } from '../random.ts';
import { crc32, murmur2 } from './hashes.ts';

/**
 * `murmur2`: the Java client's default. A key goes where its hash says; messages without one stick to a partition until
 * a batch is full, and then to another.
 * `crc32`: librdkafka's `consistent`. A missing or empty key counts as hash 0.
 * `sticky`: keys are ignored.
 */
export type PartitionerName = 'murmur2' | 'crc32' | 'sticky';

export interface Partitioner {
  /** A partition from 0 to `partitions` − 1. `bytes` is the message's size. */
  partition(topic: string, key: string | undefined, partitions: number, bytes: number): number;
}

/** The Java client's `batch.size`. */
const BATCH_BYTES = 16_384;

const encoder = new TextEncoder();

export function createPartitioner(name: PartitionerName, random: Random): Partitioner {
  const stuck = new Map<string, { partition: number; bytes: number }>(); // by topic

  function sticky(topic: string, partitions: number, bytes: number): number {
    let place = stuck.get(topic);
    if (!place || place.bytes + bytes > BATCH_BYTES) {
      place = { partition: another(place?.partition, partitions), bytes: 0 };
      stuck.set(topic, place);
    }
    place.bytes += bytes;
    return place.partition;
  }

  /** Any partition but the present one, if there are several. */
  function another(present: number | undefined, partitions: number): number {
    if (present === undefined || partitions === 1) return random.between(0, partitions - 1);
    return (present + random.between(1, partitions - 1)) % partitions;
  }

  return {
    partition(topic, key, partitions, bytes) {
      if (name === 'sticky') return sticky(topic, partitions, bytes);
      if (name === 'crc32') return crc32(encoder.encode(key ?? '')) % partitions;
      if (key === undefined) return sticky(topic, partitions, bytes);
      // The sign bit is cut off, as Java has no unsigned numbers.
      return (murmur2(encoder.encode(key)) & 0x7fffffff) % partitions;
    },
  };
}
