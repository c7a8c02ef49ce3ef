/** What the scenarios share: a topic of their own, a publisher, and packets in short. */
import type { ConnectOptions, MqttClient, MqttEngine, Received } from '#sim/mqtt/engine.ts';
import type { Trial } from '../scenario.ts';

export interface Bench {
  engine: MqttEngine;
  /** A topic that nobody else uses. */
  topic: string;
  /** A client id that nobody else uses. */
  id: string;
  publisher: MqttClient;
  /** Connects a client with an id of its own, unless one is given. */
  client(options?: Partial<ConnectOptions>): Promise<MqttClient>;
  /** Connects a client and subscribes it, with QoS 1 to the topic, unless told otherwise. */
  subscriber(options?: Partial<ConnectOptions>, filter?: string, qos?: 0 | 1 | 2): Promise<MqttClient>;
  /** What a client has received, in short, when all has arrived: `a q1 dup retain`. */
  heard(client: MqttClient): Promise<string[]>;
}

export async function bench(
  engine: MqttEngine,
  { name }: Pick<Trial<MqttEngine>, 'name'>,
  publisherVersion: 4 | 5 = 4,
): Promise<Bench> {
  const topic = name('shop');
  const client: Bench['client'] = (options = {}) => engine.connect({ clientId: name('client'), ...options });
  return {
    engine,
    topic,
    id: name('client'),
    publisher: await client({ version: publisherVersion }),
    client,
    async subscriber(options, filter = topic, qos = 1) {
      const connected = await client(options);
      await connected.subscribe(filter, { qos });
      return connected;
    },
    async heard(from) {
      await engine.settle();
      return brief(from.received());
    },
  };
}

const brief = (received: readonly Received[]): string[] =>
  received.map(
    ({ body, qos, dup, retain }) => `${body} q${qos}${dup ? ' dup' : ''}${retain ? ' retain' : ''}`,
  );

/** A persistent session of MQTT 5. */
export const lasting = { version: 5, clean: false, sessionExpirySec: 60 } as const;
