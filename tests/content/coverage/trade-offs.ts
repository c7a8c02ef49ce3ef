import type { CoverageItem } from './coverage-item.ts';

/** Chapter 8: the topics it must have. */
export const TOPICS: readonly CoverageItem[] = [
  {
    item: 'scaling and responsiveness',
    at: 'scaling-and-responsiveness',
    says: ['More consumers take more load', 'prefetch(8)', 'hot key', 'by seller: 9', 'by order: 3'],
  },
  {
    item: 'loose coupling and extensibility',
    at: 'loose-coupling-and-extensibility',
    says: ['What stays coupled is the event', 'fieldsReadBy', 'as long as the event says enough'],
  },
  {
    item: 'resilience and fault isolation',
    at: 'resilience-and-fault-isolation',
    says: ['the queue exists', 'returned, NO_ROUTE', 'drop-head', 'after 3 more hours'],
  },
  {
    item: 'real-time experience',
    at: 'real-time-experience',
    says: ['id from the page: sold out', 'What the page may say', 'pressed twice'],
  },
  {
    item: 'audit and traceability',
    at: 'audit-and-traceability',
    says: ['who, when and why', 'createHash', 'entry 2 is not what it was', 'in one transaction'],
  },
  {
    item: 'debugging: correlation and causation',
    at: 'which-service-do-you-look-at',
    says: [
      'correlation id',
      'causation id',
      'e-5 CardCharged by payments',
      'Payments. It has handled e-2 twice',
    ],
  },
  {
    item: 'AsyncLocalStorage carries the context',
    at: 'carrying-the-ids-along',
    says: ['AsyncLocalStorage', 'variable o-2, storage o-1', 'o-2 runs as o-1', 'AsyncLocalStorage.bind'],
  },
  {
    item: 'W3C traceparent',
    at: 'traceparent',
    says: ['W3C Trace Context', 'version, trace id, parent id, flags', 'traceparent.js', 'a trace', 'span'],
  },
  {
    item: 'OpenTelemetry',
    at: 'opentelemetry',
    says: ['propagation.inject', 'propagation.extract', '1 trace', 'One order, one trace'],
  },
  {
    item: 'data consistency',
    at: 'data-consistency',
    says: ['the two services disagree', 'reconciliation', 'How long is normal', 'design for the gap'],
  },
  {
    item: 'the idempotent consumer',
    at: 'three-ways-to-remember',
    says: [
      'checkHandleAdd: at once 2, crash 2',
      'markFirst: at once 1, crash 0',
      'points.mjs',
      'node:sqlite',
      'credited, duplicate',
      'unknown to the replica',
    ],
  },
  {
    item: 'effects in other systems, the repeated mail among them',
    at: 'effects-that-are-somewhere-else',
    says: ['idempotency key', 'p-3 p-3', 'SMTP', 'in case you missed it'],
  },
  {
    item: 'living without order',
    at: 'living-without-order',
    says: ["carries its order's version", 'waits for version 2', 'old, skipped'],
  },
  {
    item: 'operations: what to watch',
    at: 'what-to-watch',
    says: ['age of the oldest message', 'lag', 'redeliveries', 'dead letters'],
  },
  {
    item: "the team's mental model",
    at: 'the-teams-mental-model',
    says: ['not declared: OrderPlaced → PointsCredited', 'catalogue', 'agree on words'],
  },
];

/** Chapter 8: what popular texts state wrongly, stated rightly. */
export const RIGHT: readonly CoverageItem[] = [
  {
    item: 'concurrency in one thread is not parallelism',
    at: 'concurrency-is-not-parallelism',
    says: ['concurrency', 'Parallelism', 'one thread computes one thing', 'heartbeat'],
  },
  {
    item: 'order holds per partition or with a single active consumer',
    at: 'kafka-guarantees-order',
    says: ['Per partition', 'with a single active consumer', 'nothing handed out ahead'],
  },
  {
    item: 'two consumers and one refusal reorder',
    at: 'where-order-holds',
    says: [
      'x-single-active-consumer',
      'competing: OrderCancelled, OrderPlaced',
      'single active: OrderPlaced, OrderCancelled',
    ],
  },
  {
    item: 'buffered only if the durable queue existed first, and within its limits',
    at: 'buffered-within-limits',
    says: ['a durable queue existed before', 'within its limits'],
  },
  {
    item: 'unroutable messages are confirmed and dropped unless mandatory',
    at: 'resilience-and-fault-isolation',
    says: ['unroutable', 'o-1: confirmed', '1 in the queue', 'mandatory', 'needs="rabbitmq"'],
  },
  {
    item: 'what “no event is lost” needs besides',
    at: 'what-no-event-is-lost-needs',
    says: [
      'publisher confirms',
      'persistent messages',
      'unroutable messages are returned or caught',
      'acknowledgement by hand, after the effect',
      'fsync policy',
      'min.insync.replicas',
    ],
  },
  {
    item: 'where duplicates come from',
    at: 'where-duplicates-come-from',
    says: [
      'page retries',
      'its confirm is lost',
      'consumer crashes',
      'a partition moves to another consumer',
      'a replica takes over',
    ],
  },
  {
    item: 'the same key, different partitions',
    at: 'where-order-holds',
    says: ['Java client: 0, 2', '@platformatic/kafka: 0, 4', 'librdkafka: 2, 1', 'partitioner'],
  },
  {
    item: 'Redis Streams and NATS have no dead-letter queue of their own',
    at: 'dead-letters-of-your-own',
    says: [
      'xPendingRange',
      'xAutoClaim',
      'set aside: o-2, please',
      'max_deliver',
      'advisory',
      'given up on 1',
    ],
  },
  {
    item: "a broker's console is an inspector, not a tracer",
    at: 'a-console-is-no-tracer',
    says: ['an inspector', 'does not know that three messages are one order'],
  },
];
