/** The streams of one server by their keys, and the errors of those that are not there. */
import { RedisError } from '../redis-error.ts';
import type { Delivered, Group } from './group.ts';
import { formatId, parseId, type Id } from './ids.ts';
import type { Entry, Log } from './log.ts';
import type { Message } from './commands.ts';

export interface Stream {
  readonly log: Log;
  readonly groups: Map<string, Group>;
}

export type Streams = Map<string, Stream>;

const XGROUP_NEEDS_KEY =
  'ERR The XGROUP subcommand requires the key to exist. Note that for CREATE you may want to use the MKSTREAM option to create an empty stream automatically.';

/** For XPENDING, XCLAIM and their like; `where` is what XREADGROUP appends. */
export function groupOrNoGroup(streams: Streams, key: string, name: string, where = ''): [Stream, Group] {
  const stream = streams.get(key);
  const group = stream?.groups.get(name);
  if (stream && group) return [stream, group];
  throw new RedisError(`NOGROUP No such key '${key}' or consumer group '${name}'${where}`);
}

export function streamForGroups(streams: Streams, key: string): Stream {
  const stream = streams.get(key);
  if (!stream) throw new RedisError(XGROUP_NEEDS_KEY);
  return stream;
}

export function streamForInfo(streams: Streams, key: string): Stream {
  const stream = streams.get(key);
  if (!stream) throw new RedisError('ERR no such key');
  return stream;
}

export function groupOfStream({ groups }: Stream, key: string, name: string): Group {
  const group = groups.get(name);
  if (!group) throw new RedisError(`NOGROUP No such consumer group '${name}' for key name '${key}'`);
  return group;
}

export const messageOf = ({ id, fields }: Entry): Message => ({ id: formatId(id), message: fields });

export const deliveryOf = ({ id, entry }: Delivered): Message => ({
  id: formatId(id),
  message: entry ? entry.fields : null,
});

export function toList<T>(oneOrMore: T | readonly T[]): readonly T[] {
  return Array.isArray(oneOrMore) ? oneOrMore : [oneOrMore as T];
}

export const parseIds = (ids: string | readonly string[]): Id[] => toList(ids).map((id) => parseId(id));

/** COUNT of the reading commands: 0 and less mean no limit. */
export const limitOf = (count: number | undefined): number =>
  count === undefined || count <= 0 ? Infinity : count;
