/** Which of a topic's partitions a message goes to. */
import { murmur2 } from '../log/hashes.ts';

const encoder = new TextEncoder();

/**
 * The same key always goes to the same partition, by the hash that Kafka's Java client takes; messages without a key
 * go round.
 */
export function createPartitioning(partitions: number) {
  const turns = new Map<string, number>();
  return (topic: string, key: string | undefined): number | undefined => {
    if (partitions === 0) return undefined;
    if (key !== undefined) return (murmur2(encoder.encode(key)) & 0x7fffffff) % partitions;
    const turn = turns.get(topic) ?? 0;
    turns.set(topic, turn + 1);
    return turn % partitions;
  };
}
