/** The commands of consumer groups: create, read, acknowledge, claim. */
import { RedisError } from '../redis-error.ts';
import { autoClaim, claim, type Claimed, type ClaimRules } from './claim.ts';
import type { ClaimOptions, StreamCommands, StreamReply } from './commands.ts';
import { consumerOf, createGroup, deliverAgain, deliverNew, forget, type Delivered } from './group.ts';
import { formatId, parseId, parseStart, type Id } from './ids.ts';
import { createLog, type Log } from './log.ts';
import {
  deliveryOf,
  groupOfStream,
  groupOrNoGroup,
  limitOf,
  parseIds,
  streamForGroups,
  toList,
  type Streams,
} from './state.ts';
import type { Telling } from './telling.ts';

type GroupCommand =
  | 'xGroupCreate'
  | 'xGroupSetId'
  | 'xGroupDestroy'
  | 'xGroupCreateConsumer'
  | 'xGroupDelConsumer'
  | 'xReadGroup'
  | 'xAck'
  | 'xClaim'
  | 'xClaimJustId'
  | 'xAutoClaim'
  | 'xAutoClaimJustId';

export interface GroupCommandsContext {
  streams: Streams;
  now(): number;
  tell: Telling;
  /** Called when a group has gone. */
  onDestroyed(key: string, group: string): void;
}

export function createGroupCommands(context: GroupCommandsContext): Pick<StreamCommands, GroupCommand> {
  return { ...managing(context), ...reading(context), ...claiming(context) };
}

const startOf = (log: Log, id: string): Id => (id === '$' ? log.lastId : parseId(id));

/** XGROUP SETID takes the ends of a range for ids; XGROUP CREATE does not. */
const isEnd = (id: string): boolean => id === '-' || id === '+';

function managing({ streams, now, tell, onDestroyed }: GroupCommandsContext) {
  return {
    xGroupCreate(key, name, id, { MKSTREAM = false, ENTRIESREAD = -1 } = {}) {
      if (ENTRIESREAD < -1) throw new RedisError('ERR value for ENTRIESREAD must be positive or -1');
      const stream = MKSTREAM
        ? (streams.get(key) ?? { log: createLog(), groups: new Map() })
        : streamForGroups(streams, key);
      const lastId = startOf(stream.log, id);
      streams.set(key, stream);
      if (stream.groups.has(name)) throw new RedisError('BUSYGROUP Consumer Group name already exists');
      const entriesRead = ENTRIESREAD < 0 ? undefined : ENTRIESREAD;
      stream.groups.set(name, createGroup(name, { lastId, entriesRead }));
      tell.groupCreated(key, name);
      return 'OK';
    },
    xGroupSetId(key, name, id) {
      const stream = streamForGroups(streams, key);
      const group = groupOfStream(stream, key, name);
      const lastId = isEnd(id) ? parseStart(id) : startOf(stream.log, id);
      group.place = { lastId, entriesRead: undefined };
      return 'OK';
    },
    xGroupDestroy(key, name) {
      if (!streamForGroups(streams, key).groups.delete(name)) return 0;
      tell.groupDeleted(key, name);
      onDestroyed(key, name);
      return 1;
    },
    xGroupCreateConsumer(key, name, consumer) {
      const group = groupOfStream(streamForGroups(streams, key), key, name);
      if (group.consumers.has(consumer)) return 0;
      consumerOf(group, consumer, now());
      return 1;
    },
    xGroupDelConsumer(key, name, consumerName) {
      const group = groupOfStream(streamForGroups(streams, key), key, name);
      const consumer = group.consumers.get(consumerName);
      if (!consumer) return 0;
      const held = consumer.pending.between(0n, group.pending.last?.id ?? 0n);
      for (const { id } of held) forget(group, id);
      group.consumers.delete(consumerName);
      tell.consumerDeleted(key, consumerName);
      return held.length;
    },
  } satisfies Partial<StreamCommands>;
}

/** XCLAIM takes what is no id for the first of its options. */
function parseClaimedId(text: string): Id {
  try {
    return parseId(text);
  } catch {
    throw new RedisError(`ERR Unrecognized XCLAIM option '${text}'`);
  }
}

const DOLLAR_IS_MEANINGLESS =
  'ERR The $ ID is meaningless in the context of XREADGROUP: you want to read the history of this consumer by specifying a proper ID, or use the > ID to get new messages. The $ ID would just return an empty result set.';

