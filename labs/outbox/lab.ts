import { defineLab } from '#lab/define.ts';

const EX1 = {
  dies: 'wherever the order service dies, an order that is saved is published',
  phantom: 'nobody hears of an order that is not saved, wherever the service dies and whatever is refused',
  down: 'a broker that does not answer costs no order, and no event',
};

const EX2 = {
  calm: 'when nothing goes wrong each event is published once, as it stands there, and taken out',
  dies: 'wherever the relay dies, no event is lost',
  refused: 'a broker or a database that does not answer costs no event',
  slow: 'a broker that keeps the relay waiting before it fails costs no event',
  order: 'events come in the order in which they were written, whatever has to be tried again',
};

const EX3 = {
  twice: 'an order that comes twice is credited once',
  lost: 'wherever points dies, no order is lost',
  once: 'wherever points dies, no order is credited twice',
  early: 'nothing is announced that is not credited',
  announced: 'what is credited is announced, whatever dies or does not answer',
};

export default defineLab({
  chapter: 10,
  title: 'Outbox and inbox',
  summary:
    'Write in one place what two have to know, bring it to the broker by a relay that may die, and take it in once at the other end.',
  after: ['broker', 'idempotent-consumer'],
  view: 'system',
  kit: true,
  exercises: [
    {
      id: '01-dual-write',
      title: 'The dual write',
      minutes: 12,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: ['when nothing goes wrong each order is saved, and its event published', EX1.phantom],
      wrong: {
        'publishes-first': {
          caughtBy: EX1.phantom,
          feedback:
            'The event was published before the order was saved: a crash or a refusal in between, and the others believe in an order that does not exist.',
        },
        'publishes-in-the-transaction': {
          caughtBy: EX1.phantom,
          feedback:
            'The event was published within the transaction: the broker takes no part in it, and what it has sent on no rollback brings back.',
        },
        'two-writes': {
          caughtBy: EX1.dies,
          feedback:
            'Order and event were written one after the other: between two writes to one database a process dies as well as between two systems.',
        },
        'past-the-transaction': {
          caughtBy: EX1.phantom,
          feedback:
            'The event was written past the transaction: what does not go through tx takes effect at once, whatever becomes of the rest.',
        },
        'tries-again': {
          caughtBy: EX1.dies,
          feedback:
            'The publication was repeated until it succeeded: who dies in between repeats nothing, and a broker that stays away uses up all attempts.',
        },
        'takes-it-back': {
          caughtBy: EX1.dies,
          feedback:
            'The order was taken back when the broker did not answer: a process that dies takes nothing back, and a shop without a broker sells nothing.',
        },
        'outbox-in-need': {
          caughtBy: EX1.dies,
          feedback:
            'The outbox was written only after the broker had failed: a process that dies on its way to the broker writes nothing more.',
        },
        'publishes-beside-the-outbox': {
          caughtBy: EX1.down,
          feedback:
            'The event was in the outbox, and was published at once as well: where the broker does not answer, the customer gets an error for an order that is saved.',
        },
        'outbox-in-memory': {
          caughtBy: EX1.dies,
          feedback:
            'The outbox was an array: it dies with the process, and the orders in the database do not.',
        },
      },
    },
    {
      id: '02-relay',
      title: 'The relay',
      minutes: 12,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: [EX2.calm],
      wrong: {
        'taken-out-first': {
          caughtBy: EX2.dies,
          feedback:
            'The row was taken out before its event was published: a crash in between, and the event is in neither place.',
        },
        'does-not-wait': {
          caughtBy: EX2.refused,
          feedback:
            'The row was taken out while the publication was still under way: only when publish() has resolved does the broker have the event.',
        },
        'all-at-once': {
          caughtBy: EX2.order,
          feedback:
            'All events were published at the same time: one that has to be tried again is overtaken by those behind it.',
        },
        'skips-what-fails': {
          caughtBy: EX2.order,
          feedback:
            'An event that failed was left for the next look, and those behind it went ahead: what is written in order has to wait in order.',
        },
        'gives-up': {
          caughtBy: EX2.refused,
          feedback:
            'The error was logged and the row taken out all the same: a log line publishes nothing, and the row was the last one who knew.',
        },
        'waits-a-moment': {
          caughtBy: EX2.slow,
          feedback:
            'After a while the relay took the silence for a yes: a broker that has not answered has promised nothing, however long that lasts.',
        },
        'an-id-of-chance': {
          caughtBy: EX2.calm,
          feedback:
            'Each attempt had an id of its own: the relay publishes some events twice, and only a lasting id lets others know the second copy.',
        },
        'clears-the-table': {
          caughtBy: EX2.calm,
          feedback:
            'The outbox was emptied after the round: what others had written in the meantime went away unpublished.',
        },
        'marks-in-memory': {
          caughtBy: EX2.calm,
          feedback:
            'What had been published was kept in a variable, and the rows stayed: after a restart everything is published again, and the table only grows.',
        },
        'keeps-a-position': {
          caughtBy: EX2.calm,
          feedback:
            'The relay kept the last key as its position: keys say nothing about when a row was written, so rows that sort before it are passed over.',
        },
      },
    },
    {
      id: '03-inbox',
      title: 'The inbox',
      minutes: 15,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: [
        'when an order comes once it is credited once, and one event says so',
        EX3.lost,
        EX3.announced,
      ],
      wrong: {
        'asked-before-the-transaction': {
          caughtBy: EX3.once,
          feedback:
            'Inbox, balance and outbox were written one after the other: a crash in between, and the next attempt finds no note and credits again.',
        },
        'noted-first': {
          caughtBy: EX3.lost,
          feedback:
            'The note in the inbox was written before the credit, in a step of its own: a crash in between, and every later attempt finds the order handled.',
        },
        'inbox-in-memory': {
          caughtBy: EX3.once,
          feedback:
            'The inbox was a variable: a process that is started again has an empty one, and so has the other copy.',
        },
        'redelivered-means-handled': {
          caughtBy: EX3.lost,
          feedback:
            'A redelivered message was taken for a handled one: the flag says that the broker has tried before, not how far anybody came; and a relay’s second copy does not bear it.',
        },
        'acknowledged-first': {
          caughtBy: EX3.lost,
          feedback:
            'The message was acknowledged before the transaction: the crash that came next took the order along.',
        },
        'known-is-not-acknowledged': {
          caughtBy: EX3.twice,
          feedback:
            'A copy that was known was not acknowledged: to have nothing to do is to be done, and the broker waits for the answer.',
        },
        'published-after-the-transaction': {
          caughtBy: EX3.announced,
          feedback:
            'The event was published after the transaction: a crash in between, and the next attempt finds the order in the inbox and announces nothing.',
        },
        'published-in-the-transaction': {
          caughtBy: EX3.early,
          feedback:
            'The event was published within the transaction: the others hear of points that are not in the balance yet, and may never be.',
        },
        'announced-in-any-case': {
          caughtBy: EX3.early,
          feedback:
            'The row in the outbox was written past the transaction: it announces a credit before there is one.',
        },
      },
    },
  ],
});
