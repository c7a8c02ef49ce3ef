/**
 * A client of the simulated broker. It acknowledges what it receives, unless it is told to keep that back, and sends
 * again what the broker has not acknowledged.
 */
import type { MqttBroker } from './broker.ts';
import type { Link } from './connection.ts';
import type { ConnectOptions, MqttClient, PublishOptions, Received } from './engine.ts';
import type { AckType, Packet, PublishPacket, Qos } from './packets.ts';

/** What a client remembers from one connection to the next: handshakes that it has begun. */
export interface ClientMemory {
  unacknowledged: Map<number, { packet: PublishPacket; received: boolean; done: (reason: number) => void }>;
  lastId: number;
}

export const createClientMemory = (): ClientMemory => ({ unacknowledged: new Map(), lastId: 0 });

const HANDSHAKE: readonly string[] = ['publish', 'puback', 'pubrec', 'pubrel', 'pubcomp'];

export function connectClient(broker: MqttBroker, options: ConnectOptions, memory: ClientMemory): MqttClient {
  const { clientId, version = 4, clean = true, will, sessionExpirySec, receiveMaximum } = options;
  const received: Received[] = [];
  const packets: string[] = [];
  const answers = new Map<number, (packet: Packet) => void>();
  const withheld = new Set<AckType>(options.withhold);
  const kept: Packet[] = [];
  let sessionPresent = false;
  let open = true;

  const link: Link = broker.open({
    onPacket: receive,
    onClose() {
      open = false;
    },
  });

  function send(packet: Packet) {
    if (withheld.has(packet.type as AckType)) {
      kept.push(packet);
      return;
    }
    if (HANDSHAKE.includes(packet.type)) packets.push(`> ${packet.type}`);
    link.send(packet);
  }

  function nextId(): number {
    return ++memory.lastId;
  }

  function receive(packet: Packet) {
    if (HANDSHAKE.includes(packet.type)) packets.push(`< ${packet.type}`);
    if (packet.type === 'connack') sessionPresent = packet.sessionPresent;
    else if (packet.type === 'publish') receivePublish(packet);
    else if (packet.type === 'pubrel') send({ type: 'pubcomp', id: packet.id });
    else if (packet.type === 'pubrec') receivePubrec(packet.id, packet.reason ?? 0);
    else if (packet.type === 'puback' || packet.type === 'pubcomp') finish(packet.id, packet.reason ?? 0);
    else if (packet.type === 'suback' || packet.type === 'unsuback') answers.get(packet.id)?.(packet);
  }

  function receivePublish({ topic, body, qos, retain, dup, id = 0 }: PublishPacket) {
    received.push({ topic, body, qos, retain, dup });
    if (qos > 0) send({ type: qos === 1 ? 'puback' : 'pubrec', id });
  }

  function receivePubrec(id: number, reason: number) {
    const begun = memory.unacknowledged.get(id);
    if (reason >= 0x80) {
      finish(id, reason);
      return;
    }
    if (begun) begun.received = true;
    send({ type: 'pubrel', id });
  }

  function finish(id: number, reason: number) {
    memory.unacknowledged.get(id)?.done(reason);
    memory.unacknowledged.delete(id);
  }

  function resend() {
    const before = [...memory.unacknowledged];
    for (const [id, { packet, received: has }] of before) {
      send(has ? { type: 'pubrel', id } : { ...packet, dup: true });
    }
  }

  function publish(topic: string, body: string, { qos = 0, retain = false, expirySec }: PublishOptions) {
    const packet: PublishPacket = { type: 'publish', topic, body, qos, retain, dup: false, expirySec };
    if (qos === 0) {
      send(packet);
      return Promise.resolve(0);
    }
    const id = nextId();
    return new Promise<number>((done) => {
      memory.unacknowledged.set(id, { packet: { ...packet, id }, received: false, done });
      send({ ...packet, id });
      if (withheld.has('pubrel')) done(0);
    });
  }

  function asked<T>(packet: (id: number) => Packet, read: (answer: Packet) => T): Promise<T> {
    const id = nextId();
    return new Promise((resolve, reject) => {
      answers.set(id, (answer) => resolve(read(answer)));
      link.send(packet(id));
      if (!open) reject(new Error('The broker has closed the connection.'));
    });
  }

  link.send({ type: 'connect', clientId, version, clean, will, sessionExpirySec, receiveMaximum });
  resend();
  return {
    get sessionPresent() {
      return sessionPresent;
    },
    get open() {
      return open;
    },
    received: () => received,
    packets: () => packets,
    publish: async (topic, body, of = {}) => publish(topic, body, of),
    subscribe: (filters, of = {}) =>
      asked(
        (id) => ({ type: 'subscribe', id, filters: [filters].flat() as string[], options: of }),
        (answer) => (answer.type === 'suback' ? answer.granted : ([] as readonly Qos[])),
      ),
    unsubscribe: (filter) =>
      asked(
        (id) => ({ type: 'unsubscribe', id, filters: [filter] }),
        () => undefined,
      ),
    withhold(...types) {
      for (const type of types) withheld.add(type);
    },
    async release() {
      withheld.clear();
      for (const packet of kept.splice(0)) send(packet);
    },
    async disconnect(of = {}) {
      open = false;
      link.send({ type: 'disconnect', ...of });
    },
    async die() {
      open = false;
      link.drop();
    },
  };
}
