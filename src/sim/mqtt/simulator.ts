/** The simulated MQTT broker as an engine. It speaks MQTT 3.1.1 and 5, as Mosquitto 2.0 does. */
import type { BrokerEvent } from '#trace/broker-events.ts';
import { createWorld } from '../world.ts';
import { createMqttBroker } from './broker.ts';
import { connectClient, createClientMemory, type ClientMemory } from './client.ts';
import type { MqttEngine } from './engine.ts';

/** Opens a simulator of its own. */
export async function openMqttSimulator({
  seed = 1,
  record = () => {},
}: {
  like?: string | undefined;
  seed?: number;
  record?: (event: BrokerEvent) => void;
} = {}): Promise<MqttEngine> {
  const world = createWorld({ seed });
  const broker = createMqttBroker({ world, record });
  const memories = new Map<string, ClientMemory>();

  function accepts(what: Parameters<MqttEngine['accepts']>[0]): boolean {
    let open = true;
    const link = broker.open({ onPacket: () => {}, onClose: () => (open = false) });
    link.send({ type: 'connect', clientId: 'a stranger', version: 4, clean: true });
    if ('publishTo' in what) {
      link.send({
        type: 'publish',
        topic: what.publishTo,
        body: 'x',
        qos: 1,
        retain: false,
        dup: false,
        id: 1,
      });
    } else {
      link.send({ type: 'subscribe', id: 1, filters: [what.subscribeTo], options: {} });
    }
    link.drop();
    return open;
  }

  return {
    version: '2.0.11',
    capabilities: { restart: true },
    async connect(options) {
      const { clientId, clean = true } = options;
      const memory = (!clean && memories.get(clientId)) || createClientMemory();
      memories.set(clientId, memory);
      return connectClient(broker, options, memory);
    },
    settle: async () => {},
    accepts: async (what) => accepts(what),
    advance: async (ms) => world.advanceTo(world.now + ms),
    restart: async () => broker.restart(),
    close: async () => {},
  };
}
