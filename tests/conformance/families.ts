import type { Engine } from '#sim/engine.ts';
import { JETSTREAM } from './jetstream/family.ts';
import { LOG } from './log/family.ts';
import { MQTT } from './mqtt/family.ts';
import { NATS_CORE, REDIS_PUB_SUB } from './pub-sub/families.ts';
import { QUEUE } from './queue/family.ts';
import type { Family } from './scenario.ts';
import { STREAM_GROUPS } from './stream-groups/family.ts';

/** Every family of brokers that the suite compares. */
export const FAMILIES: readonly Family<Engine>[] = [
  REDIS_PUB_SUB,
  NATS_CORE,
  QUEUE,
  STREAM_GROUPS,
  LOG,
  JETSTREAM,
  MQTT,
];
