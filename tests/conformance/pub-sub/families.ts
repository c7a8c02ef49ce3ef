import { openNatsCore } from '#brokers/nats/core.ts';
import { openRedisPubSub } from '#brokers/redis/pub-sub.ts';
import type { NatsCoreEngine, RedisPubSubEngine } from '#sim/pub-sub/engine.ts';
import { openSimulatedNats, openSimulatedRedisPubSub } from '#sim/pub-sub/simulated.ts';
import type { Family } from '../scenario.ts';
import { NATS_MUTANTS, REDIS_MUTANTS } from './mutants.ts';
import { randomNats } from './nats-random.ts';
import { REQUEST_SCENARIOS } from './nats-requests.ts';
import { NATS_SCENARIOS } from './nats-scenarios.ts';
import { SUBJECT_TABLE } from './nats-subjects.ts';
import { GLOB_TABLE } from './redis-globs.ts';
import { randomPubSub } from './redis-random.ts';
import { REDIS_SCENARIOS } from './redis-scenarios.ts';

const file = 'src/sim/pub-sub/simulated.ts';

export const REDIS_PUB_SUB: Family<RedisPubSubEngine> = {
  id: 'redis-pub-sub',
  title: 'Redis Pub/Sub',
  scenarios: [...REDIS_SCENARIOS, GLOB_TABLE, randomPubSub(40)],
  openSimulator: async () => openSimulatedRedisPubSub(),
  openReal: { redis: openRedisPubSub },
  simulator: { file, exported: 'openSimulatedRedisPubSub' },
  mutants: REDIS_MUTANTS,
};

export const NATS_CORE: Family<NatsCoreEngine> = {
  id: 'nats-core',
  title: 'Core NATS',
  scenarios: [...NATS_SCENARIOS, ...REQUEST_SCENARIOS, SUBJECT_TABLE, randomNats(40)],
  openSimulator: async () => openSimulatedNats(),
  openReal: { nats: openNatsCore },
  simulator: { file, exported: 'openSimulatedNats' },
  mutants: NATS_MUTANTS,
};
