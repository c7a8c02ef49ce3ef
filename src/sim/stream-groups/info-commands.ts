/** The commands that only look: what is pending, and XINFO. */
import type { StreamCommands } from './commands.ts';
import type { Pending } from './group.ts';
import { formatId, parseEnd, parseStart } from './ids.ts';
import { lagOf } from './lag.ts';
import { groupOfStream, groupOrNoGroup, messageOf, streamForInfo, type Streams } from './state.ts';

type InfoCommand = 'xPending' | 'xPendingRange' | 'xInfoStream' | 'xInfoGroups' | 'xInfoConsumers';

export function createInfoCommands({
  streams,
  now,
}: {
  streams: Streams;
  now(): number;
}): Pick<StreamCommands, InfoCommand> {
  const idleOf = ({ deliveredAt }: Pending) => Math.max(0, now() - deliveredAt);
  return {
    xPending(key, name) {
      const [, { pending, consumers }] = groupOrNoGroup(streams, key, name);
      const { first, last } = pending;
      if (!first || !last) return { pending: 0, firstId: null, lastId: null, consumers: null };
      const holders = [...consumers.values()].filter((consumer) => consumer.pending.size > 0);
      return {
        pending: pending.size,
        firstId: formatId(first.id),
        lastId: formatId(last.id),
        consumers: byName(holders).map((c) => ({ name: c.name, deliveriesCounter: c.pending.size })),
      };
    },
    xPendingRange(key, name, start, end, count, { IDLE = 0, consumer } = {}) {
      const [low, high] = [parseStart(start), parseEnd(end)];
      const [, group] = groupOrNoGroup(streams, key, name);
      const list = consumer === undefined ? group.pending : group.consumers.get(consumer)?.pending;
      const found = list?.between(low, high).filter((pending) => idleOf(pending) >= IDLE) ?? [];
      return found.slice(0, Math.max(0, count)).map((pending) => ({
        id: formatId(pending.id),
        consumer: pending.consumer.name,
        millisecondsSinceLastDelivery: idleOf(pending),
        deliveriesCounter: pending.deliveries,
      }));
    },
    xInfoStream(key) {
      const { log, groups } = streamForInfo(streams, key);
      const { first, last, size } = log.entries;
      return {
        length: size,
        'last-generated-id': formatId(log.lastId),
        'max-deleted-entry-id': formatId(log.greatestDeleted),
        'entries-added': log.added,
        'recorded-first-entry-id': formatId(first?.id ?? 0n),
        groups: groups.size,
        'first-entry': first ? messageOf(first) : null,
        'last-entry': last ? messageOf(last) : null,
      };
    },
    xInfoGroups(key) {
      const { log, groups } = streamForInfo(streams, key);
      return byName([...groups.values()]).map(({ name, place, pending, consumers }) => ({
        name: name,
        consumers: consumers.size,
        pending: pending.size,
        'last-delivered-id': formatId(place.lastId),
        'entries-read': place.entriesRead ?? null,
        lag: lagOf(log, place),
      }));
    },
    xInfoConsumers(key, name) {
      const { consumers } = groupOfStream(streamForInfo(streams, key), key, name);
      return byName([...consumers.values()]).map((consumer) => ({
        name: consumer.name,
        pending: consumer.pending.size,
        idle: now() - consumer.seenAt,
      }));
    },
  };
}

/** Redis keeps groups and consumers in a tree, and so lists them by name. */
function byName<T extends { readonly name: string }>(things: readonly T[]): T[] {
  return things.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