function reading({ streams, now, tell }: GroupCommandsContext) {
  return {
    xReadGroup(name, consumer, sources, { COUNT, NOACK: noAck = false } = {}) {
      const reads = toList(sources).map(({ key, id }) => {
        const [stream, group] = groupOrNoGroup(streams, key, name, ' in XREADGROUP with GROUP option');
        if (id === '$') throw new RedisError(DOLLAR_IS_MEANINGLESS);
        return { key, log: stream.log, group, after: id === '>' ? undefined : parseId(id) };
      });
      const rules = { count: limitOf(COUNT), now: now() };
      const replies: StreamReply[] = [];
      for (const { key, log, group, after } of reads) {
        const delivered =
          after === undefined
            ? deliverNew(log, group, consumer, { ...rules, noAck })
            : deliverAgain(log, group, consumer, { ...rules, after });
        for (const delivery of delivered) tell.delivered(key, name, consumer, delivery);
        const isNews = after === undefined;
        if (isNews && delivered.length === 0) continue;
        replies.push({ name: key, messages: delivered.map(deliveryOf) });
      }
      return replies.length > 0 ? replies : null;
    },
    xAck(key, name, ids) {
      const group = streams.get(key)?.groups.get(name);
      if (!group) return 0;
      let acknowledged = 0;
      for (const id of parseIds(ids)) {
        const pending = forget(group, id);
        if (!pending) continue;
        acknowledged++;
        tell.acknowledged(key, name, pending);
      }
      return acknowledged;
    },
  } satisfies Partial<StreamCommands>;
}

function claiming({ streams, now, tell }: GroupCommandsContext) {
  function byIds(
    [key, name, consumer, minIdle]: [string, string, string, number],
    ids: string | readonly string[],
    { IDLE = 0, RETRYCOUNT, FORCE = false, LASTID = '0' }: ClaimOptions,
    counts: boolean,
  ): Claimed[] {
    const [{ log }, group] = groupOrNoGroup(streams, key, name);
    const parsed = toList(ids).map(parseClaimedId);
    const lastId = parseId(LASTID);
    if (lastId > group.place.lastId) group.place = { ...group.place, lastId };
    const claimed = claim(log, group, parsed, {
      consumer,
      minIdle,
      counts: counts && RETRYCOUNT === undefined,
      now: now(),
      deliveredAt: now() - Math.max(0, IDLE),
      deliveries: RETRYCOUNT,
      force: FORCE,
    });
    for (const one of claimed) tell.claimed(key, name, consumer, one);
    return claimed;
  }

  function byLooking(
    [key, name, consumer, minIdle]: [string, string, string, number],
    start: string,
    count: number,
    counts: boolean,
  ) {
    if (count <= 0) throw new RedisError('ERR COUNT must be > 0');
    const from = parseStart(start);
    const [{ log }, group] = groupOrNoGroup(streams, key, name);
    const rules: ClaimRules = { consumer, minIdle, now: now(), counts };
    const { claimed, deleted, next } = autoClaim(log, group, from, count, rules);
    for (const one of claimed) tell.claimed(key, name, consumer, one);
    return { claimed, nextId: formatId(next), deletedMessages: deleted.map(formatId) };
  }

  const idOf = ({ id }: Delivered) => formatId(id);
  return {
    xClaim: (key, group, consumer, minIdle, ids, options = {}) =>
      byIds([key, group, consumer, minIdle], ids, options, true).map(deliveryOf),
    xClaimJustId: (key, group, consumer, minIdle, ids, options = {}) =>
      byIds([key, group, consumer, minIdle], ids, options, false).map(idOf),
    xAutoClaim(key, group, consumer, minIdle, start, { COUNT = 100 } = {}) {
      const { claimed, ...rest } = byLooking([key, group, consumer, minIdle], start, COUNT, true);
      return { ...rest, messages: claimed.map(deliveryOf) };
    },
    xAutoClaimJustId(key, group, consumer, minIdle, start, { COUNT = 100 } = {}) {
      const { claimed, ...rest } = byLooking([key, group, consumer, minIdle], start, COUNT, false);
      return { ...rest, messages: claimed.map(idOf) };
    },
  } satisfies Partial<StreamCommands>;
}
