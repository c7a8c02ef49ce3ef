/**
 * One partition: records in the order of their offsets. Reading removes nothing; retention cuts off the old end, and
 * compaction takes out of the middle what a newer record of the same key has made superfluous. No offset is ever reused
 * or moved. Source: Kafka documentation, “Design”, section “Log compaction”, and KIP-534 for tombstones.
 */
import { LogError } from './errors.ts';

export interface LogRecord {
  readonly offset: number;
  readonly key: string | undefined;
  /** Null in a tombstone: the key is to be forgotten. */
  readonly value: string | null;
  /** When it was appended, in milliseconds of the world. */
  readonly time: number;
}

export interface TopicOptions {
  partitions: number;
  /** `delete` cuts off old records, `compact` keeps the newest of each key. Default `delete`. */
  cleanup?: 'delete' | 'compact';
  /** Records older than this are cut off, a segment at a time. Default 7 days. */
  retentionMs?: number;
  /** How long a tombstone is kept after it was first compacted. Default 1 day. */
  deleteRetentionMs?: number;
  /** Records in a segment. The newest segment is never compacted. Default 1000. */
  segmentRecords?: number;
}

export type Removed = { record: LogRecord; reason: 'retention' | 'compaction' };

export interface Partition {
  /** Offset of the first record that may still be read. */
  readonly earliest: number;
  /** Offset that the next record will get. */
  readonly latest: number;
  append(record: Omit<LogRecord, 'offset'>): LogRecord;
  /** Up to `max` records from an offset on; fewer offsets than that may be left after a compaction. */
  read(offset: number, max: number): LogRecord[];
  /** Does what retention or compaction ask for at this time. */
  clean(now: number): Removed[];
  /** Something will have to go by the passing of time alone. */
  readonly isAgeing: boolean;
}

const DAY = 86_400_000;

export function createPartition(name: string, options: TopicOptions): Partition {
  const {
    cleanup = 'delete',
    retentionMs = 7 * DAY,
    deleteRetentionMs = DAY,
    segmentRecords = 1000,
  } = options;
  let records: LogRecord[] = [];
  const horizons = new Map<number, number>(); // offset of a tombstone → time from which it may go
  let earliest = 0;
  let latest = 0;
  const segmentOf = ({ offset }: { offset: number }) => Math.floor(offset / segmentRecords);

  /** Whole segments go, the oldest first, as soon as even their newest record is too old. */
  function retain(now: number): Removed[] {
    const removed: Removed[] = [];
    for (;;) {
      const [first] = records;
      if (!first) return removed;
      const segment = records.filter((record) => segmentOf(record) === segmentOf(first));
      if (segment.at(-1)!.time + retentionMs > now) return removed;
      records = records.slice(segment.length);
      earliest = records[0]?.offset ?? latest;
      removed.push(...segment.map((record) => ({ record, reason: 'retention' as const })));
    }
  }

  function compact(now: number): Removed[] {
    const active = segmentOf({ offset: Math.max(latest - 1, 0) });
    const closed = records.filter((record) => segmentOf(record) < active);
    const newest = new Map(closed.map(({ key, offset }) => [key, offset]));
    const isOver = (record: LogRecord) => {
      if (newest.get(record.key) !== record.offset) return true;
      if (record.value !== null) return false;
      const horizon = horizons.get(record.offset) ?? now + deleteRetentionMs;
      horizons.set(record.offset, horizon);
      return horizon <= now;
    };
    const over = new Set(closed.filter(isOver));
    records = records.filter((record) => !over.has(record));
    for (const { offset } of over) horizons.delete(offset);
    return [...over].map((record) => ({ record, reason: 'compaction' as const }));
  }

  return {
    get earliest() {
      return earliest;
    },
    get latest() {
      return latest;
    },
    append({ key, value, time }) {
      if (cleanup === 'compact' && key === undefined) {
        throw new LogError('INVALID_RECORD', `${name} is compacted by key, and this record has none`);
      }
      const record = Object.freeze({ offset: latest++, key, value, time });
      records.push(record);
      return record;
    },
    read(offset, max) {
      if (offset < earliest || offset > latest) {
        throw new LogError(
          'OFFSET_OUT_OF_RANGE',
          `${name} has ${earliest} to ${latest}, and ${offset} was asked for`,
        );
      }
      let first = 0;
      for (let end = records.length; first < end;) {
        const middle = (first + end) >> 1;
        if (records[middle]!.offset < offset) first = middle + 1;
        else end = middle;
      }
      return records.slice(first, first + max);
    },
    clean: (now) => (cleanup === 'compact' ? compact(now) : retain(now)),
    get isAgeing() {
      return cleanup === 'compact' ? horizons.size > 0 : records.length > 0;
    },
  };
}
