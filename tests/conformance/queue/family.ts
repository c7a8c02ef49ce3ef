import { openRabbit } from '#brokers/rabbitmq/engine.ts';
import type { QueueEngine } from '#sim/queue/engine.ts';
import { openSimulatedQueues } from '#sim/queue/simulated.ts';
import type { Family } from '../scenario.ts';
import { ANSWERING } from './answering.ts';
import { CONSUMING } from './consuming.ts';
import { DEAD_LETTERS } from './dead-letters.ts';
import { DURABILITY } from './durability.ts';
import { LIMITS } from './limits.ts';
import { REFUSALS } from './refusals.ts';
import { MUTANTS } from './mutants.ts';
import { PUBLISHING } from './publishing.ts';
import { ROUTING } from './routing.ts';
import { SEQUENCES } from './sequences.ts';
import { TABLES } from './tables.ts';

/** AMQP 0-9-1 as RabbitMQ does it. */
export const QUEUE: Family<QueueEngine> = {
  id: 'queue',
  title: 'Queues and exchanges',
  scenarios: [
    ...ROUTING,
    ...PUBLISHING,
    ...CONSUMING,
    ...ANSWERING,
    ...LIMITS,
    ...DEAD_LETTERS,
    ...REFUSALS,
    ...DURABILITY,
    ...TABLES,
    ...SEQUENCES,
  ],
  openSimulator: openSimulatedQueues,
  openReal: { rabbitmq: openRabbit },
  simulator: { file: 'src/sim/queue/simulated.ts', exported: 'openSimulatedQueues' },
  mutants: MUTANTS,
};
