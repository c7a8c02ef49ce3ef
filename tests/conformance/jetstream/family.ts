import { openNatsJetStream } from '#brokers/nats/jetstream.ts';
import type { JetStreamEngine } from '#sim/jetstream/engine.ts';
import { openJetStreamSimulator } from '#sim/jetstream/simulator.ts';
import type { Family } from '../scenario.ts';
import { CONSUMING } from './consuming.ts';
import { KEEPING } from './keeping.ts';
import { JETSTREAM_MUTANTS } from './mutants.ts';
import { PUBLISHING } from './publishing.ts';
import { randomOperations } from './random-operations.ts';
import { REDELIVERY } from './redelivery.ts';

export const JETSTREAM: Family<JetStreamEngine> = {
  id: 'jetstream',
  title: 'JetStream',
  scenarios: [...PUBLISHING, ...REDELIVERY, ...CONSUMING, ...KEEPING, randomOperations(60)],
  openSimulator: openJetStreamSimulator,
  openReal: { nats: openNatsJetStream },
  simulator: { file: 'src/sim/jetstream/simulator.ts', exported: 'openJetStreamSimulator' },
  mutants: JETSTREAM_MUTANTS,
};
