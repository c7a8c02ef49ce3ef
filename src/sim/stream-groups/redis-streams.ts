/**
 * Redis Streams: a log that reading does not empty, with consumer groups on top, each of which keeps a list of what was
 * delivered and not yet acknowledged. Every command is done at once, as in Redis, which does one after the other.
 */
import type { BrokerEvent } from '#trace/broker-events.ts';
import { RedisError } from '../redis-error.ts';
import type { World } from '../world.ts';
import type { ReadFrom, ReadGroupOptions, ReadOptions, StreamCommands, StreamReply } from './commands.ts';
import { createGroupCommands } from './group-commands.ts';
import { createInfoCommands } from './info-commands.ts';
import { MAX_ID, type Id } from './ids.ts';
import { createLogCommands, parseAfter } from './log-commands.ts';
import { messageOf, toList, limitOf, type Streams } from './state.ts';
import { createTelling } from './telling.ts';
import { createWaitingList, type Outcome } from './waiting.ts';

export interface RedisStreams extends StreamCommands {
  /**
   * XREAD with BLOCK: waits up to `BLOCK` milliseconds (0: for ever) if there is nothing. Calls `settle` once, perhaps
   * before it returns. Returns what ends the waiting unanswered, as the end of a connection does.
   */
  waitAndRead(
    streams: ReadFrom | readonly ReadFrom[],
    options: ReadOptions & { BLOCK: number },
    settle: (outcome: Outcome) => void,
  ): () => void;
  /** XREADGROUP with BLOCK, in the same way. Only `>` waits. */
  waitAndReadGroup(
    group: string,
    consumer: string,
    streams: ReadFrom | readonly ReadFrom[],
    options: ReadGroupOptions & { BLOCK: number },
    settle: (outcome: Outcome) => void,
  ): () => void;
  /**
   * The server ends and starts again on its append-only file, which has everything in it. (Without that file, Redis has
   * what its last snapshot holds.) Connections are gone, so that nobody waits any longer.
   */
  restart(): void;
}

export interface RedisStreamsOptions {
  world: World;
  record: (event: BrokerEvent) => void;
}

export function createRedisStreams({ world, record }: RedisStreamsOptions): RedisStreams {
  const streams: Streams = new Map();
  const waiting = createWaitingList(world);
  const tell = createTelling(record);
  const now = () => world.now;
  const commands: StreamCommands = {
    ...createLogCommands({ streams, now, tell, onAdded: waiting.wake }),
    ...createGroupCommands({
      streams,
      now,
      tell,
      onDestroyed: (key, group) => waiting.fail(key, group, new RedisError(GROUP_IS_GONE)),
    }),
    ...createInfoCommands({ streams, now }),
    del(key) {
      if (!streams.delete(key)) return 0;
      waiting.fail(key, undefined, new RedisError(STREAM_IS_GONE));
      return 1;
    },
  };

  /** What came after an id. A waiting client is also woken by what was trimmed at once: it then gets an empty list. */
  function newsOf(key: string, after: Id, { COUNT }: ReadOptions) {
    const log = streams.get(key)?.log;
    if (!log || log.lastId <= after) return null;
    return [{ name: key, messages: log.entries.between(after + 1n, MAX_ID, limitOf(COUNT)).map(messageOf) }];
  }

  return {
    ...commands,
    waitAndRead(sources, options, settle) {
      const ended = answerAtOnce(() => commands.xRead(sources, options), options.BLOCK, settle);
      if (ended) return () => {};
      const after = new Map(toList(sources).map(({ key, id }) => [key, parseAfter(streams, key, id)]));
      const serve = (key: string) => newsOf(key, after.get(key) as Id, options);
      return waiting.add({ keys: [...after.keys()], serve, settle }, options.BLOCK);
    },
    waitAndReadGroup(group, consumer, sources, options, settle) {
      const read = (from: ReadFrom | readonly ReadFrom[]) =>
        commands.xReadGroup(group, consumer, from, options);
      const ended = answerAtOnce(() => read(sources), options.BLOCK, settle);
      if (ended) return () => {};
      const keys = toList(sources).map(({ key }) => key);
      const serve = (key: string) => {
        const stream = streams.get(key);
        const place = stream?.groups.get(group)?.place;
        if (!stream || !place || stream.log.lastId <= place.lastId) return null;
        return read({ key, id: '>' }) ?? [{ name: key, messages: [] }];
      };
      return waiting.add({ keys, group, serve, settle }, options.BLOCK);
    },
    restart() {
      waiting.forget();
      record({ type: 'BrokerRestarted' });
    },
  };
}

/** Returns false if there is nothing to answer yet. */
function answerAtOnce(
  read: () => StreamReply[] | null,
  timeout: number,
  settle: (outcome: Outcome) => void,
): boolean {
  let outcome: Outcome;
  try {
    if (timeout < 0) throw new RedisError('ERR timeout is negative');
    const reply = read();
    if (reply === null) return false;
    outcome = { reply };
  } catch (error) {
    if (!(error instanceof RedisError)) throw error;
    outcome = { error };
  }
  settle(outcome);
  return true;
}

const GROUP_IS_GONE = 'NOGROUP the consumer group this client was blocked on no longer exists';
const STREAM_IS_GONE = 'UNBLOCKED the stream key no longer exists';
