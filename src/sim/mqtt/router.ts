/** From a published message to the sessions that get it. */
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { World } from '../world.ts';
import type { Message } from './message.ts';
import type { Qos } from './packets.ts';
import { createRetained } from './retained.ts';
import type { Sessions } from './sessions.ts';
import { createSubscriptions, type Subscription } from './subscriptions.ts';
import type { AskedFilter } from './topics.ts';

export interface Router {
  /** A message as the broker keeps it, from what a client or a will says. */
  message(
    of: { topic: string; body: string; qos: Qos; retain: boolean; expirySec?: number | undefined },
    from: string,
  ): Message;
  /** Returns whether anybody heard it. */
  route(message: Message): boolean;
  /** Returns the retained messages that the subscription is to be sent. */
  subscribe(asked: AskedFilter, subscription: Subscription): readonly Message[];
  unsubscribe(asked: AskedFilter, clientId: string): void;
  /** A session has ended. */
  forget(clientId: string): void;
}

export function createRouter({
  world,
  sessions,
  record,
}: {
  world: World;
  sessions: Sessions;
  record: (event: BrokerEvent) => void;
}): Router {
  const subscriptions = createSubscriptions();
  const retained = createRetained(() => world.now);
  let published = 0;

  function deliver(message: Message, { clientId, options }: Subscription) {
    const qos = Math.min(message.qos, options.qos ?? 0) as Qos;
    const retain = message.retain && options.retainAsPublished === true;
    sessions.find(clientId)?.deliver(message, qos, retain);
  }

  /** In MQTT 3.1.1 a client gets one copy, with the best QoS that it asked for; in MQTT 5 one for each subscription. */
  function copies(hearing: Subscription[]): Subscription[] {
    const best = new Map<string, Subscription>();
    const each: Subscription[] = [];
    for (const subscription of hearing) {
      const { clientId, options } = subscription;
      if (sessions.versionOf(clientId) === 5) each.push(subscription);
      else if ((options.qos ?? 0) >= (best.get(clientId)?.options.qos ?? 0)) best.set(clientId, subscription);
    }
    return [...best.values(), ...each];
  }

  return {
    message({ topic, body, qos, retain, expirySec }, from) {
      const name = `${topic}#${++published}`;
      const expiresAt = expirySec === undefined ? Infinity : world.now + expirySec * 1000;
      return { name, topic, body, qos, retain, expiresAt, from };
    },
    route(message) {
      record({ type: 'MessagePublished', message: message.name, to: message.topic });
      if (message.retain) retained.keep(message);
      const hearing = subscriptions
        .hearing(message.topic)
        .filter(({ clientId, options }) => !(options.noLocal && clientId === message.from));
      for (const subscription of copies(hearing)) deliver(message, subscription);
      return hearing.length > 0;
    },
    subscribe(asked, subscription) {
      const isNew = subscriptions.add(asked, subscription);
      record({ type: 'ConsumerSubscribed', consumer: subscription.clientId, queue: asked.filter });
      const { retainHandling = 0 } = subscription.options;
      if (asked.group !== undefined || retainHandling === 2 || (retainHandling === 1 && !isNew)) return [];
      return retained.matching(asked.filter);
    },
    unsubscribe(asked, clientId) {
      subscriptions.remove(asked, clientId);
      record({ type: 'ConsumerCancelled', consumer: clientId, queue: asked.filter });
    },
    forget: (clientId) => subscriptions.removeAll(clientId),
  };
}
