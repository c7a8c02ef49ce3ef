import type { CoverageItem } from './coverage-item.ts';

/** Chapter 5: the topics it must have. */
export const TOPICS: readonly CoverageItem[] = [
  {
    item: 'a synchronous chain and its cascading failure',
    at: 'a-synchronous-chain-and-its-failure',
    says: ['cascading failure', 'against the direction of the calls', '// → 27 calls', 'circuit breaker'],
  },
  {
    item: 'a broker in the middle',
    at: 'a-broker-in-the-middle',
    says: ['that the broker takes the message', 'does not take over the meaning', 'publisher confirm'],
  },
  {
    item: 'order, inventory, notification drawn',
    at: 'drawn',
    says: ['Three services and two queues', 'exchange', 'binding', 'ReservationRefused'],
  },
  {
    item: 'order, inventory, notification run, with a crash in the middle',
    at: 'run-with-a-crash-in-the-middle',
    says: [
      'shop.mjs',
      'amqplib',
      "process.kill(process.pid, 'SIGKILL')",
      '// → o-1: copy taken (redelivered)',
      'A crash between work and acknowledgement',
    ],
  },
  {
    item: 'queues against logs',
    at: 'queues-against-logs',
    says: ['queue (RabbitMQ)', 'log (Kafka', 'reading removes nothing', 'after handling'],
  },
  {
    item: 'competing consumers',
    at: 'what-happens-to-a-message-in-a-queue',
    says: ['competing consumers', 'each message goes to one'],
  },
  {
    item: 'consumer groups, partitions and offsets',
    at: 'what-happens-to-an-event-in-a-log',
    says: ['consumer group', 'xReadGroup', 'partitions', 'offset', '// → c: nothing'],
  },
  {
    item: 'acks and redelivery',
    at: 'run-with-a-crash-in-the-middle',
    says: ['at-least-once', 'at-most-once', 'acknowledge first and work afterwards', 'redelivered'],
  },
  {
    item: 'dead letters',
    at: 'what-happens-to-a-message-in-a-queue',
    says: ['dead letter', 'deadLetterExchange', 'x-death', '(rejected, 1)'],
  },
  {
    item: 'the envelope: id, type, source, time, schema version, correlation, causation; CloudEvents',
    at: 'the-envelope',
    says: ['CloudEvents', 'id', 'source', 'type', 'time', 'dataschema', 'correlationid', 'causationid'],
  },
  {
    item: 'JSON Schema',
    at: 'the-data-and-a-schema-for-them',
    says: ['JSON Schema', 'Ajv', '// → o-2: /cents must be integer', 'before publishing', 'on receipt'],
  },
  {
    item: 'compatibility',
    at: 'changes',
    says: ['backward compatibility', 'forward compatibility', 'full', 'consumers first'],
  },
  {
    item: 'upcasting',
    at: 'upcasting',
    says: ['upcaster', 'upcast({ dataschema', "minor: 2500, currency: 'EUR'"],
  },
  {
    item: 'when to use it and what it costs',
    at: 'when-to-use-it-and-what-it-costs',
    says: ['deploy and fail by themselves', 'duplicates', 'disagree for a while', 'broker to run'],
  },
];

/** Chapter 5: what popular texts state wrongly, stated rightly. */
export const RIGHT: readonly CoverageItem[] = [
  {
    item: 'queries and user-facing validation stay request–response',
    at: 'queries-stay-requests',
    says: ['Queries and the validation that a user waits for', 'request–response'],
  },
  {
    item: 'not every broker persists',
    at: 'a-broker-in-the-middle',
    says: ['Redis Pub/Sub', 'core NATS', 'MQTT, QoS 0', 'lost', '// → inventory: o-2'],
  },
  {
    item: 'RabbitMQ keeps a message in a durable queue, marked persistent',
    at: 'brokers-do-not-all-persist',
    says: ['the persistent one in the durable queue', 'restarted'],
  },
  {
    item: 'two replicas on plain publish–subscribe both handle every order',
    at: 'two-replicas-on-plain-publishsubscribe',
    says: ['// → plain: 2 taken', '// → group: 1 taken', 'must share a queue, a group'],
  },
  {
    item: 'publishing beside the database write is a dual write',
    at: 'publish-beside-the-write',
    says: ['dual write', 'the outbox'],
  },
  {
    item: 'the confirmation is sent on the outcome',
    at: 'confirm-the-outcome',
    says: ['on the outcome, not on the request'],
  },
  {
    item: 'money is integer minor units with a currency',
    at: 'money-in-minor-units',
    says: ['whole minor units', 'currency', '0.30000000000000004'],
  },
  {
    item: 'no colons in names',
    at: 'names-without-colons',
    says: ['Kafka topic refuses it', 'no wildcard stops at it', 'Write order.created', 'order.placed'],
  },
  {
    item: 'a version number alone prevents nothing; rules and checks do',
    at: 'a-version-number-prevents-nothing',
    says: ['stops no producer', 'a rule', 'a check'],
  },
  {
    item: 'a registry holds schemas, not events',
    at: 'a-version-number-prevents-nothing',
    says: ['holds schemas, not events'],
  },
  {
    item: 'exactly-once delivery cannot be bought; an idempotent effect can',
    at: 'exactly-once-cannot-be-bought',
    says: ['at-least-once delivery plus an effect', 'idempotent'],
  },
  {
    item: 'an idempotent effect: id and effect in one transaction',
    at: 'an-effect-that-bears-repetition',
    says: ['in one transaction both the effect and the id', 'node:sqlite', '// → 4'],
  },
  {
    item: 'fat events against thin: size, staleness, personal data',
    at: 'fat-and-thin',
    says: ['thin event', 'fat event', 'megabyte', 'stale', 'delete on request', '// → thin: 2900'],
  },
];
