/** One event’s effect on the board. Pure. */
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { Recorded } from '#trace/trace.ts';
import { MOST_PARTITIONS, type BrokerIndex } from './broker-index.ts';
import { EMPTY, withConsumer, withExchange, withGroup, withPlace, type BrokerState } from './broker-state.ts';
import { addTo } from './copies.ts';
import { acknowledge, claim, deadLetter, deliver, dismiss, drop, dropAll, requeue, route } from './moves.ts';

type Evolve = (state: BrokerState, event: Recorded<BrokerEvent>) => BrokerState;

export function createEvolve(index: BrokerIndex): Evolve {
  return (state, event) => {
    switch (event.type) {
      case 'MessagePublished':
      case 'MessageRouted':
      case 'MessageAppended':
      case 'MessageDelivered':
      case 'MessageAcknowledged':
      case 'MessageClaimed':
      case 'MessageRequeued':
      case 'MessageDeadLettered':
      case 'MessageDropped':
        return moved(index, state, event);
      case 'OffsetCommitted':
      case 'GroupCreated':
      case 'GroupDeleted':
      case 'PartitionAssigned':
      case 'PartitionRevoked':
      case 'GroupRebalanced':
        return grouped(state, event);
      case 'ConsumerSubscribed':
      case 'ConsumerCancelled':
      case 'ConsumerLost':
        return consuming(state, event);
      case 'BrokerRestarted':
        return { ...state, restarts: state.restarts + 1 };
      case 'MessageReturned':
      case 'PublishConfirmed':
      case 'ChannelClosed':
      case 'ProcessStarted':
      case 'ProcessCrashed':
      case 'HandlerFailed':
      case 'OperationApplied':
      case 'StateEntered':
      case 'FaultStruck':
      case 'InvariantBroken':
        return state;
      case 'CounterexampleFound':
        // Another schedule, another world.
        return { ...EMPTY, serial: state.serial };
      default:
        return declared(state, event);
    }
  };
}

type Named<T extends BrokerEvent['type']> = Extract<BrokerEvent, { type: T }>;

function moved(
  index: BrokerIndex,
  state: BrokerState,
  event: Named<
    | 'MessagePublished'
    | 'MessageRouted'
    | 'MessageAppended'
    | 'MessageDelivered'
    | 'MessageAcknowledged'
    | 'MessageClaimed'
    | 'MessageRequeued'
    | 'MessageDeadLettered'
    | 'MessageDropped'
  >,
): BrokerState {
  switch (event.type) {
    case 'MessagePublished': {
      const { to } = event;
      const published = { ...state, published: state.published + 1, lastTo: to };
      if (!index.isExchange(to)) return withPlace(published, to, index.kindOf(to), (place) => place);
      return withExchange(published, to, (one) => ({ published: one.published + 1 }));
    }
    case 'MessageRouted':
      return route(index, state, event);
    case 'MessageAppended': {
      const { topic, partition, offset } = event;
      return withPlace(state, topic, 'topic', (place) => ({
        ...place,
        // An offset is given once: what claims one below the end is no new record.
        partitions: filled(place.partitions, partition, (one) =>
          offset < one.next ? one : { next: offset + 1, kept: one.kept + 1 },
        ),
      }));
    }
    case 'MessageDelivered':
      return deliver(index, state, event);
    case 'MessageAcknowledged':
      return acknowledge(index, state, event);
    case 'MessageClaimed':
      return claim(index, state, event);
    case 'MessageRequeued':
      return requeue(index, state, event);
    case 'MessageDeadLettered':
      return deadLetter(index, state, event);
    case 'MessageDropped':
      return dropped(index, state, event);
  }
}

function dropped(index: BrokerIndex, state: BrokerState, event: Named<'MessageDropped'>): BrokerState {
  const { queue } = event;
  if (queue === undefined) {
    return { ...state, loose: addTo(addTo(state.loose, 'entered'), 'dropped') };
  }
  const slot = index.partitionOf(queue);
  if (slot === undefined) return drop(index, state, { ...event, queue });
  return withPlace(state, slot.topic, 'topic', (place) => ({
    ...place,
    partitions: filled(place.partitions, slot.partition, ({ next, kept }) => ({
      next,
      kept: Math.max(0, kept - 1),
    })),
  }));
}

type Partitions = BrokerState['places'][number]['partitions'];

