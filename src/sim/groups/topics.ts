/**
 * Topics and groups, on whatever broker lies below: every group gets a copy of what is published to its topic, and its
 * members share them. Where topics have partitions, the messages of one key are in one partition, and a partition is
 * with one member at a time, which handles it in order.
 */
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { BrokerMessage, Delivery } from './delivery.ts';
import { createMember, type Member } from './member.ts';
import { createPartitioning } from './partition-of.ts';
import { laneName, type BrokerPort, type Consumption, type Lane, type PortClient } from './port.ts';
import { balance, type Share } from './sharing.ts';
import { checkGroup, checkPublish, type GroupOptions, type PublishOptions } from './wishes.ts';

export interface TopicsParts<To> {
  port: BrokerPort<To>;
  /** Of every topic; 0: none, and members take messages in turn. */
  partitions: number;
  /** Is told what no simulator below tells. */
  record(event: BrokerEvent): void;
  /** Calls back when anything moves. */
  stir?(): void;
}

interface LaneShare extends Share<Member> {
  lane: Lane;
  consumption: Promise<Consumption | undefined> | undefined;
}

interface Group {
  name: string;
  shares: LaneShare[];
  members: Set<Member>;
  declared: Promise<unknown>;
  generation: number;
}

export interface Membership {
  leave(): Promise<void>;
  crash(): Promise<void>;
}

export function createTopics<To>({ port, partitions, record, stir = () => {} }: TopicsParts<To>) {
  const groups = new Map<string, Group>();
  const partitionOf = createPartitioning(partitions);
  const members = new Set<Member>();
  let failure: { error: unknown } | undefined;
  let names = 0;

  function groupOf(topic: string, options: GroupOptions): Group {
    const name = `${topic}.${options.group}`;
    const known = groups.get(name);
    if (known) return known;
    const numbers = partitions === 0 ? [undefined] : Array.from({ length: partitions }, (_, at) => at);
    const shares = numbers.map((partition) => ({
      lane: { topic, group: options.group, partition },
      owner: undefined,
      leaving: false,
      consumption: undefined,
    }));
    const { deadLetters, attempts = Infinity } = options;
    const declared = Promise.all(shares.map(({ lane }) => port.declare(lane, { deadLetters, attempts })));
    const group = { name: options.group, shares, members: new Set<Member>(), declared, generation: 0 };
    groups.set(name, group);
    return group;
  }

  function consume(member: Member, lane: Lane, prefetch: number): Promise<Consumption | undefined> {
    const { consumer, client } = member;
    record({ type: 'ConsumerSubscribed', consumer, queue: laneName(lane) });
    return client
      .consume(lane, { consumer, prefetch }, (held) => member.receive(lane, held))
      .catch((error: unknown) => {
        // A connection that has just been ended may refuse.
        if (!member.isGone) failure ??= { error };
        return undefined;
      });
  }

  /** After a member has come or gone, or has let go of a partition. */
  async function share(group: Group): Promise<void> {
    if (partitions === 0) return;
    const { give, release: surplus } = balance(group.shares, group.members);
    for (const { share: one, to } of give) {
      one.owner = to;
      one.consumption = consume(to, one.lane, 1);
    }
    for (const one of surplus) void handOver(group, one);
    await Promise.all(give.map(({ share: one }) => one.consumption));
  }

  async function handOver(group: Group, one: LaneShare): Promise<void> {
    const { owner, consumption } = one;
    one.leaving = true;
    const running = await consumption;
    await running?.stop();
    if (one.owner !== owner) return;
    record({ type: 'ConsumerCancelled', consumer: owner!.consumer, queue: laneName(one.lane) });
    one.consumption = undefined;
    letGo(group, one);
  }

  function letGo(group: Group, one: LaneShare): void {
    if (!one.leaving || one.consumption || one.owner?.holds(one.lane)) return;
    // Who leaves the group has put away what it had not begun; that is the broker's again when it has gone.
    if (one.owner && !group.members.has(one.owner)) return;
    one.owner = undefined;
    one.leaving = false;
    stir();
    void share(group);
  }

  /** It gets nothing more, and nothing new begins; what it works on it may still answer. */
  function retire(group: Group, member: Member): void {
    group.members.delete(member);
    member.retire();
    for (const one of group.shares) if (one.owner === member) one.leaving = true;
  }

  function remove(group: Group, member: Member): void {
    group.members.delete(member);
    member.end();
    record({ type: 'ConsumerLost', consumer: member.consumer });
    for (const one of group.shares) {
      if (one.owner !== member) continue;
      one.owner = undefined;
      one.leaving = false;
      one.consumption = undefined;
    }
    stir();
  }

  async function enter(group: Group, member: Member): Promise<void> {
    group.members.add(member);
    members.add(member);
    const rebalanced = { group: group.name, generation: ++group.generation, members: group.members.size };
    record({ type: 'GroupRebalanced', ...rebalanced });
    if (partitions === 0) await consume(member, group.shares[0]!.lane, member.prefetch);
    else await share(group);
  }

  async function subscribe(
    topic: string,
    options: GroupOptions,
    handler: (delivery: Delivery) => unknown,
    to: To,
  ): Promise<Membership> {
    checkGroup(topic, options, handler);
    const group = groupOf(topic, options);
    const { consumer = `${options.group}-${++names}`, prefetch = 1 } = options;
    let member: Member | undefined;
    const leave = async () => {
      if (!member || member.isGone) return;
      retire(group, member);
      await Promise.allSettled(member.working);
      await end('close');
    };
    const end = async (how: 'close' | 'crash' | undefined) => {
      if (!member || member.isGone) return;
      remove(group, member);
      if (how) await member.client[how]();
      await share(group);
    };
    const client: PortClient = await port.connect(
      {
        lost() {
          member?.drop();
          for (const one of group.shares) if (one.owner === member) letGo(group, one);
        },
        died: () => void end(undefined),
      },
      to,
    );
    await group.declared;
    member = createMember({
      consumer,
      prefetch,
      client,
      handler,
      record,
      stir,
      emptied(lane) {
        const one = group.shares.find((other) => other.lane === lane);
        if (one && one.owner === member) letGo(group, one);
      },
      failed(error) {
        failure ??= { error };
        void end('crash');
      },
    });
    await enter(group, member);
    return { leave, crash: () => end('crash') };
  }

  return {
    subscribe,
    async publish(client: PortClient, topic: string, message: BrokerMessage, options: PublishOptions = {}) {
      checkPublish(topic, message, options);
      const partition = partitionOf(topic, options.key);
      const body = JSON.stringify(message);
      const key = partition === undefined ? {} : { key: String(partition) };
      record({ type: 'MessagePublished', message: message.id, to: topic, ...key });
      for (const { shares } of groups.values()) {
        for (const { lane } of shares) {
          if (lane.topic !== topic || lane.partition !== partition) continue;
          record({ type: 'MessageRouted', message: message.id, queue: laneName(lane) });
        }
      }
      await client.publish(topic, partition, { id: message.id, body });
      stir();
    },
    /** Handlers at work. */
    working: (): Promise<void>[] =>
      [...members].flatMap((member) => (member.isGone ? [] : [...member.working])),
    /** @throws what a handler threw, the first time that it is asked for */
    throwFailure(): void {
      const found = failure;
      failure = undefined;
      if (found) throw found.error;
    },
  };
}
