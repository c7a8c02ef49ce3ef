import type { CoverageItem } from './coverage-item.ts';

/** Chapter 7: the topics it must have. */
export const TOPICS: readonly CoverageItem[] = [
  {
    item: 'state as a fold of events',
    at: 'state-as-a-fold-of-events',
    says: ['event sourcing', 'only ever appended', 'a fold', 'reduce', 'its stream', 'version'],
  },
  {
    item: 'the account by table',
    at: 'the-account-by-table',
    says: ['a table', 'writes over it', '// → { balance: 30 }'],
  },
  {
    item: 'the account by log',
    at: 'the-account-by-log',
    says: ['computed from it', 'after event 1', '50 went to'],
  },
  {
    item: 'decide, evolve, replay',
    at: 'decide-evolve-replay',
    says: [
      'one, several or none',
      'returns the next state',
      'To replay is to fold',
      'Decide and evolve',
      'points.js',
    ],
  },
  {
    item: 'invariants and aggregates',
    at: 'decide-evolve-replay',
    says: ['invariant', 'aggregate', 'All its rules are in decide'],
  },
  {
    item: 'optimistic concurrency, with a store that fails on conflict',
    at: 'optimistic-concurrency',
    says: [
      'expected version',
      'event-store.js',
      'expected version 1, found 2',
      'unique key over stream and version',
    ],
  },
  {
    item: 'two concurrent commands',
    at: 'after-the-conflict',
    says: [
      'Load again, decide again',
      'tab 2: conflict, trying again',
      'tab 2: RedemptionRefused',
      'Two tabs, one version',
    ],
  },
  {
    item: 'snapshots',
    at: 'snapshots',
    says: ['is a cache', 'when evolve changes', 'Measure first', 'from 10 events'],
  },
  {
    item: 'projections and read models',
    at: 'projections-and-read-models',
    says: ['read model', 'projection', 'TopSavers', 'top-savers.js'],
  },
  {
    item: 'checkpoints',
    at: 'the-checkpoint-and-the-rows',
    says: ['total: 120', 'Save both in one transaction', 'skip what is not newer'],
  },
  {
    item: 'rebuild',
    at: 'rebuild',
    says: ['beside the first', 'let it catch up, and switch', 'rebuild only views'],
  },
  {
    item: 'CQRS with and without event sourcing',
    at: 'cqrs-with-and-without-event-sourcing',
    says: ['command query responsibility segregation', 'One table, no events', 'One log, three readers'],
  },
  {
    item: 'eventual consistency and read-your-writes',
    at: 'reading-your-own-writes',
    says: ['agree eventually', 'read-your-writes', 'carries the position', 'The wait needs a limit'],
  },
  {
    item: 'changing events: upcasters',
    at: 'changing-events',
    says: ['upcaster', 'not rewritten', 'CreditCorrected', 'nobody ever edits an old step'],
  },
  {
    item: 'event sourcing against publish–subscribe',
    at: 'event-sourcing-against-publishsubscribe',
    says: ['purpose', 'events belong to', 'needed to work', 'kept'],
  },
  {
    item: 'when to use it, when to stay away',
    at: 'when-to-use-it-when-to-stay-away',
    says: ['The history is asked for', 'The rules are the hard part', 'New questions come up', 'Stay away'],
  },
  {
    item: 'personal data in an immutable log',
    at: 'personal-data-in-an-immutable-log',
    says: [
      'node:crypto',
      'aes-256-gcm',
      'crypto-shredding',
      '(deleted): 80 points',
      'keep name and address in a table',
    ],
  },
];

/** Chapter 7: what popular texts state wrongly, stated rightly. */
export const RIGHT: readonly CoverageItem[] = [
  {
    item: 'replay one stream to decide, query a projection',
    at: 'filtering-is-no-read-model',
    says: ['Replay one stream to decide', 'query a projection to show'],
  },
  {
    item: 'order by stream version, not by the clock',
    at: 'order-comes-from-the-version',
    says: ['the version is the order', 'slow clock', 'clocks of two machines cannot'],
  },
  {
    item: 'a fold selects its stream and handles every type',
    at: 'fold-selects-and-handles',
    says: ['of one stream', 'handles every type', 'An unknown one throws'],
  },
  {
    item: 'invariants are kept in decide',
    at: 'decide-evolve-replay',
    says: [
      'cannot load the account',
      'decide judges the new command',
      'evolve accepts whatever was once decided',
    ],
  },
  {
    item: 'append with an expected version',
    at: 'optimistic-concurrency',
    says: ['balance: -20', 'appends only if the stream is still at that version'],
  },
  {
    item: 'replay is pure, or the customer gets the second mail',
    at: 'replay-is-pure',
    says: ['mail: you have redeemed', 'restart', 'reads no clock', 'Two so far'],
  },
  {
    item: 'filtering the event store is not a read model',
    at: 'filtering-is-no-read-model',
    says: ['I query the event store with a filter', 'reads the whole history'],
  },
  {
    item: 'commands are not events',
    at: 'commands-are-not-events',
    says: ['decides everything anew', 'Record what was decided'],
  },
  {
    item: 'CQRS needs neither event sourcing nor two databases',
    at: 'cqrs-needs-neither',
    says: ['It needs neither', 'Two functions on one table will do'],
  },
  {
    item: 'translated integration events go out, internal ones stay in',
    at: 'event-sourcing-against-publishsubscribe',
    says: ['integration event', 'Publish a translation', 'our own affair', 'DiscountGranted'],
  },
  {
    item: 'ownership and purpose are the difference, not lifetime',
    at: 'lifetime-is-not-the-difference',
    says: ['Kafka', 'keeps published events too', 'The difference is ownership and purpose'],
  },
];
