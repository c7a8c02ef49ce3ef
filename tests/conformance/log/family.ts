import { openKafkaLog } from '#brokers/kafka/log.ts';
import type { LogEngine } from '#sim/log/engine.ts';
import { openLogSimulator } from '#sim/log/simulator.ts';
import type { Family } from '../scenario.ts';
import { groups } from './groups.ts';
import { keeping } from './keeping.ts';
import { mutants } from './mutants.ts';
import { topics } from './topics.ts';

export const LOG: Family<LogEngine> = {
  id: 'log',
  title: 'Partitioned log (Kafka)',
  scenarios: [...topics, ...keeping, ...groups],
  openSimulator: openLogSimulator,
  openReal: { kafka: openKafkaLog },
  simulator: { file: 'src/sim/log/simulator.ts', exported: 'openLogSimulator' },
  mutants,
};
