import type { CoverageItem } from './coverage-item.ts';

/** Chapter 3: the topics it must have. */
export const TOPICS: readonly CoverageItem[] = [
  {
    item: 'publisher, subscriber, broker and bus',
    at: 'publisher-subscriber-and-what-is-between-them',
    says: ['publisher', 'subscriber', 'subscription', 'a bus if it lives in the program', 'a broker if'],
  },
  {
    item: 'loose coupling',
    at: 'publisher-subscriber-and-what-is-between-them',
    says: ['loose coupling', 'neither side holds the other', 'its name, its data, its meaning'],
  },
  {
    item: 'a coupled processOrder',
    at: 'a-coupled-processorder-and-what-became-of-it',
    says: ['before.js', 'reports.count(); // since March', 'consequences'],
  },
  {
    item: 'refactored, with the function kept',
    at: 'a-coupled-processorder-and-what-became-of-it',
    says: [
      'after.js',
      'keeps the function',
      "bus.publish('OrderPlaced', order)",
      'no caller of processOrder',
    ],
  },
  {
    item: 'the open/closed principle',
    at: 'open-and-closed',
    says: ['open for extension and closed for modification', 'not closed to everything'],
  },
  { item: 'subscribe and publish', at: 'only-those-who-are-there', says: ['subscribe', 'publish'] },
  { item: 'unsubscribe', at: 'unsubscribe', says: ['return a function', 'leak', 'stopFirst()'] },
  {
    item: 'once and AbortSignal',
    at: 'once-and-until-aborted',
    says: ['once = false, signal', 'before its handler is called', 'closing.abort()', 'removeEventListener'],
  },
  {
    item: 'error isolation',
    at: 'one-broken-subscriber',
    says: ['error isolation', 'Promise.try', 'onError', 'has no default on purpose'],
  },
  {
    item: 'wildcards',
    at: 'wildcards',
    says: ['pattern', 'bus.js', 'matches(pattern, topic)', 'order.> ← order.placed.eu'],
  },
  {
    item: 'what a bus in one process cannot do',
    at: 'what-a-bus-in-one-process-cannot-do',
    says: [
      'it does not store',
      'it delivers on your thread',
      'it does not retry',
      'it does not replay',
      'it does not leave the process',
    ],
  },
  {
    item: 'which tool answers which need',
    at: 'which-tool-answers-which-need',
    says: ['EventEmitter', 'EventTarget', 'mitt', 'nanoevents', 'RxJS', 'a broker', 'Which tool?'],
  },
  {
    item: 'RxJS composes streams',
    at: 'which-tool-answers-which-need',
    says: ['composition', 'bufferCount(3, 1)', 'three in a row: o-3, o-4, o-5'],
  },
];

/** Chapter 3: what popular texts state wrongly, stated rightly. */
export const RIGHT: readonly CoverageItem[] = [
  {
    item: 'an emitter is the Observer pattern: subscribers hold the subject',
    at: 'emitter-is-observer',
    says: ['Observer pattern', 'subscribers hold the subject', 'who holds whom'],
  },
  {
    item: 'Observer: same process, synchronous; a mediator makes the difference',
    at: 'publisher-subscriber-and-what-is-between-them',
    says: ['both live in one process, and the call is synchronous', 'Who holds whom'],
  },
  {
    item: 'only subscribers present at publish time get the event',
    at: 'only-those-who-are-there',
    says: ['keeps subscriptions, not events', '// → points: o-2'],
  },
  { item: 'a bus has no replay', at: 'no-replay', says: ['no replay', 'latecomer', 'present state'] },
  {
    item: 'the order of effects hides in the order of registration',
    at: 'what-the-refactoring-hides',
    says: ['order in which the two modules subscribed', 'mail: you have 0 points'],
  },
  {
    item: 'a dependency between effects is stated by an event',
    at: 'order-hides-in-registration',
    says: ['order of registration', 'PointsCredited'],
  },
  {
    item: 'a plain object breaks on toString and __proto__',
    at: 'a-table-that-is-only-a-table',
    says: ['// → toString: TypeError // → __proto__: TypeError', 'inherits'],
  },
  { item: 'use a Map', at: 'plain-object-table', says: ['Map', 'make publish throw'] },
  {
    item: 'one throwing subscriber stops neither the rest nor the publisher',
    at: 'one-broken-subscriber',
    says: [
      'must not stop the others or reach the publisher',
      '// → points: 25 credited // → publish returned',
    ],
  },
  {
    item: 'an async subscriber’s rejection is an unhandled rejection',
    at: 'try-misses-rejections',
    says: ['async', 'unhandled rejection'],
  },
  {
    item: 'an unhandled rejection ends the process',
    at: 'one-broken-subscriber',
    says: ['exit=1', '// ✗ Error: mail server is down', 'ends the process'],
  },
  {
    item: 'unsubscribed during a publish: decided, documented',
    at: 'unsubscribing-during-a-publish',
    says: ['We decide for the third', 'Nobody is called after unsubscribing', 'live: first, latecomer'],
  },
  {
    item: 'unsubscribed during a publish: tested',
    at: 'unsubscribing-during-a-publish',
    says: ["assert.deepEqual(called, ['third'])", '// → the contract holds'],
  },
  {
    item: 'emitters and RxJS give no wildcards, retries, persistence or distribution',
    at: 'libraries-are-no-brokers',
    says: [
      'a name like any other',
      'retry',
      'ReplaySubject',
      'neither keeps an event for after a crash',
      'another process',
    ],
  },
  {
    item: 'AMQP: * one word, # zero or more',
    at: 'four-brokers-four-dialects',
    says: ['* is one word and # is zero or more'],
  },
  {
    item: 'NATS: * one token, > one or more',
    at: 'four-brokers-four-dialects',
    says: ['* is one token and > one or more'],
  },
  { item: 'MQTT: + and #', at: 'four-brokers-four-dialects', says: ['+ is one level and # zero or more'] },
  {
    item: 'Redis globs cross dots',
    at: 'four-brokers-four-dialects',
    says: ['needs="redis"', "// → [ 'order.placed', 'order.placed.eu' ]", 'dots included'],
  },
  {
    item: 'wildcards differ',
    at: 'wildcards-differ',
    says: ['one more word in AMQP and NATS', 'in Redis', 'MQTT'],
  },
];
