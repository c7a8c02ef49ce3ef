import { openRedisStreams } from '#brokers/redis/streams.ts';
import type { StreamGroupsEngine } from '#sim/stream-groups/engine.ts';
import { openSimulatedStreams } from '#sim/stream-groups/simulated.ts';
import type { Family } from '../scenario.ts';
import { BLOCKING_SCENARIOS } from './blocking.ts';
import { CLAIM_SCENARIOS } from './claiming.ts';
import { GROUP_SCENARIOS } from './groups.ts';
import { ID_SCENARIOS } from './ids.ts';
import { LOG_SCENARIOS } from './log.ts';
import { STREAM_MUTANTS } from './mutants.ts';
import { randomCounting, randomOperations } from './random-operations.ts';

export const STREAM_GROUPS: Family<StreamGroupsEngine> = {
  id: 'stream-groups',
  title: 'Streams with consumer groups',
  scenarios: [
    ...ID_SCENARIOS,
    ...LOG_SCENARIOS,
    ...GROUP_SCENARIOS,
    ...CLAIM_SCENARIOS,
    ...BLOCKING_SCENARIOS,
    randomOperations(100),
    randomCounting(100),
  ],
  openSimulator: async () => openSimulatedStreams(),
  openReal: { redis: openRedisStreams },
  simulator: { file: 'src/sim/stream-groups/simulated.ts', exported: 'openSimulatedStreams' },
  mutants: STREAM_MUTANTS,
};
