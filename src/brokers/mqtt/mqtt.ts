/** A real MQTT broker with the simulator's interface. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectClient, createClientStores, type ClientStores, type ConnectedClient } from './client.ts';
import type { MqttEngine } from '#sim/mqtt/engine.ts';
import { staysConnected } from './raw.ts';

export interface MqttPlace {
  url: string;
  restart?: () => Promise<void>;
}

/** Packets of a handshake of QoS 2: what one round of pings sets off may take that many more to arrive. */
const ROUNDS = 4;

export async function openMqtt({ url, restart }: MqttPlace): Promise<MqttEngine> {
  const place = new URL(url);
  const clients = new Set<ConnectedClient>();
  const stores = new Map<string, ClientStores>();
  /** Topics on which something was to be retained. */
  const retained = new Set<string>();
  /** Sessions that outlive their client, to be ended at last. */
  const lasting = new Map<string, 4 | 5>();

  async function settle() {
    for (let round = 0; round < ROUNDS; round++) {
      await Promise.all([...clients].map((client) => client.ping()));
    }
  }

  return {
    version: await brokerVersion(place),
    capabilities: { restart: restart ? true : 'this run has not started the broker' },
    async connect(options) {
      const { clientId, clean = true, version = 4 } = options;
      const own = (!clean && stores.get(clientId)) || createClientStores();
      stores.set(clientId, own);
      if (!clean) lasting.set(clientId, version);
      const client = await connectClient(place, options, own, (topic) => retained.add(topic));
      clients.add(client);
      return client;
    },
    settle,
    accepts: (what) => staysConnected(place, what),
    async advance(ms) {
      await sleep(ms);
    },
    async restart() {
      if (!restart) throw new Error('This run has not started the broker, so it does not end it.');
      await restart();
    },
    async close() {
      await Promise.allSettled([...clients].map((client) => client.die()));
      for (const [clientId, version] of lasting) {
        const last = await connectClient(place, { clientId, version, clean: true }, createClientStores());
        await last.disconnect();
      }
      if (retained.size === 0) return;
      const cleaner = await connectClient(place, { clientId: strangerId() }, createClientStores());
      for (const topic of retained) await cleaner.publish(topic, '', { qos: 1, retain: true });
      await cleaner.disconnect();
    },
  };
}

const strangerId = () => `stranger-${randomUUID()}`;

/** The version that the broker tells on its own topic. */
async function brokerVersion(place: URL): Promise<string> {
  const client = await connectClient(place, { clientId: strangerId() }, createClientStores());
  await client.subscribe('$SYS/broker/version');
  await client.ping();
  await client.ping();
  const [told] = client.received();
  await client.disconnect();
  const version = /\d+(\.\d+)+/.exec(told?.body ?? '')?.[0];
  if (version === undefined) throw new Error('The broker does not tell its version on $SYS/broker/version.');
  return version;
}
