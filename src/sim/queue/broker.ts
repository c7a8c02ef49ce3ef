/** A broker as RabbitMQ is one: connections and their channels, exchanges, queues, and what a restart leaves. */
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { World } from '../world.ts';
import { createChannel, type Channel, type PublishOptions, type PublishOutcome } from './channel.ts';
import { deadLetter, wouldCircle, type DeathReason } from './dead-letter.ts';
import { notFound, preconditionFailed, resourceLocked } from './errors.ts';
import { createExchanges, type Binding, type ExchangeKind, type ExchangeOptions } from './exchanges.ts';
import type { Message } from './message.ts';
import { createQueue, type Queue } from './queue.ts';
import { checkOptions, requireSameOptions, type QueueOptions } from './queue-options.ts';
import { rulesOf, USUAL_VERSION } from './rules.ts';

export interface QueueBroker {
  /** A client connects. Its name stands in the trace. */
  connect(name: string): Connection;
  /** The broker ends and comes back: every connection is lost, and only what is durable is still there. */
  restart(): void;
}

export interface Connection {
  readonly name: string;
  openChannel(): Channel;
  /** The client leaves, or its process has died: for the broker that is the same. */
  close(): void;
}

export interface BrokerOptions {
  world: World;
  record: (event: BrokerEvent) => void;
  /** The version of RabbitMQ whose rules hold. */
  version?: string | undefined;
}

/** What a channel may ask of its broker. */
export type BrokerCore = ReturnType<typeof createCore>;

export function createQueueBroker(options: BrokerOptions): QueueBroker {
  const core = createCore(options);
  const connections = new Set<Connection>();

  function connect(name: string): Connection {
    const channels = new Set<Channel>();
    const connection: Connection = {
      name,
      openChannel() {
        const channel = createChannel(core, connection);
        channels.add(channel);
        return channel;
      },
      close() {
        if (!connections.delete(connection)) return;
        for (const channel of channels) channel.close();
        core.forgetConnection(connection);
      },
    };
    connections.add(connection);
    return connection;
  }

  return {
    connect,
    restart() {
      options.record({ type: 'BrokerRestarted' });
      for (const connection of connections) connection.close();
      core.restart();
    },
  };
}

