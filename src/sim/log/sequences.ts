/**
 * How a partition tells a repeated record of an idempotent producer from a new one: each producer numbers its records
 * per partition, and the broker remembers the last five. Source: KIP-98 and Kafka, ProducerStateEntry
 * (NUM_BATCHES_TO_RETAIN).
 */
import { LogError } from './errors.ts';

const REMEMBERED = 5;

export interface Stamp {
  producer: number;
  /** Counts up by one for each record of the producer in a partition, from 0. */
  sequence: number;
}

export interface Sequences {
  /**
   * The offset at which the record stands already; undefined if it is the next one.
   * @throws LogError if one before it is missing, or it is a repetition too old to be remembered
   */
  find(stamp: Stamp): number | undefined;
  remember(stamp: Stamp, offset: number): void;
}

export function createSequences(name: string): Sequences {
  const producers = new Map<number, { sequence: number; offset: number }[]>();
  return {
    find({ producer, sequence }) {
      const last = producers.get(producer) ?? [];
      const next = (last.at(-1)?.sequence ?? -1) + 1;
      const where = `producer ${producer} in ${name}: ${next} comes next, and ${sequence} came`;
      if (sequence > next) throw new LogError('OUT_OF_ORDER_SEQUENCE_NUMBER', where);
      if (sequence === next) return undefined;
      const found = last.find((one) => one.sequence === sequence);
      if (!found) throw new LogError('DUPLICATE_SEQUENCE_NUMBER', where);
      return found.offset;
    },
    remember({ producer, sequence }, offset) {
      const last = producers.get(producer) ?? [];
      producers.set(producer, [...last, { sequence, offset }].slice(-REMEMBERED));
    },
  };
}
