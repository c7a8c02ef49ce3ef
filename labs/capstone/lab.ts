import { defineLab } from '#lab/define.ts';

const EX1 = {
  contract: 'what is against its contract is parked, and never worked on',
  once: 'what comes twice takes effect once, wherever the service dies',
  follows: 'what follows from a message is published if its work is done, and only then',
  tries: 'what fails is tried four times in all, what never can succeed once, and then it is parked',
  parked: 'what is parked is lost nowhere, and neither is what comes behind it',
  traced: 'what follows says what it belongs to and what caused it, also in the middle of a chain',
};

const EX2 = {
  atOnce: 'stock and payments are asked at once, and with all that they need',
  no: 'a no undoes what was done, whichever answer comes first, and nothing else',
  late: 'an order that waits too long is cancelled, and a yes that comes after the end is undone',
  deadline: 'a deadline that passes when the parcel is on its way changes nothing',
  parked: 'a command that is parked counts as a no',
  help: 'a compensation that is parked calls for help',
};

export default defineLab({
  chapter: 10,
  place: 3,
  title: 'The shop',
  summary:
    'Build a shop that holds: contracts, inbox and outbox, a saga with deadlines, dead letters and a trace, under a thousand schedules of faults.',
  after: ['outbox', 'retry-dlq', 'saga'],
  view: 'shop',
  kit: true,
  exercises: [
    {
      id: '01-a-service-that-holds',
      title: 'A service that holds',
      minutes: 25,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: ['when nothing goes wrong each message takes effect, and what follows is published'],
      wrong: {
        'contract-after-the-work': {
          caughtBy: EX1.contract,
          feedback:
            'The contract was looked at after the work: whoever breaks it has had his code run, and with it every call that no transaction takes back.',
        },
        'dropped-without-a-word': {
          caughtBy: EX1.contract,
          feedback:
            'What broke its contract was acknowledged and gone: nobody can tell the producer what was wrong with it, or send it once more.',
        },
        'sent-back-to-the-queue': {
          caughtBy: EX1.contract,
          feedback:
            'What broke its contract went back to the queue: it does not get better there, and goes round for ever.',
        },
        'inbox-before-the-transaction': {
          caughtBy: EX1.follows,
          feedback:
            'The note in the inbox was a step of its own: a crash behind it, and every later delivery takes the work for done.',
        },
        'inbox-by-the-order': {
          caughtBy: EX1.follows,
          feedback:
            'The inbox went by the order and not by the message: the second message about an order was taken for a repetition of the first.',
        },
        'inbox-in-memory': {
          caughtBy: EX1.once,
          feedback:
            'The inbox was a variable: a service that is started again has an empty one, and so has the other copy.',
        },
        'published-in-the-transaction': {
          caughtBy: EX1.follows,
          feedback:
            'What follows was published within the transaction: the broker takes no part in it, and a commit that fails calls nothing back.',
        },
        'outbox-after-the-transaction': {
          caughtBy: EX1.follows,
          feedback:
            'The outbox was written after the commit: a crash in between, and the next delivery finds the message in the inbox and writes nothing.',
        },
        'taken-out-first': {
          caughtBy: EX1.follows,
          feedback:
            'The row was taken out of the outbox before the broker had the message: a crash in between, and it is in neither place.',
        },
        'acknowledged-first': {
          caughtBy: EX1.parked,
          feedback:
            'The message was acknowledged before anything had become of it: the crash that came next took it along.',
        },
        'parked-at-the-first-error': {
          caughtBy: EX1.tries,
          feedback: 'The first error had the message parked: most errors pass, and cost one more delivery.',
        },
        'never-parked': {
          caughtBy: EX1.tries,
          feedback:
            'What fails each time was never parked: it goes round without end, and holds up what waits behind it.',
        },
        'permanent-is-tried-again': {
          caughtBy: EX1.tries,
          feedback:
            'What never can succeed was tried to the last delivery: nobody hears of it meanwhile, and nothing changes.',
        },
        'acknowledged-before-parked': {
          caughtBy: EX1.parked,
          feedback:
            'The message was acknowledged before the broker had it on the parking queue: a crash in between, and it is nowhere.',
        },
        'parked-without-its-reason': {
          caughtBy: EX1.parked,
          feedback:
            'What was parked did not say why: whoever finds it on Monday has to guess, or let it fail once more.',
        },
        'only-the-cause': {
          caughtBy: EX1.traced,
          feedback:
            'Each message began a correlation of its own: with the causes alone, nobody finds all that belongs to one order at once.',
        },
        'causes-are-passed-on': {
          caughtBy: EX1.traced,
          feedback:
            'The causation of the message was handed on instead of its id: everything seems to follow from the first one, and the chain is a star.',
        },
      },
    },
    {
      id: '02-the-whole-shop',
      title: 'The whole shop',
      minutes: 30,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: ['when all say yes the parcel is shipped', EX2.deadline],
      wrong: {
        'one-after-the-other': {
          caughtBy: EX2.atOnce,
          feedback:
            'Payments was asked when stock had answered: the customer waits for the sum of both, and a slow stock holds up the bank.',
        },
        'ships-at-the-first-yes': {
          caughtBy: EX2.atOnce,
          feedback:
            'The parcel went out at the first yes: a condition that two parts must fulfil needs somebody who waits for both.',
        },
        'undoes-everything': {
          caughtBy: EX2.no,
          feedback:
            'What was refused, or not yet answered, was undone as well: keep in the row what has been done, and undo that.',
        },
        'rows-in-memory': {
          caughtBy: EX2.no,
          feedback:
            'The orders were kept in a variable: it outlives a transaction that was rolled back, and dies with the process.',
        },
        'forgets-what-has-ended': {
          caughtBy: EX2.late,
          feedback:
            'An order that had ended heard nothing any more: the yes that came a little later was never undone.',
        },
        'no-deadline': {
          caughtBy: EX2.late,
          feedback: 'Nobody set a deadline: the customer waits for as long as the slowest service likes.',
        },
        'cancels-what-is-on-its-way': {
          caughtBy: EX2.deadline,
          feedback:
            'The deadline cancelled an order whose parcel was on its way: behind the point of no return there is only forward.',
        },
        'parked-is-not-an-answer': {
          caughtBy: EX2.parked,
          feedback:
            'A parked command was no answer: its receiver has given it up, nobody will say yes or no, and the order waits in vain.',
        },
        'parked-may-have-happened': {
          caughtBy: EX2.parked,
          feedback:
            'A parked command was undone as if it had happened: its receiver has rolled it back, and says so. Only of a silent one nobody knows.',
        },
        'nobody-is-called': {
          caughtBy: EX2.help,
          feedback:
            'A compensation was parked, and nobody was told: the order is called cancelled, and the customer’s money is still here.',
        },
      },
    },
  ],
});
