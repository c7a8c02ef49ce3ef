/**
 * A consumer group: its members share the partitions, and its committed offsets outlive them. When somebody joins,
 * leaves or falls silent, the partitions are assigned anew. Simplified: a rebalance takes no time here.
 * Source: Kafka documentation, “Consumer configs”; KIP-429 for the cooperative protocol.
 */
import type { BrokerEvent } from '#trace/broker-events.ts';
import { ASSIGNORS, same, type AssignorName, type TopicPartition } from './assign.ts';
import { LogError } from './errors.ts';

export interface GroupMember {
  readonly id: string;
  readonly topics: readonly string[];
  readonly assignor: AssignorName;
  /** It no longer has these. Told before somebody else gets them. */
  onRevoked(places: readonly TopicPartition[]): void;
  onAssigned(places: readonly TopicPartition[], generation: number): void;
}

export interface Group {
  readonly generation: number;
  /** Members with what they have, in the order of their ids. */
  assignment(): { id: string; places: readonly TopicPartition[] }[];
  join(member: GroupMember): void;
  /** The member has said goodbye. Does nothing if it is none. */
  leave(id: string): void;
  /** Nothing has been heard of the member for too long. It is not told: it is thought to be dead. */
  expire(id: string): void;
  /** @throws LogError if the member is none, or has missed a rebalance */
  check(id: string, generation: number): void;
  commit(place: TopicPartition, offset: number): void;
  committed(place: TopicPartition): number | undefined;
}

interface GroupParts {
  name: string;
  partitionsOf(topic: string): number;
  record(event: BrokerEvent): void;
}

export function createGroup({ name, partitionsOf, record }: GroupParts): Group {
  const members = new Map<string, { member: GroupMember; owned: TopicPartition[] }>();
  const offsets = new Map<string, number>();
  let generation = 0;
  const keyOf = ({ topic, partition }: TopicPartition) => `${topic}-${partition}`;

  function revoke(id: string, places: readonly TopicPartition[]) {
    const entry = members.get(id)!;
    if (places.length === 0) return;
    entry.owned = entry.owned.filter((place) => !places.some((gone) => same(gone, place)));
    for (const place of places) record({ type: 'PartitionRevoked', group: name, consumer: id, ...place });
    entry.member.onRevoked(places);
  }

  function assign(target: ReadonlyMap<string, readonly TopicPartition[]>) {
    generation++;
    record({ type: 'GroupRebalanced', group: name, generation, members: members.size });
    for (const [id, entry] of members) {
      const added = target.get(id)!.filter((place) => !entry.owned.some((owned) => same(owned, place)));
      entry.owned.push(...added);
      for (const place of added) record({ type: 'PartitionAssigned', group: name, consumer: id, ...place });
      entry.member.onAssigned(added, generation);
    }
  }

  function rebalance() {
    const [first] = members.values();
    if (!first) return;
    const { assignor } = first.member;
    // The eager protocol stops everybody first; the cooperative one takes away only what somebody else is to get.
    if (assignor !== 'cooperative-sticky') for (const [id, { owned }] of members) revoke(id, owned);
    const readers = [...members.values()].map(({ member: { id, topics }, owned }) => ({ id, topics, owned }));
    const target = ASSIGNORS[assignor](readers, partitionsOf);
    const moving = new Map(
      [...members].map(([id, { owned }]) => [
        id,
        owned.filter((o) => !target.get(id)!.some((t) => same(t, o))),
      ]),
    );
    if ([...moving.values()].some((places) => places.length > 0)) {
      const without = [...moving.values()].flat();
      assign(
        new Map(
          [...target].map(([id, places]) => [id, places.filter((p) => !without.some((m) => same(m, p)))]),
        ),
      );
      for (const [id, places] of moving) revoke(id, places);
    }
    assign(target);
  }

  return {
    get generation() {
      return generation;
    },
    assignment: () =>
      [...members]
        .map(([id, { owned }]) => ({ id, places: [...owned] }))
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
    join(member) {
      const [first] = members.values();
      if (first && first.member.assignor !== member.assignor) {
        const text = `group ${name} uses ${first.member.assignor}, and ${member.id} offers ${member.assignor}`;
        throw new LogError('INCONSISTENT_GROUP_PROTOCOL', text);
      }
      members.set(member.id, { member, owned: [] });
      rebalance();
    },
    leave(id) {
      if (!members.has(id)) return;
      revoke(id, members.get(id)!.owned);
      members.delete(id);
      record({ type: 'ConsumerCancelled', consumer: id });
      rebalance();
    },
    expire(id) {
      if (!members.delete(id)) return;
      record({ type: 'ConsumerLost', consumer: id });
      rebalance();
    },
    check(id, seen) {
      if (!members.has(id)) throw new LogError('UNKNOWN_MEMBER_ID', `${id} is no member of ${name}`);
      if (seen !== generation) {
        throw new LogError(
          'ILLEGAL_GENERATION',
          `${id} is of generation ${seen}, and ${name} is at ${generation}`,
        );
      }
    },
    commit(place, offset) {
      offsets.set(keyOf(place), offset);
      record({ type: 'OffsetCommitted', group: name, ...place, offset });
    },
    committed: (place) => offsets.get(keyOf(place)),
  };
}
