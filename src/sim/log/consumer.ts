/** A consumer: it asks for records, remembers how far it has read, and says so when it is told to. */
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { Process } from '../process.ts';
import { same, type AssignorName, type TopicPartition } from './assign.ts';
import { LogError } from './errors.ts';
import type { Group } from './group.ts';
import type { LogRecord, Partition } from './partition.ts';

export interface ConsumerOptions {
  /** Unique in its group. */
  id: string;
  topics: readonly string[];
  /** Without a group it reads all partitions of its topics, and commits nothing. */
  group?: string;
  /** Where to begin without a committed offset, or if the offset is out of range. Default `latest`, as in Kafka. */
  reset?: 'earliest' | 'latest' | 'none';
  /** Default `range`. */
  assignor?: AssignorName;
  /** Commits, at each poll, what the polls before it returned; at most once in so many milliseconds. Default: never. */
  autoCommitMs?: number;
  /** It leaves its group if it has not polled for so long. Default 300,000. */
  maxPollMs?: number;
  /** How long the broker waits for a sign of life. Default 45,000. */
  sessionMs?: number;
  /** Partitions that it no longer has. The last moment to commit what was done of them. */
  onRevoked?: (places: readonly TopicPartition[]) => void;
}

export interface ConsumedRecord extends LogRecord, TopicPartition {}

export interface Consumer {
  readonly id: string;
  assignment(): TopicPartition[];
  /** The next records, at most `max`, of the partitions that it has. Joins its group if need be. */
  poll(max?: number): ConsumedRecord[];
  /** Offset of the next record that a poll will return. */
  position(place: TopicPartition): number;
  seek(place: TopicPartition, offset: number | 'earliest' | 'latest'): void;
  /**
   * Commits the positions, or the one given. What is committed is the offset of the next record to read.
   * @throws LogError COMMIT_FAILED if the group has been rebalanced without it
   */
  commit(place?: TopicPartition, next?: number): void;
  close(): void;
  /** Dies: what it has not committed is read again by somebody else, after `sessionMs`. */
  crash(): void;
  /** Its process stands still for so long, without knowing it: a pause for the garbage collector, a debugger. */
  stall(ms: number): void;
}

export interface ConsumerParts {
  group: Group | undefined;
  process: Process;
  now: () => number;
  partition(place: TopicPartition): Partition;
  partitionsOf(topic: string): number;
  record(event: BrokerEvent): void;
}

