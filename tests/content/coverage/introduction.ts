import type { CoverageItem } from './coverage-item.ts';

/** Chapter 1: the topics it must have. */
export const TOPICS: readonly CoverageItem[] = [
  {
    item: 'from request–response to events',
    at: 'from-requestresponse-to-events',
    says: ['request–response', 'async function processOrder', "publish('OrderPlaced'", 'Checkout by events'],
  },
  {
    item: 'what an event-driven architecture is',
    at: 'producer-consumer-mediator',
    says: ['event-driven architecture', 'hand facts to a mediator', 'do not wait', 'producer', 'consumer'],
  },
  {
    item: 'the mediators: bus, queue, topic',
    at: 'producer-consumer-mediator',
    says: [
      'calls every function that has subscribed',
      'to one of its consumers',
      'to every subscription',
      'broker',
    ],
  },
  {
    item: 'why JavaScript fits',
    at: 'why-javascript-fits',
    says: ['functions that are called', 'host', 'wait'],
  },
  {
    item: 'request-driven against event-driven, in a table',
    at: 'request-driven-against-event-driven',
    says: ['communication', 'coupling', 'scaling', 'failure', 'typical example'],
  },
  {
    item: 'communication compared',
    at: 'communication-who-waits',
    says: ['another customer is served', 'thread is free'],
  },
  { item: 'coupling compared', at: 'coupling-what-goes-what-stays', says: ['temporal coupling', 'identity'] },
  {
    item: 'scaling compared',
    at: 'scaling-peaks-and-crowds',
    says: ['load levelling', 'fan-out', 'no gift of capacity'],
  },
  {
    item: 'failure handling compared',
    at: 'failure-who-hears-of-it',
    says: ['durable', 'acknowledgement', 'delivered again'],
  },
  {
    item: 'the honest costs of each',
    at: 'what-each-of-them-costs',
    says: ['sum of the chain', '99.7%', 'no single function', 'eventual consistency', 'arrive twice'],
  },
  {
    item: 'when to use it',
    at: 'when-to-use-it',
    says: [
      'finish later',
      'real time',
      'waves',
      'fail alone',
      'microservices',
      'features keep being added',
      'stream',
    ],
  },
  {
    item: 'when not to use it',
    at: 'when-not-to-use-it',
    says: ['simple and synchronous', 'one transaction', 'nobody can see', 'new to it'],
  },
  {
    item: 'business uses',
    at: 'where-it-is-used',
    says: [
      'e-commerce',
      'banking',
      'Internet of Things',
      'streaming analytics',
      'social, messaging',
      'workflow',
    ],
  },
];

/** Chapter 1: what popular texts state wrongly, stated rightly. */
export const RIGHT: readonly CoverageItem[] = [
  {
    item: 'an event is an immutable past fact',
    at: 'event-command-query-message',
    says: ['something that has happened', 'past tense', 'immutable'],
  },
  {
    item: 'a command may be refused, a query asks',
    at: 'event-command-query-message',
    says: ['it may be refused', 'ReservationRefused', 'asks for information'],
  },
  {
    item: 'a message is the envelope of any of them',
    at: 'event-command-query-message',
    says: ['all three', 'the envelope'],
  },
  {
    item: 'commands do not go away',
    at: 'events-do-not-replace-commands',
    says: ['commands do not go away'],
  },
  {
    item: 'the loop belongs to the host; ECMAScript has jobs',
    at: 'why-javascript-fits',
    says: ['ECMA-262 knows only jobs', 'belongs to the host'],
  },
  {
    item: 'request-driven is not blocking; waiting for the reply is the difference',
    at: 'request-driven-is-not-blocking',
    says: ['asynchronous too', 'without the reply'],
  },
  {
    item: 'temporal and identity coupling go; schema, meaning and order stay',
    at: 'coupling-what-goes-what-stays',
    says: ['temporal coupling', 'coupling to identity', 'schema', 'second is meaning', 'third is order'],
  },
  {
    item: 'events do not uncouple everything',
    at: 'decoupled-is-not-uncoupled',
    says: ['vocabulary', 'public contract'],
  },
  {
    item: 'independent failure has conditions, and the producer does not learn of it',
    at: 'independent-failure-has-conditions',
    says: [
      'durable subscription already existed',
      'acknowledged',
      'retried',
      'no longer learns of the failure',
    ],
  },
  {
    item: 'a subscription must exist before the event',
    at: 'failure-who-hears-of-it',
    says: ['// → points o-2', 'exist before the event'],
  },
  {
    item: 'events are not faster by nature',
    at: 'events-are-not-faster',
    says: ['not by nature', 'adds a hop', 'decoupling, load levelling and fan-out'],
  },
  {
    item: 'order per key is no reason against; atomicity across entities is',
    at: 'order-per-key-is-no-reason-against',
    says: ['per key', 'partition', 'single active consumer', 'atomicity across entities'],
  },
  {
    item: 'changes that must be atomic belong in one transaction',
    at: 'when-not-to-use-it',
    says: ['together or not at all', 'one database', 'compensations'],
  },
  {
    item: 'one thread blocks on computation',
    at: 'asynchronous-is-not-parallel',
    says: ['takes turns on one thread', 'blocks everybody', 'worker threads', 'several processes'],
  },
  {
    item: 'fs, DNS lookup, crypto and zlib use libuv’s pool',
    at: 'why-javascript-fits',
    says: [
      'fs',
      'dns.lookup',
      'zlib',
      'crypto',
      'pool of threads',
      'libuv',
      'order taken',
      'four passwords hashed',
    ],
  },
  {
    item: 'parallelism is worker threads and processes',
    at: 'why-javascript-fits',
    says: ['node:worker_threads', 'a worker thread', 'second process'],
  },
];
