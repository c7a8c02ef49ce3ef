import type { CoverageItem } from './coverage-item.ts';

/** Chapter 10: the topics it must have. */
export const TOPICS: readonly CoverageItem[] = [
  {
    item: 'version and validate',
    at: 'version-and-validate',
    says: [
      'order of preference',
      'upcast',
      'publish both types',
      'closed when you publish, open when you receive',
    ],
  },
  {
    item: 'idempotency: schedules explored, inbox and its key',
    at: 'idempotency',
    says: ['// → 1093 schedules', 'inbox', 'what must happen once'],
  },
  {
    item: 'an idempotency key at the provider',
    at: 'a-key-at-the-provider',
    says: ['idempotency keys', '// → 200 charged, 409 still running', '422', '// → charges: 2', 'one intent'],
  },
  {
    item: 'meaningful, self-contained events',
    at: 'meaningful-self-contained-events',
    says: ['OrderUpdated', 'VoucherRedeemed', 'with the producer switched off'],
  },
  {
    item: 'errors: those that pass and those that stay',
    at: 'errors-retries-dead-letters',
    says: ['better in a minute', '503', 'counts as permanent', 'declined card is no error'],
  },
  {
    item: 'retries: a cap, jitter, a seed',
    at: 'how-long-to-wait',
    says: [
      'createRandom(7)',
      '// → limits: 200 400 800 3200 12800 30000 30000',
      '// → 1000 14',
      'up to a cap',
    ],
  },
  {
    item: 'dead letters, a place to wait, and redrive',
    at: 'where-to-wait-and-the-way-back',
    says: [
      'The ways of a failing message',
      'deadLetterExchange',
      'messageTtl',
      'redrive',
      'under the same id',
    ],
  },
  {
    item: 'observability',
    at: 'observability',
    says: [
      'age of the oldest message',
      'lag or depth',
      'parked messages',
      '// → points: silent',
      'Silence is a measurement',
    ],
  },
  {
    item: 'outbox and inbox',
    at: 'outbox-and-inbox',
    says: ['outbox', 'in the transaction that saves the order', 'From outbox to inbox', 'SIGKILL'],
  },
  {
    item: 'saga, choreography and orchestration',
    at: 'sagas',
    says: ['local transactions', 'compensation', 'choreography', 'orchestration'],
  },
  {
    item: 'event-carried state transfer',
    at: 'event-carried-state-transfer',
    says: ['event-carried state transfer', '// → 2 ignored', 'newer version wins', 'personal data'],
  },
  {
    item: 'choosing a broker by model, order, delivery, replay and operations',
    at: 'choosing-a-broker',
    says: [
      'model',
      'order',
      'delivery',
      'replay',
      'operations',
      'RabbitMQ',
      'Kafka',
      'Redis Streams',
      'NATS JetStream',
      'MQTT brokers',
      'Pulsar',
    ],
  },
  {
    item: 'mixing events and requests',
    at: 'mixing-events-and-requests',
    says: ['Ask at the edge, tell inside', '// → 202 received', 'What the customer can mend'],
  },
  {
    item: 'aligning the team',
    at: 'aligning-the-team',
    says: ['event catalogue', 'owner', 'samples', 'coloured notes'],
  },
  {
    item: 'starting small',
    at: 'starting-small',
    says: ['may fail harmlessly', 'port', 'grow.mjs', '// → 34'],
  },
  {
    item: 'conclusion of the book',
    at: 'conclusion',
    says: ['Here is the sheet', 'Use fewer of these', 'Order is per key'],
  },
];

/** Chapter 10: what popular texts state wrongly, stated rightly. */
export const RIGHT: readonly CoverageItem[] = [
  {
    item: 'a new name is a new type, and old consumers silently get nothing',
    at: 'a-new-name-is-a-new-type',
    says: ['a new name is a new type', 'no error, no dead letter'],
  },
  {
    item: 'additive change is preferred; the producer learns of nothing',
    at: 'version-and-validate',
    says: ['// → both confirmed', '// → points: 1', 'First, add', 'one transaction'],
  },
  {
    item: 'validation checks instances; compatibility is between schemas',
    at: 'version-and-validate',
    says: ['// → true true', 'compatibility is a relation between two schemas'],
  },
  {
    item: 'check, handle, add charges twice; marking first loses; one transaction does neither',
    at: 'idempotency',
    says: ['// → checkChargeAdd: 1, 2, 3', '// → addThenCharge: 0, 1', '// → inOneTransaction: 1'],
  },
  {
    item: 'a set of seen ids is lost on restart and unknown to the other replica',
    at: 'idempotency',
    says: ['lost at every restart', 'unknown to the other replica'],
  },
  {
    item: 'the id and the effect in one transaction, or an effect that refuses its repetition',
    at: 'seen-set-is-no-idempotency',
    says: ['in one transaction', 'refuse its own repetition'],
  },
  {
    item: 'nack with requeue on a classic queue loops for ever; a quorum queue has a limit',
    at: 'what-requeueing-does',
    says: ['// → stopped by us after 1000 deliveries', '// → delivery_limit after 6 deliveries', 'for ever'],
  },
  {
    item: 'since RabbitMQ 4.3 only reject counts',
    at: 'requeue-is-no-retry',
    says: ['From RabbitMQ 4.0', 'only reject counts'],
  },
  {
    item: 'retries break order',
    at: 'where-to-wait-and-the-way-back',
    says: ['Retries break order', '// → o-2: charged', 'parked keys'],
  },
  {
    item: 'the outbox publishes at least once',
    at: 'outbox-and-inbox',
    says: ['at least once', '// → points gets e-1', '// → 25'],
  },
  {
    item: 'a saga has no isolation; compensations must be idempotent',
    at: 'sagas',
    says: ['A saga has no isolation', 'They come twice, and sometimes before', '// → o-2: refused'],
  },
  {
    item: 'growing from an emitter to a broker is no drop-in change',
    at: 'starting-small',
    says: [
      'synchronous',
      'a dead letter reaches an operator',
      'a copy for each',
      'at least once',
      'order per key',
      '// → copies: o-2, o-1, o-2, o-1',
    ],
  },
  {
    item: 'start behind a port that is asynchronous, at-least-once and serialising',
    at: 'starting-small',
    says: ['it is asynchronous, it serialises, and it delivers at least once'],
  },
];
