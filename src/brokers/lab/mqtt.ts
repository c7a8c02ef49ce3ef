/**
 * Topics and groups on an MQTT 5 broker, with QoS 1 and sessions that outlive their connections: a partition of a group is
 * one session, a group without partitions a few that share a subscription. A session has one message in hand at a time,
 * because acknowledgements must be sent in the order of the messages. MQTT has no nack, no count and no dead letters:
 * what is given back comes again because its connection is broken; the rest is done here.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { laneName, type Lane } from '#sim/groups/port.ts';
import type { ConnectOptions, MqttClient, MqttEngine } from '#sim/mqtt/engine.ts';
import { openMqtt } from '../mqtt/mqtt.ts';
import type { AskedBroker, DeadLetter, Taken } from './asked-lanes.ts';

/** Sessions of a group without partitions: so many of its messages can be in hand at a time. */
const HANDS = 4;
/** Seconds; the engine ends the sessions when it is closed. */
const EXPIRY = 3600;

interface Session {
  options: ConnectOptions;
  client: MqttClient;
  /** How many of the messages of this connection were taken. */
  taken: number;
  isBusy: boolean;
}

export async function openMqttLanes(url: string, space: string, quiet: number): Promise<AskedBroker> {
  const mqtt = await openMqtt({ url });
  const publisher = await mqtt.connect({ clientId: `${space}publisher`, version: 5 });
  const sessions = new Map<string, Session[]>();
  const graves = new Map<string, Promise<Session>>();
  // Lane and message → deliveries so far.
  const counts = new Map<string, number>();
  const topicOf = (topic: string, partition: number | undefined) => `${space}${topic}/${partition ?? 'all'}`;

  async function openSession(clientId: string, filter: string, isHeld: boolean): Promise<Session> {
    const options: ConnectOptions = {
      clientId,
      version: 5,
      clean: false,
      sessionExpirySec: EXPIRY,
      ...(isHeld ? { receiveMaximum: 1, withhold: ['puback'] } : {}),
    };
    const client = await mqtt.connect(options);
    await client.subscribe(filter, { qos: 1 });
    return { options, client, taken: 0, isBusy: false };
  }

  /** Where the dead letters of a name go; it must be there before the first of them. */
  function grave(name: string): Promise<Session> {
    const known = graves.get(name) ?? openSession(`${space}${name}`, `${space}${name}`, false);
    graves.set(name, known);
    return known;
  }

  return {
    async declare(lane) {
      const topic = topicOf(lane.topic, lane.partition);
      const isShared = lane.partition === undefined;
      const filter = isShared ? `$share/${space}${laneName(lane)}/${topic}` : topic;
      const opening = Array.from({ length: isShared ? HANDS : 1 }, (_, number) =>
        openSession(`${space}${laneName(lane)}-${number}`, filter, true),
      );
      sessions.set(laneName(lane), await Promise.all(opening));
    },
    async append(topic, partition, message) {
      await publisher.publish(topicOf(topic, partition), JSON.stringify(message), { qos: 1 });
    },
    async take(lane) {
      // What the broker has sent by now is here then.
      await mqtt.settle();
      for (const session of sessions.get(laneName(lane)) ?? []) {
        const received = session.isBusy ? undefined : session.client.received()[session.taken];
        if (received) return takeFrom(mqtt, session, received.body, countsOf(counts, lane));
      }
      return undefined;
    },
    async bury(name, letter) {
      await grave(name);
      await publisher.publish(`${space}${name}`, JSON.stringify(letter), { qos: 1 });
    },
    async exhume(name) {
      const session = await grave(name);
      await mqtt.settle();
      const received = session.client.received().slice(session.taken);
      session.taken += received.length;
      return received.map(({ body }) => JSON.parse(body) as DeadLetter);
    },
    rest: () => sleep(quiet),
    close: () => mqtt.close(),
  };
}

/** Counts a delivery of a message to a lane. */
function countsOf(counts: Map<string, number>, lane: Lane): (id: string) => number {
  return (id) => {
    const key = `${laneName(lane)} ${id}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count;
  };
}

function takeFrom(mqtt: MqttEngine, session: Session, text: string, count: (id: string) => number): Taken {
  const { id, body } = JSON.parse(text) as { id: string; body: string };
  session.isBusy = true;
  session.taken++;
  return {
    id,
    body,
    deliveries: count(id),
    async ack() {
      await session.client.release();
      session.client.withhold('puback');
      session.isBusy = false;
    },
    async giveBack() {
      await session.client.die();
      session.client = await mqtt.connect(session.options);
      session.taken = 0;
      session.isBusy = false;
    },
  };
}
