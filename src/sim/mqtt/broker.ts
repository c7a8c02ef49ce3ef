/**
 * An MQTT broker: it answers packets, keeps sessions, and routes messages by topic.
 * Source: MQTT 5.0 and 3.1.1 (OASIS); where they leave a choice, as Mosquitto 2.0 does.
 */
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { World } from '../world.ts';
import type { Connection, Link, Receiver } from './connection.ts';
import type { Message } from './message.ts';
import { REASON, type ConnectPacket, type Packet, type PublishPacket, type Qos } from './packets.ts';
import { createRouter } from './router.ts';
import { createSessions } from './sessions.ts';
import { isTopic, readFilter } from './topics.ts';
import { createWills } from './wills.ts';

export interface MqttBroker {
  open(receiver: Receiver): Link;
  /** Breaks every connection; sessions that outlive a connection and retained messages stay. */
  restart(): void;
}

/** How many messages Mosquitto lets be under way to a client that names no maximum (max_inflight_messages). */
const RECEIVE_MAXIMUM = 20;

export function createMqttBroker({
  world,
  record,
}: {
  world: World;
  record: (event: BrokerEvent) => void;
}): MqttBroker {
  const connections = new Set<Connection>();
  const sessions = createSessions(world, record, (clientId) => router.forget(clientId));
  const router = createRouter({ world, sessions, record });
  const wills = createWills(world, (clientId, { topic, body, qos = 0, retain = false }) =>
    router.route(router.message({ topic, body, qos, retain }, clientId)),
  );

  /** Ends a connection from the broker's side or because it broke: only a goodbye spares the will. */
  function end(connection: Connection, how: { goodbye?: boolean; restarting?: boolean } = {}) {
    if (!connection.open) return;
    connection.open = false;
    connections.delete(connection);
    const { client } = connection;
    if (!client) return;
    const { clientId } = client.packet;
    if (!how.goodbye) record({ type: 'ConsumerLost', consumer: clientId });
    client.session.detach();
    const lifeMs = sessions.leave(client.packet);
    if (client.will && !how.goodbye && !how.restarting) wills.due(clientId, client.will, lifeMs);
  }

  function refuse(connection: Connection, reason: number) {
    if (connection.client?.packet.version === 5) {
      connection.receiver.onPacket({ type: 'disconnect', reason });
    }
    end(connection);
    connection.receiver.onClose();
  }

  function connect(connection: Connection, packet: ConnectPacket) {
    if (connection.client) {
      refuse(connection, REASON.protocolError);
      return;
    }
    for (const other of connections) {
      if (other.client?.packet.clientId === packet.clientId) refuse(other, REASON.takenOver);
    }
    wills.callOff(packet.clientId);
    const { session, present } = sessions.enter(packet);
    connection.client = { packet, session, will: packet.will };
    const send = (reply: Packet) => {
      if (connection.open) connection.receiver.onPacket(reply);
    };
    send({ type: 'connack', sessionPresent: present });
    session.attach(send, packet.receiveMaximum ?? RECEIVE_MAXIMUM);
  }

  function publish(connection: Connection, packet: PublishPacket) {
    const { packet: who, session } = connection.client!;
    if (!isTopic(packet.topic)) {
      refuse(connection, REASON.protocolError);
      return;
    }
    const { id = 0, qos } = packet;
    const reply = (type: 'puback' | 'pubrec', reason: number) =>
      connection.receiver.onPacket({ type, id, reason: who.version === 5 ? reason : 0 });
    if (packet.topic.startsWith('$SYS')) {
      // The broker's own topics: in MQTT 3.1.1 it has no way to say no.
      if (qos === 1) reply('puback', REASON.notAuthorized);
      if (qos === 2) reply('pubrec', REASON.notAuthorized);
      return;
    }
    if (qos === 2) {
      session.hold(id, router.message(packet, who.clientId));
      reply('pubrec', 0);
      return;
    }
    const heard = router.route(router.message(packet, who.clientId));
    if (qos === 1) reply('puback', heard ? 0 : REASON.noSubscribers);
  }

  function release(connection: Connection, id: number) {
    const message = connection.client!.session.release(id);
    if (message) router.route(message);
    connection.receiver.onPacket({ type: 'pubcomp', id });
  }

  function subscribe(connection: Connection, packet: Packet & { type: 'subscribe' }) {
    const { clientId } = connection.client!.packet;
    const asked = packet.filters.map(readFilter);
    if (asked.includes(undefined)) {
      refuse(connection, REASON.badFilter);
      return;
    }
    const { qos = 0 } = packet.options;
    const retained: (readonly Message[])[] = [];
    for (const filter of asked)
      retained.push(router.subscribe(filter!, { clientId, options: packet.options }));
    connection.receiver.onPacket({ type: 'suback', id: packet.id, granted: packet.filters.map(() => qos) });
    for (const message of retained.flat()) {
      connection.client!.session.deliver(message, Math.min(message.qos, qos) as Qos, true);
    }
  }

  function unsubscribe(connection: Connection, packet: Packet & { type: 'unsubscribe' }) {
    for (const text of packet.filters) {
      const asked = readFilter(text);
      if (asked) router.unsubscribe(asked, connection.client!.packet.clientId);
    }
    connection.receiver.onPacket({ type: 'unsuback', id: packet.id });
  }

  function disconnect(connection: Connection, { reason, sessionExpirySec }: Packet & { type: 'disconnect' }) {
    const { packet } = connection.client!;
    if (sessionExpirySec !== undefined) packet.sessionExpirySec = sessionExpirySec;
    end(connection, { goodbye: reason !== REASON.disconnectWithWill });
  }

  function receive(connection: Connection, packet: Packet) {
    if (!connection.open) return;
    if (packet.type === 'connect') {
      connect(connection, packet);
      return;
    }
    if (!connection.client) {
      refuse(connection, REASON.protocolError);
      return;
    }
    const { session } = connection.client;
    if (packet.type === 'publish') publish(connection, packet);
    else if (packet.type === 'puback') session.onPuback(packet.id);
    else if (packet.type === 'pubrec') session.onPubrec(packet.id);
    else if (packet.type === 'pubcomp') session.onPubcomp(packet.id);
    else if (packet.type === 'pubrel') release(connection, packet.id);
    else if (packet.type === 'subscribe') subscribe(connection, packet);
    else if (packet.type === 'unsubscribe') unsubscribe(connection, packet);
    else if (packet.type === 'disconnect') disconnect(connection, packet);
    else refuse(connection, REASON.protocolError);
  }

  return {
    open(receiver) {
      const connection: Connection = { receiver, open: true, client: undefined };
      connections.add(connection);
      return {
        send: (packet) => receive(connection, packet),
        drop: () => end(connection),
      };
    },
    restart() {
      record({ type: 'BrokerRestarted' });
      for (const connection of connections) {
        end(connection, { restarting: true });
        connection.receiver.onClose();
      }
    },
  };
}