/** The partitions with one changed; those before it are there, too. */
function filled(
  partitions: Partitions,
  number: number,
  change: (partition: Partitions[number]) => Partitions[number],
): Partitions {
  if (number >= MOST_PARTITIONS) return partitions;
  const missing = Math.max(0, number + 1 - partitions.length);
  const all = [...partitions, ...Array.from({ length: missing }, () => ({ next: 0, kept: 0 }))];
  return all.with(number, change(all[number]!));
}

function declared(
  state: BrokerState,
  event: Named<
    | 'ExchangeDeclared'
    | 'ExchangeDeleted'
    | 'QueueDeclared'
    | 'QueueDeleted'
    | 'BindingAdded'
    | 'BindingRemoved'
    | 'TopicDeclared'
  >,
): BrokerState {
  switch (event.type) {
    case 'ExchangeDeclared':
      return withExchange(state, event.exchange, () => ({ kind: event.kind }));
    case 'ExchangeDeleted':
      return { ...state, exchanges: state.exchanges.filter(({ name }) => name !== event.exchange) };
    case 'QueueDeclared': {
      const { queue, durable, keeps } = event;
      const kind = keeps === true ? 'stream' : 'queue';
      return withPlace(state, queue, kind, (place) => ({ ...place, kind, durable, isGone: false }));
    }
    case 'QueueDeleted':
      return withPlace(state, event.queue, 'queue', (place) => ({
        ...dropAll(place),
        kept: 0,
        isGone: true,
      }));
    case 'BindingAdded': {
      const { exchange, to, key } = event;
      return withExchange(state, exchange, ({ bindings }) => ({ bindings: [...bindings, { to, key }] }));
    }
    case 'BindingRemoved': {
      const { exchange, to, key } = event;
      const isOther = (one: { to: string; key: string }) => one.to !== to || one.key !== key;
      return withExchange(state, exchange, ({ bindings }) => ({ bindings: bindings.filter(isOther) }));
    }
    case 'TopicDeclared':
      return withPlace(state, event.topic, 'topic', (place) => ({
        ...place,
        partitions:
          event.partitions === 0
            ? []
            : filled(place.partitions, Math.min(event.partitions, MOST_PARTITIONS) - 1, (one) => one),
      }));
  }
}

function grouped(
  state: BrokerState,
  event: Named<
    | 'OffsetCommitted'
    | 'GroupCreated'
    | 'GroupDeleted'
    | 'PartitionAssigned'
    | 'PartitionRevoked'
    | 'GroupRebalanced'
  >,
): BrokerState {
  const { group } = event;
  switch (event.type) {
    case 'OffsetCommitted':
      return withGroup(state, group, ({ committed }) => ({
        committed: { ...committed, [keyOf(event)]: event.offset },
      }));
    case 'GroupCreated':
      return withPlace(
        withGroup(state, group, () => ({})),
        event.queue,
        'stream',
        (place) => place,
      );
    case 'GroupDeleted':
      return dismiss(
        { ...state, groups: state.groups.filter(({ name }) => name !== group) },
        event.queue,
        group,
      );
    case 'PartitionAssigned':
      return withGroup(state, group, ({ assigned }) => ({
        assigned: { ...assigned, [keyOf(event)]: event.consumer },
      }));
    case 'PartitionRevoked':
      return withGroup(state, group, ({ assigned }) => {
        const { [keyOf(event)]: _gone, ...rest } = assigned;
        return { assigned: rest };
      });
    case 'GroupRebalanced':
      return withGroup(state, group, () => ({ generation: event.generation }));
  }
}

const keyOf = ({ topic, partition }: { topic: string; partition: number }) => `${topic}-${String(partition)}`;

function consuming(
  state: BrokerState,
  event: Named<'ConsumerSubscribed' | 'ConsumerCancelled' | 'ConsumerLost'>,
): BrokerState {
  const { queue } = event;
  return withConsumer(state, event.consumer, ({ places }) => {
    const others = places.filter((place) => place !== queue);
    switch (event.type) {
      case 'ConsumerSubscribed':
        return { status: 'up', places: queue === undefined ? places : [...others, queue] };
      case 'ConsumerCancelled':
        if (queue === undefined) return { status: 'left', places: [] };
        return others.length === 0 ? { status: 'left', places: [] } : { places: others };
      case 'ConsumerLost':
        if (queue === undefined) return { status: 'down', places: [] };
        return others.length === 0 ? { status: 'down', places: [] } : { places: others };
    }
  });
}
