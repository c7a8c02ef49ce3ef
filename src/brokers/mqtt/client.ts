/** One real client, through MQTT.js, with the simulator's interface. */
import { connect as connectSocket } from 'node:net';
import { MqttClient as RealClient, Store, type IClientOptions, type Packet } from 'mqtt';
import type { ConnectOptions, MqttClient, Received } from '#sim/mqtt/engine.ts';
import type { Qos } from '#sim/mqtt/packets.ts';
import { createGate } from './gate.ts';

/** What a client remembers from one connection to the next. */
export interface ClientStores {
  incomingStore: Store;
  outgoingStore: Store;
}

export const createClientStores = (): ClientStores => ({
  incomingStore: new Store({ clean: false }),
  outgoingStore: new Store({ clean: false }),
});

export interface ConnectedClient extends MqttClient {
  /** Resolves when the broker has answered a ping, so that what it had sent before has come. */
  ping(): Promise<void>;
}

const HANDSHAKE: readonly string[] = ['publish', 'puback', 'pubrec', 'pubrel', 'pubcomp'];

export async function connectClient(
  { hostname, port }: URL,
  options: ConnectOptions,
  stores: ClientStores,
  onRetain: (topic: string) => void = () => {},
): Promise<ConnectedClient> {
  const socket = connectSocket({ host: hostname, port: Number(port || 1883), noDelay: true });
  const gate = createGate(socket);
  gate.withhold(options.withhold ?? []);
  const client = new RealClient(() => gate.stream, { ...clientSettings(options), ...stores });
  const received: Received[] = [];
  const packets: string[] = [];
  const reasons = new Map<number, number>();
  const pongs: (() => void)[] = [];
  let open = true;
  client.on('close', () => {
    open = false;
    for (const pong of pongs.splice(0)) pong();
  });
  client.on('error', () => {});
  client.on('packetsend', ({ cmd }) => {
    if (HANDSHAKE.includes(cmd)) packets.push(`> ${cmd}`);
  });
  client.on('packetreceive', (packet) => {
    if (HANDSHAKE.includes(packet.cmd)) packets.push(`< ${packet.cmd}`);
    // The client itself does not pass on a reason that is no error.
    if (packet.cmd === 'puback') reasons.set(packet.messageId ?? 0, packet.reasonCode ?? 0);
    if (packet.cmd === 'pingresp') pongs.shift()?.();
    if (packet.cmd === 'publish') received.push(readPublish(packet));
  });
  const sessionPresent = await new Promise<boolean>((resolve, reject) => {
    client.once('connect', (packet) => resolve(packet.sessionPresent));
    client.once('error', reject);
    client.once('close', () => reject(new Error('The broker has closed the connection.')));
  });
  if (options.will?.retain) onRetain(options.will.topic);
  const withholdsRelease = options.withhold?.includes('pubrel') === true;

  return {
    sessionPresent,
    get open() {
      return open;
    },
    received: () => received,
    packets: () => packets,
    async publish(topic, body, { qos = 0, retain = false, expirySec } = {}) {
      if (retain) onRetain(topic);
      const properties = expirySec === undefined ? {} : { properties: { messageExpiryInterval: expirySec } };
      const done = client.publishAsync(topic, body, { qos, retain, ...properties });
      if (withholdsRelease && qos === 2) {
        done.catch(() => {});
        return 0;
      }
      try {
        const id = client.getLastMessageId();
        await done;
        return qos === 1 ? (reasons.get(id) ?? 0) : 0;
      } catch (error) {
        if (error instanceof Error && 'code' in error && typeof error.code === 'number') return error.code;
        throw error;
      }
    },
    async subscribe(filters, { qos = 0, noLocal, retainAsPublished, retainHandling } = {}) {
      const more = { nl: noLocal ?? false, rap: retainAsPublished ?? false, rh: retainHandling ?? 0 };
      const granted = await client.subscribeAsync([filters].flat() as string[], { qos, ...more });
      return granted.map((one) => one.qos as Qos);
    },
    async unsubscribe(filter) {
      await client.unsubscribeAsync(filter);
    },
    withhold: (...types) => gate.withhold(types),
    async release() {
      gate.release();
    },
    async disconnect({ reason, sessionExpirySec } = {}) {
      const properties =
        sessionExpirySec === undefined ? {} : { properties: { sessionExpiryInterval: sessionExpirySec } };
      await client.endAsync(false, { ...(reason !== undefined && { reasonCode: reason }), ...properties });
    },
    async die() {
      if (!socket.closed) {
        const closed = new Promise((resolve) => socket.once('close', resolve));
        socket.destroy();
        await closed;
      }
      client.end(true);
    },
    ping() {
      if (!open) return Promise.resolve();
      return new Promise((resolve) => {
        pongs.push(resolve);
        client.sendPing();
      });
    },
  };
}

function clientSettings({
  clientId,
  version = 4,
  clean = true,
  will,
  sessionExpirySec,
  receiveMaximum,
}: ConnectOptions): IClientOptions {
  return {
    clientId,
    clean,
    protocolVersion: version,
    keepalive: 0,
    reconnectPeriod: 0,
    resubscribe: false,
    ...(will && {
      will: {
        topic: will.topic,
        payload: Buffer.from(will.body),
        qos: will.qos ?? 0,
        retain: will.retain ?? false,
        ...(will.delaySec !== undefined && { properties: { willDelayInterval: will.delaySec } }),
      },
    }),
    ...(version === 5 && {
      properties: {
        ...(sessionExpirySec !== undefined && { sessionExpiryInterval: sessionExpirySec }),
        ...(receiveMaximum !== undefined && { receiveMaximum }),
      },
    }),
  };
}

function readPublish(packet: Packet & { cmd: 'publish' }): Received {
  const { topic, payload, qos, retain, dup } = packet;
  return { topic, body: payload.toString(), qos, retain, dup };
}
