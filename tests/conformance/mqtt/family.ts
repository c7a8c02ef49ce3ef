import { openMqtt } from '#brokers/mqtt/mqtt.ts';
import type { MqttEngine } from '#sim/mqtt/engine.ts';
import { openMqttSimulator } from '#sim/mqtt/simulator.ts';
import type { Family } from '../scenario.ts';
import { MQTT_MUTANTS } from './mutants.ts';
import { QUALITY } from './quality.ts';
import { randomOperations } from './random-operations.ts';
import { ROUTING } from './routing.ts';
import { SESSIONS } from './sessions.ts';
import { TOPIC_TABLE } from './topic-table.ts';

export const MQTT: Family<MqttEngine> = {
  id: 'mqtt',
  title: 'MQTT',
  scenarios: [...QUALITY, ...SESSIONS, ...ROUTING, ...TOPIC_TABLE, randomOperations(25)],
  openSimulator: openMqttSimulator,
  openReal: { mqtt: openMqtt },
  simulator: { file: 'src/sim/mqtt/simulator.ts', exported: 'openMqttSimulator' },
  mutants: MQTT_MUTANTS,
};