function createCore({ world, record, version = USUAL_VERSION }: BrokerOptions) {
  const queues = new Map<string, Queue>();
  const owners = new Map<Queue, Connection>();
  const exchanges = createExchanges((name) => queues.has(name));
  const rules = rulesOf(version);
  let messages = 0;
  let consumers = 0;

  function remove(queue: Queue, reason: string): void {
    if (!queues.delete(queue.name)) return;
    owners.delete(queue);
    exchanges.forgetQueue(queue.name);
    record({ type: 'QueueDeleted', queue: queue.name, reason });
    queue.close();
  }

  /** Hands copies to the queues. @returns false if one of them refused */
  function deliverTo(names: Iterable<string>, message: Message): boolean {
    let accepted = true;
    for (const name of names) accepted = (queues.get(name)?.publish(message) ?? true) && accepted;
    return accepted;
  }

  function bury(message: Message, { name, options }: Queue, reason: DeathReason): void {
    const to = options.deadLetterExchange ?? '';
    const dead = deadLetter(message, { queue: name, reason, now: world.now, to, key: options.deadLetterKey });
    const goal = [...exchanges.route(to, dead)].filter((queue) => !wouldCircle(queue, dead.headers));
    if (goal.length === 0)
      record({ type: 'MessageDropped', message: message.id, reason: 'no queue for the dead letter' });
    deliverTo(goal, dead);
  }

  /** @throws AmqpError 404, 405 */
  function find(name: string, connection: Connection): Queue {
    const queue = queues.get(name);
    if (!queue) throw notFound('queue', name);
    const owner = owners.get(queue);
    if (owner && owner !== connection) throw resourceLocked(name);
    return queue;
  }

  return {
    record,
    nameConsumer: () => `consumer-${++consumers}`,
    queue: find,

    declareExchange(name: string, kind: ExchangeKind, options: ExchangeOptions): void {
      if (exchanges.declare(name, kind, options)) record({ type: 'ExchangeDeclared', exchange: name, kind });
    },
    deleteExchange(name: string, ifUnused: boolean): void {
      exchanges.delete(name, ifUnused);
      record({ type: 'ExchangeDeleted', exchange: name });
    },

    /** @throws AmqpError 405, 406 */
    declareQueue(name: string, options: QueueOptions, connection: Connection): Queue {
      const existing = queues.has(name) ? find(name, connection) : undefined;
      if (existing) {
        requireSameOptions(name, options, existing.options);
        existing.touch();
        return existing;
      }
      checkOptions(name, options);
      record({ type: 'QueueDeclared', queue: name, durable: options.durable ?? true });
      const queue = createQueue(name, options, { world, record, rules, bury, remove });
      queues.set(name, queue);
      if (options.exclusive) owners.set(queue, connection);
      return queue;
    },
    /** @throws AmqpError 405, 406 */
    deleteQueue(
      name: string,
      only: { ifUnused?: boolean; ifEmpty?: boolean },
      connection: Connection,
    ): number {
      if (!queues.has(name)) return 0;
      const queue = find(name, connection);
      const waiting = queue.length;
      if (only.ifUnused && queue.consumers.count > 0)
        throw preconditionFailed(`queue '${name}' in vhost '/' in use`);
      if (only.ifEmpty && waiting > 0) throw preconditionFailed(`queue '${name}' in vhost '/' is not empty`);
      remove(queue, 'deleted');
      return waiting;
    },

    bind(exchange: string, binding: Binding): void {
      if ('exchange' in binding.to && !exchanges.has(binding.to.exchange)) {
        throw notFound('exchange', binding.to.exchange);
      }
      exchanges.bind(exchange, binding);
      record({ type: 'BindingAdded', exchange, to: goalOf(binding), key: binding.key });
    },
    unbind(exchange: string, binding: Binding): void {
      exchanges.unbind(exchange, binding);
      record({ type: 'BindingRemoved', exchange, to: goalOf(binding), key: binding.key });
    },

    /** @throws AmqpError 404, 406 */
    publish(exchange: string, key: string, body: string, options: PublishOptions): PublishOutcome {
      const {
        id = `m-${++messages}`,
        headers = {},
        persistent = false,
        expiration,
        mandatory = false,
      } = options;
      if (!exchanges.has(exchange)) throw notFound('exchange', exchange);
      if (expiration !== undefined && !(Number.isInteger(expiration) && expiration >= 0)) {
        throw preconditionFailed(`invalid expiration '${expiration}'`);
      }
      record({ type: 'MessagePublished', message: id, to: exchange, key });
      const goal = exchanges.route(exchange, { key, headers });
      if (goal.size === 0) record({ type: 'MessageDropped', message: id, reason: 'unroutable' });
      const back = goal.size === 0 && mandatory ? { code: 312, reason: 'NO_ROUTE' } : undefined;
      if (back) record({ type: 'MessageReturned', message: id, ...back });
      // Nobody wanted it, and that is no failure: it is confirmed.
      const accepted = deliverTo(goal, { id, body, exchange, key, headers, persistent, expiration });
      record({ type: 'PublishConfirmed', message: id, accepted });
      return back ? { accepted, returned: back } : { accepted };
    },

    /** The connection is gone, and with it the queues that were its own. */
    forgetConnection(connection: Connection): void {
      for (const [queue, owner] of owners) if (owner === connection) remove(queue, 'its connection has gone');
    },
    restart(): void {
      for (const queue of queues.values()) {
        if (queue.options.durable === false) remove(queue, 'it is not durable');
        else queue.restart();
      }
      exchanges.restart();
    },
  };
}

const goalOf = ({ to }: Binding): string => ('queue' in to ? to.queue : to.exchange);
