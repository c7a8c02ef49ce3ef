/**
 * What the broker keeps for one client id: messages for it that are not acknowledged, and the handshakes that it has
 * begun. With QoS 1 and 2 a message waits here while the client is away; with QoS 0 it is lost.
 * Source: MQTT 5.0, sections 4.1, 4.3 and 4.4.
 */
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { Message } from './message.ts';
import type { Packet, Qos } from './packets.ts';

export interface Session {
  readonly clientId: string;
  /** Sends a message, or keeps it until it can be sent. */
  deliver(message: Message, qos: Qos, retain: boolean): void;
  /** The client is there: what was under way is sent again, marked as a duplicate. */
  attach(send: (packet: Packet) => void, receiveMaximum: number): void;
  detach(): void;
  /** The client has received a message (QoS 1), has it safely (QoS 2, first half), has let go of it. */
  onPuback(id: number): void;
  onPubrec(id: number): void;
  onPubcomp(id: number): void;
  /** A message of QoS 2 that the client has published and not yet released. Returns false if it is known already. */
  hold(id: number, message: Message): boolean;
  release(id: number): Message | undefined;
}

interface Outgoing {
  message: Message;
  qos: Qos;
  retain: boolean;
  /** The client has it (PUBREC); only the release is still to be confirmed. */
  received: boolean;
}

const MAX_ID = 65_535;

export function createSession(
  clientId: string,
  now: () => number,
  record: (event: BrokerEvent) => void,
): Session {
  const waiting: Outgoing[] = [];
  const underWay = new Map<number, Outgoing>();
  const held = new Map<number, Message>();
  let send: ((packet: Packet) => void) | undefined;
  let receiveMaximum = 0;
  let lastId = 0;

  const dropped = ({ name }: Message, reason: string) =>
    record({ type: 'MessageDropped', message: name, queue: clientId, reason });

  function nextId(): number {
    do lastId = (lastId % MAX_ID) + 1;
    while (underWay.has(lastId));
    return lastId;
  }

  function sendPublish({ message, qos, retain }: Outgoing, dup: boolean, id?: number) {
    const { name, topic, body, expiresAt } = message;
    record({ type: 'MessageDelivered', message: name, consumer: clientId, redelivered: dup });
    const expirySec = expiresAt === Infinity ? undefined : Math.ceil((expiresAt - now()) / 1000);
    send!({ type: 'publish', topic, body, qos, retain, dup, id, expirySec });
  }

  function sendWaiting() {
    while (underWay.size < receiveMaximum) {
      const next = send && waiting.shift();
      if (!next) return;
      if (next.message.expiresAt <= now()) {
        dropped(next.message, 'expired');
        continue;
      }
      const id = nextId();
      underWay.set(id, next);
      sendPublish(next, false, id);
    }
  }

  function done(id: number) {
    const outgoing = underWay.get(id);
    if (!outgoing) return;
    underWay.delete(id);
    record({ type: 'MessageAcknowledged', message: outgoing.message.name, consumer: clientId });
    sendWaiting();
  }

  return {
    clientId,
    deliver(message, qos, retain) {
      const outgoing = { message, qos, retain, received: false };
      if (qos > 0) {
        record({ type: 'MessageRouted', message: message.name, queue: clientId });
        waiting.push(outgoing);
        sendWaiting();
      } else if (send) {
        sendPublish(outgoing, false);
      } else {
        dropped(message, 'QoS 0, and the client is away');
      }
    },
    attach(to, maximum) {
      send = to;
      receiveMaximum = maximum;
      // What follows is acknowledged at once by some clients, and makes room for more.
      const before = [...underWay];
      for (const [id, outgoing] of before) {
        if (outgoing.received) send({ type: 'pubrel', id });
        else sendPublish(outgoing, true, id);
      }
      sendWaiting();
    },
    detach() {
      send = undefined;
    },
    onPuback: done,
    onPubrec(id) {
      const outgoing = underWay.get(id);
      if (outgoing) outgoing.received = true;
      send?.({ type: 'pubrel', id });
    },
    onPubcomp: done,
    hold(id, message) {
      if (held.has(id)) return false;
      held.set(id, message);
      return true;
    },
    release(id) {
      const message = held.get(id);
      held.delete(id);
      return message;
    },
  };
}
