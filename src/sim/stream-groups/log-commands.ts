/** The commands for which a stream is a log: append, read, trim, delete. Groups do not matter here. */
import { RedisError } from '../redis-error.ts';
import type { Message, StreamCommands, Trim } from './commands.ts';
import { formatId, MAX_ID, parseEnd, parseId, parseNewId, parseStart, type Id } from './ids.ts';
import { createLog, type Entry, type Log } from './log.ts';
import { limitOf, messageOf, parseIds, toList, type Stream, type Streams } from './state.ts';
import type { Sorted } from './sorted.ts';
import type { Telling } from './telling.ts';

type LogCommand = 'xAdd' | 'xLen' | 'xRange' | 'xRevRange' | 'xRead' | 'xDel' | 'xTrim';

export interface LogCommandsContext {
  streams: Streams;
  now(): number;
  tell: Telling;
  /** Called when an entry was added and everything that XADD does is done. */
  onAdded(key: string): void;
}

export function createLogCommands({
  streams,
  now,
  tell,
  onAdded,
}: LogCommandsContext): Pick<StreamCommands, LogCommand> {
  function trim(key: string, log: Log, { remove }: { remove(log: Log): Entry[] }): number {
    const removed = remove(log);
    for (const { id } of removed) tell.removed(key, id, 'trimmed');
    return removed.length;
  }

  return {
    xAdd(key, id, message, { NOMKSTREAM = false, TRIM } = {}) {
      if (Object.keys(message).length === 0) {
        throw new RedisError("ERR wrong number of arguments for 'xadd' command");
      }
      const trimming = TRIM && trimmer(TRIM);
      const chooseId = parseNewId(id);
      const there = streams.get(key);
      if (!there && NOMKSTREAM) return null;
      const stream = there ?? { log: createLog(), groups: new Map() };
      const entry = stream.log.append(chooseId, { ...message }, now());
      streams.set(key, stream);
      tell.appended(key, entry.id);
      if (trimming) trim(key, stream.log, trimming);
      onAdded(key);
      return formatId(entry.id);
    },
    xLen: (key) => streams.get(key)?.log.entries.size ?? 0,
    xRange(key, start, end, { COUNT } = {}) {
      const [low, high] = [parseStart(start), parseEnd(end)];
      return pick(streams.get(key), COUNT, (entries, count) => entries.between(low, high, count));
    },
    xRevRange(key, start, end, { COUNT } = {}) {
      const [high, low] = [parseEnd(start), parseStart(end)];
      return pick(streams.get(key), COUNT, (entries, count) => entries.backwards(high, low, count));
    },
    xRead(sources, { COUNT } = {}) {
      const reads = toList(sources).map(({ key, id }) => ({ key, after: parseAfter(streams, key, id) }));
      const replies = reads.flatMap(({ key, after }) => {
        const entries = streams.get(key)?.log.entries.between(after + 1n, MAX_ID, limitOf(COUNT)) ?? [];
        return entries.length > 0 ? [{ name: key, messages: entries.map(messageOf) }] : [];
      });
      return replies.length > 0 ? replies : null;
    },
    xDel(key, ids) {
      const stream = streams.get(key);
      if (!stream) return 0;
      const removed = stream.log.remove(parseIds(ids));
      for (const id of removed) tell.removed(key, id, 'deleted');
      return removed.length;
    },
    xTrim(key, strategy, threshold) {
      const trimming = trimmer({ strategy, threshold });
      const stream = streams.get(key);
      return stream ? trim(key, stream.log, trimming) : 0;
    },
  };
}

/** The id after which XREAD reads. */
export function parseAfter(streams: Streams, key: string, id: string): Id {
  if (id === '$') return streams.get(key)?.log.lastId ?? 0n;
  if (id === '>') {
    throw new RedisError(
      'ERR The > ID can be specified only when calling XREADGROUP using the GROUP <group> <consumer> option.',
    );
  }
  return parseId(id);
}

/** Of a stream that is there, a COUNT of 0 or less gives null, not an empty list: so does Redis 7.0. */
function pick(
  stream: Stream | undefined,
  count: number | undefined,
  entries: (all: Sorted<Entry>, count: number) => Entry[],
): Message[] | null {
  if (!stream) return [];
  if (count !== undefined && count <= 0) return null;
  return entries(stream.log.entries, count ?? Infinity).map(messageOf);
}

function trimmer({ strategy, threshold }: Trim): { remove(log: Log): Entry[] } {
  if (strategy === 'MINID') {
    const id = parseId(String(threshold));
    return { remove: (log) => log.trimBefore(id) };
  }
  const length = Number(threshold);
  if (!Number.isSafeInteger(length)) throw new RedisError('ERR value is not an integer or out of range');
  if (length < 0) throw new RedisError('ERR The MAXLEN argument must be >= 0.');
  return { remove: (log) => log.trimToLength(length) };
}
