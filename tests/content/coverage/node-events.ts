import type { CoverageItem } from './coverage-item.ts';

/** Chapter 4: the topics it must have. */
export const TOPICS: readonly CoverageItem[] = [
  {
    item: 'on, once, off and the prepending pair',
    at: 'the-list-edited',
    says: ['prependListener', 'prependOnceListener', 'takes the latest', 'removes itself before'],
  },
  {
    item: 'events.once',
    at: 'one-event-as-a-promise',
    says: ['promise', 'array of the emitted values', 'rejects', 'the event is past', 'exit=13'],
  },
  {
    item: 'events.on: async iteration',
    at: 'many-events-as-a-loop',
    says: ['async iterator', 'for await', 'it has no limit', 'listeners are removed'],
  },
  { item: 'AbortSignal', at: 'giving-up', says: ['AbortSignal', 'AbortError', 'emitter.on takes no signal'] },
  {
    item: 'errorMonitor',
    at: 'the-event-named-error',
    says: ['errorMonitor', 'without counting as a listener'],
  },
  { item: 'captureRejections', at: 'rejections-captured', says: ['captureRejections', 'nodejs.rejection'] },
  {
    item: 'max listeners and leaks',
    at: 'listeners-that-stay',
    says: [
      'listener leak',
      'MaxListenersExceededWarning',
      'garbage collector',
      'addAbortListener',
      '--trace-warnings',
    ],
  },
  {
    item: 'raising the threshold mends no leak',
    at: 'raising-the-limit-mends-nothing',
    says: ['turns the alarm off', 'that one emitter'],
  },
  {
    item: 'an order service built on events',
    at: 'an-order-service-built-on-events',
    says: [
      'class Orders extends EventEmitter',
      'processOrder',
      'first the state',
      'ReservationRefused',
      'CardCharged',
    ],
  },
  {
    item: 'errors',
    at: 'errors',
    says: ['caller of emit', 'unhandled rejection', 'uncaughtException', 'Where a failure goes'],
  },
  {
    item: 'streams and backpressure',
    at: 'streams-and-backpressure',
    says: ['backpressure', 'high-water mark', 'drain', 'async generators', 'source closed'],
  },
  {
    item: 'brokers and their clients',
    at: 'leaving-the-process',
    says: [
      'amqplib',
      'redis',
      '@nats-io/transport-node',
      'mqtt',
      '@platformatic/kafka',
      '@confluentinc/kafka-javascript',
    ],
  },
  {
    item: 'a working Redis example in ES modules with error listeners and clean shutdown',
    at: 'the-whole-of-it',
    says: [
      'needs="redis"',
      'import { createClient }',
      "client.on('error'",
      'unsubscribe',
      'SIGTERM',
      'close()',
      '// → closed',
    ],
  },
];

/** Chapter 4: what popular texts state wrongly, stated rightly. */
export const RIGHT: readonly CoverageItem[] = [
  {
    item: 'emit calls listeners synchronously, in order',
    at: 'an-order-service-built-on-events',
    says: ['emit calls its listeners synchronously, in order', 'inside processOrder'],
  },
  {
    item: 'to defer, queueMicrotask or setImmediate',
    at: 'an-emit-within-an-emit',
    says: [
      'queueMicrotask',
      'setImmediate',
      '// → log: OrderPlaced // → emit returned // → log: StockReserved',
    ],
  },
  {
    item: 'an error listener catches no other listener’s throw and no rejection',
    at: 'errors',
    says: ['neither', '// → caller: printer is out of paper', '// ✗ Error: mail server is down'],
  },
  {
    item: 'an error listener is no catch',
    at: 'error-listener-is-no-catch',
    says: ['no catch for the other listeners'],
  },
  {
    item: 'unless captureRejections',
    at: 'rejections-captured',
    says: [
      'captureRejections: true',
      '// → listener: mail server is down',
      'synchronously still goes to the caller',
    ],
  },
  {
    item: 'an error event without listener throws to the caller of emit, who can catch it',
    at: 'the-event-named-error',
    says: ['throws to its caller, who can catch it', '// → caught: provider is down'],
  },
  {
    item: 'a refusal is not an error',
    at: 'a-refusal-is-not-an-error',
    says: ['outcome that the shop expects', 'CardDeclined'],
  },
  {
    item: 'emitters have no backpressure',
    at: 'streams-and-backpressure',
    says: ['cannot say that somebody is falling behind', '// → 100 labels waiting'],
  },
  {
    item: 'write() returning false and drain are backpressure',
    at: 'streams-and-backpressure',
    says: ['write returns false', "emits 'drain'", 'advice and not a refusal', '// → 100 // → 3'],
  },
  {
    item: 'pipe() forwards no errors and leaks the destination',
    at: 'pipe-forgets-pipeline-does-not',
    says: ['pipe forwards no errors', 'descriptor leaks', '// → pipe: report closed: false'],
  },
  {
    item: 'pipeline from node:stream/promises',
    at: 'pipe-forgets-pipeline-does-not',
    says: ['node:stream/promises', '// → pipeline: report closed: true'],
  },
  {
    item: 'require together with top-level await does not parse',
    at: 'leaving-the-process',
    says: ["require('redis')", '// ✗ SyntaxError: await is only valid', 'does not parse', 'ES module'],
  },
  {
    item: 'a Redis client without an error listener dies with its socket',
    at: 'a-client-that-dies-and-one-that-does-not-end',
    says: ['// ✗ SocketClosedUnexpectedlyError', 'exit code 1', 'before connect'],
  },
  {
    item: 'without close() the process never ends',
    at: 'a-client-that-dies-and-one-that-does-not-end',
    says: ['// → still running', 'without close()', 'never end'],
  },
  {
    item: 'kafkajs is unmaintained; what to take instead',
    at: 'kafkajs-is-unmaintained',
    says: ['issue 1603', 'asked for successors', 'one of the two above'],
  },
];
