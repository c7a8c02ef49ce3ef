import { defineLab } from '#lab/define.ts';

const EX1 = {
  twice: 'a message that is delivered twice is credited once',
  anyOrder: 'however late and in whatever order deliveries come, each message is credited once',
  alike: 'two messages that say the same are two',
  deployed: 'after a deployment it still knows what it has handled',
};

const EX2 = {
  twice: 'no message is credited twice, wherever the process dies',
  lost: 'no message is lost, wherever the process dies',
  refused: 'a write that the database refuses neither loses a message nor credits it twice',
};

const EX3 = {
  noted: 'each message is charged, and the number of its payment is noted',
  twice: 'no card is charged twice, wherever a replica dies',
  reply: 'an answer of the bank that is lost leads to no second charge',
  lost: 'no payment is lost, and none is left without its number, wherever a replica dies',
  replicas: 'two replicas that have a message at the same time charge it once',
};

export default defineLab({
  chapter: 8,
  place: 2,
  title: 'The idempotent consumer',
  summary:
    'Write consumers that do their work exactly once under a thousand schedules of duplicates, reorderings and crashes.',
  kit: true,
  after: ['broker'],
  view: 'schedule',
  exercises: [
    {
      id: '01-comes-twice',
      title: 'The message that comes twice',
      minutes: 12,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: ['a message that comes once is credited once'],
      wrong: {
        'memory-of-the-process': {
          caughtBy: EX1.deployed,
          feedback:
            'What had been handled was kept in a variable: a process that is started again has an empty memory, and so has every other replica.',
        },
        'variable-of-the-module': {
          caughtBy: EX1.twice,
          feedback:
            'What had been handled was kept in a variable at the top of the file: it looks durable only as long as the process lives.',
        },
        'what-it-says': {
          caughtBy: EX1.alike,
          feedback:
            'Two messages were taken for one because they say the same: only the id, made with the fact, tells a copy from a second fact.',
        },
        'redelivered-means-handled': {
          caughtBy: EX1.anyOrder,
          feedback:
            'A redelivered message was skipped: the flag says that the bus has tried before, not that anybody has handled it.',
        },
        'only-the-last-one': {
          caughtBy: EX1.anyOrder,
          feedback:
            'Only the last id was remembered: a copy may come when other messages have been handled in between.',
        },
        'newest-number': {
          caughtBy: EX1.anyOrder,
          feedback:
            'Everything older than the newest message was taken for a duplicate: a message that was overtaken is lost that way.',
        },
      },
    },
    {
      id: '02-dies-in-the-middle',
      title: 'Dies in the middle',
      minutes: 15,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: ['a message that comes once is credited once', EX2.lost],
      wrong: {
        'mark-first': {
          caughtBy: EX2.lost,
          feedback:
            'The message was marked before its effect: a crash in between, and it counts as handled although nothing has happened.',
        },
        'tidied-up': {
          caughtBy: EX2.lost,
          feedback:
            'The mark was taken back when something threw: a process that dies throws nothing, and tidies nothing up.',
        },
        'mark-in-a-transaction-of-its-own': {
          caughtBy: EX2.twice,
          feedback:
            'Effect and mark were two transactions: between two commits the process can die as well as between two writes.',
        },
        'past-the-transaction': {
          caughtBy: EX2.twice,
          feedback:
            'The balance was written past the transaction: what does not go through tx takes effect at once, whatever becomes of the rest.',
        },
        'acknowledged-too-early': {
          caughtBy: EX2.lost,
          feedback:
            'The handler ended before its work: the message was acknowledged, and the crash that came next took the work with it.',
        },
        'swallowed-error': {
          caughtBy: EX2.refused,
          feedback:
            'The error was caught and logged, so the message was acknowledged: only a handler that fails gets its message again.',
        },
      },
    },
    {
      id: '03-the-bank',
      title: 'An effect that is somewhere else',
      minutes: 15,
      host: 'node-esm',
      entry: 'main.js',
      wrong: {
        'key-of-the-attempt': {
          caughtBy: EX3.twice,
          feedback:
            'Each attempt made a key of its own: to the bank that is a new payment. The key has to be born with the fact.',
        },
        'key-of-the-order': {
          caughtBy: EX3.noted,
          feedback:
            'The key was the order’s, and the order is paid in two parts: the second part was taken for a repetition of the first.',
        },
        'key-of-what-is-charged': {
          caughtBy: EX3.noted,
          feedback:
            'The key was made of card and amount: whoever pays the same amount twice, for two things, pays once.',
        },
        'marked-before-the-charge': {
          caughtBy: EX3.lost,
          feedback:
            'The message was marked before the charge: a crash in between, and no attempt after it gets any further.',
        },
        'asked-before-the-charge': {
          caughtBy: EX3.twice,
          feedback:
            'The database was asked whether the charge had happened: it cannot know of the one after which the process died.',
        },
        'lock-in-memory': {
          caughtBy: EX3.replicas,
          feedback:
            'A lock in memory kept one replica from charging twice: the other replica has a memory of its own.',
        },
        'taken-for-failed': {
          caughtBy: EX3.reply,
          feedback:
            'No answer was taken for no charge: a call that throws may have had its effect, so the next attempt needs the same key.',
        },
      },
    },
  ],
});