export function createConsumer(options: ConsumerOptions, parts: ConsumerParts): Consumer {
  const { id, topics, reset = 'latest', maxPollMs = 300_000, sessionMs = 45_000, autoCommitMs } = options;
  const { group, process, now, partition, record } = parts;
  const positions = new Map<string, { place: TopicPartition; next: number | undefined }>();
  const keyOf = (place: TopicPartition) => `${place.topic}-${place.partition}`;
  const inGroup = options.group === undefined ? {} : { group: options.group };
  let generation = 0;
  let isMember = false;
  let isOpen = true;
  let committedAt = now();
  let cancelPollLimit = () => {};

  const take = (places: readonly TopicPartition[]) => {
    for (const place of places) positions.set(keyOf(place), { place, next: undefined });
  };

  function join() {
    isMember = true;
    record({ type: 'ConsumerSubscribed', consumer: id });
    if (!group) {
      for (const topic of topics) {
        const count = parts.partitionsOf(topic);
        take(Array.from({ length: count }, (_, index) => ({ topic, partition: index })));
      }
      return;
    }
    positions.clear();
    group.join({
      id,
      topics,
      assignor: options.assignor ?? 'range',
      onRevoked(places) {
        options.onRevoked?.(places);
        for (const place of places) positions.delete(keyOf(place));
      },
      onAssigned(places, current) {
        generation = current;
        take(places);
      },
    });
  }

  function resetTo(place: TopicPartition, why: () => LogError): number {
    if (reset === 'none') throw why();
    return partition(place)[reset];
  }

  /** Where reading goes on: the position, else the committed offset, else what `reset` says. */
  function startOf(place: TopicPartition): number {
    const known = positions.get(keyOf(place))?.next ?? group?.committed(place);
    const { earliest, latest } = partition(place);
    if (known === undefined) {
      const text = `${options.group ?? id} has committed nothing for ${keyOf(place)}`;
      return resetTo(place, () => new LogError('NO_OFFSET_FOR_PARTITION', text));
    }
    if (known >= earliest && known <= latest) return known;
    const text = `${keyOf(place)} has ${earliest} to ${latest}, and ${id} wants ${known}`;
    return resetTo(place, () => new LogError('OFFSET_OUT_OF_RANGE', text));
  }

  function mine(place: TopicPartition) {
    const entry = positions.get(keyOf(place));
    if (!entry) throw new Error(`${id} has not been assigned ${keyOf(place)}`);
    return entry;
  }

  function commit(place?: TopicPartition, next?: number) {
    if (!group) throw new Error(`${id} reads without a group, so there is nowhere to commit to`);
    try {
      group.check(id, generation);
    } catch (error) {
      const text = `${id} was thrown out of its group, and others have its partitions: ${(error as Error).message}`;
      throw new LogError('COMMIT_FAILED', text);
    }
    if (place) group.commit(place, next ?? mine(place).next ?? startOf(place));
    else
      for (const entry of positions.values())
        if (entry.next !== undefined) group.commit(entry.place, entry.next);
    committedAt = now();
  }

  /** Finds out whether the group went on without it: then it joins again, and has lost its place. */
  function comeBack() {
    if (!group || !isMember) return;
    try {
      group.check(id, generation);
    } catch {
      isMember = false;
    }
  }

  function poll(max = 500): ConsumedRecord[] {
    if (!isOpen) throw new Error(`${id} is closed`);
    comeBack();
    if (!isMember) join();
    cancelPollLimit();
    if (group) cancelPollLimit = process.after(maxPollMs, () => group.leave(id));
    if (group && autoCommitMs !== undefined && now() >= committedAt + autoCommitMs) commit();

    const records: ConsumedRecord[] = [];
    for (const [key, entry] of positions) {
      const start = startOf(entry.place);
      const found = partition(entry.place).read(start, max - records.length);
      entry.next = found.length > 0 ? found.at(-1)!.offset + 1 : start;
      for (const one of found) {
        const message = `${key}@${one.offset}`;
        record({
          type: 'MessageDelivered',
          message,
          queue: key,
          ...inGroup,
          consumer: id,
          redelivered: false,
        });
        records.push({ ...one, ...entry.place });
      }
    }
    // Who was served first is served last the next time, so that no partition starves.
    const [first] = positions;
    if (first && positions.delete(first[0])) positions.set(...first);
    return records;
  }

  return {
    id,
    assignment: () => [...positions.values()].map(({ place }) => place).sort(byPlace),
    poll,
    position: (place) => mine(place).next ?? startOf(place),
    seek(place, offset) {
      mine(place).next = typeof offset === 'number' ? offset : partition(place)[offset];
    },
    commit,
    close() {
      if (!isOpen) return;
      if (group && autoCommitMs !== undefined && isMember) commit();
      isOpen = false;
      cancelPollLimit();
      group?.leave(id);
      positions.clear();
    },
    crash() {
      isOpen = false;
      process.crash();
      positions.clear();
      // The broker learns of it by silence only.
      process.after(sessionMs, () => group?.expire(id));
    },
    stall(ms) {
      if (ms >= sessionMs) process.after(sessionMs, () => group?.expire(id));
    },
  };
}

function byPlace(a: TopicPartition, b: TopicPartition): number {
  return same(a, b) ? 0 : a.topic < b.topic || (a.topic === b.topic && a.partition < b.partition) ? -1 : 1;
}
